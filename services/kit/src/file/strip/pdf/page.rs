//! People on the pages of a document: on its photographs (JPEG), in grey or in three colours. What is drawn, scanned without loss or kept
//! as JPEG 2000 is not looked through; nor is what cannot be opened.

use std::borrow::Cow;

use super::super::jpeg;
use super::object::{Object, Objects, Value};
use crate::file::FileRefusal;
use crate::file::cover::on_a_page;

/// Photographs of one document that are looked through; one with more is not kept, for it would take minutes.
const MOST: usize = 60;

pub(super) fn without_people(objects: &mut Objects<'_>) -> Result<(), FileRefusal> {
    let found = objects.iter().filter(|(_, object)| is_photograph(object, objects));
    let photographs: Vec<u32> = found.map(|(number, _)| *number).collect();
    if photographs.len() > MOST {
        return Err(FileRefusal::Unreadable);
    }
    for number in photographs {
        if let Some(object) = objects.get_mut(&number) {
            cover(object);
        }
    }
    Ok(())
}

/// Whether its bytes are a photograph and nothing around it, as they are once a document was cleaned, whose colours can be written again.
fn is_photograph(object: &Object<'_>, objects: &Objects<'_>) -> bool {
    let (Value::Dictionary(dictionary), Some(stream)) = (&object.value, &object.stream) else {
        return false;
    };
    let said = dictionary.get(b"Filter".as_slice()).map(|said| resolved(said, objects));
    let filter = match said {
        Some(Value::Array(filters)) if filters.len() == 1 => filters.first().map(|filter| resolved(filter, objects)),
        other => other,
    };
    let is_jpeg = filter.and_then(Value::name) == Some(b"DCTDecode");
    is_jpeg && matches!(jpeg::components(stream), Some(1 | 3))
}

fn resolved<'x>(value: &'x Value, objects: &'x Objects<'_>) -> &'x Value {
    match value {
        Value::Reference(number) => objects.get(number).map_or(value, |object| &object.value),
        Value::Null | Value::Plain(_) | Value::Name(_) | Value::Text(_) | Value::Array(_) | Value::Dictionary(_) => value,
    }
}

/// What is written again says itself how its colours are to be read.
fn cover(object: &mut Object<'_>) {
    if let (Value::Dictionary(dictionary), Some(stream)) = (&mut object.value, &mut object.stream)
        && let Some(covered) = on_a_page(stream)
    {
        dictionary.remove(b"DecodeParms".as_slice());
        *stream = Cow::Owned(covered);
    }
}
