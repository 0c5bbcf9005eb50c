//! What each document tells, taken from the dispute.

mod agreement;
mod named;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};
use shiyu_kit::calendar::local_date;
use shiyu_kit::document::{chinese_date, moment};
use shiyu_kit::party::Identity;
use time::OffsetDateTime;
use uuid::Uuid;

pub(super) use named::named;

use super::{NotDue, words};
use crate::domain::Dispute;
use crate::domain::course::{Agreement, DocumentKind, Session};
use crate::domain::terms::Party;

/// Whose names and words a document of a dispute is set with.
#[derive(Debug)]
pub(super) struct Teller<'a> {
    /// The dispute.
    pub dispute: &'a Dispute,
    /// Those of it whom the document names, in the clear.
    pub identities: &'a BTreeMap<Uuid, Identity>,
    /// The names of its mediators.
    pub mediators: &'a BTreeMap<Uuid, String>,
    /// The name of the committee or agency that has it.
    pub unit: &'a str,
    /// Of which attempts the words of the mediation are told too.
    pub hears: BTreeSet<u32>,
    /// Which agreement by its number; none: the last one.
    pub agreement: Option<u32>,
}

/// What a document tells, and since when the dispute says so.
#[derive(Debug)]
pub(super) struct Told {
    pub facts: Value,
    pub at: OffsetDateTime,
}

#[derive(Serialize)]
struct Person<'a> {
    role: &'static str,
    name: &'a str,
    document_label: &'static str,
    document: &'a str,
    phone: &'a str,
    address: &'a str,
}

/// Where nothing is known.
const NOTHING: &str = "——";

/// Where what was said is not for who asks.
const KEPT: &str = "（调解内容仅供本案调解员和承办单位工作人员查阅）";

impl Teller<'_> {
    /// What a document tells.
    pub fn tell(&self, kind: DocumentKind) -> Result<Told, NotDue> {
        match kind {
            DocumentKind::Application => Ok(self.application()),
            DocumentKind::ConsentForm => Ok(self.consent_form()),
            DocumentKind::Record => self.record(),
            DocumentKind::Agreement => self.agreement(),
            DocumentKind::TerminationNotice => self.notice(),
            DocumentKind::ConfirmationApplication => self.confirmation(),
        }
    }

    fn name(&self, id: Uuid) -> &str {
        self.identities.get(&id).map_or(NOTHING, |identity| identity.name.as_str())
    }

    fn names(&self, ids: &[Uuid]) -> String {
        listed(ids.iter().map(|id| self.name(*id)))
    }

    fn principals(&self) -> Vec<&str> {
        self.dispute.principals().map(|party| self.name(party.id)).collect()
    }

    fn people(&self, which: impl Fn(&Party) -> bool) -> Vec<Person<'_>> {
        let parties = self.dispute.parties.iter().filter(|party| which(party));
        let person = |party: &Party| {
            let identity = self.identities.get(&party.id)?;
            Some(Person {
                role: words::role(party.role),
                name: &identity.name,
                document_label: words::document_label(identity),
                document: identity.document.as_ref().map_or(NOTHING, |document| document.number.as_str()),
                phone: identity.phone.as_deref().unwrap_or(NOTHING),
                address: identity.address.as_deref().unwrap_or(NOTHING),
            })
        };
        parties.filter_map(person).collect()
    }

    /// Who lets the address at which they are served be used in later procedures too (M-24); empty if nobody does.
    fn served(&self) -> String {
        let parties = self.dispute.principals();
        let served = parties.filter(|party| self.dispute.course.reuses_address(party.id));
        let names: Vec<_> = served.map(|party| self.name(party.id)).collect();
        names.join("、")
    }

    fn mediator(&self, id: Uuid) -> &str {
        self.mediators.get(&id).map_or(NOTHING, String::as_str)
    }

    fn application(&self) -> Told {
        let submission = &self.dispute.submission;
        let asking = self.dispute.parties.iter().filter(|party| party.role.asks());
        let applicants: Vec<_> = asking.map(|party| self.name(party.id)).collect();
        told(
            json!({
                "number": self.dispute.number.text,
                "parties": self.people(|party| party.role.is_principal()),
                "title": submission.title,
                "facts": submission.facts,
                "claims": submission.claims,
                "applicants": applicants,
            }),
            self.dispute.opened_at,
        )
    }

    fn consent_form(&self) -> Told {
        let course = &self.dispute.course;
        let last = self
            .dispute
            .principals()
            .filter_map(|party| course.consent(party.id))
            .map(|word| word.at)
            .max();
        let word = |party: &Party| match course.consent(party.id) {
            Some(word) => json!({
                "party": self.name(party.id),
                "given": words::given(word),
                "channel": words::channel(word.channel),
                "time": moment(word.at),
            }),
            None => json!({ "party": self.name(party.id), "given": "□同意　□不同意", "channel": "", "time": "" }),
        };
        told(
            json!({
                "number": self.dispute.number.text,
                "unit": self.unit,
                "title": self.dispute.submission.title,
                "words": self.dispute.principals().map(word).collect::<Vec<_>>(),
                "principals": self.principals(),
            }),
            last.unwrap_or(self.dispute.opened_at),
        )
    }

    fn record(&self) -> Result<Told, NotDue> {
        let course = &self.dispute.course;
        let held: Vec<&Session> = course.sessions.iter().filter(|session| session.record.is_some()).collect();
        let written = held
            .iter()
            .filter_map(|session| session.record.as_ref())
            .map(|record| record.at)
            .max();
        let undisputed = course.undisputed.iter().map(|fact| fact.at).max();
        let at = written.ok_or(NotDue)?.max(undisputed.unwrap_or(OffsetDateTime::UNIX_EPOCH));
        let mut mediators: Vec<_> = held.iter().flat_map(|session| session.mediators.iter().copied()).collect();
        mediators.sort_unstable();
        mediators.dedup();
        Ok(told(
            json!({
                "number": self.dispute.number.text,
                "sessions": held.iter().map(|session| self.session(session)).collect::<Vec<_>>(),
                "undisputed": course.undisputed.iter().map(|fact| self.heard(&fact.text, fact.attempt)).collect::<Vec<_>>(),
                "principals": self.principals(),
                "mediators": mediators.iter().map(|id| self.mediator(*id)).collect::<Vec<_>>(),
            }),
            at,
        ))
    }

    fn session(&self, session: &Session) -> Value {
        let record = session.record.as_ref();
        json!({
            "time": format!("{} 至 {}", moment(session.starts_at), moment(session.ends_at)),
            "form": words::form(session.form),
            "openness": if session.public { "公开进行" } else { "不公开进行" },
            "mediators": listed(session.mediators.iter().map(|id| self.mediator(*id))),
            "attended": record.map(|record| self.names(&record.attended)).unwrap_or_default(),
            "invited": record.map(|record| self.names(&record.invited)).unwrap_or_default(),
            "statements": record.map(|record| self.heard(&record.statements, session.attempt)).unwrap_or_default(),
            "outcome": record.map(|record| self.heard(&record.outcome, session.attempt)).unwrap_or_default(),
        })
    }

    /// Words of an attempt, for who hears them.
    fn heard<'r>(&self, words: &'r str, attempt: u32) -> &'r str {
        if words.is_empty() || self.hears.contains(&attempt) {
            words
        } else {
            KEPT
        }
    }

    fn wants(&self, agreement: &Agreement) -> bool {
        self.agreement.is_none_or(|number| agreement.number == number)
    }

    fn notice(&self) -> Result<Told, NotDue> {
        let ending = self.dispute.stage.ending();
        let ended = ending.and_then(|ending| Some((words::end(&ending.end)?, ending.at)));
        let rest = || Some((words::REST, self.dispute.partly_settled_at()?));
        let ((heading, ground, reason), at) = ended.or_else(rest).ok_or(NotDue)?;
        let noted = self.dispute.course.routes.as_ref().map(|notice| notice.routes.as_slice());
        let usual = ending.map_or(words::ROUTES, |ending| words::routes(&ending.end));
        let routes = noted.unwrap_or(usual);
        let of_the_mediation = ending.is_some_and(|ending| ending.end.tells_of_the_mediation());
        let reason = if of_the_mediation {
            self.heard(reason, self.dispute.course.attempt)
        } else {
            reason
        };
        Ok(told(
            json!({
                "heading": heading,
                "number": self.dispute.number.text,
                "names": listed(self.principals().into_iter()),
                "title": self.dispute.submission.title,
                "ground": ground,
                "reason": reason,
                "served": self.served(),
                "routes": routes.iter().map(|route| words::route(*route)).collect::<Vec<_>>(),
                "unit": self.unit,
            }),
            at,
        ))
    }
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.collect();
    if names.is_empty() { "无".to_owned() } else { names.join("、") }
}

/// The facts, with the date below the signatures.
fn told(mut facts: Value, at: OffsetDateTime) -> Told {
    if let Some(facts) = facts.as_object_mut() {
        facts.insert("date".to_owned(), Value::from(chinese_date(local_date(at))));
    }
    Told { facts, at }
}
