//! How large a picture says it is. Whoever has to look at it makes room for what it says, however little it holds.

/// Pixels of a picture; the largest cameras make 200 million.
const MOST_PIXELS: u64 = 250_000_000;

/// Whether a picture of so many columns and rows can be opened by whoever has to look at it.
pub(super) fn can_be_shown(width: impl Into<u64>, height: impl Into<u64>) -> bool {
    let pixels = width.into().checked_mul(height.into());
    pixels.is_some_and(|pixels| (1..=MOST_PIXELS).contains(&pixels))
}
