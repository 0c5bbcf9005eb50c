//! Texts. A length is counted in characters.

use super::Reading;
use crate::file::Hash;
use crate::party::personal_in;

impl Reading<'_> {
    /// A text of 1 to `most` characters, without control characters but for line breaks and tabs. Violations: `REQUIRED`,
    /// `TOO_LONG`, `CHARACTER_INVALID`.
    pub fn text(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        let there = self.given(field, &text);
        let fits = text.chars().count() <= most;
        let fits = self
            .violations
            .require(fits, field, "TOO_LONG", format!("at most {most} characters"));
        let clean = self.violations.printable(&text, field);
        (there && fits && clean).then_some(text)
    }

    /// As [`Reading::text`], or none.
    pub fn optional_text(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        self.text(field, text, most)
    }

    /// As [`Reading::text`], or an empty one.
    pub fn text_or_nothing(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        if text.is_empty() {
            return Some(text);
        }
        self.text(field, text, most)
    }

    /// As [`Reading::text`], in one line.
    pub fn line(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        let text = self.text(field, text, most)?;
        let plain = !text.chars().any(char::is_control);
        self.violations
            .require(plain, field, "CHARACTER_INVALID", "in one line")
            .then_some(text)
    }

    /// As [`Reading::line`], or none.
    pub fn optional_line(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        self.line(field, text, most)
    }

    /// A SHA-256, 64 lowercase hexadecimal digits. Violation: `HASH_INVALID`.
    pub fn hash(&mut self, field: &str, text: String) -> Option<String> {
        let right = text.parse::<Hash>().is_ok();
        self.violations
            .require(right, field, "HASH_INVALID", "64 lowercase hexadecimal digits")
            .then_some(text)
    }

    /// As [`Reading::text`], and without the numbers of persons and organisations (PIPL art. 6). Violation:
    /// `PERSONAL_DATA_IN_TEXT`.
    pub fn impersonal(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        let text = self.text(field, text, most)?;
        let clean = personal_in(&text).is_empty();
        let reason = "PERSONAL_DATA_IN_TEXT";
        self.violations
            .require(clean, field, reason, "the number of a person or an organisation")
            .then_some(text)
    }

    /// As [`Reading::line`], and without the numbers of persons and organisations. Violation: `PERSONAL_DATA_IN_TEXT`.
    pub fn impersonal_line(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        let line = self.line(field, text, most)?;
        self.impersonal(field, line, most)
    }

    /// As [`Reading::impersonal`], or an empty one.
    pub fn impersonal_or_nothing(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        if text.is_empty() {
            return Some(text);
        }
        self.impersonal(field, text, most)
    }

    /// An office's telephone: 3 to 30 digits, spaces, hyphens, parentheses and a leading plus; or nothing. Violation:
    /// `PHONE_INVALID`.
    pub fn phone(&mut self, field: &str, text: String) -> Option<String> {
        let digits = text.strip_prefix('+').unwrap_or(&text);
        let signs = digits.chars().all(|sign| sign.is_ascii_digit() || " -()".contains(sign));
        let some = digits.chars().filter(char::is_ascii_digit).count() >= 3;
        let right = text.is_empty() || (signs && some && text.len() <= 30);
        self.violations
            .require(right, field, "PHONE_INVALID", "not a telephone number")
            .then_some(text)
    }
}
