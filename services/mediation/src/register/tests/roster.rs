//! Committees and mediators, from their set-up to their end.

use shiyu_kit::auth::Principal;
use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, VILLAGE, asked, id, parent, principal, reason};
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::committee_service_server::CommitteeService;
use shiyu_proto::mediation::v1::mediator_service_server::MediatorService;
use tonic::Code;
use uuid::Uuid;

use super::scene::{AGENCY, JUSTICE, Scene, clerk, head};
use crate::domain::terms::Fault;
use crate::register::domain::Charging;
use crate::rpc::Tables;

both_databases! {
    a_committee_is_set_up_reported_told_and_dissolved;
    a_repeated_request_is_answered_as_the_first_time;
    of_one_committee_that_is_set_up_twice_at_once_there_is_one;
    a_charge_is_decided_by_another_and_ends_the_term;
    what_a_dispute_says_of_its_mediator_comes_on_record_once;
    the_doors_of_disputes_know_who_mediates;
    all_that_is_wrong_with_a_mediator_is_told_at_once;
}

async fn a_committee_is_set_up_reported_told_and_dissolved(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let committee = scene.set_up(VILLAGE, "和畅堂社区人民调解委员会").await.unwrap();
    let report = |report: pb::CommitteeReport| pb::ReportCommitteeRequest {
        name: committee.name.clone(),
        report: report.into(),
        date: scene.day(0),
        request_id: id(),
    };
    let early = asked(&clerk(JUSTICE), report(pb::CommitteeReport::BasicCourt));
    assert_eq!(reason(&scene.desk.report_committee(early).await.unwrap_err()), "NOT_REPORTED");
    let bureau = asked(&clerk(TOWN), report(pb::CommitteeReport::JusticeBureau));
    scene.desk.report_committee(bureau).await.unwrap();
    let court = asked(&clerk(JUSTICE), report(pb::CommitteeReport::BasicCourt));
    let told = scene.desk.report_committee(court).await.unwrap().into_inner();
    assert_eq!((told.reported_on, told.court_told_on), (scene.day(0), scene.day(0)));

    let mediator = asked(&clerk(VILLAGE), scene.mediator(&committee, "m-1", "王调解"));
    let mediator = scene.desk.put_mediator(mediator).await.unwrap().into_inner();
    let dissolve = pb::DissolveCommitteeRequest {
        name: committee.name.clone(),
        last_date: scene.day(3),
        reason: "撤村建居".to_owned(),
        request_id: id(),
    };
    let dissolved = scene
        .desk
        .dissolve_committee(asked(&clerk(TOWN), dissolve))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(dissolved.dissolved_on, scene.day(3));
    let seen = pb::GetMediatorRequest { name: mediator.name };
    let seen = scene.desk.get_mediator(asked(&clerk(VILLAGE), seen)).await.unwrap().into_inner();
    assert_eq!(seen.ending(), pb::MediatorEnding::CommitteeDissolved);
    assert_eq!(seen.to_date, scene.day(3));
}

async fn a_repeated_request_is_answered_as_the_first_time(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let request = scene.committee(VILLAGE, "一会");
    let first = scene
        .desk
        .put_committee(asked(&clerk(VILLAGE), request.clone()))
        .await
        .unwrap()
        .into_inner();
    let again = scene.desk.put_committee(asked(&clerk(VILLAGE), request.clone())).await.unwrap();
    assert!(again.metadata().get("idempotent-replayed").is_some());
    assert_eq!(again.into_inner(), first);
    let mut other = request;
    other.committee.as_mut().unwrap().title = "二会".to_owned();
    let reused = scene.desk.put_committee(asked(&clerk(VILLAGE), other)).await.unwrap_err();
    assert_eq!(reason(&reused), "REQUEST_ID_REUSED");
}

async fn of_one_committee_that_is_set_up_twice_at_once_there_is_one(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    for title in ["一会", "二会", "三会", "四会"] {
        let (first, second) = tokio::join!(scene.set_up(VILLAGE, title), scene.set_up(VILLAGE, title));
        let refused = match (first, second) {
            (Ok(_), Err(refused)) | (Err(refused), Ok(_)) => refused,
            both => panic!("one of the two: {both:?}"),
        };
        assert_eq!(reason(&refused), "COMMITTEE_OVERLAPS");
    }
}

async fn a_charge_is_decided_by_another_and_ends_the_term(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let mediator = scene.appointed("m-1", "王调解").await.unwrap();
    let charge = pb::ChargeMediatorRequest {
        name: mediator.name.clone(),
        fault: pb::MediatorFault::Benefit.into(),
        dispute: format!("{}/disputes/{}", parent(), Uuid::nil()),
        request_id: id(),
    };
    let charged = scene.desk.charge_mediator(asked(&clerk(TOWN), charge)).await.unwrap().into_inner();
    let charge = charged.charges.first().unwrap().id.clone();
    let decide = |by: &Principal| {
        let decision = pb::DecideChargeRequest {
            name: mediator.name.clone(),
            accusation: charge.clone(),
            outcome: pb::ChargeOutcome::Dismissal.into(),
            reason: "收受当事人财物，查证属实".to_owned(),
            request_id: id(),
        };
        scene.desk.decide_charge(asked(by, decision))
    };
    let themselves = principal("m-1", Some(VILLAGE), "unit_head");
    let refused = decide(&themselves).await.unwrap_err();
    assert_eq!(
        (refused.code(), reason(&refused).as_str()),
        (Code::PermissionDenied, "DECIDER_IS_CHARGED")
    );
    assert_eq!(reason(&decide(&head(OTHER_TOWN)).await.unwrap_err()), "UNIT_NOT_YOURS");
    let dismissed = decide(&head(TOWN)).await.unwrap().into_inner();
    assert_eq!(dismissed.ending(), pb::MediatorEnding::Dismissed);
    let get = |by: &Principal| {
        let name = mediator.name.clone();
        scene.desk.get_mediator(asked(by, pb::GetMediatorRequest { name }))
    };
    let own = principal("m-1", Some(OTHER_TOWN), "mediator");
    assert_eq!(
        get(&own).await.unwrap().into_inner().charges.len(),
        1,
        "the mediator knows what is said"
    );
    let stranger = principal("m-2", Some(OTHER_TOWN), "mediator");
    assert_eq!(get(&stranger).await.unwrap().into_inner().charges.len(), 0, "nobody else does");
    for (unit, role) in [
        (VILLAGE, "mediator"),
        (VILLAGE, "unit_handler"),
        (TOWN, "intake_clerk"),
        (COUNTY, "auditor"),
        (AGENCY, "unit_head"),
        (AGENCY, "committee_clerk"),
    ] {
        let colleague = principal("m-3", Some(unit), role);
        assert_eq!(get(&colleague).await.unwrap().into_inner().charges.len(), 0, "{role} of {unit}");
    }
}

async fn what_a_dispute_says_of_its_mediator_comes_on_record_once(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let mediator = scene.appointed("m-1", "王调解").await.unwrap();
    let at = mediator.name.rsplit('/').next().unwrap().parse().unwrap();
    let fact = Uuid::from_u128(7);
    let told = Charging {
        id: fact,
        mediator: at,
        fault: Fault::Bias,
        dispute: Some(Uuid::from_u128(9)),
    };
    scene.desk.charged(fact, told).await.unwrap();
    scene.desk.charged(fact, told).await.unwrap();
    let unknown = Charging {
        mediator: Uuid::from_u128(1),
        ..told
    };
    scene.desk.charged(Uuid::from_u128(8), unknown).await.unwrap();
    let seen = pb::GetMediatorRequest { name: mediator.name };
    let seen = scene.desk.get_mediator(asked(&clerk(COUNTY), seen)).await.unwrap().into_inner();
    assert_eq!(
        seen.charges.iter().map(pb::MediatorCharge::fault).collect::<Vec<_>>(),
        [pb::MediatorFault::Bias]
    );
}

async fn the_doors_of_disputes_know_who_mediates(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let mediator = scene.appointed("m-1", "王调解").await.unwrap();
    let at: Uuid = mediator.name.rsplit('/').next().unwrap().parse().unwrap();
    let known = scene.desk.mediators(&[at, Uuid::from_u128(1)], scene.today).await.unwrap();
    let [known] = known.as_slice() else { panic!("{known:?}") };
    assert_eq!((known.id, known.subject.as_str(), known.unit.as_str()), (at, "m-1", VILLAGE));
    assert!(known.in_term && known.certified && known.committee.is_some());
    let before = scene.today - time::Duration::days(40);
    assert!(
        !scene
            .desk
            .mediators(&[at], before)
            .await
            .unwrap()
            .iter()
            .any(|mediator| mediator.in_term)
    );
}

async fn all_that_is_wrong_with_a_mediator_is_told_at_once(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let committee = scene.set_up(VILLAGE, "一会").await.unwrap();
    let mut request = scene.mediator(&committee, "", "13857500000");
    let part = request.mediator.as_mut().unwrap();
    part.kind = 99;
    part.from_date = "tomorrow".to_owned();
    part.committee = "committees/1".to_owned();
    part.disclosures = vec!["x".repeat(101)];
    let refused = scene.desk.put_mediator(asked(&clerk(VILLAGE), request)).await.unwrap_err();
    let mut fields: Vec<_> = shiyu_kit::fault::violations(&refused)
        .into_iter()
        .map(|violation| violation.0)
        .collect();
    fields.sort();
    let expected = [
        "mediator.committee",
        "mediator.disclosures[0]",
        "mediator.display_name",
        "mediator.from_date",
        "mediator.kind",
        "mediator.subject",
    ];
    assert_eq!(fields, expected);
}
