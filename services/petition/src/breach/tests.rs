//! Breaches as callers find them, on both databases.

use prost::Message;
use prost_types::FileDescriptorSet;
use sea_orm::{EntityTrait, QueryOrder};
use shiyu_kit::auth::{Policy, Principal};
use shiyu_kit::clock::WallClock;
use shiyu_kit::database::Database;
use shiyu_kit::fault::violations;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::office;
use shiyu_kit::{both_databases, journal};
use shiyu_proto::common::v1::Ring;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::breach_service_server::BreachService;
use time::Duration;
use tonic::Response;

use super::{Breaches, POLICY};
use crate::migration::Migrator;
use crate::reception::tests::scene::{COUNTY, OFFICE, TOWN, asked, code, id, parent, principal, reason, units};

both_databases! {
    a_breach_is_recorded_contained_told_and_closed;
    the_limit_of_the_notices_warns_once_and_passes_once;
}

fn privacy(unit: &str) -> Principal {
    principal(&format!("privacy-{unit}"), Some(unit), "privacy_officer")
}

fn found(harm: &str) -> pb::RecordBreachRequest {
    pb::RecordBreachRequest {
        parent: parent(),
        request_id: id(),
        breach: Some(pb::Breach {
            service: "petition".to_owned(),
            kinds: "姓名与电话".to_owned(),
            cause: "导出文件遗失".to_owned(),
            harm: harm.to_owned(),
            ..pb::Breach::default()
        }),
    }
}

async fn told(breaches: &Breaches, name: &str, notice: pb::BreachNotice) -> Result<pb::Breach, String> {
    let request = pb::NotifyBreachRequest {
        name: name.to_owned(),
        request_id: id(),
        notice: notice.into(),
        note: "网信办〔2026〕3号".to_owned(),
    };
    let told = breaches.notify_breach(asked(&privacy(OFFICE), request)).await;
    told.map(Response::into_inner).map_err(|status| reason(&status))
}

async fn closed(breaches: &Breaches, by: &Principal, name: &str) -> Result<pb::Breach, String> {
    let request = pb::CloseBreachRequest {
        name: name.to_owned(),
        request_id: id(),
    };
    let closed = breaches.close_breach(asked(by, request)).await;
    closed.map(Response::into_inner).map_err(|status| reason(&status))
}

async fn listed(breaches: &Breaches, by: &Principal) -> Vec<pb::Breach> {
    let request = pb::ListBreachesRequest {
        parent: parent(),
        open: true,
        ..pb::ListBreachesRequest::default()
    };
    breaches.list_breaches(asked(by, request)).await.unwrap().into_inner().breaches
}

async fn a_breach_is_recorded_contained_told_and_closed(home: TestDatabase) {
    let office = office::<Migrator>(&home, "petition", units(), WallClock::system()).await;
    let breaches = Breaches::new(code(COUNTY), office);
    let named = breaches.record_breach(asked(&privacy(OFFICE), found("致电13857500000"))).await;
    assert_eq!(
        violations(&named.unwrap_err()),
        [("breach.harm".to_owned(), "PERSONAL_DATA_IN_TEXT".to_owned())]
    );
    let order = found("可能被骚扰");
    let breach = breaches.record_breach(asked(&privacy(OFFICE), order.clone())).await;
    let breach = breach.unwrap().into_inner();
    let again = breaches.record_breach(asked(&privacy(OFFICE), order)).await.unwrap();
    assert_eq!(again.into_inner(), breach, "the same request once more");
    let (at, due) = (breach.record_time.unwrap(), breach.due_time.unwrap());
    assert_eq!(due.seconds - at.seconds, 24 * 60 * 60);
    assert_eq!(listed(&breaches, &privacy(OFFICE)).await, std::slice::from_ref(&breach));
    assert_eq!(listed(&breaches, &privacy(TOWN)).await, []);

    let excepted = told(&breaches, &breach.name, pb::BreachNotice::PersonsExcepted).await;
    assert_eq!(excepted, Err("NOT_CONTAINED".to_owned()));
    let contain = pb::ContainBreachRequest {
        name: breach.name.clone(),
        request_id: id(),
        note: "已收回并更换密钥".to_owned(),
    };
    breaches.contain_breach(asked(&privacy(OFFICE), contain)).await.unwrap();
    told(&breaches, &breach.name, pb::BreachNotice::Authority).await.unwrap();
    assert_eq!(
        closed(&breaches, &privacy(OFFICE), &breach.name).await,
        Err("STEPS_MISSING".to_owned())
    );
    told(&breaches, &breach.name, pb::BreachNotice::Persons).await.unwrap();
    assert_eq!(
        closed(&breaches, &privacy(TOWN), &breach.name).await,
        Err("UNIT_NOT_YOURS".to_owned())
    );
    let done = closed(&breaches, &privacy(OFFICE), &breach.name).await.unwrap();
    assert!(done.close_time.is_some() && !done.persons_excepted);
    assert_eq!(listed(&breaches, &privacy(OFFICE)).await, []);
}

/// What rang so far: the kind, and what it is about.
async fn rang(breaches: &Breaches, db: &Database) -> Vec<(String, String)> {
    for _ in 0..2 {
        breaches.ring_all().await.unwrap();
    }
    let rows = journal::Entity::find()
        .order_by_asc(journal::Column::Position)
        .all(&db.reader)
        .await
        .unwrap();
    let told = rows.into_iter().filter_map(|row| {
        let told = pb::BreachRang::decode(row.fact?.as_slice()).unwrap();
        Some((row.kind, told.breach))
    });
    told.collect()
}

async fn the_limit_of_the_notices_warns_once_and_passes_once(home: TestDatabase) {
    let clock = WallClock::movable();
    let office = office::<Migrator>(&home, "petition", units(), clock.clone()).await;
    let db = office.db.clone();
    let breaches = Breaches::new(code(COUNTY), office);
    let by = privacy(OFFICE);
    let late = breaches.record_breach(asked(&by, found("可能被骚扰"))).await.unwrap().into_inner();
    let met = breaches.record_breach(asked(&by, found("无"))).await.unwrap().into_inner();
    for notice in [pb::BreachNotice::Authority, pb::BreachNotice::Persons] {
        told(&breaches, &met.name, notice).await.unwrap();
    }
    told(&breaches, &late.name, pb::BreachNotice::Authority).await.unwrap();
    assert_eq!(rang(&breaches, &db).await, []);
    clock.advance(Duration::hours(20)).unwrap();
    let id = late.name.rsplit('/').next().unwrap().to_owned();
    let warned = ("breach.warned".to_owned(), id.clone());
    assert_eq!(rang(&breaches, &db).await, std::slice::from_ref(&warned));
    clock.advance(Duration::hours(5)).unwrap();
    assert_eq!(rang(&breaches, &db).await, [warned, ("breach.overdue".to_owned(), id)]);
    let rings: Vec<_> = listed(&breaches, &by).await.iter().map(pb::Breach::ring).collect();
    assert_eq!(rings, [Ring::Unspecified, Ring::Overdue], "the newest first");
}

#[test]
fn each_role_has_its_verbs() {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(POLICY, &descriptors).unwrap();
    let of = |role: &str| {
        let by = principal("somebody", Some(OFFICE), role);
        let may = |verb: &&str| policy.allows(Some(&by), &format!("shiyu.petition.v1.BreachService/{verb}"), COUNTY);
        let verbs = ["RecordBreach", "ContainBreach", "NotifyBreach", "CloseBreach", "ListBreaches"];
        verbs.into_iter().filter(may).count()
    };
    assert_eq!(["privacy_officer", "auditor", "operator", "intake_clerk"].map(of), [5, 1, 0, 0]);
}
