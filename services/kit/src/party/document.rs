//! Identity documents and their check digits: 身份证 (GB 11643), 统一社会信用代码 (GB 32100), passports and others.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use super::fold;
use crate::fault::Violations;
use crate::unit::is_province;

/// What kind of document proves an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 居民身份证 (GB 11643), and the 18-digit permits that follow it.
    IdentityCard,
    /// 统一社会信用代码 (GB 32100).
    CreditCode,
    /// A passport.
    Passport,
    /// Any other (信访工作条例 art. 48: foreigners).
    Other,
}

/// An identity document. Its `Debug` does not show the number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its kind.
    pub kind: DocumentKind,
    /// Its number, in the one spelling it is indexed by.
    pub number: String,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The longest number of a document of no known form, in characters.
const OTHER_LONGEST: usize = 32;

impl Document {
    /// The day of birth that an identity card's number tells; none of another document.
    #[must_use]
    pub fn born(&self) -> Option<Date> {
        if self.kind != DocumentKind::IdentityCard {
            return None;
        }
        let year = self.number.get(6..10)?.parse().ok()?;
        let month: u8 = self.number.get(10..12)?.parse().ok()?;
        let day = self.number.get(12..14)?.parse().ok()?;
        Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
    }

    /// Whether it is the code of a business of one person (个体工商户, GB 32100: the first two signs 92).
    #[must_use]
    pub fn is_of_one_trader(&self) -> bool {
        self.kind == DocumentKind::CreditCode && self.number.starts_with("92")
    }

    /// Reads a number of a kind. Violations: `REQUIRED`, `TOO_LONG`, `CHARACTER_INVALID`, `IDENTITY_NUMBER_INVALID`,
    /// `CREDIT_CODE_INVALID`.
    pub(super) fn read(kind: DocumentKind, number: &str, field: &str, violations: &mut Violations) -> Option<Self> {
        if !violations.require(!number.trim().is_empty(), field, "REQUIRED", "the number of the document") {
            return None;
        }
        let number = match kind {
            DocumentKind::IdentityCard | DocumentKind::CreditCode | DocumentKind::Passport => fold::number(number),
            DocumentKind::Other => number.trim().chars().map(fold::half_width).collect(),
        };
        is_right(kind, &number, field, violations).then_some(Self { kind, number })
    }
}

fn is_right(kind: DocumentKind, number: &str, field: &str, violations: &mut Violations) -> bool {
    match kind {
        DocumentKind::IdentityCard => violations.require(
            is_identity_number(number),
            field,
            "IDENTITY_NUMBER_INVALID",
            "17 digits and a check digit, with a province and a date of birth that exist",
        ),
        DocumentKind::CreditCode => violations.require(
            is_credit_code(number),
            field,
            "CREDIT_CODE_INVALID",
            "18 characters with two check digits (GB 32100, GB 11714)",
        ),
        DocumentKind::Passport => violations.require(
            is_passport_number(number),
            field,
            "IDENTITY_NUMBER_INVALID",
            "a passport has 5 to 20 letters and digits",
        ),
        DocumentKind::Other => {
            let short = number.chars().count() <= OTHER_LONGEST;
            let short = violations.require(short, field, "TOO_LONG", "32 characters at most");
            let plain = !number.chars().any(|sign| sign.is_control() || fold::turns(sign));
            violations.require(plain, field, "CHARACTER_INVALID", "a control character") && short
        }
    }
}

/// What a number of a person begins with: a province, that of those who live here from Taiwan, or 9 of foreigners with permanent residence.
fn is_place_of_birth(two: u32) -> bool {
    is_province(two) || two == 83 || (90..=99).contains(&two)
}

/// Whether a text is a number of GB 11643: 18 characters, the last a check digit modulo 11 or `X`. Every wrong digit
/// and every two neighbours that changed places are found (ISO 7064 MOD 11-2).
#[must_use]
pub fn is_identity_number(text: &str) -> bool {
    let Some((body, last)) = text.split_at_checked(17) else {
        return false;
    };
    let Some(digits) = digits(body) else { return false };
    let number = |from: usize, count: usize| digits.iter().skip(from).take(count).fold(0, |number, digit| number * 10 + digit);
    is_place_of_birth(number(0, 2)) && is_birth_date(number(6, 4), number(10, 2), number(12, 2)) && last == check_of_identity(&digits)
}

/// The 18th character of an identity number.
pub(crate) fn check_of_identity(digits: &[u32]) -> &'static str {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let checks = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"];
    checks
        .iter()
        .zip(0..)
        .find(|(_, rest)| *rest == sum % 11)
        .map_or("", |(check, _)| check)
}

fn digits(text: &str) -> Option<Vec<u32>> {
    text.bytes()
        .map(|byte| byte.is_ascii_digit().then(|| u32::from(byte - b'0')))
        .collect()
}

/// A day that exists. Whether it lies in the future is not asked: the vault knows no clock.
fn is_birth_date(year: u32, month: u32, day: u32) -> bool {
    let part = |number: u32| u8::try_from(number).ok();
    let date = || {
        let month = Month::try_from(part(month)?).ok()?;
        Date::from_calendar_date(i32::try_from(year).ok()?, month, part(day)?).ok()
    };
    (1850..2100).contains(&year) && date().is_some()
}

/// Whether a text is a code of GB 32100: its own check character modulo 31, and that of the body code inside (GB 11714).
#[must_use]
pub fn is_credit_code(text: &str) -> bool {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let values: Option<Vec<usize>> = text.chars().map(|sign| ALPHABET.find(sign)).collect();
    let Some(values) = values.filter(|values| values.len() == 18) else {
        return false;
    };
    let division = text.get(2..8).is_some_and(|part| digits(part).is_some());
    let weighed = values.iter().rev().skip(1).rev().zip(powers_of_three());
    let sum: usize = weighed.map(|(value, weight)| value * weight).sum();
    division && values.last() == Some(&((31 - sum % 31) % 31)) && text.get(8..17).is_some_and(is_body_code)
}

fn powers_of_three() -> impl Iterator<Item = usize> {
    std::iter::successors(Some(1), |power| Some(power * 3 % 31))
}

/// Whether nine characters are a body code of GB 11714.
fn is_body_code(text: &str) -> bool {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let Some((body, check)) = text.split_at_checked(8) else {
        return false;
    };
    let values = body.chars().map(|sign| sign.to_digit(36).unwrap_or_default());
    let sum: u32 = values.zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let expected = match 11 - sum % 11 {
        11 => "0".to_owned(),
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    check == expected
}

fn is_passport_number(text: &str) -> bool {
    (5..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
