//! What of a document goes, and what nothing points at any more. Of the catalogue it is listed what stays; everywhere else it is listed
//! what goes, for what is seen has as many kinds of entries as there are fonts and pictures.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::collections::btree_map::Entry;

use super::super::{jpeg, jpx};
use super::object::{Dictionary, Object, Objects, Value};
use super::packed::{MOST_INFLATED, inflated};
use super::scan::Found;

/// What stays of the catalogue: what is seen, in which order, and how one finds one's way in it.
const CATALOGUE: [&[u8]; 17] = [
    b"Type",
    b"Version",
    b"Extensions",
    b"Pages",
    b"PageLabels",
    b"Names",
    b"Dests",
    b"ViewerPreferences",
    b"PageLayout",
    b"PageMode",
    b"Outlines",
    b"AcroForm",
    b"StructTreeRoot",
    b"MarkInfo",
    b"Lang",
    b"OCProperties",
    b"OutputIntents",
];
/// Entries that go wherever they stand: what is said of a document and its parts (XMP, data of programs, times, thumbnails, positions),
/// what happens by itself, and what hangs on it.
const ENTRIES: [&[u8]; 20] = [
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"Thumb",
    b"CreatorInfo",
    b"User",
    b"VP",
    b"LGIDict",
    b"OpenAction",
    b"AA",
    b"JavaScript",
    b"JS",
    b"XFA",
    b"EmbeddedFiles",
    b"EF",
    b"RF",
    b"AF",
    b"Renditions",
    b"AlternatePresentations",
    b"URLS",
];
/// Kinds of things that go: what describes, what is attached, and seals, which the document no longer fits.
const KINDS: [&[u8]; 4] = [b"Metadata", b"EmbeddedFile", b"Sig", b"DocTimeStamp"];
/// Acts that go: all but going to a place of the document or to an address that is seen.
const ACTS: [&[u8]; 15] = [
    b"JavaScript",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
    b"ResetForm",
    b"GoToR",
    b"GoToE",
    b"Rendition",
    b"Movie",
    b"Sound",
    b"Hide",
    b"SetOCGState",
    b"GoTo3DView",
    b"RichMediaExecute",
    b"Thread",
];
/// Notes on a page that go, for they play, run or hold a file.
const NOTES: [&[u8]; 6] = [b"FileAttachment", b"Sound", b"Movie", b"Screen", b"RichMedia", b"3D"];
/// Who wrote a note on a page and when; of a field of a form the first of them is its name.
const BY_WHOM: [&[u8]; 4] = [b"T", b"M", b"NM", b"CreationDate"];
/// What a stream says of bytes that lie in another file, and how long it was.
const ELSEWHERE: [&[u8]; 4] = [b"F", b"FFilter", b"FDecodeParms", b"Length"];

struct Cleaner<'a, 'found> {
    objects: &'found Objects<'a>,
    /// What may still be pointed at.
    kept: BTreeSet<u32>,
}

/// Of a document that shows nothing, nothing.
pub(super) fn cleaned<'a>(found: &Found<'a>) -> Option<Objects<'a>> {
    let mut cleaner = Cleaner {
        objects: &found.objects,
        kept: BTreeSet::new(),
    };
    let stays = found.objects.iter().filter(|(_, object)| cleaner.stays(&object.value));
    cleaner.kept = stays.map(|(number, _)| *number).collect();
    let catalogue = cleaner.catalogue(found.root)?;
    let mut wanted = Vec::new();
    references(&catalogue.value, &mut wanted);
    let mut objects = Objects::from([(found.root, catalogue)]);
    while let Some(number) = wanted.pop() {
        if let Entry::Vacant(place) = objects.entry(number) {
            let object = cleaner.object(number)?;
            references(&object.value, &mut wanted);
            place.insert(object);
        }
    }
    Some(objects)
}

impl<'a> Cleaner<'a, '_> {
    fn stays(&self, value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Dictionary(dictionary) => !self.goes(dictionary),
            Value::Plain(_) | Value::Name(_) | Value::Text(_) | Value::Array(_) | Value::Reference(_) => true,
        }
    }

    fn goes(&self, dictionary: &Dictionary) -> bool {
        let is_one = |key: &[u8], of: &[&[u8]]| self.name(dictionary, key).is_some_and(|name| of.contains(&name));
        let is_sealed_or_runs = [b"ByteRange".as_slice(), b"JS"].iter().any(|key| dictionary.contains_key(*key));
        is_sealed_or_runs || is_one(b"Type", &KINDS) || is_one(b"S", &ACTS) || is_one(b"Subtype", &NOTES)
    }

    /// What an entry comes to, there or in an object of its own.
    fn entry<'x>(&'x self, dictionary: &'x Dictionary, key: &[u8]) -> Option<&'x Value> {
        self.resolved(dictionary.get(key)?)
    }

    fn resolved<'x>(&'x self, value: &'x Value) -> Option<&'x Value> {
        let Value::Reference(number) = value else { return Some(value) };
        self.objects.get(number).map(|object| &object.value)
    }

    fn name<'x>(&'x self, dictionary: &'x Dictionary, key: &[u8]) -> Option<&'x [u8]> {
        self.entry(dictionary, key).and_then(Value::name)
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::Array(values) => Value::Array(values.iter().map(|value| self.value(value)).collect()),
            Value::Dictionary(dictionary) if !self.goes(dictionary) => Value::Dictionary(self.dictionary(dictionary)),
            Value::Reference(number) if self.kept.contains(number) => Value::Reference(*number),
            Value::Dictionary(_) | Value::Reference(_) | Value::Null => Value::Null,
            Value::Plain(_) | Value::Name(_) | Value::Text(_) => value.clone(),
        }
    }

    fn dictionary(&self, dictionary: &Dictionary) -> Dictionary {
        let subtype = self.name(dictionary, b"Subtype");
        let is_note = subtype.is_some() && dictionary.contains_key(b"Rect".as_slice());
        let is_field = subtype == Some(b"Widget");
        let by_whom = |key: &[u8]| is_note && BY_WHOM.contains(&key) && !(is_field && key == b"T");
        let goes = |key: &[u8]| ENTRIES.contains(&key) || by_whom(key);
        let entries = dictionary.iter().filter(|(key, _)| !goes(key));
        let entries = entries.map(|(key, value)| (key.clone(), self.value(value)));
        entries.filter(|(_, value)| *value != Value::Null).collect()
    }

    fn catalogue(&self, root: u32) -> Option<Object<'a>> {
        let Value::Dictionary(catalogue) = &self.objects.get(&root)?.value else {
            return None;
        };
        let mut catalogue = self.dictionary(catalogue);
        catalogue.retain(|key, _| CATALOGUE.contains(&key.as_slice()));
        let pages = self.entry(&catalogue, b"Pages")?;
        if !matches!(pages, Value::Dictionary(_)) {
            return None;
        }
        let value = Value::Dictionary(catalogue);
        Some(Object { value, stream: None })
    }

    fn object(&self, number: u32) -> Option<Object<'a>> {
        let object = self.objects.get(&number)?;
        let (Value::Dictionary(dictionary), Some(stream)) = (&object.value, &object.stream) else {
            let value = self.value(&object.value);
            return Some(Object { value, stream: None });
        };
        let mut dictionary = self.dictionary(dictionary);
        dictionary.retain(|key, _| !ELSEWHERE.contains(&key.as_slice()));
        let stream = self.seen(&mut dictionary, stream)?;
        let value = Value::Dictionary(dictionary);
        Some(Object {
            value,
            stream: Some(stream),
        })
    }

    /// The bytes of a stream. A photograph on a page says as little of itself as one that is brought alone.
    fn seen(&self, dictionary: &mut Dictionary, stream: &Cow<'a, [u8]>) -> Option<Cow<'a, [u8]>> {
        let filters = self.filters(dictionary);
        let last = filters.last().copied().unwrap_or_default();
        let Some(stripped) = photograph(last) else {
            let is_none = filters.iter().all(|filter| photograph(filter).is_none());
            return is_none.then(|| stream.clone());
        };
        match filters.as_slice() {
            [_] => stripped(stream).map(Cow::Owned),
            [b"FlateDecode", _] => {
                let last = Value::Name(last.to_vec());
                dictionary.remove(b"DecodeParms".as_slice());
                dictionary.insert(b"Filter".to_vec(), last);
                stripped(&inflated(stream, MOST_INFLATED)?).map(Cow::Owned)
            }
            _ => None,
        }
    }

    fn filters<'x>(&'x self, dictionary: &'x Dictionary) -> Vec<&'x [u8]> {
        let said = self.entry(dictionary, b"Filter");
        if let Some(Value::Array(filters)) = said {
            let names = filters.iter().map(|filter| self.resolved(filter).and_then(Value::name));
            return names.map(Option::unwrap_or_default).collect();
        }
        said.and_then(Value::name).into_iter().collect()
    }
}

type Cleaning = fn(&[u8]) -> Option<Vec<u8>>;

/// How a photograph that lies behind this filter is cleaned.
fn photograph(filter: &[u8]) -> Option<Cleaning> {
    match filter {
        b"DCTDecode" => Some(jpeg::stripped),
        b"JPXDecode" => Some(jpx::stripped),
        _ => None,
    }
}

/// Which objects a value points at.
fn references(value: &Value, found: &mut Vec<u32>) {
    match value {
        Value::Reference(number) => found.push(*number),
        Value::Array(values) => {
            for value in values {
                references(value, found);
            }
        }
        Value::Dictionary(dictionary) => {
            for value in dictionary.values() {
                references(value, found);
            }
        }
        Value::Null | Value::Plain(_) | Value::Name(_) | Value::Text(_) => {}
    }
}
