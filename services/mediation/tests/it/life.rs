//! A dispute's life through the front door.

use shiyu_kit::both_databases;
use shiyu_kit::journal;
use shiyu_kit::ledger::replay;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_mediation::domain::Dispute;
use shiyu_proto::mediation::v1 as pb;
use time::Duration;

use crate::scene::{AUDITOR, CENTRE, CENTRE_CLERK, CLERK, MEDIATOR, STRANGER, Scene, by, id, order, reason, request, somebody, uuid};

both_databases! {
    from_application_to_performance;
    a_refusal_ends_it_and_nothing_goes_on;
    a_repeated_request_answers_as_the_first_time;
    an_office_without_a_word_of_its_own_numbers_as_one_that_mediates;
    nobody_else_sees_it_and_its_mediator_does;
    identities_are_masked_until_revealed_on_record;
    what_is_said_stays_in_the_service;
    everything_that_is_wrong_is_told_at_once;
}

async fn from_application_to_performance(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let case = scene.agreed().await;
    let pay = order!(
        case.name,
        RecordPerformanceRequest {
            obligation: 1,
            amount_fen: 200_000,
            date: scene.in_days(0),
            proof: "收条".to_owned(),
        }
    );
    let paid = scene.doors().record_performance(by(CLERK, pay)).await.unwrap().into_inner();
    assert_eq!(paid.stage(), pb::DisputeStage::Performed);
    let visit = order!(
        case.name,
        RecordFollowUpRequest {
            settled: true,
            note: "两家已来往".to_owned()
        }
    );
    scene.doors().record_follow_up(by(CLERK, visit)).await.unwrap();
    let archived = scene
        .doors()
        .archive_dispute(by(CLERK, order!(case.name, ArchiveDisputeRequest {})))
        .await;
    assert_eq!(archived.unwrap().into_inner().stage(), pb::DisputeStage::Archived);
    let (id, db) = (uuid(&case.name), scene.ledger.database());
    let filed = scene.ledger.get(id).await.unwrap().unwrap();
    let folded = replay::<Dispute>(&db.writer, id, i64::MAX).await.unwrap().unwrap();
    assert_eq!(folded, filed, "the row is the fold of its journal");
    let number = paid.number.strip_prefix("越调〔").unwrap();
    assert!(number.ends_with("〕1号"));
}

async fn an_office_without_a_word_of_its_own_numbers_as_one_that_mediates(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let opened = scene.doors().open_dispute(by(CENTRE_CLERK, request())).await.unwrap();
    let number = opened.into_inner().dispute.unwrap().number;
    assert!(number.starts_with(&format!("unit {CENTRE}调〔")), "{number}");
}

async fn a_refusal_ends_it_and_nothing_goes_on(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let case = scene.mediating().await;
    let refused = scene.consent(&case.name, &case.parties[1], false);
    let ended = scene.doors().record_consent(by(CLERK, refused)).await.unwrap().into_inner();
    assert_eq!(ended.stage(), pb::DisputeStage::Terminated);
    assert_eq!(ended.ending.unwrap().termination(), pb::TerminationGround::Refused);
    let draft = scene.doors().draft_agreement(by(MEDIATOR, case.agreement(&scene.in_days(9)))).await;
    let status = draft.unwrap_err();
    assert_eq!(shiyu_kit::fault::reason(&status).as_deref(), Some("CLOSED_ALREADY"));
    assert!(shiyu_kit::fault::allowed(&status).contains(&"GiveRoutesNotice".to_owned()));
}

async fn a_repeated_request_answers_as_the_first_time(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let asked = request();
    let first = scene.doors().open_dispute(by(CLERK, asked.clone())).await.unwrap();
    let again = scene.doors().open_dispute(by(CLERK, asked.clone())).await.unwrap();
    assert!(again.metadata().contains_key("idempotent-replayed"));
    let (first, again) = (first.into_inner().dispute.unwrap(), again.into_inner().dispute.unwrap());
    assert_eq!((first.name, first.number, first.etag), (again.name, again.number, again.etag));
    let mut other = asked;
    "别的事".clone_into(&mut other.submission.as_mut().unwrap().title);
    assert_eq!(reason(scene.doors().open_dispute(by(CLERK, other)).await), "REQUEST_ID_REUSED");
}

async fn nobody_else_sees_it_and_its_mediator_does(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let opened = scene.opened().await;
    assert_eq!(reason(scene.get(STRANGER, &opened.name).await), "DISPUTE_UNKNOWN");
    assert_eq!(reason(scene.get(MEDIATOR, &opened.name).await), "DISPUTE_UNKNOWN", "not yet");
    let case = scene.mediating().await;
    scene.get(MEDIATOR, &case.name).await.unwrap();
    let take_up = order!(case.name, TakeUpDisputeRequest {});
    assert_eq!(
        reason(scene.doors().take_up_dispute(by(STRANGER, take_up)).await),
        "DISPUTE_UNKNOWN"
    );
    let recuse = order!(
        case.name,
        RecuseMediatorRequest {
            mediator: crate::scene::MEDIATOR_ID.to_string(),
            leaving: pb::MediatorLeaving::Recused.into(),
            party: case.parties[0].clone(),
        }
    );
    scene.doors().recuse_mediator(by(CLERK, recuse)).await.unwrap();
    assert_eq!(
        reason(scene.get(MEDIATOR, &case.name).await),
        "DISPUTE_UNKNOWN",
        "who stood aside has no such dispute"
    );
}

async fn identities_are_masked_until_revealed_on_record(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let opened = scene.opened().await;
    let shown = scene.get(CLERK, &opened.name).await.unwrap();
    let masked = shown.parties[0].identity.as_ref().unwrap();
    assert_eq!((masked.name.as_str(), masked.phone.as_str()), ("沈**", "138****0001"));
    let reveal = order!(
        opened.name,
        RevealPartyRequest {
            party: shown.parties[0].id.clone(),
            reason: "送达".to_owned(),
        }
    );
    let revealed = scene.doors().reveal_party(by(CLERK, reveal)).await.unwrap().into_inner();
    assert_eq!(revealed.party.unwrap().identity.unwrap().name, "沈小满");
    let timeline = pb::ListTimelineRequest { name: opened.name };
    let timeline = scene.doors().list_timeline(by(CLERK, timeline)).await.unwrap().into_inner();
    assert!(timeline.entries.iter().any(|entry| entry.kind == "party.revealed"));
}

async fn what_is_said_stays_in_the_service(home: TestDatabase) {
    const SAID: &str = "我愿意让五百元";
    let scene = Scene::on(home).await;
    let case = scene.mediating().await;
    let plan = scene.session(&case.name, 2);
    let session = plan.request_id.clone();
    scene.doors().plan_session(by(MEDIATOR, plan)).await.unwrap();
    scene.clock.advance(Duration::hours(3)).unwrap();
    let record = order!(
        case.name,
        RecordSessionRequest {
            session: session,
            attended: case.parties.clone(),
            statements: SAID.to_owned(),
            outcome: format!("被申请人说：{SAID}"),
        }
    );
    scene.doors().record_session(by(MEDIATOR, record)).await.unwrap();
    let offer = order!(
        case.name,
        MakeOfferRequest {
            party: case.parties[1].clone(),
            terms: SAID.to_owned()
        }
    );
    scene.doors().make_offer(by(MEDIATOR, offer)).await.unwrap();
    let agreement = case.agreement(&scene.in_days(9));
    scene
        .doors()
        .draft_agreement(by(
            MEDIATOR,
            pb::DraftAgreementRequest {
                terms: SAID.to_owned(),
                ..agreement
            },
        ))
        .await
        .unwrap();
    for row in journal::timeline(&scene.ledger.database().writer, uuid(&case.name)).await.unwrap() {
        let fact = String::from_utf8_lossy(row.fact.as_deref().unwrap_or_default()).into_owned();
        for word in [SAID, "渗水", "漏水", "沈小满", "13857500001", "mediator-7", "clerk-7"] {
            assert!(!fact.contains(word), "{word} in {}", row.kind);
        }
    }
    let export = pb::ExportDisputesRequest {
        parent: "counties/330602".to_owned(),
        filter: None,
    };
    let mut pieces = scene.doors().export_disputes(by(CLERK, export)).await.unwrap().into_inner();
    let mut file = Vec::new();
    while let Some(piece) = pieces.message().await.unwrap() {
        file.extend(piece.data);
    }
    let file = String::from_utf8(file).unwrap();
    assert!(file.contains(&case.name) && !file.contains(SAID) && !file.contains("渗水") && !file.contains("沈小满"));
    for (who, said) in [(MEDIATOR, SAID), (CLERK, SAID), (CENTRE_CLERK, ""), (AUDITOR, "")] {
        let shown = scene.get(who, &case.name).await.unwrap().course.unwrap();
        let words = [&shown.sessions[0].statements, &shown.offers[0].terms, &shown.agreements[0].terms];
        assert!(words.iter().all(|words| *words == said), "{who:?}");
        assert_eq!(shown.sessions[0].outcome.is_empty(), said.is_empty(), "{who:?}");
        assert_eq!(shown.agreements[0].obligations[0].content.is_empty(), said.is_empty(), "{who:?}");
    }
    let reveal = order!(
        case.name,
        RevealPartyRequest {
            party: case.parties[0].clone(),
            reason: "送达".to_owned(),
        }
    );
    let refused = scene.doors().reveal_party(by(CENTRE_CLERK, reveal)).await;
    assert_eq!(
        reason(refused),
        "UNIT_NOT_HOLDING",
        "those above read, and it is not theirs to act in"
    );
}

async fn everything_that_is_wrong_is_told_at_once(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut asked = request();
    let submission = asked.submission.as_mut().unwrap();
    submission.title = String::new();
    submission.people = 1;
    "330602-TJZX".clone_into(&mut submission.place);
    asked.procedure = 9;
    asked.request_id = String::new();
    asked.parties = vec![somebody("沈小满", "12", pb::DisputePartyRole::Unspecified)];
    let status = scene.doors().open_dispute(by(CLERK, asked)).await.unwrap_err();
    let mut fields: Vec<String> = shiyu_kit::fault::violations(&status).into_iter().map(|(field, _)| field).collect();
    fields.sort();
    let wrong = [
        "parties[0].identity.phone",
        "parties[0].role",
        "procedure",
        "request_id",
        "submission.people",
        "submission.place",
        "submission.title",
    ];
    assert_eq!(fields, wrong);
    let name = format!("counties/330602/disputes/{}", id());
    assert_eq!(reason(scene.get(CLERK, &name).await), "DISPUTE_UNKNOWN");
    assert_eq!(reason(scene.get(CLERK, "counties/330603/disputes/1").await), "INVALID_REQUEST");
}
