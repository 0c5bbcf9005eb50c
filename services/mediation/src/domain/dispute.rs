//! The dispute (纠纷) itself: one id, whichever procedure it is in.

use std::collections::BTreeSet;
use std::iter;

use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Audience;
use shiyu_kit::booking::{self, slots};
use shiyu_kit::calendar::Clocks;
use shiyu_kit::referral::{ReferralState, Settled};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::course::{Course, Entrustment, SessionState};
use super::stage::{Stage, StageName};
use super::terms::{Category, Leaving, Party, PartyRole, Procedure, Source};

/// Under this, what the subjects of mediators come to where they are booked.
const PEOPLE: Uuid = Uuid::from_u128(0x5c4e_9d02_7a61_5e8b_9b3d_4445_4d4f_0002);

/// What was brought; it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// How it came.
    pub source: Source,
    /// Id the source gave it; unique in its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_reference: Option<String>,
    /// What it is about.
    pub category: Category,
    /// In one line.
    pub title: String,
    /// What is in dispute.
    pub facts: String,
    /// What is asked for.
    pub claims: String,
    /// The division it is about.
    pub place: Code,
    /// The counties and towns it touches beside that of the place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub jurisdictions: Vec<Code>,
    /// How many people stand behind it in all, at least 2.
    pub people: u32,
    /// Whether it is major or complex (重大复杂).
    pub major: bool,
    /// The letter by which somebody outside entrusts it (M-20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<Letter>,
    /// The finding of a screening round that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Uuid>,
    /// The item of the catalogue of administrative mediation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Uuid>,
}

/// A letter of entrustment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Which court, police station or agency.
    pub from: String,
    /// Its reference.
    pub reference: String,
    /// Of a court's: whether the lawsuit is under the summary procedure.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub summary_procedure: bool,
}

/// A number in office style: one running count for each unit and year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// As in `越调〔2026〕12号`.
    pub text: String,
    /// The civil year.
    pub year: i32,
    /// The running count, from 1.
    pub serial: i64,
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// The county (or city) whose dispute it is.
    pub county: Code,
    /// Its number.
    pub number: Number,
    /// What was brought.
    pub submission: Submission,
    /// The procedure it is in now.
    pub procedure: Procedure,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// When it was opened; the first clock runs from here.
    pub opened_at: OffsetDateTime,
    /// The unit that received it, whose count the number is of.
    pub receiver: Code,
    /// The committee, agency or centre that has it now.
    pub unit: Code,
    /// Where it stands.
    pub stage: Stage,
    /// What happened to it.
    pub course: Course,
    /// Every clock that ran or runs.
    pub clocks: Clocks,
}

/// What a person is booked under, by the subject of their token: whoever is in a register more than once is one person.
#[must_use]
pub fn booked_person(subject: &str) -> String {
    format!("person/{}", Uuid::new_v5(&PEOPLE, subject.as_bytes()))
}

impl Submission {
    /// Whether it touches more than one jurisdiction: what the place lies in, or what lies in it, is no other.
    #[must_use]
    pub fn is_cross_boundary(&self) -> bool {
        let within = |place: &Code, other: &Code| iter::successors(Some(place.clone()), Code::enclosing).any(|around| around == *other);
        let is_other = |other: &Code| !within(&self.place, other) && !within(other, &self.place);
        self.jurisdictions.iter().any(is_other)
    }
}

impl Dispute {
    /// Somebody who stands in it.
    #[must_use]
    pub fn party(&self, id: Uuid) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// Its parties proper, whose consent is needed.
    pub fn principals(&self) -> impl Iterator<Item = &Party> {
        self.parties.iter().filter(|party| party.role.is_principal())
    }

    /// Whether every party is among these.
    #[must_use]
    pub fn are_all(&self, named: &[Uuid]) -> bool {
        self.principals().all(|party| named.contains(&party.id))
    }

    /// Whether every party has consented to this attempt, and there are two sides of them.
    #[must_use]
    pub fn all_consented(&self) -> bool {
        self.has_two_sides() && self.principals().all(|party| self.course.has_consented(party.id))
    }

    /// Whether somebody asks and somebody answers.
    #[must_use]
    pub fn has_two_sides(&self) -> bool {
        let roles = || self.parties.iter().map(|party| party.role);
        roles().any(PartyRole::asks) && roles().any(PartyRole::answers)
    }

    /// The item of the catalogue of administrative mediation that it is of.
    #[must_use]
    pub fn matter(&self) -> Option<Uuid> {
        let named = self.course.procedures.iter().rev().find_map(|change| change.matter);
        named.or(self.submission.matter)
    }

    /// The offer of another of our services that it came of.
    #[must_use]
    pub fn entrustment(&self) -> Option<&Entrustment> {
        self.course.entrustment.as_ref()
    }

    /// Whether who somebody is may still be shown: what came under another service's grant only while that holds, or once there
    /// is an agreement that is kept here. What was settled in court is kept there.
    #[must_use]
    pub fn may_show(&self, party: &Party, now: OffsetDateTime) -> bool {
        let agreed_here = self.settled_in_court().is_none();
        let settled = |entrustment: &Entrustment| entrustment.state == ReferralState::Done && agreed_here;
        let entrustment = self.entrustment().filter(|_| party.granted);
        entrustment.is_none_or(|entrustment| settled(entrustment) || entrustment.is_readable(now))
    }

    /// Whose identity came under another service's grant and serves nothing any more: it is archived, without an agreement that is kept
    /// here. Until then whoever it concerns is told by name how it ended.
    #[must_use]
    pub fn lapsed(&self) -> Vec<Uuid> {
        let entrustment = self.entrustment();
        let agreed_here = self.settled_in_court().is_none();
        let kept = |entrustment: &Entrustment| {
            entrustment.state == ReferralState::Done && entrustment.settled != Some(Settled::Not) && agreed_here
        };
        let returned = entrustment.is_some_and(|entrustment| !kept(entrustment));
        if !returned || self.stage.name() != StageName::Archived {
            return Vec::new();
        }
        self.parties.iter().filter(|party| party.granted).map(|party| party.id).collect()
    }

    /// To whom it is shown: the units that have or had it, and whoever mediates it. From who stood aside it is kept.
    #[must_use]
    pub fn audience(&self) -> Audience {
        let course = &self.course;
        let mut units: BTreeSet<Code> = [&self.receiver, &self.unit].into_iter().cloned().collect();
        units.extend(course.transfers.iter().map(|transfer| transfer.from.clone()));
        let subject = |(subject, _): (&String, &Option<Leaving>)| subject.clone();
        let engaged = || course.appointments.iter().map(|one| (&one.subject, &one.left));
        Audience {
            units,
            subjects: engaged().filter(|(_, left)| left.is_none()).map(subject).collect(),
            barred_subjects: engaged()
                .filter(|(_, left)| **left == Some(Leaving::Recused))
                .map(subject)
                .collect(),
            ..Audience::default()
        }
    }

    /// Whom and what its planned sessions take, and when. Who is in the register more than once is taken once: as a person too, by what the
    /// subject of their token comes to.
    #[must_use]
    pub fn bookings(&self, case_id: Uuid) -> BTreeSet<booking::Model> {
        let planned = self.course.sessions.iter().filter(|session| session.state == SessionState::Planned);
        let appointments = &self.course.appointments;
        let taken = planned.flat_map(|session| {
            let mediators = session.mediators.iter().map(|mediator| format!("mediator/{mediator}"));
            let named = session.mediators.iter();
            let people = named.filter_map(move |mediator| appointments.iter().find(|one| one.mediator == *mediator));
            let people = people.map(|one| booked_person(&one.subject));
            let resources = mediators.chain(people).chain(session.room.map(|room| format!("room/{room}")));
            resources.flat_map(|resource| {
                slots(session.starts_at, session.ends_at).map(move |slot| booking::Model {
                    resource: resource.clone(),
                    slot,
                    case_id,
                })
            })
        });
        if self.stage.name().is_end() {
            return BTreeSet::new();
        }
        taken.collect()
    }
}
