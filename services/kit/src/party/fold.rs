//! One spelling for what is written in many: full-width and half-width, with and without spaces and hyphens.

/// The half-width twin of a full-width sign.
pub(super) fn half_width(sign: char) -> char {
    match sign {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        _ => sign,
    }
}

/// A number of a document or telephone: half-width, capital, without spaces, hyphens and what cannot be seen.
pub(super) fn number(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|sign| !is_gap(*sign))
        .map(|sign| sign.to_ascii_uppercase())
        .collect()
}

/// A name: half-width, lower case, without spaces and what cannot be seen, and with one dot of the many between the
/// parts of a minority or foreign name.
pub(super) fn name(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|sign| !sign.is_whitespace() && !is_unseen(*sign))
        .map(|sign| {
            if matches!(sign, '•' | '‧' | '・' | '･' | '∙' | '⋅') {
                '·'
            } else {
                sign
            }
        })
        .flat_map(lower)
        .collect()
}

/// Han has no case, and is most of a text.
fn lower(sign: char) -> impl Iterator<Item = char> {
    let han = matches!(sign, '\u{3400}'..='\u{9fff}');
    let other = (!han).then(|| sign.to_lowercase());
    han.then_some(sign).into_iter().chain(other.into_iter().flatten())
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// Whether a sign only separates groups of digits.
pub(super) fn is_gap(sign: char) -> bool {
    sign.is_whitespace() || is_hyphen(sign) || is_unseen(sign)
}

fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Signs that join, break or order text and show nothing.
fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}') || turns(sign)
}

/// Signs that turn the direction of writing: with them a text reads otherwise than it is.
pub(super) fn turns(sign: char) -> bool {
    matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
