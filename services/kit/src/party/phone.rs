//! Telephone numbers in one spelling: `13812345678`, `057588881234`, `+4915112345678`.

use super::fold;

/// The one spelling of a telephone number; none for what is not one.
pub(super) fn normalised(text: &str) -> Option<String> {
    let number: String = fold::number(text).chars().filter(|sign| !matches!(sign, '(' | ')')).collect();
    match number.strip_prefix('+').or_else(|| number.strip_prefix("00")) {
        Some(abroad) => match abroad.strip_prefix("86") {
            Some(domestic) => at_home(domestic),
            None => is_international(abroad).then(|| format!("+{abroad}")),
        },
        None => (is_mobile(&number) || is_landline(&number)).then_some(number),
    }
}

/// A number behind +86, where the 0 of the area code is left out.
fn at_home(number: &str) -> Option<String> {
    if is_mobile(number) {
        return Some(number.to_owned());
    }
    let landline = format!("0{}", number.strip_prefix('0').unwrap_or(number));
    is_landline(&landline).then_some(landline)
}

/// Whether a text is a mobile number of the mainland: eleven digits, from 13 to 19.
pub(super) fn is_mobile(text: &str) -> bool {
    text.len() == 11 && is_digits(text) && matches!(text.as_bytes(), [b'1', b'3'..=b'9', ..])
}

/// An area code and a number: 010 and 02x with eight digits, the others with seven or eight.
fn is_landline(text: &str) -> bool {
    let area = match text.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return false,
    };
    let local = text.get(area..).unwrap_or_default();
    let length = if area == 3 {
        local.len() == 8
    } else {
        matches!(local.len(), 7 | 8)
    };
    length && is_digits(text) && matches!(local.as_bytes(), [b'2'..=b'9', ..])
}

/// ITU-T E.164: fifteen digits at most, and no country begins with 0.
fn is_international(text: &str) -> bool {
    (7..=15).contains(&text.len()) && is_digits(text) && !text.starts_with('0')
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
