//! A petition, as it is put on record.

use std::collections::BTreeSet;

use shiyu_kit::fault::Violations;
use shiyu_kit::party::{Identity, Sealed};
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::party::{read_party, somebody};
use crate::domain::command::Register;
use crate::domain::{Accused, Channel, Command, Filing, Number, Party, PartyRole, PrivacyNotice, Submission};
use crate::wire::Order;
use crate::wire::reading::{ESSAY, Fields, LINE, PETITIONS, REFERENCE};
use crate::wire::terms::Word;

/// Who may stand in a petition at its registration.
const PARTIES: usize = 20;
/// Elected by several with a common matter (art. 20).
const REPRESENTATIVES: usize = 5;
/// Accused units, and accused office holders.
const ACCUSED: usize = 20;
/// How many people bring a petition together.
const PEOPLE: u32 = 100_000;

/// A `RegisterPetition` that was read; its number is still to be drawn and its identities are still to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The request's own id, and the petition's: a repeated request finds its petition.
    pub id: Uuid,
    /// What is registered; `number` and `sealed` are empty.
    pub register: Register,
    /// Who stands in it.
    pub identities: Vec<(Party, Identity)>,
}

impl Registration {
    /// The order, once there is a number and the identities are sealed.
    #[must_use]
    pub fn order(self, number: Number, query_index: String, sealed: Vec<Sealed>) -> Order {
        let register = Register {
            number,
            query_index,
            sealed,
            ..self.register
        };
        Order {
            id: self.id,
            case: self.id,
            expected: None,
            command: Command::Register(Box::new(register)),
        }
    }
}

/// Reads `RegisterPetition`. The petition's id is the request's.
///
/// # Errors
/// All that is wrong with the request.
pub fn register_petition(request: pb::RegisterPetitionRequest, county: &Code) -> Result<Registration, Violations> {
    let pb::RegisterPetitionRequest {
        parent,
        petition,
        request_id,
    } = request;
    let mut reading = Reading::new(county);
    reading.parent(&parent);
    let id = reading.request_id(&request_id);
    let id = somebody(&mut reading, "request_id", id);
    let petition = reading.part("petition", petition);
    let read = petition.and_then(|petition| read_petition(&mut reading, petition));
    let registration = id
        .zip(read)
        .map(|(id, (register, identities))| Registration { id, register, identities });
    reading.finish(registration)
}

fn read_petition(reading: &mut Reading<'_>, mut petition: pb::Petition) -> Option<(Register, Vec<(Party, Identity)>)> {
    let (parties, accused) = (std::mem::take(&mut petition.parties), petition.accused.take());
    let received_at = reading.optional_time("petition.received_time", petition.received_time);
    let channel = petition.channel;
    let follows = reading.optional_name("petition.follows", &petition.follows, PETITIONS);
    let notice = read_privacy_notice(reading, petition.privacy_notice.take(), parties.is_empty());
    let submission = read_submission(reading, petition);
    let identities = read_parties(reading, parties, channel);
    let accused = read_accused(reading, "petition.accused", accused);
    let identities = identities?;
    let register = Register {
        county: reading.county().clone(),
        unit: None,
        number: Number::default(),
        query_index: String::new(),
        submission: Submission {
            privacy_notice: notice?,
            ..submission?
        },
        parties: identities.iter().map(|(party, _)| *party).collect(),
        sealed: Vec::new(),
        accused: accused?,
        received_at,
        follows,
    };
    Some((register, identities))
}

fn read_submission(reading: &mut Reading<'_>, petition: pb::Petition) -> Option<Submission> {
    let channel = reading.word("petition.channel", petition.channel);
    let filing = reading.word_or_none("petition.filing", petition.filing);
    let category = reading.category("petition.category", &petition.category);
    let title = reading.line("petition.title", petition.title, LINE);
    let request = reading.text("petition.request", petition.request, ESSAY);
    let facts_and_reasons = reading.text("petition.facts_and_reasons", petition.facts_and_reasons, ESSAY);
    let place = reading.place("petition.place", &petition.place);
    // One id of a channel is one, however it was typed.
    let source_reference = petition.source_reference.trim().to_owned();
    let source_reference = reading.optional_line("petition.source_reference", source_reference, REFERENCE);
    let people = match petition.people {
        0 => Some(1),
        people => reading.number("petition.people", people, &(1..=PEOPLE)),
    };
    Some(Submission {
        channel: channel?,
        filing: filing?.unwrap_or(Filing::Written),
        category: category?,
        title: title?,
        request: request?,
        facts_and_reasons: facts_and_reasons?,
        place: place?,
        source_reference,
        people: people?,
        privacy_notice: None,
    })
}

/// Given, or excepted for a reason: one of the two, unless there is nobody to be told. The outer `None`: it will not do, which is noted.
#[expect(clippy::option_option, reason = "what will not do is noted, what is not needed is none")]
fn read_privacy_notice(reading: &mut Reading<'_>, notice: Option<pb::PrivacyNotice>, nobody: bool) -> Option<Option<PrivacyNotice>> {
    const FIELD: &str = "petition.privacy_notice";
    if nobody && notice.is_none() {
        return Some(None);
    }
    let pb::PrivacyNotice { version, exception } = notice.unwrap_or_default();
    let one = version.is_empty() != exception.is_empty();
    let told = "the version of the text the petitioner was given, or why they were given none";
    if !reading.violations.require(one, FIELD, "PRIVACY_NOTICE_MISSING", told) {
        return None;
    }
    let read = if exception.is_empty() {
        let version = reading.line(&format!("{FIELD}.version"), version, REFERENCE);
        version.map(PrivacyNotice::Given)
    } else {
        let exception = reading.impersonal_line(&format!("{FIELD}.exception"), exception, LINE);
        exception.map(PrivacyNotice::Excepted)
    };
    read.map(Some)
}

/// Somebody brings a petition, unless another organ hands it on.
fn read_parties(reading: &mut Reading<'_>, parties: Vec<pb::Party>, channel: i32) -> Option<Vec<(Party, Identity)>> {
    const FIELD: &str = "petition.parties";
    let many = |role: PartyRole| parties.iter().filter(|party| party.role == role.number()).count();
    let handed_on = channel == Channel::Referral.number();
    let (petitioners, representatives) = (many(PartyRole::Petitioner), many(PartyRole::Representative));
    let brought = handed_on || petitioners > 0;
    reading
        .violations
        .require(brought, FIELD, "PETITIONER_MISSING", "at least one petitioner");
    let few = representatives <= REPRESENTATIVES;
    reading
        .violations
        .require(few, FIELD, "TOO_MANY_REPRESENTATIVES", format!("at most {REPRESENTATIVES}"));
    let mut seen = BTreeSet::new();
    reading.each(FIELD, &(0..=PARTIES), parties, |reading, path, party| {
        let again = Uuid::try_parse(&party.id).is_ok_and(|id| !seen.insert(id));
        reading
            .violations
            .require(!again, format!("{path}.id"), "DUPLICATE", "the id stands further up");
        read_party(reading, path, party)
    })
}

/// From whom a matter is kept; nobody, if nothing is said.
pub(super) fn read_accused(reading: &mut Reading<'_>, field: &str, accused: Option<pb::Accused>) -> Option<Accused> {
    let Some(accused) = accused else { return Some(Accused::default()) };
    let units = reading.codes(&format!("{field}.units"), &(0..=ACCUSED), accused.units);
    let subjects = reading.each(
        &format!("{field}.subjects"),
        &(0..=ACCUSED),
        accused.subjects,
        |reading, path, subject| reading.line(path, subject, LINE),
    );
    Some(Accused {
        units: units?.into_iter().collect(),
        subjects: subjects?.into_iter().collect(),
    })
}
