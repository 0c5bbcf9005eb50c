//! What is shown of a party unless somebody asks for more with a reason (G-05): 张*, 138****1234, the community.

use std::fmt;

use serde::Serialize;

use super::{DocumentKind, Finding, Identity, PartyKind, fold, personal_in};

/// A party as everyone who may see the case sees it. Not even that is for logs: its `Debug` shows the kind.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Masked {
    /// Whether it is a natural person.
    pub kind: PartyKind,
    /// A person's first character and a star for each of the others; an organisation's name in full.
    pub name: String,
    /// The document.
    pub document: Option<MaskedDocument>,
    /// `138****1234`.
    pub phone: Option<String>,
    /// The address as far as the community.
    pub address: Option<String>,
}

/// A document of which three and four characters are seen at most.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct MaskedDocument {
    /// Its kind.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
}

impl Identity {
    /// The masked view.
    #[must_use]
    pub fn masked(&self) -> Masked {
        let name = match self.kind {
            PartyKind::Person => name(&self.name),
            PartyKind::Organisation => self.name.clone(),
        };
        let document = self.document.as_ref().map(|document| MaskedDocument {
            kind: document.kind,
            number: cover(&document.number, 15),
        });
        Masked {
            kind: self.kind,
            name,
            document,
            phone: self.phone.as_deref().map(|phone| cover(phone, 11)),
            address: self.address.as_deref().map(address),
        }
    }
}

/// A name of one character would be no masked name at all.
fn name(name: &str) -> String {
    let seen = usize::from(name.chars().nth(1).is_some());
    stars(name, seen, 0)
}

/// Three characters and four of what is long enough; of less, a quarter at its end.
fn cover(number: &str, long: usize) -> String {
    let length = number.chars().count();
    if length >= long {
        stars(number, 3, 4)
    } else {
        stars(number, 0, length / 4)
    }
}

/// A free text as it leaves the office: of every number of a person or an organisation that stands in it, three characters and four
/// are seen (G-03, G-05).
#[must_use]
pub fn masked_text(text: &str) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    for Finding { range, .. } in personal_in(text) {
        let hidden = range.start + 3..range.end.saturating_sub(4);
        signs.get_mut(hidden).unwrap_or_default().fill('*');
    }
    signs.into_iter().collect()
}

fn stars(text: &str, first: usize, last: usize) -> String {
    let hidden = first..text.chars().count().saturating_sub(last);
    text.chars()
        .enumerate()
        .map(|(at, sign)| if hidden.contains(&at) { '*' } else { sign })
        .collect()
}

/// What an address names a community by, or what it lies in.
const COMMUNITIES: [&str; 6] = ["社区", "居委会", "村", "街道", "镇", "乡"];

/// Characters shown of an address that names no community.
const UNNAMED: usize = 6;

fn address(address: &str) -> String {
    let street = before_number(address);
    let end = COMMUNITIES.iter().filter_map(|word| Some(street.rfind(word)? + word.len())).max();
    let seen: String = match end {
        Some(end) => street.get(..end).unwrap_or_default().to_owned(),
        None => street.chars().take(UNNAMED).collect(),
    };
    if seen.len() == address.len() { seen } else { format!("{seen}…") }
}

/// The part of an address before the first number of a house, yard, floor or room: any digit, or a Chinese number that
/// is followed by what is numbered.
pub(super) fn before_number(address: &str) -> &str {
    let start = address.char_indices().find_map(|(at, sign)| {
        let rest = address.get(at..).unwrap_or_default();
        (fold::half_width(sign).is_numeric() && !is_chinese_digit(sign) || is_numbered(rest)).then_some(at)
    });
    start.and_then(|at| address.get(..at)).unwrap_or(address)
}

fn is_numbered(text: &str) -> bool {
    const NUMBERED: &str = "号弄幢栋座室楼单组";
    let behind = text.trim_start_matches(is_chinese_digit);
    behind.len() < text.len() && behind.starts_with(|sign| NUMBERED.contains(sign))
}

fn is_chinese_digit(sign: char) -> bool {
    "〇零一二三四五六七八九十百千两甲乙丙丁".contains(sign)
}

impl fmt::Debug for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Masked").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl fmt::Debug for MaskedDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MaskedDocument").field("kind", &self.kind).finish_non_exhaustive()
    }
}
