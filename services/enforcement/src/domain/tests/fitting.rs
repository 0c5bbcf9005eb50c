//! To every order one that fits where a case stands.

use shiyu_kit::case::Actor;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::given::*;
use crate::domain::command::{LodgeRemedy, Rehome, RemedyRuled, TakeMeasure, TransferOut};
use crate::domain::course::Instalment;
use crate::domain::terms::{
    CourtRuling, CriminalAnswer, EvidenceKind, MeasureKind, NotFiledGround, Party, PartyRole, PenaltyKind, RemedyKind, RemedyRuling,
    SuspensionGround, TransferTarget,
};
use crate::domain::{Command, Verb};

/// Of a thing that an order brings.
pub(crate) const THING: Uuid = Uuid::from_u128(0x7);

/// Words for which nothing is checked.
fn words() -> String {
    "理由".to_owned()
}

/// The id of the last of something, or one that nothing has.
fn last<T>(all: &[T], id: impl Fn(&T) -> Uuid) -> Uuid {
    all.last().map_or(THING, id)
}

pub(crate) fn lodge(kind: RemedyKind, suspends: bool) -> Command {
    Command::LodgeRemedy(LodgeRemedy {
        id: THING,
        kind,
        organ: "越城区人民政府".to_owned(),
        reference: "复议1".to_owned(),
        suspends,
        lodged_at: NOW,
    })
}

/// As [`lodge`], of a reconsideration that began then.
pub(crate) fn lodged(at: OffsetDateTime) -> Command {
    let Command::LodgeRemedy(mut lodged) = lodge(RemedyKind::Reconsideration, false) else {
        unreachable!("it is one");
    };
    lodged.lodged_at = at;
    Command::LodgeRemedy(lodged)
}

/// A court takes the decision away, and the agency has to act again.
pub(crate) fn revoked_to_act_anew() -> Command {
    let Command::RuleRemedy(mut ruled) = rule(THING, RemedyRuling::Revoked) else {
        unreachable!("it is one");
    };
    ruled.anew = true;
    Command::RuleRemedy(ruled)
}

pub(crate) fn rule(remedy: Uuid, ruling: RemedyRuling) -> Command {
    let items = if ruling == RemedyRuling::Changed {
        vec![item(PenaltyKind::Fine, 10_000)]
    } else {
        Vec::new()
    };
    Command::RuleRemedy(Box::new(RemedyRuled {
        remedy,
        ruling,
        items,
        anew: false,
        reference: "复议决定1".to_owned(),
        ruled_at: NOW,
    }))
}

pub(crate) fn publish() -> Command {
    Command::Publish {
        reference: "公示1".to_owned(),
        masked: "搭建构筑物，罚款".to_owned(),
    }
}

/// An order as it fits the case, by who may give it.
#[expect(clippy::too_many_lines, reason = "one line for each order")]
pub(crate) fn fitting(verb: Verb, given: &Given) -> (Actor, Command) {
    use Verb as V;
    let case = given.case();
    let (course, li) = (&case.course, officer(LI));
    let owing = course.account.outstanding();
    let to_come = given.accruing(shiyu_kit::calendar::local_date(given.now));
    match verb {
        V::VerifyClue => (li, verify()),
        V::ExtendClue => (head(), Command::ExtendClue { days: 5, reason: words() }),
        V::DismissClue => (
            head(),
            Command::DismissClue {
                reason: words(),
                told: None,
            },
        ),
        V::TransferOut => (
            head(),
            Command::TransferOut(TransferOut {
                target: TransferTarget::Police,
                organ: "公安分局".to_owned(),
                unit: None,
                reason: words(),
            }),
        ),
        V::File => (head(), file()),
        V::RefuseFiling => (head(), refuse_filing(NotFiledGround::NoViolation)),
        V::RaiseDispute => (
            li,
            Command::RaiseDispute {
                id: THING,
                with: code(WATER),
                reason: words(),
            },
        ),
        V::SettleDispute => (
            head(),
            Command::SettleDispute {
                owner: code(BUREAU),
                reference: words(),
            },
        ),
        V::Designate => (
            government(),
            Command::Designate {
                owner: code(BUREAU),
                reasons: words(),
            },
        ),
        V::AssignOfficers => (
            head(),
            Command::AssignOfficers {
                officers: vec![LI.to_owned(), WANG.to_owned(), CHEN.to_owned()],
            },
        ),
        V::AddEvidence => {
            let id = Uuid::from_u128(0xe0_000 + course.evidence.len() as u128);
            (li, Command::AddEvidence(Box::new(gathered(id, both()))))
        }
        V::VerifyEvidence => (
            li,
            Command::VerifyEvidence {
                evidence: last(&course.evidence, |evidence| evidence.id),
                kind: EvidenceKind::Physical,
                lawful_source: words(),
                officers: both(),
            },
        ),
        V::ExcludeEvidence => (
            li,
            Command::ExcludeEvidence {
                evidence: last(&course.evidence, |evidence| evidence.id),
                reason: words(),
            },
        ),
        V::ReviewMonitoring => (
            reviewer(),
            Command::ReviewMonitoring {
                evidence: last(&course.evidence, |evidence| evidence.id),
                device_review: words(),
                location_published: words(),
            },
        ),
        V::RecordCustody => (
            li,
            Command::RecordCustody {
                evidence: last(&course.evidence, |evidence| evidence.id),
                to: words(),
                place: words(),
            },
        ),
        V::Preserve => (
            head(),
            Command::Preserve {
                id: Uuid::from_u128(0xf0_000 + course.preservations.len() as u128),
                items: vec![words()],
                officers: both(),
            },
        ),
        V::Dispose => (
            li,
            Command::Dispose {
                preservation: last(&course.preservations, |preserved| preserved.id),
                outcome: words(),
            },
        ),
        V::TakeMeasure => (
            head(),
            Command::TakeMeasure(TakeMeasure {
                id: Uuid::from_u128(0xa0_000 + course.measures.len() as u128),
                kind: MeasureKind::Seizure,
                items: vec![words()],
                reason: words(),
                officers: both(),
                urgent: false,
                necessities: false,
                cuts_supply: false,
                taken_at: NOW,
            }),
        ),
        V::ApproveMeasure => (
            head(),
            Command::ApproveMeasure {
                measure: last(&course.measures, |measure| measure.id),
                approved: true,
                reason: words(),
            },
        ),
        V::ExtendMeasure => (
            head(),
            Command::ExtendMeasure {
                measure: last(&course.measures, |measure| measure.id),
                days: 10,
                reason: words(),
            },
        ),
        V::ReleaseMeasure => (
            li,
            Command::ReleaseMeasure {
                measure: last(&course.measures, |measure| measure.id),
                reason: words(),
            },
        ),
        V::OrderCorrection => (
            li,
            Command::OrderCorrection {
                id: Uuid::from_u128(0xc0_000 + course.corrections.len() as u128),
                demand: words(),
                until: shiyu_kit::calendar::local_date(given.now + Duration::days(5)),
                officers: both(),
            },
        ),
        V::CheckCorrection => (
            li,
            Command::CheckCorrection {
                correction: last(&course.corrections, |correction| correction.id),
                corrected: true,
                note: words(),
                officers: both(),
            },
        ),
        V::Suspend => (
            head(),
            Command::Suspend {
                ground: SuspensionGround::Appraisal,
                reason: words(),
            },
        ),
        V::Resume => (head(), Command::Resume),
        V::ExtendDecision => (
            head(),
            Command::ExtendDecision {
                days: 30,
                reason: words(),
                minutes: Some("c".repeat(64)),
            },
        ),
        V::Conclude => (li, conclude()),
        V::Propose => (li, propose(fine(20_000))),
        V::WithdrawCase => (head(), Command::WithdrawCase { reason: words() }),
        V::ServeNotice => (li, notice(true, NOW)),
        V::ReceiveStatement => (
            suspect(),
            Command::ReceiveStatement {
                id: Uuid::from_u128(0x50_000 + course.statements.len() as u128),
                party: SUSPECT,
                text: words(),
            },
        ),
        V::ReviewStatement => (
            li,
            Command::ReviewStatement {
                statement: last(&course.statements, |statement| statement.id),
                accepted: false,
                reasons: words(),
            },
        ),
        V::Waive => (
            suspect(),
            Command::Waive {
                party: SUSPECT,
                reference: words(),
            },
        ),
        V::RequestHearing => (suspect(), Command::RequestHearing { party: SUSPECT }),
        V::ScheduleHearing => (li, schedule(NOW, NOW + Duration::days(14))),
        V::HoldHearing => (host(), hold()),
        V::Submit => (li, submit()),
        V::DecideReview => (
            reviewer(),
            Command::DecideReview {
                passed: true,
                opinion: words(),
            },
        ),
        V::Discuss => (head(), discuss(3, 1)),
        V::Decide => (head(), decide(course.proposal.clone().unwrap_or_else(|| fine(20_000)))),
        V::ServeDecision => (li, Command::ServeDecision(serve(NOW))),
        V::Pay => (
            li,
            Command::Pay {
                amount: owing,
                reference: format!("R{}", course.account.lines().count()),
                paid_at: NOW,
                on_the_spot: None,
            },
        ),
        V::Perform => (
            li,
            Command::Perform {
                kind: PenaltyKind::SuspendBusiness,
                note: words(),
                officers: both(),
            },
        ),
        V::Defer => (
            head(),
            Command::Defer {
                parts: vec![Instalment {
                    amount: owing.plus(to_come),
                    until: shiyu_kit::calendar::local_date(given.now + Duration::days(30)),
                }],
                application: words(),
            },
        ),
        V::ServeDemand => (li, Command::ServeDemand(serve(NOW))),
        V::ApplyToCourt => (
            head(),
            Command::ApplyToCourt {
                court: words(),
                reference: words(),
            },
        ),
        V::CourtAccept => (li, Command::CourtAccept { accepted_at: given.now }),
        V::CourtRule => (
            li,
            Command::CourtRule {
                ruling: CourtRuling::Allowed,
                reference: words(),
            },
        ),
        V::EndExecution => (li, Command::EndExecution { reference: words() }),
        V::Refund => (
            li,
            Command::Refund {
                amount: course.account.refundable(),
                reference: words(),
            },
        ),
        V::Close => (head(), close()),
        V::Publish => (li, publish()),
        V::Unpublish => (
            li,
            Command::Unpublish {
                reason: words(),
                mistake: None,
            },
        ),
        V::RecordSpot => (li, Command::RecordSpot),
        V::HandIn => (
            li,
            Command::HandIn {
                receipt: course.cash.last().map_or_else(words, |cash| cash.receipt.clone()),
            },
        ),
        V::Bank => (
            li,
            Command::Bank {
                receipt: course.cash.last().map_or_else(words, |cash| cash.receipt.clone()),
            },
        ),
        V::LodgeRemedy => (li, lodge(RemedyKind::Reconsideration, false)),
        V::RuleRemedy => (li, rule(last(&course.remedies, |remedy| remedy.id), RemedyRuling::Changed)),
        V::ReportCrime => (li, report_crime()),
        V::DecideTransfer => (
            head(),
            Command::DecideTransfer {
                approved: true,
                reason: words(),
            },
        ),
        V::TransferToPolice => (li, to_police()),
        V::PoliceAnswer => (li, police(CriminalAnswer::Filed)),
        V::AskAgain => (li, Command::AskAgain { prosecutor: false }),
        V::HandOverMaterials => (li, Command::HandOverMaterials { reference: words() }),
        V::ReturnFromJustice => (
            li,
            Command::ReturnFromJustice {
                reference: words(),
                ended: false,
            },
        ),
        V::RequestRecusal => (
            suspect(),
            Command::RequestRecusal {
                id: Uuid::from_u128(0xb0_000 + course.recusals.len() as u128),
                subject: CHEN.to_owned(),
                party: Some(SUSPECT),
                reason: words(),
            },
        ),
        V::DecideRecusal => (
            head(),
            Command::DecideRecusal {
                recusal: last(&course.recusals, |recusal| recusal.id),
                granted: true,
                reason: words(),
            },
        ),
        V::AddParty => (
            li,
            add_party(Uuid::from_u128(0xd0_000 + case.parties.len() as u128), PartyRole::Agent),
        ),
        V::Reveal => (
            li,
            Command::Reveal {
                party: SUSPECT,
                reason: words(),
            },
        ),
        V::ReadComplainant => (head(), Command::ReadComplainant { reason: words() }),
        V::RecordDocument => (
            li,
            Command::RecordDocument {
                kind: "decision".to_owned(),
                number: words(),
                hash: format!("{:064x}", course.documents.len()),
                template: 1,
            },
        ),
        V::Rehome => (
            government(),
            Command::Rehome(Rehome {
                to: code(WATER),
                document: "浙政发〔2026〕1号".to_owned(),
                told: "当面".to_owned(),
            }),
        ),
    }
}

pub(crate) fn add_party(id: Uuid, role: PartyRole) -> Command {
    Command::AddParty {
        party: Party { id, role },
        sealed: sealed(id),
    }
}
