//! A case's whole life through the front door, from the clue to the archive.

use prost::Message;
use prost_types::FileDescriptorSet;
use prost_types::field_descriptor_proto::Type;
use shiyu_enforcement::domain::CaseFile;
use shiyu_kit::journal;
use shiyu_kit::ledger::replay;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;
use tonic::Code;

use crate::office::Offices;
use crate::scene::{CLERK, HEAD, LI, REVIEWER, SUSPECT_NAME, Scene, both, by, fine, order, reason, somebody, uuid};

shiyu_kit::both_databases! {
    from_the_clue_to_the_archive;
    a_heavy_case_is_heard_reviewed_and_discussed;
    nobody_is_punished_by_a_short_cut;
    who_is_not_known_is_suspected_once_they_are;
}

async fn from_the_clue_to_the_archive(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, _) = scene.served(1_000).await;
    assert_eq!(reason(scene.paid(&name, 1_001, "R0").await), "MORE_THAN_DUE");
    let paid = scene.paid(&name, 1_000, "R1").await.unwrap();
    assert_eq!(paid.stage(), pb::Stage::Performed);
    let (_, hash) = Offices::beside(&scene).await.published(&name).await;
    let published = |masked: String| {
        order!(
            name,
            PublishDecisionRequest {
                reference: "公示1".to_owned(),
                masked: masked
            }
        )
    };
    let another = scene.cases().publish_decision(by(LI, published("c".repeat(64)))).await;
    assert_eq!(reason(another), "NOT_THE_MASKED_TEXT");
    scene.cases().publish_decision(by(LI, published(hash))).await.unwrap();
    let closing = || {
        order!(
            name,
            CloseCaseRequest {
                summary: "已履行".to_owned()
            }
        )
    };
    assert_eq!(reason(scene.cases().close_case(by(LI, closing())).await), "NOT_THE_HEAD");
    let closed = scene.cases().close_case(by(HEAD, closing())).await.unwrap().into_inner();
    assert_eq!((closed.stage(), closed.outcome()), (pb::Stage::Closed, pb::Outcome::Penalised));
    assert!(closed.number.starts_with("越综执〔20"), "{}", closed.number);
    scene.lives(Duration::days(32)).await;
    let archived = scene.get(LI, &name).await.unwrap();
    assert!(archived.archive_time.is_some());
    assert_eq!(
        archived.allowed_commands.iter().filter(|verb| *verb == "LodgeRemedy").count(),
        1,
        "sixty days are not over"
    );

    let db = &scene.ledger.database().reader;
    let case = scene.ledger.get(uuid(&name)).await.unwrap().unwrap();
    assert_eq!(replay::<CaseFile>(db, case.id, case.version).await.unwrap(), Some(case));
    let verdict = journal::verify(db, uuid(&name)).await.unwrap().unwrap();
    assert_eq!(verdict.findings, Vec::new());
    let timeline = scene
        .cases()
        .list_timeline(by(LI, pb::ListTimelineRequest { name: name.clone() }))
        .await;
    let kinds: Vec<String> = timeline.unwrap().into_inner().entries.into_iter().map(|entry| entry.kind).collect();
    let told = scene.told().await;
    assert_eq!(kinds, told.iter().map(|(kind, _)| kind.clone()).collect::<Vec<_>>());
    for (kind, fact) in told {
        let fact = fact.unwrap_or_default();
        let spoken = String::from_utf8_lossy(&fact);
        for word in [SUSPECT_NAME, "屋顶", "100000", "送达回证"] {
            assert!(!spoken.contains(word), "{kind} tells {word}");
        }
    }
}

async fn a_heavy_case_is_heard_reviewed_and_discussed(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (name, suspect) = scene.concluded().await;
    let mut cases = scene.cases();
    let proposed = order!(
        name,
        ProposeOutcomeRequest {
            proposal: Some(fine(20_000)),
            officers: both()
        }
    );
    cases.propose_outcome(by(LI, proposed)).await.unwrap();
    let told = |hearing| {
        order!(
            name,
            ServeNoticeRequest {
                facts: "拟处罚告知".to_owned(),
                hearing: hearing,
                delivery: Some(scene.delivery(suspect)),
            }
        )
    };
    assert_eq!(reason(cases.serve_notice(by(LI, told(false))).await), "HEARING_RIGHT_UNTOLD");
    cases.serve_notice(by(LI, told(true))).await.unwrap();
    scene.scheduled(&name, suspect).await;
    scene.heard(&name).await;
    let reviewed = cases
        .submit_case(by(LI, order!(name, SubmitCaseRequest {})))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(reviewed.stage(), pb::Stage::LegalReview);
    let passed = order!(
        name,
        DecideReviewRequest {
            passed: true,
            opinion: "同意".to_owned()
        }
    );
    let discussed = cases.decide_review(by(REVIEWER, passed)).await.unwrap().into_inner();
    assert_eq!(discussed.stage(), pb::Stage::Discussion);
    let agreed = order!(
        name,
        RecordDiscussionRequest {
            minutes: "b".repeat(64),
            votes_for: 3,
            votes_against: 1
        }
    );
    cases.record_discussion(by(HEAD, agreed)).await.unwrap();
    let outcome = |yuan| {
        order!(
            name,
            DecideCaseRequest {
                outcome: Some(fine(yuan)),
                facts: "查明".to_owned(),
                basis: vec!["《城乡规划法》第六十四条".to_owned()],
            }
        )
    };
    assert_eq!(reason(cases.decide_case(by(HEAD, outcome(20_001))).await), "MORE_THAN_TOLD");
    let decided = cases.decide_case(by(HEAD, outcome(15_000))).await.unwrap().into_inner();
    assert_eq!(decided.stage(), pb::Stage::Decided);
}

async fn nobody_is_punished_by_a_short_cut(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (request, _) = scene.clue();
    let mut cases = scene.cases();
    let received = cases.receive_clue(by(CLERK, request)).await.unwrap().into_inner();
    let name = received.case.unwrap().name;
    let outcome = order!(
        name,
        DecideCaseRequest {
            outcome: Some(fine(1_000)),
            facts: "查明".to_owned(),
            basis: vec!["x".to_owned()]
        }
    );
    let refused = cases.decide_case(by(HEAD, outcome)).await.unwrap_err();
    assert_eq!(
        (refused.code(), shiyu_kit::fault::reason(&refused).as_deref()),
        (Code::FailedPrecondition, Some("NOT_IN_STAGE"))
    );
    let seen = |officers: &[&str]| {
        order!(
            name,
            VerifyClueRequest {
                officers: officers.iter().map(|&subject| subject.to_owned()).collect(),
                found: true,
                note: "看过".to_owned(),
            }
        )
    };
    assert_eq!(reason(cases.verify_clue(by(LI, seen(&["li"]))).await), "TWO_OFFICERS_NEEDED");
    assert_eq!(
        reason(cases.verify_clue(by(LI, seen(&["li", "nobody"]))).await),
        "CERTIFICATE_INVALID"
    );
    assert_eq!(reason(cases.verify_clue(by(LI, seen(&["li", "he"]))).await), "OFFICER_OF_ANOTHER");
    assert_eq!(reason(cases.file_case(by(HEAD, scene.filing(&name))).await), "NOT_IN_STAGE");
    cases.verify_clue(by(LI, seen(&["li", "wang"]))).await.unwrap();
    let mut filing = scene.filing(&name);
    "330217001999".clone_into(&mut filing.power);
    assert_eq!(reason(cases.file_case(by(HEAD, filing)).await), "POWER_NOT_HELD");
    cases.file_case(by(HEAD, scene.filing(&name))).await.unwrap();
    let conclude = || {
        order!(
            name,
            ConcludeInvestigationRequest {
                facts: "查明事实".to_owned(),
                officers: both()
            }
        )
    };
    assert_eq!(reason(cases.conclude_investigation(by(LI, conclude())).await), "EVIDENCE_MISSING");
}

#[test]
fn no_fact_has_a_place_for_money() {
    let all = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let events = all
        .file
        .iter()
        .find(|file| file.name() == "shiyu/enforcement/v1/events.proto")
        .unwrap();
    let ours = [
        ".shiyu.enforcement.v1.PenaltyItem",
        ".shiyu.enforcement.v1.Proposal",
        ".shiyu.enforcement.v1.Account",
    ];
    for message in &events.message_type {
        for field in &message.field {
            let (name, of) = (field.name(), field.type_name());
            assert!(
                !["fen", "yuan", "amount", "fine", "sum"].iter().any(|word| name.contains(word)),
                "{} of {}",
                name,
                message.name()
            );
            assert!(
                !ours.iter().any(|type_name| of.starts_with(type_name)),
                "{} of {}",
                name,
                message.name()
            );
            let number = matches!(field.r#type(), Type::Double | Type::Float);
            assert!(!number, "{} of {}", name, message.name());
        }
    }
}

async fn who_is_not_known_is_suspected_once_they_are(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (mut request, suspect) = scene.clue();
    let identity = request.parties[0].identity.as_mut().unwrap();
    "不详".clone_into(&mut identity.name);
    (identity.document_kind, identity.document_number) = (0, String::new());
    let refused = scene.cases().receive_clue(by(CLERK, request.clone())).await.unwrap_err();
    let violation = ("parties[0].identity.name".to_owned(), "SUSPECT_UNIDENTIFIED".to_owned());
    assert_eq!(shiyu_kit::fault::violations(&refused), [violation]);
    request.parties.remove(0);
    let received = scene.cases().receive_clue(by(CLERK, request)).await.unwrap().into_inner();
    let name = received.case.unwrap().name;
    let known = somebody(suspect, pb::PartyRole::Suspect, SUSPECT_NAME, 7);
    let joins = order!(name, AddPartyRequest { party: Some(known) });
    scene.parties().add_party(by(LI, joins)).await.unwrap();
}
