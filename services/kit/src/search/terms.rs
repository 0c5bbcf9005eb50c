//! How a text is cut. Chinese is written without spaces: overlapping pairs of characters find any phrase without a dictionary.

use std::collections::HashSet;

/// Terms kept of one text; what comes after them is not found.
pub const MOST: usize = 4_000;

/// Characters of a word that count.
const LONGEST: usize = 40;

/// The document of a text: its terms with a space between each, none twice, at most [`MOST`].
///
/// Of a run of Han characters the terms are its overlapping pairs and its last character, so that every character begins one. Of
/// other letters and digits they are the words, in half width and lower case, cut to 40 characters.
#[must_use]
pub fn terms(text: &str) -> String {
    let runs = runs(text);
    let mut seen = HashSet::with_capacity(MOST.min(text.len() / 3));
    let mut document = String::with_capacity(text.len() * 3);
    for term in runs.iter().flat_map(Run::terms) {
        if seen.len() == MOST {
            break;
        }
        if seen.insert(term) {
            term.enter(&mut document);
        }
    }
    document
}

/// A term of a run.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Term<'a> {
    Pair(char, char),
    Last(char),
    Word(&'a str),
}

impl Term<'_> {
    fn enter(self, document: &mut String) {
        if !document.is_empty() {
            document.push(' ');
        }
        match self {
            Self::Pair(first, second) => document.extend([first, second]),
            Self::Last(sign) => document.push(sign),
            Self::Word(word) => document.push_str(word),
        }
    }
}

/// A stretch of text that is one kind of writing, folded.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// Han characters, at least one.
    Han(Vec<char>),
    /// Other letters and digits.
    Word(String),
}

impl Run {
    fn terms(&self) -> impl Iterator<Item = Term<'_>> {
        let (han, word) = match self {
            Self::Han(run) => (run.as_slice(), None),
            Self::Word(word) => (&[][..], Some(Term::Word(word))),
        };
        let pairs = han
            .iter()
            .zip(han.iter().skip(1))
            .map(|(&first, &second)| Term::Pair(first, second));
        pairs.chain(han.last().map(|&sign| Term::Last(sign))).chain(word)
    }
}

/// The overlapping pairs of a run; none of a single character.
pub(super) fn pairs(run: &[char]) -> impl Iterator<Item = String> {
    run.windows(2).map(|pair| pair.iter().collect())
}

/// The runs of a text in order. Whatever is neither letter nor digit separates them and is lost.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut open = false;
    for sign in text.chars().flat_map(folded) {
        match runs.last_mut().filter(|_| open) {
            Some(Run::Han(run)) if is_han(sign) => run.push(sign),
            Some(Run::Word(word)) if is_other(sign) => word.push(sign),
            _ if is_han(sign) => runs.push(Run::Han(vec![sign])),
            _ if is_other(sign) => runs.push(Run::Word(sign.to_string())),
            _ => {}
        }
        open = is_han(sign) || is_other(sign);
    }
    for run in &mut runs {
        if let Run::Word(word) = run
            && let Some((end, _)) = word.char_indices().nth(LONGEST)
        {
            word.truncate(end);
        }
    }
    runs
}

/// A sign in half width and lower case. Han has neither, and is most of a text.
fn folded(sign: char) -> impl Iterator<Item = char> {
    let han = is_han(sign);
    let other = (!han).then(|| half_width(sign).to_lowercase());
    han.then_some(sign).into_iter().chain(other.into_iter().flatten())
}

/// １２３ＡＢＣ as they are typed on another keyboard: 123ABC.
fn half_width(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        _ => sign,
    }
}

fn is_other(sign: char) -> bool {
    sign.is_alphanumeric() && !is_han(sign)
}

/// Ideographs of every extension, and 々 and 〇.
fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〇')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn chinese_is_cut_into_pairs_and_the_last_character() {
        assert_eq!(terms("路灯不亮"), "路灯 灯不 不亮 亮");
        assert_eq!(terms("路，灯。不亮"), "路 灯 不亮 亮");
        assert_eq!(terms("𠮷野家"), "𠮷野 野家 家");
    }

    #[test]
    fn other_words_are_folded() {
        assert_eq!(terms("ＡＢＣ　WiFi １２３号楼-3B"), "abc wifi 123 号楼 楼 3b");
        assert_eq!(terms("越信访〔2026〕123号"), "越信 信访 访 2026 123 号");
    }

    #[test]
    fn nothing_to_search_is_an_empty_document() {
        for text in ["", " \t\n", "！？……—", "\0\u{1}", "🙂", "'\"%_*:&|()"] {
            assert_eq!(terms(text), "", "{text:?}");
        }
    }

    #[test]
    fn a_term_stands_once_and_a_document_is_bounded() {
        assert_eq!(terms("哈哈哈哈 哈哈"), "哈哈 哈");
        let long: Vec<String> = (0..50_000).map(|number| number.to_string()).collect();
        assert_eq!(terms(&long.join(" ")).split(' ').count(), MOST);
        assert_eq!(terms(&"x".repeat(1_000_000)).len(), LONGEST);
    }

    proptest! {
        #[test]
        fn a_document_is_terms_with_a_space_between_each(text in any::<String>()) {
            let document = terms(&text);
            prop_assert!(document.chars().all(|sign| sign == ' ' || sign.is_alphanumeric() || is_han(sign)), "{}", document);
            prop_assert!(document.is_empty() || document.split(' ').all(|term| !term.is_empty()));
            prop_assert_eq!(terms(&document.to_uppercase()).is_empty(), document.is_empty());
        }
    }
}
