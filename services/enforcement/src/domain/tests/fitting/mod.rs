//! To every order one that fits where a case stands.

mod beside;
mod clue;
mod defence;
mod evidence;
mod inquiry;
mod outside;
mod payment;
mod remedy;

use shiyu_kit::case::Actor;
use time::Duration;
use uuid::Uuid;

pub(crate) use self::outside::{ORGAN, ask_outside, outside_receipt};
pub(crate) use self::remedy::{lodge, lodged, revoked_to_act_anew, rule};
use super::given::*;
use crate::domain::terms::{CriminalAnswer, NotFiledGround, OutsidePurpose, Party, PartyRole, RemedyKind, RemedyRuling};
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

pub(crate) fn publish() -> Command {
    Command::Publish {
        reference: "公示1".to_owned(),
        masked: "搭建构筑物，罚款".to_owned(),
    }
}

/// An order as it fits the case, by who may give it.
pub(crate) fn fitting(verb: Verb, given: &Given) -> (Actor, Command) {
    use Verb as V;
    let case = given.case();
    let (course, li) = (&case.course, officer(LI));
    match verb {
        V::VerifyClue => (li, verify()),
        V::ExtendClue => (head(), Command::ExtendClue { days: 5, reason: words() }),
        V::DismissClue => (head(), clue::dismiss()),
        V::TransferOut => (head(), clue::transfer_out()),
        V::File => (head(), file()),
        V::RefuseFiling => (head(), refuse_filing(NotFiledGround::NoViolation)),
        V::RaiseDispute => (li, clue::raise_dispute()),
        V::SettleDispute => (head(), clue::settle_dispute()),
        V::Designate => (government(), clue::designate()),
        V::OfferOutside => (head(), ask_outside(course, OutsidePurpose::Transfer)),
        V::RecordReceipt => (head(), outside_receipt(course)),
        V::AssignOfficers => (head(), clue::assign()),
        V::AddEvidence => (li, evidence::add(course)),
        V::VerifyEvidence => (li, evidence::verify(course)),
        V::ExcludeEvidence => (li, evidence::exclude(course)),
        V::ReviewMonitoring => (reviewer(), evidence::review_monitoring(course)),
        V::RecordCustody => (li, evidence::record_custody(course)),
        V::Preserve => (head(), evidence::preserve(course)),
        V::Dispose => (li, evidence::dispose(course)),
        V::TakeMeasure => (head(), inquiry::take_measure(course)),
        V::ApproveMeasure => (head(), inquiry::approve_measure(course)),
        V::ExtendMeasure => (head(), inquiry::extend_measure(course)),
        V::ReleaseMeasure => (li, inquiry::release_measure(course)),
        V::OrderCorrection => (li, inquiry::order_correction(given)),
        V::CheckCorrection => (li, inquiry::check_correction(course)),
        V::Suspend => (head(), inquiry::suspend()),
        V::Resume => (head(), Command::Resume),
        V::ExtendDecision => (head(), inquiry::extend_decision()),
        V::Conclude => (li, conclude()),
        V::Propose => (li, propose(fine(20_000))),
        V::WithdrawCase => (head(), Command::WithdrawCase { reason: words() }),
        V::ServeNotice => (li, notice(true, NOW)),
        V::ReceiveStatement => (suspect(), defence::receive_statement(course)),
        V::ReviewStatement => (li, defence::review_statement(course)),
        V::Waive => (suspect(), defence::waive()),
        V::RequestHearing => (suspect(), Command::RequestHearing { party: SUSPECT }),
        V::ScheduleHearing => (li, schedule(NOW, NOW + Duration::days(14))),
        V::HoldHearing => (host(), hold()),
        V::Submit => (li, submit()),
        V::DecideReview => (reviewer(), defence::decide_review()),
        V::Discuss => (head(), discuss(3, 1)),
        V::Decide => (head(), decide(course.proposal.clone().unwrap_or_else(|| fine(20_000)))),
        V::ServeDecision => (li, Command::ServeDecision(serve(NOW))),
        V::Pay => (li, payment::pay(course)),
        V::Perform => (li, payment::perform()),
        V::Defer => (head(), payment::defer(given)),
        V::ServeDemand => (li, Command::ServeDemand(serve(NOW))),
        V::ApplyToCourt => (head(), payment::apply_to_court()),
        V::CourtAccept => (li, Command::CourtAccept { accepted_at: given.now }),
        V::CourtRule => (li, payment::court_rule()),
        V::EndExecution => (li, Command::EndExecution { reference: words() }),
        V::Refund => (li, payment::refund(course)),
        V::Close => (head(), close()),
        V::Publish => (li, publish()),
        V::Unpublish => (li, beside::unpublish()),
        V::RecordSpot => (li, Command::RecordSpot),
        V::HandIn => (li, payment::hand_in(course)),
        V::Bank => (li, payment::bank(course)),
        V::LodgeRemedy => (li, lodge(RemedyKind::Reconsideration, false)),
        V::RuleRemedy => (li, rule(last(&course.remedies, |remedy| remedy.id), RemedyRuling::Changed)),
        V::ReportCrime => (li, report_crime()),
        V::DecideTransfer => (head(), beside::decide_transfer()),
        V::TransferToPolice => (li, to_police()),
        V::PoliceAnswer => (li, police(CriminalAnswer::Filed)),
        V::AskAgain => (li, Command::AskAgain { prosecutor: false }),
        V::HandOverMaterials => (li, Command::HandOverMaterials { reference: words() }),
        V::ReturnFromJustice => (li, beside::return_from_justice()),
        V::RequestRecusal => (suspect(), beside::request_recusal(course)),
        V::DecideRecusal => (head(), beside::decide_recusal(course)),
        V::AddParty => (
            li,
            add_party(Uuid::from_u128(0xd0_000 + case.parties.len() as u128), PartyRole::Agent),
        ),
        V::Reveal => (li, beside::reveal()),
        V::ReadComplainant => (head(), Command::ReadComplainant { reason: words() }),
        V::RecordDocument => (li, beside::record_document(course)),
        V::Rehome => (government(), beside::rehome()),
    }
}

pub(crate) fn add_party(id: Uuid, role: PartyRole) -> Command {
    Command::AddParty {
        party: Party { id, role },
        sealed: sealed(id),
    }
}
