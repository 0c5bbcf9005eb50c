//! Paid later, or in parts (行政处罚法 art. 66), and what a surcharge is counted for (arts. 72, 73).

use shiyu_e2e::bureau::Bureau;
use shiyu_e2e::bureau::people::{BUREAU_HEAD, LI};
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::calendar::{Calendar, local_date};
use shiyu_kit::operations::timestamp;
use shiyu_proto::enforcement::v1::{self as pb, LineKind, Stage};
use time::{Date, Duration, OffsetDateTime, Weekday};
use tonic::Code::{FailedPrecondition, PermissionDenied};

use super::{Under, order};
use crate::saying::refused;

on_both_storages! {
    what_is_paid_in_parts_is_late_part_by_part_and_never_on_a_day_of_rest;
    what_is_deferred_bears_nothing_until_its_day;
    a_remedy_that_is_told_late_gives_back_what_was_counted_for_its_days;
}

fn parts(name: &str, of: &[(i64, Date)]) -> pb::GrantDeferralRequest {
    let part = |(yuan, until): &(i64, Date)| pb::Instalment {
        until_date: until.to_string(),
        amount_fen: yuan * 100,
    };
    order!(
        name.to_owned(),
        GrantDeferralRequest {
            parts: of.iter().map(part).collect(),
            application: "暂缓（分期）缴纳申请1".to_owned(),
        }
    )
}

async fn account(bureau: &Bureau, name: &str) -> pb::course::Account {
    bureau.case(name).await.course.unwrap().account.unwrap()
}

/// A Saturday some weeks ahead, and the day on which what was due then is still in time.
fn saturday(bureau: &Bureau, weeks: i64) -> (Date, Date) {
    let saturday = local_date(bureau.now() + Duration::weeks(weeks)).next_occurrence(Weekday::Saturday);
    (saturday, Calendar::builtin().working_day_from(saturday))
}

/// Noon of a day.
async fn noon_of(bureau: &Bureau, day: Date) {
    let noon = day.with_hms(4, 0, 0).unwrap().assume_utc();
    bureau.lives(noon - bureau.now()).await;
}

async fn what_is_paid_in_parts_is_late_part_by_part_and_never_on_a_day_of_rest(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::fined(&bureau, 1_000).await;
    let name = &case.name;
    let ((first, still), (second, last)) = (saturday(&bureau, 3), saturday(&bureau, 7));
    let by_an_officer = bureau.cases(&LI).grant_deferral(parts(name, &[(1_000, first)])).await;
    refused(by_an_officer, PermissionDenied, "NOT_PERMITTED");
    let mut head = bureau.cases(&BUREAU_HEAD);
    let short = parts(name, &[(400, first), (500, second)]);
    refused(head.grant_deferral(short).await, FailedPrecondition, "PARTS_NOT_ADDING_UP");
    let backwards = parts(name, &[(400, second), (600, first)]);
    refused(head.grant_deferral(backwards).await, FailedPrecondition, "PARTS_NOT_FITTING");
    head.grant_deferral(parts(name, &[(400, first), (600, second)])).await.unwrap();
    noon_of(&bureau, still).await;
    case.paid(&bureau, 400, "R1").await.unwrap();
    noon_of(&bureau, still + Duration::days(10)).await;
    assert_eq!(bureau.case(name).await.stage(), Stage::Served, "the first part came in time");
    noon_of(&bureau, last).await;
    let there = account(&bureau, name).await;
    assert_eq!((bureau.case(name).await.stage(), there.accruing_fen), (Stage::Served, 0));
    noon_of(&bureau, last + Duration::days(2)).await;
    let late = account(&bureau, name).await;
    assert_eq!((bureau.case(name).await.stage(), late.accruing_fen), (Stage::Overdue, 2 * 1_800));
    case.paid(&bureau, 636, "R2").await.unwrap();
    case.closed(&bureau).await;
}

async fn what_is_deferred_bears_nothing_until_its_day(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::fined(&bureau, 1_000).await;
    let name = &case.name;
    bureau.lives(Duration::days(25)).await;
    let grown = account(&bureau, name).await.accruing_fen;
    assert!(grown > 0 && bureau.case(name).await.stage() == Stage::Overdue);
    let until = saturday(&bureau, 6).1;
    let owing = parts(name, &[(0, until)]);
    let all = pb::GrantDeferralRequest {
        parts: vec![pb::Instalment {
            until_date: until.to_string(),
            amount_fen: 100_000 + grown,
        }],
        ..owing
    };
    let granted = bureau.cases(&BUREAU_HEAD).grant_deferral(all).await.unwrap().into_inner();
    assert_eq!(granted.stage(), Stage::Served, "what was late is late no more");
    noon_of(&bureau, until).await;
    let there = account(&bureau, name).await;
    assert_eq!((there.outstanding_fen, there.accruing_fen), (100_000 + grown, 0));
    let again = parts(name, &[(1, until)]);
    refused(
        bureau.cases(&BUREAU_HEAD).grant_deferral(again).await,
        FailedPrecondition,
        "DONE_ALREADY",
    );
    let paid = order!(
        name,
        RecordPaymentRequest {
            amount_fen: 100_000 + grown,
            reference: "R1".to_owned(),
            pay_time: Some(timestamp(bureau.now())),
        }
    );
    let paid = bureau.cases(&LI).record_payment(paid).await.unwrap().into_inner();
    assert_eq!(paid.stage(), Stage::Performed);
    case.closed(&bureau).await;
}

async fn lodge(bureau: &Bureau, name: &str, at: OffsetDateTime) -> pb::Case {
    let lodged = order!(
        name.to_owned(),
        LodgeRemedyRequest {
            kind: pb::RemedyKind::Reconsideration.into(),
            organ: "越城区人民政府".to_owned(),
            reference: "复议1".to_owned(),
            lodge_time: Some(timestamp(at)),
        }
    );
    bureau.cases(&LI).lodge_remedy(lodged).await.unwrap().into_inner()
}

async fn a_remedy_that_is_told_late_gives_back_what_was_counted_for_its_days(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::fined(&bureau, 1_000).await;
    let name = &case.name;
    bureau.lives(Duration::days(25)).await;
    let (lodged_at, before) = (bureau.now(), account(&bureau, name).await.accruing_fen);
    bureau.lives(Duration::days(5)).await;
    let grown = account(&bureau, name).await.accruing_fen;
    assert_eq!(grown - before, 5 * 3_000, "nobody told us");
    let paid = order!(
        name,
        RecordPaymentRequest {
            amount_fen: 100_000 + grown,
            reference: "R1".to_owned(),
            pay_time: Some(timestamp(bureau.now())),
        }
    );
    let paid = bureau.cases(&LI).record_payment(paid).await.unwrap().into_inner();
    assert_eq!(paid.stage(), Stage::Performed);
    let told = lodge(&bureau, name, lodged_at).await;
    let there = told.course.unwrap().account.unwrap();
    let back = there.lines.last().unwrap();
    assert_eq!(
        (back.kind(), back.amount_fen),
        (LineKind::Remitted, 6 * 3_000),
        "the day it was lodged too"
    );
    assert_eq!(there.refundable_fen, 6 * 3_000);
    assert!(bureau.case(name).await.clocks.iter().any(|clock| clock.name == "refund"));
    let refund = order!(
        name,
        RefundPaymentRequest {
            amount_fen: 6 * 3_000,
            reference: "退款1".to_owned()
        }
    );
    bureau.cases(&LI).refund_payment(refund).await.unwrap();
    assert_eq!(account(&bureau, name).await.refundable_fen, 0);
}
