//! Every order: an empty one is refused with all that is missing, and a whole one says what is ordered.

use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use time::macros::date;

use super::{ID, OTHER, county, name, pairs, wrong};
use crate::domain::Command;
use crate::domain::command::{Dispatch, Extend, ReportHandled, Suspend};
use crate::domain::terms::{Ground, Level, Measure, Platform, Rating, Rejection};
use crate::wire::*;

/// What is wrong with every order of which nothing is said.
const HEAD: [(&str, &str); 2] = [("name", "NAME_INVALID"), ("request_id", "REQUEST_ID_MISSING")];

macro_rules! empty {
    ($($read:ident: $request:ident => [$($wrong:expr),*];)+) => {
        $({
            let expected: Vec<(&str, &'static str)> = HEAD.into_iter().chain([$($wrong),*]).collect();
            assert_eq!(wrong($read(pb::$request::default(), &county())), pairs(&expected), stringify!($read));
        })+
    };
}

#[test]
fn an_order_of_which_nothing_is_said_lacks_everything_at_once() {
    let (reason, note) = (("reason", "REQUIRED"), ("note", "REQUIRED"));
    empty! {
        order_verification: OrderVerificationRequest => [];
        report_verification: ReportVerificationRequest => [note];
        accept_event: AcceptEventRequest => [];
        reject_event: RejectEventRequest => [("ground", "REQUIRED"), reason];
        merge_event: MergeEventRequest => [("other_event", "NAME_INVALID")];
        unmerge_event: UnmergeEventRequest => [reason];
        transfer_emergency: TransferEmergencyRequest => [("line", "REQUIRED"), ("reference", "REQUIRED")];
        take_back_emergency: TakeBackEmergencyRequest => [reason];
        take_up_in_grid: TakeUpInGridRequest => [];
        file_event: FileEventRequest => [];
        dispatch_event: DispatchEventRequest => [];
        transfer_event: TransferEventRequest => [("unit", "REQUIRED"), reason];
        sign_in: SignInRequest => [];
        record_contact: RecordContactRequest => [];
        return_event: ReturnEventRequest => [reason];
        designate_handler: DesignateHandlerRequest => [("unit", "REQUIRED"), ("reasons", "REQUIRED")];
        escalate_event: EscalateEventRequest => [reason];
        extend_handling: ExtendHandlingRequest => [("days", "OUT_OF_RANGE"), reason];
        suspend_event: SuspendEventRequest => [("ground", "REQUIRED"), reason, ("review_date", "REQUIRED")];
        renew_suspension: RenewSuspensionRequest => [("review_date", "REQUIRED"), reason];
        resume_event: ResumeEventRequest => [];
        report_step: ReportStepRequest => [("step", "REQUIRED"), note];
        report_handled: ReportHandledRequest => [("report", "REQUIRED"), ("measures", "REQUIRED")];
        inspect_event: InspectEventRequest => [note];
        close_event: CloseEventRequest => [];
        evaluate_event: EvaluateEventRequest => [("rating", "REQUIRED")];
        grant_reward: GrantRewardRequest => [("amount_fen", "OUT_OF_RANGE"), ("basis", "REQUIRED")];
        reclassify_event: ReclassifyEventRequest => [("class_code", "REQUIRED"), reason];
        offer_referral: OfferReferralRequest => [("destination", "REQUIRED"), ("purpose", "REQUIRED"), ("summary", "REQUIRED")];
        withdraw_referral: WithdrawReferralRequest => [("referral", "REQUIRED")];
        recuse_staff: RecuseStaffRequest => [("subject", "REQUIRED"), reason];
        end_recusal: EndRecusalRequest => [("subject", "REQUIRED"), reason];
        raise_boundary: RaiseBoundaryRequest => [("counties", "REQUIRED"), reason];
        agree_boundary: AgreeBoundaryRequest => [("owner", "REQUIRED"), ("reference", "REQUIRED")];
        offer_outside: OfferOutsideRequest => [("organ", "REQUIRED"), ("packet", "HASH_INVALID")];
        record_receipt: RecordReceiptRequest => [("reference", "REQUIRED")];
        reveal_reporter: RevealReporterRequest => [("party", "REQUIRED"), reason];
    }
}

#[test]
fn what_is_spoiled_is_named_by_its_path() {
    let request = pb::ReportHandledRequest {
        name: name(),
        etag: "0".to_owned(),
        request_id: ID.to_owned(),
        report: "x".repeat(2_001),
        measures: vec![pb::Measure::Cleared.into(), 99, pb::Measure::Cleared.into()],
        evidence: vec!["A".repeat(64)],
        enforcement_case: "x".repeat(101),
    };
    let expected = [
        ("etag", "ETAG_INVALID"),
        ("report", "TOO_LONG"),
        ("measures[1]", "UNKNOWN_VALUE"),
        ("measures[2]", "DUPLICATE"),
        ("evidence[0]", "HASH_INVALID"),
        ("enforcement_case", "TOO_LONG"),
    ];
    assert_eq!(wrong(report_handled(request, &county())), pairs(&expected));
    let request = pb::OfferReferralRequest {
        name: name(),
        request_id: ID.to_owned(),
        destination: common::ReferralDestination::Mediation.into(),
        purpose: "Not A Slug".to_owned(),
        summary: "a wall".to_owned(),
        granted_fields: vec![common::IdentityField::Name.into()],
        asked_unit: "330602001".to_owned(),
        ..pb::OfferReferralRequest::default()
    };
    let expected = [
        ("purpose", "SLUG_INVALID"),
        ("grant_expire_time", "GRANT_INCOMPLETE"),
        ("asked_unit", "UNIT_OF_ANOTHER"),
    ];
    assert_eq!(wrong(offer_referral(request, &county())), pairs(&expected));
    let request = pb::PayRewardRequest {
        name: name(),
        request_id: ID.to_owned(),
        code: "no code".to_owned(),
        voucher: "17".to_owned(),
        ..pb::PayRewardRequest::default()
    };
    let paid = pay_reward(request, &county(), |_| panic!("there is no code to look for"));
    assert_eq!(wrong(paid), pairs(&[("code", "CODE_INVALID")]));
}

/// The head that every whole request of these has.
macro_rules! whole {
    ($request:ident { $($field:ident: $value:expr),* $(,)? }) => {
        pb::$request { name: name(), etag: "7".to_owned(), request_id: OTHER.to_owned(), $($field: $value),* }
    };
}

#[track_caller]
fn orders(read: Result<Asked, shiyu_kit::fault::Violations>, command: &Command) {
    let asked = read.unwrap();
    assert_eq!((asked.id.to_string().as_str(), asked.case.to_string().as_str()), (OTHER, ID));
    assert_eq!(asked.expected, Some(7));
    assert_eq!(asked.command, *command);
}

#[test]
fn a_whole_order_says_what_is_ordered() {
    let (county, why) = (county(), || "why".to_owned());
    let reject = whole!(RejectEventRequest {
        ground: pb::RejectionGround::NotPublic.into(),
        reason: why()
    });
    let ground = Rejection::NotPublic;
    orders(reject_event(reject, &county), &Command::Reject { ground, reason: why() });
    let dispatch = whole!(DispatchEventRequest {
        unit: "330602-ZJJ".to_owned(),
        platform: pb::Platform::Enforcement.into(),
        level: pb::Level::County.into(),
        reason: why(),
    });
    let expected = Dispatch {
        to: Some("330602-ZJJ".parse().unwrap()),
        platform: Some(Platform::Enforcement),
        level: Some(Level::County),
        reason: Some(why()),
    };
    orders(dispatch_event(dispatch, &county), &Command::Dispatch(expected));
    let by_the_table = whole!(DispatchEventRequest {
        unit: String::new(),
        platform: 0,
        level: 0,
        reason: String::new()
    });
    orders(dispatch_event(by_the_table, &county), &Command::Dispatch(Dispatch::default()));
    let extend = whole!(ExtendHandlingRequest { days: 3, reason: why() });
    orders(
        extend_handling(extend, &county),
        &Command::Extend(Extend { days: 3, reason: why() }),
    );
    let suspend = whole!(SuspendEventRequest {
        ground: pb::SuspensionGround::Weather.into(),
        reason: why(),
        review_date: "2025-09-01".to_owned(),
    });
    let expected = Suspend {
        ground: Ground::Weather,
        reason: why(),
        review_on: date!(2025 - 09 - 01),
    };
    orders(suspend_event(suspend, &county), &Command::Suspend(expected));
    let handled = whole!(ReportHandledRequest {
        report: why(),
        measures: vec![pb::Measure::Repaired.into()],
        evidence: vec!["a".repeat(64)],
        enforcement_case: "17".to_owned(),
    });
    let expected = ReportHandled {
        report: why(),
        measures: vec![Measure::Repaired],
        evidence: vec!["a".repeat(64)],
        enforcement_case: Some("17".to_owned()),
    };
    orders(report_handled(handled, &county), &Command::ReportHandled(expected));
    let rating = whole!(EvaluateEventRequest {
        rating: pb::EventRating::Average.into()
    });
    orders(evaluate_event(rating, &county), &Command::Evaluate { rating: Rating::Average });
    let reward = whole!(GrantRewardRequest {
        amount_fen: 20_000,
        basis: why()
    });
    let expected = Command::GrantReward {
        amount_fen: 20_000,
        basis: why(),
    };
    orders(grant_reward(reward, &county), &expected);
    let paid = whole!(PayRewardRequest {
        code: "7k2m 9qxa 41bd".to_owned(),
        voucher: why()
    });
    let expected = Command::PayReward {
        code_index: "index of 7K2M-9QXA-41BD".to_owned(),
        voucher: why(),
    };
    orders(pay_reward(paid, &county, |code| format!("index of {code}")), &expected);
    let class = whole!(ReclassifyEventRequest {
        class_code: "C0203".to_owned(),
        reason: why()
    });
    let expected = Command::Reclassify {
        class: "C0203".parse().unwrap(),
        reason: why(),
    };
    orders(reclassify_event(class, &county), &expected);
}
