//! A document written out in one way: the same objects are the same bytes, and what was written here is written again as it is.

use std::collections::BTreeMap;

use super::object::{Objects, Value};
use super::reader::is_regular;

/// The numbers objects get, by those they had.
type Numbers = BTreeMap<u32, usize>;

pub(super) fn written(version: &[u8], objects: &Objects<'_>, root: u32) -> Vec<u8> {
    let numbers: Numbers = objects.keys().copied().zip(1..).collect();
    // The second line tells whoever carries it that it is no text.
    let mut file = [b"%PDF-".as_slice(), version, b"\n%\xE2\xE3\xCF\xD3\n"].concat();
    let mut table = b"0000000000 65535 f \n".to_vec();
    for (number, object) in (1..).zip(objects.values()) {
        say(&mut table, &format!("{:010} 00000 n \n", file.len()));
        say(&mut file, &format!("{number} 0 obj\n"));
        if let (Value::Dictionary(dictionary), Some(stream)) = (&object.value, &object.stream) {
            let mut dictionary = dictionary.clone();
            dictionary.insert(b"Length".to_vec(), Value::Plain(stream.len().to_string().into_bytes()));
            put(&mut file, &Value::Dictionary(dictionary), &numbers);
            say(&mut file, "\nstream\n");
            file.extend_from_slice(stream);
            say(&mut file, "\nendstream");
        } else {
            put(&mut file, &object.value, &numbers);
        }
        say(&mut file, "\nendobj\n");
    }
    let (start, size) = (file.len(), numbers.len() + 1);
    let root = numbers.get(&root).copied().unwrap_or_default();
    say(&mut file, &format!("xref\n0 {size}\n"));
    file.extend(table);
    say(
        &mut file,
        &format!("trailer\n<</Root {root} 0 R/Size {size}>>\nstartxref\n{start}\n%%EOF"),
    );
    file
}

fn say(file: &mut Vec<u8>, text: &str) {
    file.extend_from_slice(text.as_bytes());
}

fn put(file: &mut Vec<u8>, value: &Value, numbers: &Numbers) {
    match value {
        Value::Null => say(file, "null"),
        Value::Plain(plain) => file.extend_from_slice(plain),
        Value::Name(name) => put_name(file, name),
        Value::Text(text) => {
            file.push(b'<');
            for byte in text {
                say(file, &format!("{byte:02X}"));
            }
            file.push(b'>');
        }
        Value::Array(values) => {
            file.push(b'[');
            for value in values {
                put(file, value, numbers);
                file.push(b' ');
            }
            file.push(b']');
        }
        Value::Dictionary(dictionary) => {
            say(file, "<<");
            for (name, value) in dictionary {
                put_name(file, name);
                file.push(b' ');
                put(file, value, numbers);
            }
            say(file, ">>");
        }
        Value::Reference(number) => match numbers.get(number) {
            Some(number) => say(file, &format!("{number} 0 R")),
            None => say(file, "null"),
        },
    }
}

fn put_name(file: &mut Vec<u8>, name: &[u8]) {
    file.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && *byte != b'#' && is_regular(*byte) {
            file.push(*byte);
        } else {
            say(file, &format!("#{byte:02X}"));
        }
    }
}
