//! The objects of a document, found by reading it from front to back: what its own table says of where they lie is not believed, and a
//! later one takes the place of an earlier one of the same number, as in a document that was changed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::object::{Dictionary, Object, Objects, Value};
use super::packed::{MOST_INFLATED, unpacked};
use super::reader::{DEPTH, Reader};
use crate::file::FileRefusal;

/// Objects of a document, those that were replaced too.
const MOST_OBJECTS: usize = 200_000;
/// Values of all its objects.
const MOST_VALUES: usize = 500_000;

/// A document taken apart.
#[derive(Debug)]
pub(super) struct Found<'a> {
    pub objects: Objects<'a>,
    /// Which of them is the catalogue.
    pub root: u32,
}

#[derive(Debug)]
struct Scan<'a> {
    reader: Reader<'a>,
    /// With where each was found.
    objects: BTreeMap<u32, (usize, Object<'a>)>,
    packed: Vec<Packed<'a>>,
    root: Option<u32>,
    is_encrypted: bool,
}

/// A stream of objects.
#[derive(Debug)]
struct Packed<'a> {
    at: usize,
    dictionary: Dictionary,
    data: &'a [u8],
}

pub(super) fn found(content: &[u8]) -> Result<Found<'_>, FileRefusal> {
    let mut scan = Scan {
        reader: Reader::new(content, MOST_VALUES),
        objects: BTreeMap::new(),
        packed: Vec::new(),
        root: None,
        is_encrypted: false,
    };
    scan.read().ok_or(FileRefusal::Damaged)?;
    if scan.is_encrypted {
        return Err(FileRefusal::Encrypted);
    }
    scan.settle().ok_or(FileRefusal::Damaged)?;
    let root = scan.root.ok_or(FileRefusal::Damaged)?;
    let objects = scan.objects.into_iter().map(|(number, (_, object))| (number, object)).collect();
    Ok(Found { objects, root })
}

impl<'a> Scan<'a> {
    /// Passes over whatever is no object and no trailer.
    fn read(&mut self) -> Option<()> {
        let (mut number, mut generation) = (None::<u32>, None::<u32>);
        loop {
            self.reader.skip_space();
            if self.reader.peek().is_none() {
                return Some(());
            }
            let token = self.reader.token();
            if let (b"obj", Some(number), Some(_)) = (token, number, generation) {
                self.object(number)?;
            } else if token == b"trailer" {
                self.reader.skip_space();
                if let Value::Dictionary(trailer) = self.reader.value(DEPTH)? {
                    self.trailer(&trailer);
                }
            } else if token.is_empty() {
                self.reader.at += 1;
            }
            number = generation;
            generation = std::str::from_utf8(token).ok().and_then(|token| token.parse::<u32>().ok());
        }
    }

    fn object(&mut self, number: u32) -> Option<()> {
        let at = self.reader.at;
        let value = self.reader.value(DEPTH)?;
        self.reader.skip_space();
        let Value::Dictionary(dictionary) = value else {
            return self.put(number, at, Object { value, stream: None });
        };
        if !self.reader.rest().starts_with(b"stream") {
            let value = Value::Dictionary(dictionary);
            return self.put(number, at, Object { value, stream: None });
        }
        let data = self.reader.data(dictionary.get(b"Length".as_slice()).and_then(Value::count))?;
        let kind = dictionary.get(b"Type".as_slice()).and_then(Value::name);
        if kind == Some(b"XRef") {
            self.trailer(&dictionary);
        } else if kind == Some(b"ObjStm") {
            self.packed.push(Packed { at, dictionary, data });
        } else {
            let value = Value::Dictionary(dictionary);
            let stream = Some(Cow::Borrowed(data));
            return self.put(number, at, Object { value, stream });
        }
        Some(())
    }

    fn trailer(&mut self, trailer: &Dictionary) {
        self.is_encrypted |= trailer.contains_key(b"Encrypt".as_slice());
        if let Some(Value::Reference(root)) = trailer.get(b"Root".as_slice()) {
            self.root = Some(*root);
        }
    }

    fn put(&mut self, number: u32, at: usize, mut object: Object<'a>) -> Option<()> {
        // Nothing is twice removed from whoever points at it.
        if matches!(object.value, Value::Reference(_)) {
            object.value = Value::Null;
        }
        if self.objects.get(&number).is_none_or(|(before, _)| *before < at) {
            self.objects.insert(number, (at, object));
        }
        (self.objects.len() <= MOST_OBJECTS).then_some(())
    }

    /// What had to wait until all objects were found: how long the streams are, and what lies in those of objects.
    fn settle(&mut self) -> Option<()> {
        let counts = self.objects.iter();
        let counts: BTreeMap<u32, usize> = counts
            .filter_map(|(number, (_, object))| Some((*number, object.value.count()?)))
            .collect();
        for (_, object) in self.objects.values_mut() {
            if let (Value::Dictionary(dictionary), Some(&Cow::Borrowed(data))) = (&object.value, object.stream.as_ref()) {
                object.stream = Some(Cow::Borrowed(trimmed(data, count(dictionary, b"Length", &counts))));
            }
        }
        let mut room = MOST_INFLATED;
        for packed in std::mem::take(&mut self.packed) {
            let data = trimmed(packed.data, count(&packed.dictionary, b"Length", &counts));
            let content = unpacked(&packed.dictionary, data, room)?;
            room = room.checked_sub(content.len())?;
            let many = count(&packed.dictionary, b"N", &counts)?;
            let (index, body) = content.split_at_checked(count(&packed.dictionary, b"First", &counts)?)?;
            self.unpack(packed.at, many, (index, body))?;
        }
        Some(())
    }

    /// The objects of a stream: first their numbers and where each begins, then they themselves, one behind the other.
    fn unpack(&mut self, at: usize, many: usize, (index, body): (&[u8], &[u8])) -> Option<()> {
        let mut index = Reader::new(index, 0);
        let mut places = Vec::new();
        for _ in 0..many {
            places.push((index.count()?, index.count()?));
        }
        let ends = places.iter().skip(1).map(|(_, start)| *start).chain([body.len()]);
        for ((number, start), end) in places.iter().zip(ends) {
            let mut reader = Reader::new(body.get(*start..end)?, self.reader.left);
            let value = reader.value(DEPTH)?;
            self.reader.left = reader.left;
            self.put(u32::try_from(*number).ok()?, at, Object { value, stream: None })?;
        }
        Some(())
    }
}

/// A number of a dictionary, there or in an object of its own.
fn count(dictionary: &Dictionary, key: &[u8], counts: &BTreeMap<u32, usize>) -> Option<usize> {
    let value = dictionary.get(key)?;
    if let Value::Reference(number) = value {
        return counts.get(number).copied();
    }
    value.count()
}

/// The bytes of a stream without the line's end before its end.
fn trimmed(data: &[u8], length: Option<usize>) -> &[u8] {
    let of_length = length.and_then(|length| data.split_at_checked(length));
    if let Some((whole, rest)) = of_length
        && rest.trim_ascii().is_empty()
    {
        return whole;
    }
    let data = data.strip_suffix(b"\n").unwrap_or(data);
    data.strip_suffix(b"\r").unwrap_or(data)
}
