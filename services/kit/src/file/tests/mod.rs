//! Files as they are brought, without a place to keep them.

mod jpeg;
mod pdf;
mod png;
mod refused;
mod webp;

use super::cover::People;
use super::upload::{Clean, Upload};
use super::{FileRefusal, Hash, MediaType};
use crate::testkit::picture::SECRET;

const LIMIT: usize = 4096;

/// Brought in pieces of seven bytes, as a slow network does.
fn brought(claimed: &str, content: &[u8]) -> Result<Clean, FileRefusal> {
    let mut upload = Upload::new(claimed, LIMIT);
    for chunk in content.chunks(7) {
        upload.take(chunk)?;
    }
    upload.finish(People::AsTaken)
}

/// What is kept of a file, in which nothing must be left that is not seen.
fn kept(claimed: &str, content: &[u8]) -> Vec<u8> {
    let clean = brought(claimed, content).unwrap();
    assert!(!holds(&clean.content, SECRET), "{:?}", clean.content.escape_ascii().to_string());
    assert_eq!((clean.media_type.as_str(), clean.hash), (claimed, Hash::of(&clean.content)));
    let again = brought(claimed, &clean.content).unwrap();
    assert_eq!(again.content, clean.content, "what is clean stays as it is");
    clean.content
}

fn holds(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

/// Cut off anywhere, a file is damaged or what is left of it is not a file.
fn is_refused_when_cut(claimed: &str, content: &[u8]) {
    for end in 0..content.len() {
        let cut = brought(claimed, &content[..end]);
        let reason = cut.map(|clean| clean.content.len()).unwrap_err().reason();
        assert!(
            ["FILE_EMPTY", "FILE_TYPE_REFUSED", "FILE_DAMAGED"].contains(&reason),
            "{end}: {reason}"
        );
    }
}

#[test]
fn a_hash_is_written_in_one_way() {
    let hash = Hash::of(b"abc");
    let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!((hash.to_string().as_str(), text.parse()), (text, Ok(hash)));
    let odd = [
        text.to_uppercase(),
        text.replace('b', "+"),
        text[1..].to_owned(),
        format!("{text}0"),
        "é".repeat(32),
    ];
    for odd in odd {
        assert!(odd.parse::<Hash>().is_err(), "{odd}");
    }
}

#[test]
fn a_type_has_one_name_and_a_nickname() {
    for kind in MediaType::ALL {
        assert_eq!(kind.to_string().parse(), Ok(kind));
    }
    assert_eq!("Image/JPG; charset=binary".parse(), Ok(MediaType::Jpeg));
    assert!("image/heic".parse::<MediaType>().is_err());
}
