//! On both databases: who is shown what.

use sea_orm::EntityTrait;
use shiyu_kit::auth::Principal;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, asked, id, parent, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::supervision_service_server::SupervisionService;
use shiyu_proto::common::v1::Ring;
use shiyu_proto::petition::v1 as petition;
use time::Duration;
use uuid::Uuid;

use super::{UNIT, told};
use crate::scene::{BUREAU, Scene, assessor, fact, rated};
use crate::supervision::{Stage, store};

shiyu_kit::both_databases! {
    a_supervision_is_answered_verified_and_shown_to_whom_it_concerns;
    what_is_sealed_is_not_supervised;
}

async fn a_supervision_is_answered_verified_and_shown_to_whom_it_concerns(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let begin = scene.now() - Duration::days(6);
    scene
        .supervise(&told::petition(Uuid::from_u128(1), UNIT, begin, false, false))
        .await;
    scene
        .supervise(&told::petition(Uuid::from_u128(2), "330602002", begin, false, false)[..1])
        .await;
    scene.supervise(&told::others("perform.1", Uuid::from_u128(3), begin)).await;
    let all = scene.listed(&assessor()).await;
    let [first] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(
        (first.unit.as_str(), first.superior.as_str(), first.clock.as_str()),
        (UNIT, TOWN, "handle")
    );
    assert_eq!(
        (first.rung(), first.stage(), first.ground()),
        (pb::Rung::Ordered, pb::SupervisionStage::Issued, pb::SupervisionGround::Overdue)
    );
    // The unit, the one above it and nobody else.
    assert_eq!(scene.listed(&rated(UNIT)).await.len(), 1);
    assert_eq!(scene.listed(&rated(TOWN)).await.len(), 1);
    assert!(scene.listed(&rated(OTHER_TOWN)).await.is_empty());
    let get = pb::GetSupervisionRequest { name: first.name.clone() };
    let hidden = scene
        .supervisions
        .get_supervision(asked(&rated(OTHER_TOWN), get.clone()))
        .await
        .unwrap_err();
    assert_eq!(reason(&hidden), "SUPERVISION_UNKNOWN");
    assert_eq!(
        reason(&scene.acknowledge(&rated(OTHER_TOWN), &first.name).await.unwrap_err()),
        "SUPERVISION_UNKNOWN"
    );
    assert_eq!(
        reason(&scene.acknowledge(&rated(TOWN), &first.name).await.unwrap_err()),
        "NOT_THE_SUPERVISED_UNIT"
    );
    let received = scene.acknowledge(&rated(UNIT), &first.name).await.unwrap();
    assert_eq!(
        (received.stage(), received.steps[0].receipt_unit.as_str()),
        (pb::SupervisionStage::Acknowledged, UNIT)
    );
    // What the clocks warned of is no supervision, and each sees its own.
    let reminders = async |by: Principal, unit: &str| {
        let list = pb::ListRemindersRequest {
            parent: parent(),
            unit: unit.to_owned(),
            ..pb::ListRemindersRequest::default()
        };
        scene
            .supervisions
            .list_reminders(asked(&by, list))
            .await
            .unwrap()
            .into_inner()
            .reminders
    };
    let warned = reminders(assessor(), "330602002").await;
    assert_eq!(
        (warned.len(), warned[0].ring(), warned[0].clock.as_str()),
        (1, Ring::Half, "handle")
    );
    assert_eq!(reminders(rated(OTHER_TOWN), "").await, warned);
    let of_town = reminders(assessor(), TOWN).await;
    assert!(of_town.iter().all(|one| !one.clock.starts_with("perform")), "{of_town:?}");
    assert!(reminders(rated(UNIT), "330602002").await.is_empty());
    urged_and_counted(&scene).await;
}

/// Urged by a person, about a case.
async fn urged_and_counted(scene: &Scene) {
    let urge = pb::UrgeUnitRequest {
        parent: parent(),
        request_id: id(),
        service: pb::SupervisedService::Petition.into(),
        case: Uuid::from_u128(2).to_string(),
        unit: OTHER_TOWN.to_owned(),
        ground: pb::SupervisionGround::Unsolved.into(),
    };
    let urged = scene.supervisions.urge_unit(asked(&assessor(), urge)).await.unwrap().into_inner();
    assert_eq!((urged.rung(), urged.supervisor.as_str()), (pb::Rung::Urged, BUREAU));
    let nonsense = pb::SuperviseUnitRequest {
        unit: "x".to_owned(),
        ..pb::SuperviseUnitRequest::default()
    };
    let refused = scene.supervisions.supervise_unit(asked(&assessor(), nonsense)).await.unwrap_err();
    assert_eq!(refused.code(), tonic::Code::InvalidArgument);
    let before = scene.now().unix_timestamp();
    let count = pb::CountSupervisionsRequest {
        parent: parent(),
        from_date: scene.day(-1).to_string(),
        to_date: scene.day(0).to_string(),
    };
    let counts = scene
        .supervisions
        .count_supervisions(asked(&assessor(), count))
        .await
        .unwrap()
        .into_inner();
    let counted = counts.count_time.unwrap().seconds;
    assert!((before..=scene.now().unix_timestamp()).contains(&counted));
    let told: Vec<_> = counts
        .counts
        .iter()
        .map(|it| (it.county.as_str(), it.rung(), it.stage(), it.count))
        .collect();
    assert_eq!(
        told,
        [
            (COUNTY, pb::Rung::Ordered, pb::SupervisionStage::Acknowledged, 1),
            (COUNTY, pb::Rung::Urged, pb::SupervisionStage::Issued, 1)
        ]
    );
}

async fn what_is_sealed_is_not_supervised(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let begin = scene.now() - Duration::days(6);
    scene.supervise(&told::petition(Uuid::from_u128(1), UNIT, begin, false, true)).await;
    scene
        .supervise(&told::petition(Uuid::from_u128(2), UNIT, begin, false, false))
        .await;
    assert_eq!(scene.listed(&assessor()).await.len(), 1);
    // It becomes one later: whoever saw it sees it no more.
    let sealed = petition::Matter {
        sealed: true,
        ..petition::Matter::default()
    };
    let sealed = petition::MatterMoved { matter: Some(sealed) };
    scene
        .supervise(&[fact("petition.matter.classified", Uuid::from_u128(2), 7, scene.now(), &sealed)])
        .await;
    assert!(scene.listed(&assessor()).await.is_empty());
    let rows = store::Entity::find().all(&scene.office.db.reader).await.unwrap();
    assert_eq!(
        rows.iter().map(|row| (row.sealed, row.stage.as_str())).collect::<Vec<_>>(),
        [(true, Stage::Withdrawn.as_str())]
    );
}
