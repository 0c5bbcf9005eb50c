//! What people said and wrote in the journal of an event, which goes when its time is over (G-15): what was reported and where it is, in words,
//! what was found, done and noted, and references that lead to a person elsewhere.

use shiyu_kit::retention::Words;

/// A field of this list has to be a text in every event; what else is written in words goes all the same.
pub(super) const SAID: Words = Words {
    gone: &[
        "title",
        "description",
        "whereabouts",
        "note",
        "reason",
        "report",
        "voucher",
        "reference",
        "receipt",
        "consent",
        "summary",
        "rest",
        "reward_granted.basis",
        "handed_outside.organ",
        "offered_outside.organ",
    ],
    kept: &[],
    cards: None,
};
