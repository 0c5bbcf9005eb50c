//! PDF (ISO 32000): kept as it is. What names its author lies in objects that other objects point at, and to take it out is to
//! write the document anew; what a unit hands in as evidence must stay what it was.

/// How far from its end a document may say that it ends.
const TAIL: usize = 1024;

/// Whether a document was received to its end.
pub(super) fn whole(content: &[u8]) -> bool {
    let mark = b"%%EOF";
    let tail = content.get(content.len().saturating_sub(TAIL)..).unwrap_or(content);
    tail.windows(mark.len()).any(|window| window == mark)
}
