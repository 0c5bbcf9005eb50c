//! Which texts of a journal are words that people said or wrote, and what stands in their place once they are gone.

use serde_json::Value;

/// What stands in the place of words that are gone: a text like any other, so that what reads it goes on to.
pub const GONE: &str = "已按期销毁";

/// Texts that are nobody's words in any service: the number of a case, its number where it came from, which no two cases share, and
/// the article a clock rests on.
const KEPT: [&str; 3] = ["number.text", "source_reference", "rule.basis"];

/// The words in a service's journal, by the fields of its events as they lie there.
///
/// A text that is not written as codes are, in ASCII alone, is taken for words wherever it stands, so that a field that is added is not
/// forgotten; [`gone`](Self::gone) names the fields whose texts are words however they are written. Neither touches ids, codes, marks of
/// a vocabulary, times, amounts and hashes. An entry is a field's name, or that with the field it lies under before it, as in
/// `number.text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Fields of words.
    pub gone: &'static [&'static str],
    /// Fields that hold no words, though they may be written like them. They win.
    pub kept: &'static [&'static str],
    /// The table of its search cards, if it has one.
    pub cards: Option<&'static str>,
}

impl Words {
    /// An event without its words; none, if it has none.
    ///
    /// # Errors
    /// The event is no JSON.
    pub fn without(&self, detail: &str) -> Result<Option<String>, serde_json::Error> {
        let mut event: Value = serde_json::from_str(detail)?;
        let gone = self.leave(&mut event, ("", ""));
        gone.then(|| serde_json::to_string(&event)).transpose()
    }

    /// Puts [`GONE`] in the place of words, and says whether there were any. `at` is the field it lies in, behind the one that lies in.
    fn leave(&self, value: &mut Value, at: (&str, &str)) -> bool {
        match value {
            Value::String(text) => {
                let goes = text.as_str() != GONE && self.are_words(text, at);
                if goes {
                    GONE.clone_into(text);
                }
                goes
            }
            // Every one of them is looked into: to stop at the first that goes would leave the others.
            Value::Array(values) => values.iter_mut().filter_map(|value| self.leave(value, at).then_some(())).count() > 0,
            Value::Object(fields) => {
                let going = fields
                    .iter_mut()
                    .filter_map(|(name, value)| self.leave(value, (at.1, name.as_str())).then_some(()));
                going.count() > 0
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// Nothing that was said is nothing that goes.
    fn are_words(&self, text: &str, (of, field): (&str, &str)) -> bool {
        let named = |entry: &&str| match entry.split_once('.') {
            Some((parent, name)) => parent == of && name == field,
            None => *entry == field,
        };
        let kept = KEPT.iter().chain(self.kept).any(named);
        !kept && !text.is_empty() && (!text.is_ascii() || self.gone.iter().any(named))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: Words = Words {
        gone: &["title", "note", "redirected.to"],
        kept: &["power.subject"],
        cards: None,
    };

    fn without(detail: &str) -> Option<String> {
        WORDS.without(detail).unwrap()
    }

    #[test]
    fn words_go_and_codes_stay() {
        let event = r#"{"note":["call 13800000000","",null],"place":"330602001","stage":"ended","title":"Noise"}"#;
        let left = r#"{"note":["已按期销毁","",null],"place":"330602001","stage":"ended","title":"已按期销毁"}"#;
        assert_eq!(without(event).as_deref(), Some(left));
        assert_eq!(without(left), None, "once");
        assert!(WORDS.without("{").is_err());
    }

    #[test]
    fn a_field_nobody_named_is_not_forgotten() {
        let left = r#"{"added":{"later":"已按期销毁"}}"#;
        assert_eq!(without(r#"{"added":{"later":"张三打来电话"}}"#).as_deref(), Some(left));
    }

    #[test]
    fn a_field_is_told_apart_by_what_it_lies_under() {
        let left = r#"{"forwarded":{"to":"330602"},"redirected":{"to":"已按期销毁"}}"#;
        let event = r#"{"forwarded":{"to":"330602"},"redirected":{"to":"Court"}}"#;
        assert_eq!(without(event).as_deref(), Some(left));
    }

    #[test]
    fn what_is_nobodys_words_stays_however_it_is_written() {
        let kept = r#"{"number":{"text":"越信访〔2026〕1号"},"power":{"subject":"占道经营"},"moves":[{"rule":{"basis":"信访工作条例"}}]}"#;
        assert_eq!(without(kept), None);
    }
}
