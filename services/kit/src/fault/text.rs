//! Which texts can be read as they stand: what the eye sees must be what was written.

/// What makes a text of several lines unreadable, in words.
pub(crate) fn unprintable(text: &str) -> Option<&'static str> {
    if text.chars().any(|sign| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t')) {
        return Some("a control character");
    }
    if text.chars().any(turns) {
        return Some("a sign that turns the direction of the text");
    }
    let unseen = |sign: char| is_without_width(sign) || sign.is_whitespace();
    if text.chars().any(is_without_width) && text.chars().all(unseen) {
        return Some("nothing but signs without width");
    }
    None
}

/// What makes a text of one line unreadable, in words.
pub(crate) fn not_one_line(text: &str) -> Option<&'static str> {
    let breaks = |sign: char| matches!(sign, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}');
    if text.chars().any(breaks) {
        return Some("a line break or a tab in what stands on one line");
    }
    unprintable(text)
}

/// Embeddings, overrides and isolates of the bidirectional algorithm (UAX 9): they show a text in another order.
fn turns(sign: char) -> bool {
    matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Signs that take no place. Joiners are needed inside of words of some scripts, but never alone.
fn is_without_width(sign: char) -> bool {
    matches!(
        sign,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_essay_has_lines_and_a_title_has_one() {
        let essay = "第一段\r\n\t第二段";
        assert_eq!(unprintable(essay), None);
        assert!(not_one_line(essay).is_some());
        assert!(not_one_line("标题\u{2028}").is_some());
        for title in ["夜间施工噪声扰民", "Ünlü 1–2 m²", "", "👩\u{200D}🌾 种粮补贴"] {
            assert_eq!(not_one_line(title), None, "{title}");
        }
    }

    #[test]
    fn what_shows_another_text_than_was_written_is_refused() {
        for text in ["a\0b", "\u{7}", "abc\u{202E}cba", "\u{2066}x\u{2069}", "\u{202A}"] {
            assert!(unprintable(text).is_some(), "{text:?}");
        }
    }

    #[test]
    fn a_text_that_takes_no_place_is_refused() {
        for text in ["\u{200B}", "\u{FEFF} \u{200D}", " \u{2060}\n"] {
            assert!(unprintable(text).is_some(), "{text:?}");
        }
        // Whether a text may be blank is not for this to say.
        assert_eq!(unprintable("  \n"), None);
    }
}
