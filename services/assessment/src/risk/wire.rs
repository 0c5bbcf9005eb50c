//! Protobuf ↔ the words of the gate, and nothing else.

use rust_decimal::Decimal;
use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::vocabulary;
use shiyu_kit::wire::{Word, number};
use shiyu_proto::assessment::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::desk::Order;
use super::domain::{Conclusion, Coverage, Decision, Exemption, Level, Report, Stage, Step, Subject};
use crate::figures::Span;
use crate::indicator::two_places;
use crate::shelf::{Key, name_of};

const DECISIONS: &str = "risk-decisions";
const LINE: usize = 100;
const WORDS: usize = 4_000;

vocabulary! { Subject is pb::RiskSubject: Project Policy Activity SensitiveCase Environment }
vocabulary! { Stage is pb::RiskStage: Required InProgress Consulted Reported Decided FollowedUp Exempted }
vocabulary! { Conclusion is pb::RiskConclusion: Controllable MitigateThen NotControllable }
vocabulary! { Level is pb::RiskLevel: Low Medium High }
vocabulary! { Exemption is pb::RiskExemption: AssessedAsPart Emergency DecidedAbove }

type Asked = Result<Wanted<Order>, Violations>;

pub fn record(request: pb::RecordDecisionRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let unit = reading.code("unit", &request.unit);
    let subject = reading.word("subject", request.subject);
    let title = reading.impersonal("title", request.title, 200);
    let category = reading.optional_line("category", request.category, 60).unwrap_or_default();
    let order = id.zip(unit).zip(subject.zip(title)).map(|((id, unit), (subject, title))| {
        Order::Record(Box::new(Decision {
            id,
            unit,
            subject,
            title,
            category,
            stage: Stage::Required,
            exemption: None,
            consultation: None,
            report: None,
            conclusion: None,
            mitigated: None,
            approval: None,
            approved_at: None,
            cases: None,
            looked_on: None,
            review_needed: false,
            review: None,
            at: OffsetDateTime::UNIX_EPOCH,
        }))
    });
    reading.wanted(id, order)
}

/// Reads a step upon a decision.
pub fn step((name, request_id): (&str, &str), county: &Code, read: impl FnOnce(&mut Reading<'_>) -> Option<Step>) -> Asked {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, DECISIONS);
    let request_id = reading.request_id(request_id);
    let step = read(&mut reading);
    reading.wanted(request_id, id.zip(step).map(|(id, step)| Order::Move(id, step)))
}

pub fn document(reading: &mut Reading<'_>, document: String) -> Option<String> {
    reading.impersonal_line("document", document, LINE)
}

pub fn report(reading: &mut Reading<'_>, told: pb::ReportRiskRequest) -> Option<Step> {
    let level = reading.word("level", told.level);
    let findings = reading.impersonal("findings", told.findings, WORDS);
    let mitigation = reading
        .impersonal_or_nothing("mitigation", told.mitigation, WORDS)
        .unwrap_or_default();
    let checklist = reading.texts("checklist", &(0..=20), told.checklist, 60);
    Some(Step::Report(Report {
        level: level?,
        findings: findings?,
        mitigation,
        checklist: checklist?,
    }))
}

pub fn heard(reading: &mut Reading<'_>, heard: i32, told: String) -> Option<Step> {
    let heard = reading.number("heard", heard, &(1..=10_000_000));
    let document = document(reading, told);
    heard.zip(document).map(|(heard, document)| Step::Consult(heard, document))
}

pub fn named(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, DECISIONS);
    reading.finish(id)
}

pub fn list(request: &pb::ListRiskDecisionsRequest, county: &Code) -> Result<Listing<(), Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &[DECISIONS], ())
}

pub fn span(request: &pb::GetRiskCoverageRequest, county: &Code) -> Result<Span, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let span = crate::period::span(&mut reading, &request.from_date, &request.to_date);
    reading.finish(span)
}

pub fn decision(it: &Decision, county: &Code) -> pb::RiskDecision {
    let report = it.report.as_ref();
    let (exemption, exemption_document) = it.exemption.clone().unzip();
    let (heard, consultation_document) = it.consultation.clone().unzip();
    let (conclusion, conclusion_document) = it.conclusion.clone().unzip();
    let owned = |words: &[&'static str]| words.iter().map(|word| (*word).to_owned()).collect();
    pb::RiskDecision {
        name: name_of(county, DECISIONS, it.id),
        unit: it.unit.to_string(),
        subject: it.subject.number(),
        title: it.title.clone(),
        category: it.category.clone(),
        stage: it.stage.number(),
        exemption: number(exemption),
        exemption_document: exemption_document.unwrap_or_default(),
        heard: heard.unwrap_or_default(),
        consultation_document: consultation_document.unwrap_or_default(),
        level: number(report.map(|report| report.level)),
        findings: report.map(|report| report.findings.clone()).unwrap_or_default(),
        mitigation: report.map(|report| report.mitigation.clone()).unwrap_or_default(),
        checklist: report.map(|report| report.checklist.clone()).unwrap_or_default(),
        conclusion: number(conclusion),
        conclusion_document: conclusion_document.unwrap_or_default(),
        mitigation_document: it.mitigated.clone().unwrap_or_default(),
        approval_document: it.approval.clone().unwrap_or_default(),
        approve_time: it.approved_at.map(timestamp),
        cases_before: it.cases.map_or(0, |cases| cases.before),
        cases_after: it.cases.map_or(0, |cases| cases.after),
        looked_date: it.looked_on.map(|day| day.to_string()).unwrap_or_default(),
        review_needed: it.review_needed,
        review_document: it.review.clone().unwrap_or_default(),
        allowed: owned(&it.allowed()),
        demanded: owned(it.subject.demanded()),
    }
}

/// How much of what has to be assessed is, counted at a moment.
pub fn coverage(it: Coverage, counted: OffsetDateTime) -> pb::RiskCoverage {
    let percent = (it.should > 0).then(|| two_places(Decimal::from(it.assessed) * Decimal::ONE_HUNDRED / Decimal::from(it.should)));
    let told = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    pb::RiskCoverage {
        should: told(it.should),
        assessed: told(it.assessed),
        exempted: told(it.exempted),
        percent: percent.unwrap_or_default(),
        count_time: Some(timestamp(counted)),
    }
}
