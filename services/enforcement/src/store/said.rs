//! What people said and wrote in the journal of a case, which goes when its time is over (G-15): the clue, the evidence and what was taken, what
//! was heard, found, proposed and decided, and references that lead to a person elsewhere. What stays is which power it was upon, the numbers
//! of its papers and those of fiscal receipts, which are nobody's words.

use shiyu_kit::retention::Words;

use super::text;

/// A field of this list has to be a text in every event; what else is written in words goes all the same.
pub(super) const SAID: Words = Words {
    gone: &[
        "title",
        "description",
        "reason",
        "reasons",
        "note",
        "opinion",
        "minutes",
        "facts",
        "heard",
        "record",
        "text",
        "demand",
        "items",
        "proof",
        "online_channel",
        "education",
        "deviation",
        "lawful_source",
        "recording",
        "device_review",
        "location_published",
        "masked",
        "mistake",
        "court",
        "reference",
        "application",
        "closed_for",
        "name",
        "summary",
        "unchanged",
        "late",
        "issuer",
        "other_act",
        "consent",
        "delivery.confirmation",
        "decision.basis",
        "disposal.outcome",
        "hearing_scheduled.place",
        "custody.from",
        "custody.to",
        "custody.place",
        "transferred_to_police.to",
        "rehomed.told",
        "transferred_out.organ",
        "outside_offered.basis",
        "packet.organ",
        "remedy_lodged.organ",
    ],
    kept: &[
        "receipt",
        "power.subject",
        "power.basis",
        "power.document",
        "document_recorded.number",
        "rehomed.document",
    ],
    cards: Some(text::TABLE),
};
