//! What people said and wrote in the journal of a petition, which goes when its time is over (G-15): what is asked for and why, what the office
//! and the petitioner wrote to each other, opinions, rulings and reports, and references that lead to a person elsewhere.

use shiyu_kit::retention::Words;

use super::text;

/// A field of this list has to be a text in every event; what else is written in words goes all the same.
pub(super) const SAID: Words = Words {
    gone: &[
        "title",
        "request",
        "facts_and_reasons",
        "text",
        "reason",
        "reasons",
        "missing",
        "finding",
        "report",
        "outcome",
        "plan",
        "suggestion",
        "answer",
        "proof",
        "remedy_notice",
        "legal_basis",
        "agreement",
        "reference",
        "receipt",
        "consent",
        "summary",
        "rest",
        "excepted",
        "diverted.organ",
        "offered_outside.organ",
        "redirected.to",
        "assistance_requested.task",
        "care_task_added.task",
    ],
    kept: &[],
    cards: Some(text::TABLE),
};
