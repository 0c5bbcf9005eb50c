//! What people said and wrote in the journal of a dispute, which goes when its time is over (G-15): what it is about and what is claimed, what
//! was said and came of it, offered, undisputed and agreed, why something came to nothing, and references that lead to a person elsewhere.

use shiyu_kit::retention::Words;

use super::text;

/// A field of this list has to be a text in every event; what else is written in words goes all the same.
pub(super) const SAID: Words = Words {
    gone: &[
        "title",
        "facts",
        "claims",
        "reason",
        "note",
        "statements",
        "outcome",
        "cancelled",
        "terms",
        "points",
        "rest",
        "content",
        "condition",
        "proof",
        "text",
        "measures",
        "reported_to",
        "receipt",
        "court",
        "name",
        "reference",
        "consent",
        "summary",
        "letter.from",
        "escalation_reported.to",
    ],
    kept: &[],
    cards: Some(text::TABLE),
};
