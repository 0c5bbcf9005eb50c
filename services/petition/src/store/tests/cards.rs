//! Petitions are entered into the search together, and none is kept out by another.

use futures::future::join_all;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use shiyu_kit::clock::new_id;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::search::{Cards, HANDFUL, Searched as _};
use shiyu_kit::testkit::database::TestDatabase;
use uuid::Uuid;

use super::{filed, opened, put};
use crate::domain::Petition;
use crate::domain::tests::given::at_every_stage;
use crate::store::{row, text};

shiyu_kit::both_databases! {
    a_crowd_is_entered_whoever_stands_in_it;
}

async fn a_crowd_is_entered_whoever_stands_in_it(home: TestDatabase) {
    let db = opened(&home).await;
    let mut petitions = Vec::new();
    for given in at_every_stage().iter().cycle().take(HANDFUL + 6) {
        let filed = filed(given);
        put(&db, &filed).await;
        petitions.push((filed.id, filed.case.words()));
    }
    let (illegible, _) = petitions.pop().unwrap();
    row::Entity::update_many()
        .col_expr(row::Column::Body, Expr::value("{"))
        .filter(row::Column::Id.eq(illegible))
        .exec(&db.writer)
        .await
        .unwrap();
    let cards = Cards::open::<Petition>(db.clone());
    let known: Vec<Uuid> = petitions.iter().map(|(id, _)| *id).collect();
    // One of them comes twice, as after a restart.
    let crowd = known.iter().copied().chain([known[0], illegible, new_id()]);
    let mut answers = join_all(crowd.map(|id| cards.enter(id))).await;
    assert_eq!(answers.pop(), Some(Outcome::Ignored));
    assert!(matches!(answers.pop(), Some(Outcome::Trouble(_))));
    assert!(answers.iter().all(|answer| *answer == Outcome::Done));
    let mut entered: Vec<(Uuid, String)> = text::Entity::find()
        .all(&db.reader)
        .await
        .unwrap()
        .into_iter()
        .map(|card| (card.id, card.words))
        .collect();
    entered.sort_unstable();
    petitions.sort_unstable();
    assert_eq!(entered, petitions);
}
