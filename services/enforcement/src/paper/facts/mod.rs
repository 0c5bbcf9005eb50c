//! What a document says, from what its case says. Pure: no database, no wire.

mod after;
mod before;
mod decision;
mod law;
mod outside;
mod who;

use serde::Serialize;
use serde_json::{Map, Value};
use shiyu_kit::calendar::{Calendar, Limits, local_date};
use shiyu_kit::document::{chinese_date, day};
use shiyu_kit::unit::{Code, Units};
use time::{Date, OffsetDateTime};

use super::{Exchange, Refusal};
use crate::domain::CaseFile;
use crate::domain::terms::Fen;
use crate::officer::Officers;
use crate::standard::Standards;
use crate::standard::domain::{DocumentKind, Wording};

pub(super) use who::Who;

/// What is looked up: names of units and officers, days, the county's wording, and from what on somebody is heard.
#[derive(Debug, Clone, Copy)]
pub(super) struct Register<'a> {
    pub(super) units: &'a Units,
    pub(super) calendar: &'a Calendar,
    pub(super) limits: &'a Limits,
    pub(super) officers: &'a Officers,
    pub(super) standards: &'a Standards,
    pub(super) today: Date,
    pub(super) hearing_from: Fen,
}

/// What is set.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    /// Which document.
    pub(super) kind: DocumentKind,
    /// Its number.
    pub(super) number: String,
    /// Version of the county's wording.
    pub(super) wording: i64,
    /// Since when the case says this.
    pub(super) at: OffsetDateTime,
    /// What the template tells.
    pub(super) facts: Map<String, Value>,
}

/// A document of a case, and about whom, if it names anybody.
///
/// # Errors
/// `DOCUMENT_NOT_YET`.
pub(super) fn paper(
    case: &CaseFile,
    kind: DocumentKind,
    who: Option<&Who>,
    register: &Register<'_>,
    exchanges: &[Exchange],
) -> Result<Paper, Refusal> {
    let desk = Desk { case, who, register };
    let sheet = match kind {
        DocumentKind::FilingApproval => desk.filing_approval(),
        DocumentKind::InquiryRecord => desk.inquiry_record(exchanges),
        DocumentKind::PreservationNotice => desk.preservation_notice(),
        DocumentKind::PriorNotice => desk.prior_notice(),
        DocumentKind::HearingNotice => desk.hearing_notice(),
        DocumentKind::LegalReview => desk.legal_review(),
        DocumentKind::Decision => desk.decision(),
        DocumentKind::SpotDecision => desk.spot_decision(),
        DocumentKind::ServiceReceipt => desk.service_receipt(),
        DocumentKind::DemandLetter => desk.demand_letter(),
        DocumentKind::CourtApplication => desk.court_application(),
        DocumentKind::ClosingApproval => desk.closing_approval(),
        DocumentKind::OutsideLetter => desk.outside_letter(),
    };
    let sheet = sheet.ok_or(Refusal::DocumentNotYet(kind))?;
    Ok(desk.signed(kind, sheet))
}

/// What is written on so far, and of which moment it is.
struct Sheet {
    at: OffsetDateTime,
    facts: Map<String, Value>,
}

impl Sheet {
    fn of(at: OffsetDateTime) -> Self {
        Self { at, facts: Map::new() }
    }

    /// One fact more. What cannot be told as JSON is told as nothing.
    fn tell(mut self, name: &str, value: impl Serialize) -> Self {
        self.facts.insert(name.to_owned(), serde_json::to_value(value).unwrap_or_default());
        self
    }
}

/// Where documents are drawn up.
struct Desk<'a> {
    case: &'a CaseFile,
    who: Option<&'a Who>,
    register: &'a Register<'a>,
}

impl Desk<'_> {
    /// What every document has: its title and number, the agency, the date, the county's wording, and whom it names. A template that names
    /// somebody where nobody is told cannot be set.
    fn signed(&self, kind: DocumentKind, sheet: Sheet) -> Paper {
        let date = local_date(sheet.at);
        let (version, wording) = self.register.standards.wording(kind, date);
        let number = self.number(kind);
        let Wording { closing, contact, .. } = wording;
        let sheet = sheet
            .tell("title", self.title(kind))
            .tell("number", &number)
            .tell("organ", self.unit(&self.case.unit))
            .tell("date", chinese_date(date))
            .tell("closing", closing)
            .tell("contact", contact);
        let sheet = match self.who {
            Some(who) => sheet.tell("party", who.rows()).tell("addressee", who.name()),
            None => sheet,
        };
        Paper {
            kind,
            number,
            wording: version,
            at: sheet.at,
            facts: sheet.facts,
        }
    }

    /// The case's number with the word of the document before the year: `越综执罚〔2026〕12号`.
    fn number(&self, kind: DocumentKind) -> String {
        let word = match kind {
            DocumentKind::FilingApproval => "立",
            DocumentKind::InquiryRecord => "询",
            DocumentKind::PreservationNotice => "存",
            DocumentKind::PriorNotice => "告",
            DocumentKind::HearingNotice => "听",
            DocumentKind::LegalReview => "审",
            DocumentKind::Decision if self.is_spared() => "不罚",
            DocumentKind::Decision => "罚",
            DocumentKind::SpotDecision => "当罚",
            DocumentKind::ServiceReceipt => "送",
            DocumentKind::DemandLetter => "催",
            DocumentKind::CourtApplication => "申",
            DocumentKind::ClosingApproval => "结",
            DocumentKind::OutsideLetter if self.asks_for_help() => "协",
            DocumentKind::OutsideLetter => "移",
        };
        self.case.number.text.replacen('〔', &format!("{word}〔"), 1)
    }

    /// The name of a unit, or its code where nobody knows it any more.
    fn unit(&self, code: &Code) -> String {
        let known = self.register.units.get(code, self.register.today);
        known.map_or_else(|| code.to_string(), |unit| unit.name.clone())
    }

    /// Somebody by name, with the number of the certificate they had in the case: as they were then, and not as the register has them
    /// today. Where no name is known there is room for it.
    fn officer(&self, subject: &str) -> String {
        let held = self.case.course.assigned(subject);
        let then = held.map(|officer| officer.name.as_str()).filter(|name| !name.is_empty());
        let today = || self.register.officers.of_subject(subject).map(|officer| officer.name.as_str());
        let name = then.or_else(today).unwrap_or("（签名）");
        match held {
            Some(officer) => format!("{name}（执法证号{}）", officer.certificate),
            None => name.to_owned(),
        }
    }

    fn officers<'s>(&self, subjects: impl IntoIterator<Item = &'s str>) -> String {
        let names: Vec<String> = subjects.into_iter().map(|subject| self.officer(subject)).collect();
        names.join("、")
    }

    /// Those who investigate.
    fn investigators(&self) -> String {
        self.officers(self.case.course.officers.iter().map(|officer| officer.subject.as_str()))
    }

    /// What the case is about (案由), by its power item or, before it was filed, by its clue.
    fn subject(&self) -> String {
        let filing = self.case.course.filing.as_ref();
        filing.map_or_else(|| self.case.clue.title.clone(), |filing| act_of(&filing.power.subject).to_owned())
    }

    /// Whether its decision punishes nobody.
    fn is_spared(&self) -> bool {
        self.case.course.decision().is_some_and(|decision| !decision.is_penalty())
    }

    /// A document's title; of a decision by what was decided, of a letter to another city by what it is asked.
    fn title(&self, kind: DocumentKind) -> &'static str {
        if kind == DocumentKind::Decision && self.is_spared() {
            "不予行政处罚决定书"
        } else if kind == DocumentKind::OutsideLetter && self.asks_for_help() {
            "行政执法协助函"
        } else {
            kind.title()
        }
    }
}

/// The act that a power item penalises: `擅自占用耕地` of `对擅自占用耕地的行政处罚`.
fn act_of(item: &str) -> &str {
    let act = item.strip_prefix('对').unwrap_or(item);
    let act = act.strip_suffix("的行政处罚").or_else(|| act.strip_suffix("的处罚"));
    act.unwrap_or(item)
}

/// A day in a sentence, of a moment.
fn on(at: OffsetDateTime) -> String {
    day(local_date(at))
}

#[cfg(test)]
mod tests {
    use super::act_of;

    #[test]
    fn an_item_is_named_by_its_act() {
        assert_eq!(act_of("对擅自占用耕地的行政处罚"), "擅自占用耕地");
        assert_eq!(act_of("擅自搭建建筑物、构筑物"), "擅自搭建建筑物、构筑物");
        assert_eq!(act_of("对外发布虚假信息"), "对外发布虚假信息");
    }
}
