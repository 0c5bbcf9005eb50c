//! The register on both databases.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::officer_service_server::OfficerService;
use tonic::{Request, Response, Status};

use super::POLICY;
use crate::domain::terms::Certificate;
use crate::rpc::lookup::Tables as _;
use crate::scene::{
    BUREAU, OTHER_BUREAU, OTHER_TOWN, Scene, TOWN, TOWN_BUREAU, asked, code, head, id, parent, principal, reason, set, verbs,
};

shiyu_kit::both_databases! {
    an_officer_acts_while_the_certificate_is_valid;
    nobody_is_twice_in_the_register;
    a_list_shows_what_lies_within_reach;
}

pub(crate) fn officer(subject: &str, unit: &str) -> pb::Officer {
    let digits: String = subject.bytes().map(|byte| char::from(b'0' + byte % 10)).collect();
    pb::Officer {
        subject: subject.to_owned(),
        display_name: "陈执法".to_owned(),
        unit: unit.to_owned(),
        kind: pb::OfficerKind::Officer.into(),
        certificate: Some(pb::Certificate {
            number: format!("ZF{digits}"),
            issuer: "浙江省人民政府".to_owned(),
            valid_from: "2020-01-01".to_owned(),
            valid_to: "2099-12-31".to_owned(),
            ..pb::Certificate::default()
        }),
        ..pb::Officer::default()
    }
}

impl Scene {
    pub(crate) async fn enlist(&self, officer: pb::Officer) -> Result<Response<pb::Officer>, Status> {
        let by = head(&officer.unit);
        let request = pb::PutOfficerRequest {
            parent: parent(),
            officer: Some(officer),
            request_id: id(),
        };
        self.officers.put_officer(asked(&by, request)).await
    }
}

async fn an_officer_acts_while_the_certificate_is_valid(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let put = scene.enlist(officer("officer-1", TOWN_BUREAU)).await.unwrap().into_inner();
    let auxiliary = pb::Officer {
        kind: pb::OfficerKind::Auxiliary.into(),
        certificate: None,
        ..officer("helper-1", TOWN_BUREAU)
    };
    scene.enlist(auxiliary).await.unwrap();
    let who = |subject: &str, after| scene.registers.officer(subject, scene.date(after));
    let found = who("officer-1", 0).unwrap();
    assert_eq!((found.kind, found.unit.clone()), (Certificate::Officer, code(TOWN_BUREAU)));
    assert_eq!(who("helper-1", 0).unwrap().kind, Certificate::Auxiliary);
    assert!(who("somebody", 0).is_none());
    assert_eq!(scene.registers.officers.get().valid_of(&code(TOWN_BUREAU), scene.date(0)).len(), 1);

    let check = async |number: &str, after| {
        let request = pb::CheckCertificateRequest {
            parent: parent(),
            number: number.to_owned(),
            date: scene.day(after),
        };
        scene.officers.check_certificate(Request::new(request)).await
    };
    let shown = check(&found.certificate.to_lowercase(), 0).await.unwrap().into_inner();
    assert!(shown.valid && shown.unit == TOWN_BUREAU);
    assert_eq!(reason(&check("ZF99999", 0).await.unwrap_err()), "CERTIFICATE_UNKNOWN");

    let request = pb::SuspendCertificateRequest {
        name: put.name.clone(),
        request_id: id(),
        from: scene.day(1),
        to: scene.day(3),
        reason: "年度培训未完成".to_owned(),
    };
    scene
        .officers
        .suspend_certificate(asked(&head(TOWN_BUREAU), request))
        .await
        .unwrap();
    let acts = [0, 1, 3, 4].map(|after| who("officer-1", after).is_some());
    assert_eq!(acts, [true, false, false, true]);
    assert!(!check(&found.certificate, 2).await.unwrap().into_inner().valid);

    let request = pb::EndOfficerRequest {
        name: put.name.clone(),
        request_id: id(),
        last_day: scene.day(5),
    };
    scene.officers.end_officer(asked(&head(TOWN), request)).await.unwrap();
    assert!(who("officer-1", 5).is_some() && who("officer-1", 6).is_none());
    let told = scene.facts::<pb::OfficerChanged>("officer.changed").await;
    assert_eq!(told.len(), 4);
    let told = format!("{told:?}");
    assert!(
        !told.contains("officer-1") && !told.contains("陈执法") && !told.contains(&found.certificate),
        "{told}"
    );
}

async fn nobody_is_twice_in_the_register(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.enlist(officer("officer-1", TOWN_BUREAU)).await.unwrap();
    let again = scene.enlist(officer("officer-1", OTHER_BUREAU)).await.unwrap_err();
    assert_eq!(reason(&again), "OFFICER_KNOWN");
    let mut twin = officer("officer-2", TOWN_BUREAU);
    twin.certificate = officer("officer-1", TOWN_BUREAU).certificate;
    assert_eq!(reason(&scene.enlist(twin).await.unwrap_err()), "CERTIFICATE_TAKEN");
    let mut bare = officer("officer-3", TOWN_BUREAU);
    bare.certificate = None;
    let refused = scene.enlist(bare).await.unwrap_err();
    assert_eq!(shiyu_kit::fault::violations(&refused)[0].1, "CERTIFICATE_MISSING");
    assert_eq!(scene.told().await.len(), 1);
}

async fn a_list_shows_what_lies_within_reach(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    for (subject, unit) in [
        ("officer-1", TOWN_BUREAU),
        ("officer-2", TOWN_BUREAU),
        ("officer-3", OTHER_BUREAU),
        ("officer-4", BUREAU),
    ] {
        scene.enlist(officer(subject, unit)).await.unwrap();
    }
    let seen = async |unit: &str, role: &str| {
        let request = pb::ListOfficersRequest {
            parent: parent(),
            ..pb::ListOfficersRequest::default()
        };
        let by = principal("somebody", Some(unit), role);
        let page = scene.officers.list_officers(asked(&by, request)).await.unwrap().into_inner();
        page.officers.into_iter().map(|officer| officer.subject).collect::<Vec<_>>()
    };
    assert_eq!(seen(TOWN_BUREAU, "enforcement_officer").await.len(), 2);
    assert_eq!(seen(OTHER_TOWN, "enforcement_officer").await, ["officer-3"]);
    assert_eq!(seen(BUREAU, "agency_head").await.len(), 4);
    assert_eq!(seen(BUREAU, "enforcement_officer").await, ["officer-4"]);
}

#[test]
fn each_role_has_its_verbs() {
    let of = |role: &str| verbs(POLICY, "OfficerService", Some(&principal("somebody", Some(BUREAU), role)));
    let open: &[&str] = &["CheckCertificate"];
    let read: &[&str] = &["GetOfficer", "ListOfficers"];
    let keep: &[&str] = &["PutOfficer", "SuspendCertificate", "EndOfficer"];
    assert_eq!(of("agency_head"), set(&[open, read, keep]));
    for role in ["enforcement_officer", "legal_reviewer", "auditor"] {
        assert_eq!(of(role), set(&[open, read]), "{role}");
    }
    for role in ["citizen", "enforcement_auxiliary", ""] {
        assert_eq!(of(role), set(&[open]), "{role}");
    }
    assert_eq!(verbs(POLICY, "OfficerService", None), set(&[open]));
}
