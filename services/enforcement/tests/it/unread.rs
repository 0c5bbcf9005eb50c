//! Who stands in a case is taken out of the vault for a document that names them, and for no other: where nobody else can be opened any
//! more it is set all the same.

use sea_orm::entity::prelude::*;
use shiyu_kit::party::row;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1::{self as pb, DocumentKind as K};
use tonic::{Code, Status};

use crate::office::Offices;
use crate::paper::{set, wanted};
use crate::scene::{HEAD, LI, SUSPECT_NAME, Scene, by, order};

shiyu_kit::both_databases! {
    nobody_but_the_suspect_is_read_for_a_document;
    nobody_is_read_for_a_letter_to_another_city;
}

/// No key opens these any more: whoever tries has no answer.
async fn locked(scene: &Scene, these: Expr) {
    let rows = row::Entity::update_many()
        .col_expr(row::Column::EnvelopeKey, Expr::value("gone"))
        .filter(these);
    let done = rows.exec(&scene.ledger.database().writer).await.unwrap();
    assert!(done.rows_affected > 0);
}

/// A document as a page.
async fn page(offices: &Offices, name: &str, kind: K) -> Result<String, Status> {
    let (_, page) = set(offices, LI, wanted(name, kind, pb::DocumentFormat::Html)).await?;
    Ok(String::from_utf8(page).unwrap())
}

async fn nobody_but_the_suspect_is_read_for_a_document(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let offices = Offices::beside(&scene).await;
    let (name, suspect) = scene.served(1_000).await;
    locked(&scene, row::Column::Id.ne(suspect)).await;
    for kind in [K::FilingApproval, K::PriorNotice, K::Decision, K::ServiceReceipt] {
        let page = page(&offices, &name, kind).await.unwrap();
        assert!(page.contains(SUSPECT_NAME), "{kind:?}");
    }
    locked(&scene, row::Column::Id.eq(suspect)).await;
    let refused = page(&offices, &name, K::Decision).await.unwrap_err();
    assert_eq!(refused.code(), Code::Internal);
}

async fn nobody_is_read_for_a_letter_to_another_city(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let offices = Offices::beside(&scene).await;
    let (name, _) = scene.filed().await;
    let asked = order!(
        name,
        OfferOutsideRequest {
            purpose: pb::OutsidePurpose::Assistance.into(),
            organ: "杭州市综合行政执法局".to_owned(),
            basis: "《中华人民共和国行政处罚法》".to_owned(),
            summary: "跨市界倾倒渣土".to_owned(),
            packet: "d".repeat(64)
        }
    );
    scene.cases().offer_outside(by(HEAD, asked)).await.unwrap();
    locked(&scene, row::Column::Id.is_not_null()).await;
    let letter = page(&offices, &name, K::OutsideLetter).await.unwrap();
    assert!(letter.contains("跨市界倾倒渣土"), "{letter}");
    let refused = page(&offices, &name, K::FilingApproval).await.unwrap_err();
    assert_eq!(refused.code(), Code::Internal);
}
