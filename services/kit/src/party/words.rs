//! What free text gives away (G-03): numbers with a right check digit, telephones, and the words of a known identity.
//! Kinds and places are told, never the values.

use std::ops::Range;

use super::{Identity, PartyKind, document, fold, mask, phone};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// An identity card's number with a right check digit.
    IdentityNumber,
    /// A mobile number of the mainland.
    MobileNumber,
    /// A unified social credit code with right check digits.
    CreditCode,
}

/// Something personal in a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Where it stands, in characters of the text.
    pub range: Range<usize>,
}

/// The longest thing looked for, with a word before it: `ID…`, `0086…`.
const LONGEST: usize = 24;

/// The numbers of persons and organisations in a text, also when they are full-width or written in groups.
#[must_use]
pub fn personal_in(text: &str) -> Vec<Finding> {
    let runs = runs(text);
    let mut findings = Vec::new();
    let mut rest = runs.as_slice();
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        if let Some((finding, taken)) = begin(first, others) {
            findings.push(finding);
            rest = others.get(taken..).unwrap_or_default();
        }
    }
    findings
}

/// Latin letters and digits that stand together, capital and half-width.
struct Run {
    start: usize,
    text: String,
    /// Whether one space or hyphen parts it from the run before.
    joins: bool,
}

impl Run {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut before = None;
    for (at, sign) in text.chars().map(fold::half_width).enumerate() {
        if sign.is_ascii_alphanumeric() {
            let sign = sign.to_ascii_uppercase();
            let end = runs.last().map(Run::end);
            match runs.last_mut().filter(|run| run.end() == at) {
                Some(run) => run.text.push(sign),
                None => runs.push(Run {
                    start: at,
                    text: sign.to_string(),
                    joins: end.is_some_and(|end| end + 1 == at) && before.is_some_and(fold::is_gap),
                }),
            }
        }
        before = Some(sign);
    }
    runs
}

/// What begins with a run, and how many of the runs behind it belong to it.
fn begin(first: &Run, others: &[Run]) -> Option<(Finding, usize)> {
    if !first.text.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let (mut joined, mut end, mut taken) = (first.text.clone(), first.end(), 0);
    loop {
        if let Some((kind, before, behind)) = recognised(&joined) {
            let range = first.start + before..end - behind;
            return Some((Finding { kind, range }, taken));
        }
        let next = others
            .get(taken)
            .filter(|run| run.joins && joined.len() + run.text.len() <= LONGEST)?;
        joined.push_str(&next.text);
        end = next.end();
        taken += 1;
    }
}

/// What a text is, and how many letters before and behind do not belong to it.
fn recognised(text: &str) -> Option<(FindingKind, usize, usize)> {
    let letter = |sign: char| sign.is_ascii_alphabetic();
    let core = text.trim_start_matches(letter);
    let before = text.len() - core.len();
    if let Some((number, tail)) = core.split_at_checked(18)
        && document::is_identity_number(number)
        && tail.chars().all(letter)
    {
        return Some((FindingKind::IdentityNumber, before, tail.len()));
    }
    let digits = core.trim_end_matches(letter);
    let domestic = ["0086", "86"]
        .iter()
        .find_map(|country| digits.strip_prefix(country))
        .unwrap_or(digits);
    if phone::is_mobile(domestic) || phone::is_mobile(digits) {
        return Some((FindingKind::MobileNumber, before, core.len() - digits.len()));
    }
    let (label, last) = text.split_at_checked(text.len().checked_sub(18)?)?;
    (label.chars().all(letter) && document::is_credit_code(last)).then_some((FindingKind::CreditCode, label.len(), 0))
}

/// Shorter numbers than this stand in too many texts by chance.
const TELLING_NUMBER: usize = 5;

/// Whether a text contains the name, the number or the telephone of an identity, or where a person lives: the address from the road, or
/// from the village or community, on. A name of one character is not looked for, nor a number of less than five, nor an address that
/// names no house: whole streets are lived in by too many.
#[must_use]
pub fn mentions(text: &str, identity: &Identity) -> bool {
    let text = squeezed(text);
    let contains = |words: &str, shortest: usize| {
        let words = squeezed(words);
        words.chars().count() >= shortest && text.contains(&words)
    };
    let number = identity.document.as_ref().map(|document| document.number.as_str());
    let phone = identity.phone.as_deref().map(|phone| phone.trim_start_matches('+'));
    contains(&identity.name, 2)
        || number.into_iter().chain(phone).any(|number| contains(number, TELLING_NUMBER))
        || lives_in(identity).is_some_and(|home| text.contains(&home))
}

/// What ends the name of a division or a community in an address.
const DIVISIONS: [&str; 10] = ["省", "市", "区", "县", "街道", "镇", "乡", "村", "社区", "居委会"];

/// A shorter end of an address stands in too many texts by chance.
const TELLING_HOME: usize = 4;

/// Where a person lives, from the road on, as it is compared. Of an organisation the seat is no secret.
fn lives_in(identity: &Identity) -> Option<String> {
    let address = identity.address.as_deref().filter(|_| identity.kind == PartyKind::Person)?;
    let address = squeezed(address);
    let street = mask::before_number(&address);
    let end = |word: &str| {
        street
            .rmatch_indices(word)
            .map(|(at, word)| at + word.len())
            .find(|end| *end < street.len())
    };
    let from = DIVISIONS.into_iter().filter_map(end).max().unwrap_or_default();
    let home = address.get(from..).filter(|_| street.len() < address.len())?;
    (home.chars().count() >= TELLING_HOME).then(|| home.to_owned())
}

fn squeezed(text: &str) -> String {
    let name = fold::name(text);
    name.chars()
        .filter(|sign| !fold::is_gap(*sign) && !matches!(sign, '(' | ')'))
        .collect()
}
