//! Who sees what of a case.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::paper::document;
use shiyu_proto::enforcement::v1 as pb;

use crate::scene::{COMPLAINANT_NAME, COUNTY, COUNTY_HEAD, HEAD, LI, STRANGER, SUSPECT_NAME, Scene, both, by, id, order, reason};

shiyu_kit::both_databases! {
    to_whom_a_case_is_not_shown_there_is_none;
    a_complainant_is_shown_to_the_head_alone_and_on_record;
    a_lead_is_no_evidence_until_two_officers_verify_it;
}

async fn to_whom_a_case_is_not_shown_there_is_none(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, _) = scene.filed().await;
    for (who, sees) in [(LI, true), (HEAD, true), (COUNTY_HEAD, true), (STRANGER, false)] {
        let got = scene.get(who, &name).await;
        assert_eq!(got.is_ok(), sees, "{who:?}");
    }
    assert_eq!(reason(scene.get(STRANGER, &name).await), "CASE_UNKNOWN");
    let conclude = order!(
        name,
        ConcludeInvestigationRequest {
            facts: "查明".to_owned(),
            officers: both()
        }
    );
    assert_eq!(
        reason(scene.cases().conclude_investigation(by(STRANGER, conclude)).await),
        "CASE_UNKNOWN"
    );
    let who = scene
        .cases()
        .who_can_see(by(HEAD, pb::WhoCanSeeRequest { name: name.clone() }))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(who.units, ["330602-ZFJ"]);
    assert!(who.roles.contains(&"enforcement_officer".to_owned()) && !who.roles.contains(&"petition_officer".to_owned()));
    assert_eq!(
        reason(scene.get(LI, &format!("counties/{COUNTY}/cases/{}", id())).await),
        "CASE_UNKNOWN"
    );
}

async fn a_complainant_is_shown_to_the_head_alone_and_on_record(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, suspect) = scene.filed().await;
    let case = scene.get(LI, &name).await.unwrap();
    let shown = format!("{case:?}");
    assert!(!shown.contains(COMPLAINANT_NAME) && !shown.contains("13800000008"));
    assert!(!shown.contains(SUSPECT_NAME), "masked");
    let complainant = case
        .parties
        .iter()
        .find(|party| party.role() == pb::PartyRole::Complainant)
        .unwrap();
    assert_eq!(complainant.identity.clone().unwrap_or_default().name, "");
    let reveal = |party: String| {
        order!(
            name,
            RevealPartyRequest {
                party: party,
                reason: "核实".to_owned()
            }
        )
    };
    let mut parties = scene.parties();
    let told = parties
        .reveal_party(by(LI, reveal(suspect.to_string())))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(told.party.unwrap().identity.unwrap().name, SUSPECT_NAME);
    assert_eq!(
        reason(parties.reveal_party(by(LI, reveal(complainant.id.clone()))).await),
        "NOT_THE_HEAD"
    );
    let told = parties
        .reveal_party(by(HEAD, reveal(complainant.id.clone())))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(told.party.unwrap().identity.unwrap().name, COMPLAINANT_NAME);
    let kinds: Vec<String> = scene.told().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "party.revealed").count(), 2);
    let asked = order!(
        name,
        ReadComplainantRequest {
            reason: "核实".to_owned()
        }
    );
    assert_eq!(reason(parties.read_complainant(by(HEAD, asked)).await), "NOT_GRANTED");
}

async fn a_lead_is_no_evidence_until_two_officers_verify_it(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, _) = scene.filed().await;
    let piece = id();
    let lead = pb::EvidenceHead {
        name: name.clone(),
        request_id: piece.clone(),
        media_type: "application/pdf".to_owned(),
        kind: pb::EvidenceKind::InspectionRecord.into(),
        title: "网格照片".to_owned(),
        ..pb::EvidenceHead::default()
    };
    let content = document("what the grid saw");
    scene
        .uploaded(("xie", "330602-ZFJ", "enforcement_auxiliary"), lead, &content)
        .await
        .unwrap();
    let conclude = || {
        order!(
            name,
            ConcludeInvestigationRequest {
                facts: "查明".to_owned(),
                officers: both()
            }
        )
    };
    let mut cases = scene.cases();
    assert_eq!(reason(cases.conclude_investigation(by(LI, conclude())).await), "EVIDENCE_MISSING");
    let verified = order!(
        name,
        VerifyEvidenceRequest {
            evidence: piece,
            kind: pb::EvidenceKind::InspectionRecord.into(),
            lawful_source: "现场核实".to_owned(),
            officers: both(),
        }
    );
    let case = cases.verify_evidence(by(LI, verified)).await.unwrap().into_inner();
    let hash = case.course.unwrap().evidence[0].hash.clone();
    cases.conclude_investigation(by(LI, conclude())).await.unwrap();
    let read = pb::ReadEvidenceRequest { name: name.clone(), hash };
    let mut parts = scene.evidence().read_evidence(by(LI, read.clone())).await.unwrap().into_inner();
    let mut bytes = Vec::new();
    while let Some(part) = parts.message().await.unwrap() {
        if let Some(pb::read_evidence_response::Part::Content(content)) = part.part {
            bytes.extend(content);
        }
    }
    let stands = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(stands(b"(what the grid saw) Tj"));
    assert_eq!(reason(scene.evidence().read_evidence(by(STRANGER, read)).await), "CASE_UNKNOWN");
}
