//! Who sees what of a case, and what the doors say to nonsense.

use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::paper::document;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;
use tonic::Code;

use crate::scene::{
    CLERK, COMPLAINANT_NAME, COUNTY, COUNTY_HEAD, HEAD, LI, STRANGER, SUSPECT_NAME, Scene, TOWN, WATER, both, by, fine, id, order, reason,
};

both_databases! {
    to_whom_a_case_is_not_shown_there_is_none;
    a_complainant_is_shown_to_the_head_alone_and_on_record;
    a_lead_is_no_evidence_until_two_officers_verify_it;
    lists_counts_and_exports_show_the_same_cases;
    nonsense_is_named_field_by_field;
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

/// Filters, and how many of a filed case and a clue pass them.
fn filters(scene: &Scene) -> [(pb::CaseFilter, usize); 7] {
    let all = pb::CaseFilter::default;
    [
        (all(), 2),
        (
            pb::CaseFilter {
                stage: pb::Stage::Investigating.into(),
                ..all()
            },
            1,
        ),
        (
            pb::CaseFilter {
                power: crate::tables::POWER.to_owned(),
                ..all()
            },
            1,
        ),
        (
            pb::CaseFilter {
                unit: WATER.to_owned(),
                ..all()
            },
            0,
        ),
        (
            pb::CaseFilter {
                source: pb::ClueSource::Complaint.into(),
                place: TOWN.to_owned(),
                ..all()
            },
            2,
        ),
        (
            pb::CaseFilter {
                outcome: pb::Outcome::Penalised.into(),
                ..all()
            },
            0,
        ),
        (
            pb::CaseFilter {
                due_before: Some(scene.after(Duration::days(40))),
                ..all()
            },
            1,
        ),
    ]
}

async fn lists_counts_and_exports_show_the_same_cases(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (first, _) = scene.filed().await;
    let (request, _) = scene.clue();
    scene.cases().receive_clue(by(CLERK, request)).await.unwrap();
    let mut cases = scene.cases();
    for (filter, expected) in filters(&scene) {
        let list = pb::ListCasesRequest {
            parent: format!("counties/{COUNTY}"),
            filter: Some(filter.clone()),
            ..pb::ListCasesRequest::default()
        };
        let listed = cases.list_cases(by(HEAD, list.clone())).await.unwrap().into_inner();
        assert_eq!(listed.cases.len(), expected, "{filter:?}");
        assert!(listed.cases.iter().all(|case| case.parties.is_empty() && case.course.is_none()));
        assert!(cases.list_cases(by(STRANGER, list)).await.unwrap().into_inner().cases.is_empty());
        let count = pb::CountCasesRequest {
            parent: format!("counties/{COUNTY}"),
            filter: Some(filter.clone()),
        };
        let counted = cases.count_cases(by(HEAD, count)).await.unwrap().into_inner();
        assert_eq!(usize::try_from(counted.count).unwrap(), expected);
        let export = pb::ExportCasesRequest {
            parent: format!("counties/{COUNTY}"),
            filter: Some(filter),
        };
        let mut parts = cases.export_cases(by(HEAD, export)).await.unwrap().into_inner();
        let mut file = Vec::new();
        while let Some(part) = parts.message().await.unwrap() {
            file.extend(part.data);
        }
        let file = String::from_utf8(file).unwrap();
        assert_eq!(file.trim_end().lines().count(), expected + 1, "{file}");
        assert!(!file.contains(SUSPECT_NAME) && !file.contains(COMPLAINANT_NAME));
    }
    let page = |token: String| pb::ListCasesRequest {
        parent: format!("counties/{COUNTY}"),
        page_size: 1,
        page_token: token,
        ..pb::ListCasesRequest::default()
    };
    let one = cases.list_cases(by(HEAD, page(String::new()))).await.unwrap().into_inner();
    let two = cases
        .list_cases(by(HEAD, page(one.next_page_token.clone())))
        .await
        .unwrap()
        .into_inner();
    assert!(two.next_page_token.is_empty());
    let names = [&one.cases[0].name, &two.cases[0].name];
    assert!(names[0] != names[1] && names.contains(&&first));
    assert_eq!(
        cases.list_cases(by(HEAD, page("nonsense".to_owned()))).await.unwrap_err().code(),
        Code::InvalidArgument
    );
}

async fn nonsense_is_named_field_by_field(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let nothing = scene
        .cases()
        .receive_clue(by(CLERK, pb::ReceiveClueRequest::default()))
        .await
        .unwrap_err();
    assert_eq!(nothing.code(), Code::InvalidArgument);
    let (name, _) = scene.concluded().await;
    let mut cases = scene.cases();
    let negative = order!(
        name,
        ProposeOutcomeRequest {
            proposal: Some(fine(-5)),
            officers: both()
        }
    );
    assert_eq!(
        cases.propose_outcome(by(LI, negative)).await.unwrap_err().code(),
        Code::InvalidArgument
    );
    let both_ways = pb::Proposal {
        exemption: pb::Exemption::First.into(),
        ..fine(500)
    };
    let both_ways = order!(
        name,
        ProposeOutcomeRequest {
            proposal: Some(both_ways),
            officers: both()
        }
    );
    assert_eq!(
        cases.propose_outcome(by(LI, both_ways)).await.unwrap_err().code(),
        Code::InvalidArgument
    );
    let elsewhere = "counties/330603/cases/not-a-uuid".to_owned();
    let elsewhere = order!(elsewhere, CloseCaseRequest { summary: "x".to_owned() });
    assert_eq!(
        cases.close_case(by(HEAD, elsewhere)).await.unwrap_err().code(),
        Code::InvalidArgument
    );
    let long = order!(
        name,
        WithdrawCaseRequest {
            reason: "长".repeat(100_000)
        }
    );
    assert_eq!(cases.withdraw_case(by(HEAD, long)).await.unwrap_err().code(), Code::InvalidArgument);
    let anonymous = cases.get_case(pb::GetCaseRequest { name }).await.unwrap_err();
    assert_eq!(anonymous.code(), Code::Unauthenticated);
}
