//! Breaches as callers find them, on both databases.

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Policy, Principal};
use shiyu_kit::both_databases;
use shiyu_kit::clock::WallClock;
use shiyu_kit::fault::violations;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::office;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::breach_service_server::BreachService;
use tonic::Response;

use super::{Breaches, POLICY};
use crate::migration::Migrator;
use crate::reception::tests::scene::{COUNTY, OFFICE, TOWN, asked, code, id, parent, principal, reason, units};

both_databases! {
    a_breach_is_recorded_contained_told_and_closed;
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
