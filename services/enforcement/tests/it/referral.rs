//! What other services offer, and what they are told of it (S2, S5).

use prost::Message;
use shiyu_enforcement::facts::handle;
use shiyu_kit::both_databases;
use shiyu_kit::clock::new_id;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::{Fact, Headers};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::common::v1 as common;
use shiyu_proto::enforcement::v1 as pb;
use uuid::Uuid;

use crate::scene::{BUREAU, COUNTY, COUNTY_HEAD, HEAD, LI, OTHER_TOWN, Scene, TOWN, TOWN_BUREAU, WATER, both, by, order, reason, somebody};

both_databases! {
    what_is_offered_is_a_clue_once;
    what_is_offered_goes_to_the_unit_that_has_the_power_there;
    what_is_not_filed_is_told_with_who_is_competent;
    what_was_put_right_is_not_punished;
}

fn offer(scene: &Scene, from: &str, referral: Uuid) -> Fact {
    let case = new_id();
    let offered = common::ReferralOffered {
        case: Some(common::ReferredCase {
            name: format!("counties/{COUNTY}/cases/{case}"),
            version: 1,
            unit: TOWN.to_owned(),
            place: TOWN.to_owned(),
            category: "violation".to_owned(),
            ..common::ReferredCase::default()
        }),
        referral: referral.to_string(),
        destination: common::ReferralDestination::Enforcement.into(),
        purpose: "enforcement".to_owned(),
        summary: "屋顶新搭构筑物".to_owned(),
        offer_time: Some(scene.now()),
        ..common::ReferralOffered::default()
    };
    Fact {
        id: new_id(),
        kind: format!("{from}.referral.offered"),
        source: format!("//shiyu/{COUNTY}/{from}"),
        county: None,
        case,
        case_version: 1,
        at: scene.clock.now(),
        trace: None,
        data: offered.encode_to_vec().into(),
        headers: Headers::default(),
    }
}

async fn answers(scene: &Scene) -> Vec<common::ReferralAnswered> {
    let told = scene.told().await.into_iter();
    let answers = told.filter(|(kind, _)| kind == "referral.answered");
    answers
        .map(|(_, fact)| common::ReferralAnswered::decode(fact.unwrap().as_slice()).unwrap())
        .collect()
}

async fn what_is_offered_is_a_clue_once(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let referral = new_id();
    let fact = offer(&scene, "petition", referral);
    assert_eq!(handle(scene.ears.clone(), fact.clone()).await, Outcome::Done);
    assert_eq!(handle(scene.ears.clone(), fact).await, Outcome::Done);
    let name = format!("counties/{COUNTY}/cases/{referral}");
    let case = scene.get(HEAD, &name).await.unwrap();
    assert_eq!((case.stage(), case.unit.as_str()), (pb::Stage::Clue, "330602-ZFJ"));
    assert_eq!(case.clue.unwrap().source(), pb::ClueSource::Petition);
    let list = pb::ListCasesRequest {
        parent: format!("counties/{COUNTY}"),
        ..pb::ListCasesRequest::default()
    };
    assert_eq!(scene.cases().list_cases(by(HEAD, list)).await.unwrap().into_inner().cases.len(), 1);
    let mut elsewhere = offer(&scene, "petition", new_id());
    elsewhere.data = vec![0xff, 0xff].into();
    assert_ne!(handle(scene.ears.clone(), elsewhere).await, Outcome::Done);
}

async fn what_is_offered_goes_to_the_unit_that_has_the_power_there(home: TestDatabase) {
    let scene = Scene::on(home).await;
    for (place, asked, taker) in [
        (TOWN, "", BUREAU),
        (OTHER_TOWN, "", TOWN_BUREAU),
        (OTHER_TOWN, WATER, WATER),
        (TOWN, TOWN_BUREAU, TOWN_BUREAU),
        (OTHER_TOWN, "330602-NONE", TOWN_BUREAU),
    ] {
        let referral = new_id();
        let fact = offer(&scene, "grid", referral);
        let told = common::ReferralOffered::decode(fact.data.clone()).unwrap();
        let case = told.case.clone().map(|case| common::ReferredCase {
            place: place.to_owned(),
            ..case
        });
        let told = common::ReferralOffered {
            case,
            asked_unit: asked.to_owned(),
            ..told
        };
        let fact = Fact {
            data: told.encode_to_vec().into(),
            ..fact
        };
        assert_eq!(handle(scene.ears.clone(), fact).await, Outcome::Done);
        let name = format!("counties/{COUNTY}/cases/{referral}");
        let case = scene.get(COUNTY_HEAD, &name).await.unwrap();
        assert_eq!((case.stage(), case.unit.as_str()), (pb::Stage::Clue, taker), "{place} {asked}");
    }
}

async fn what_is_not_filed_is_told_with_who_is_competent(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let referral = new_id();
    handle(scene.ears.clone(), offer(&scene, "petition", referral)).await;
    let name = format!("counties/{COUNTY}/cases/{referral}");
    let mut cases = scene.cases();
    let seen = order!(
        name,
        VerifyClueRequest {
            officers: both(),
            found: true,
            note: "在河道内".to_owned()
        }
    );
    cases.verify_clue(by(LI, seen)).await.unwrap();
    let refused = |unit: &str| {
        order!(
            name,
            RefuseFilingRequest {
                ground: pb::NotFiledGround::NoPower.into(),
                reason: "属水利部门职权".to_owned(),
                competent_unit: unit.to_owned(),
            }
        )
    };
    assert_eq!(reason(cases.refuse_filing(by(HEAD, refused(""))).await), "COMPETENT_UNNAMED");
    cases.refuse_filing(by(HEAD, refused(WATER))).await.unwrap();
    let answers = answers(&scene).await;
    let last = answers.last().unwrap();
    assert_eq!(
        (last.referral.as_str(), last.competent_unit.as_str()),
        (referral.to_string().as_str(), WATER)
    );
    assert!(
        !last.encode_to_vec().windows(3).any(|bytes| bytes == "属".as_bytes()),
        "no free text"
    );
}

async fn what_was_put_right_is_not_punished(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let referral = new_id();
    handle(scene.ears.clone(), offer(&scene, "grid", referral)).await;
    let name = format!("counties/{COUNTY}/cases/{referral}");
    let (mut cases, suspect) = (scene.cases(), new_id());
    let party = somebody(suspect, pb::PartyRole::Suspect, "沈园春", 7);
    scene
        .parties()
        .add_party(by(LI, order!(name, AddPartyRequest { party: Some(party) })))
        .await
        .unwrap();
    let seen = order!(
        name,
        VerifyClueRequest {
            officers: both(),
            found: true,
            note: "确有".to_owned()
        }
    );
    cases.verify_clue(by(LI, seen)).await.unwrap();
    cases.file_case(by(HEAD, scene.filing(&name))).await.unwrap();
    let decided = scene.to_be_spared(&name, pb::Exemption::Minor).await;
    cases.decide_case(by(HEAD, decided)).await.unwrap();
    let served = order!(
        name,
        ServeDecisionRequest {
            delivery: Some(scene.delivery(suspect))
        }
    );
    let served = cases.serve_decision(by(LI, served)).await.unwrap().into_inner();
    assert_eq!(
        (served.stage(), served.outcome()),
        (pb::Stage::Performed, pb::Outcome::NotPenalised)
    );
    let answers = answers(&scene).await;
    assert_eq!(answers.len(), 2, "that it was filed, and what was decided");
    assert_ne!(answers[0].answer, answers[1].answer);
    assert!(answers[1].result.contains("no_penalty") || !answers[1].result.is_empty());
}
