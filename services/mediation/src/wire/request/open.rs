//! A dispute, as it is opened.

use std::collections::BTreeSet;

use shiyu_kit::fault::Violations;
use shiyu_kit::party::{Identity, Sealed};
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;
use uuid::Uuid;

use super::party::read_party;
use crate::domain::command::Open;
use crate::domain::dispute::Letter;
use crate::domain::terms::{Party, Source};
use crate::domain::{Command, Number, Submission};
use crate::wire::Asked;
use crate::wire::reading::{LINE, PARTIES, REFERENCE, TEXT};

/// Other divisions of one dispute.
const JURISDICTIONS: usize = 10;
/// What is derived of a finding's id, to be its dispute's.
const DISPUTE: &[u8] = b"dispute";
/// People behind one dispute.
const PEOPLE: u32 = 1_000_000;

/// An opening that was read; its identities are still to be sealed, and its number to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The request's own id.
    pub id: Uuid,
    /// What is brought; `number` and `sealed` are empty.
    pub open: Open,
    /// Who stands in it.
    pub identities: Vec<(Party, Identity)>,
}

impl Opening {
    /// The dispute's id: the request's, so that a repeated request finds its dispute; of a finding one that follows from the finding's, so
    /// that there is one dispute of it whoever asks, and however many at once.
    #[must_use]
    pub fn case(&self) -> Uuid {
        let finding = self.open.submission.finding.as_ref();
        finding.map_or(self.id, |finding| Uuid::new_v5(finding, DISPUTE))
    }

    /// The order, once the identities are sealed and the number is drawn.
    #[must_use]
    pub fn asked(self, number: Number, sealed: Vec<Sealed>) -> Asked {
        let case = self.case();
        let open = Open {
            number,
            sealed,
            ..self.open
        };
        Asked {
            id: self.id,
            case,
            expected: None,
            command: Command::Open(Box::new(open)),
        }
    }
}

/// Reads `OpenDispute`.
///
/// # Errors
/// All that is wrong with the request.
pub fn open_dispute(request: pb::OpenDisputeRequest, county: &Code) -> Result<Opening, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let submission = reading.part("submission", request.submission);
    let submission = submission.and_then(|submission| read_submission(&mut reading, submission));
    let procedure = reading.word("procedure", request.procedure);
    let identities = read_parties(&mut reading, request.parties);
    let read = id.zip(submission).zip(procedure).zip(identities);
    let opening = read.map(|(((id, submission), procedure), identities)| Opening {
        id,
        open: Open {
            county: county.clone(),
            number: Number::default(),
            submission,
            procedure,
            parties: identities.iter().map(|(party, _)| *party).collect(),
            sealed: Vec::new(),
            entrustment: None,
        },
        identities,
    });
    reading.finish(opening)
}

fn read_submission(reading: &mut Reading<'_>, submission: pb::DisputeSubmission) -> Option<Submission> {
    let source: Option<Source> = reading.word("submission.source", submission.source);
    let source_reference = reading.optional_line("submission.source_reference", submission.source_reference, REFERENCE);
    let category = reading.word("submission.category", submission.category);
    let title = reading.impersonal_line("submission.title", submission.title, LINE);
    let facts = reading.text("submission.facts", submission.facts, TEXT);
    let claims = reading.text_or_nothing("submission.claims", submission.claims, TEXT);
    let place = reading.place("submission.place", &submission.place);
    let jurisdictions = reading.distinct(
        "submission.jurisdictions",
        &(0..=JURISDICTIONS),
        submission.jurisdictions,
        |reading, field, code| reading.place(field, &code),
    );
    let people = reading.number("submission.people", submission.people, &(2..=PEOPLE));
    let letter = match submission.letter {
        Some(letter) => Some(read_letter(reading, letter)?),
        None => None,
    };
    let finding = reading.optional_uuid("submission.finding", &submission.finding);
    let matter = reading.optional_uuid("submission.matter", &submission.matter);
    Some(Submission {
        source: source?,
        source_reference,
        category: category?,
        title: title?,
        facts: facts?,
        claims: claims?,
        place: place?,
        jurisdictions: jurisdictions?,
        people: people?,
        major: submission.major,
        letter,
        finding,
        matter,
    })
}

fn read_letter(reading: &mut Reading<'_>, letter: pb::EntrustmentLetter) -> Option<Letter> {
    let from = reading.line("submission.letter.from", letter.from, LINE);
    let reference = reading.line("submission.letter.reference", letter.reference, REFERENCE);
    Some(Letter {
        from: from?,
        reference: reference?,
        summary_procedure: letter.summary_procedure,
    })
}

fn read_parties(reading: &mut Reading<'_>, parties: Vec<pb::DisputeParty>) -> Option<Vec<(Party, Identity)>> {
    let mut seen = BTreeSet::new();
    let parties = reading.each("parties", &(0..=PARTIES), parties, |reading, path, party| {
        let again = Uuid::try_parse(&party.id).is_ok_and(|id| !seen.insert(id));
        reading
            .violations
            .require(!again, format!("{path}.id"), "DUPLICATE", "the id stands further up");
        read_party(reading, path, party)
    })?;
    for (index, (party, identity)) in parties.iter().enumerate() {
        let mut before = parties.iter().take(index);
        let both = before.any(|(other, known)| other.role.opposes(party.role) && identity.has_the_document_of(known));
        reading.violations.require(
            !both,
            format!("parties[{index}].identity.document_number"),
            "SAME_PERSON",
            "nobody is on both sides",
        );
    }
    Some(parties)
}
