//! The events of the past are read from the rows of the events.

use sea_orm::{ActiveModelTrait, ConnectionTrait, IntoActiveModel, Schema};
use serde_json::json;
use shiyu_kit::testkit::database::TestDatabase;
use time::Duration;
use uuid::Uuid;

use crate::catalogue::tests::scene::TOWN;
use crate::dispatch::domain::tests::given::{NOW, place};
use crate::dispatch::domain::{Key, PastEvents, Window};
use crate::dispatch::store::past::{Entity, Incidents, Model};

shiyu_kit::both_databases! {
    a_window_is_read_in_order_and_in_pages;
}

async fn a_window_is_read_in_order_and_in_pages(home: TestDatabase) {
    let db = home.connect().await;
    let table = Schema::new(db.writer.get_database_backend()).create_table_from_entity(Entity);
    db.writer.execute(&table).await.unwrap();
    for (number, hours) in [(1_u128, 0), (2, 0), (3, -1), (4, -3), (5, 1)] {
        let dispatches = if number == 1 { json!([{ "to": TOWN }]) } else { json!([]) };
        let row = Model {
            id: Uuid::from_u128(number),
            class_code: "E0102".to_owned(),
            level: "grid".to_owned(),
            unit: TOWN.to_owned(),
            opened_at: NOW + Duration::hours(hours),
            body: json!({ "place": place("330602001003008"), "course": { "dispatches": dispatches }, "else": 7 }).to_string(),
        };
        row.into_active_model().reset_all().insert(&db.writer).await.unwrap();
    }
    let window = Window {
        from: NOW - Duration::HOUR * 2,
        to: NOW + Duration::HOUR,
    };
    let past = Incidents::new(db);
    let page = past.page(window, None, 2).await.unwrap();
    let ids = |page: &[crate::dispatch::domain::PastEvent]| page.iter().map(|event| event.id.as_u128()).collect::<Vec<_>>();
    assert_eq!(ids(&page), [3, 1]);
    assert_eq!([page[0].dispatched, page[1].dispatched], [false, true]);
    assert_eq!(page[0].place, place("330602001003008"));
    let after = Key {
        at: page[1].at,
        id: page[1].id,
    };
    assert_eq!(ids(&past.page(window, Some(after), 2).await.unwrap()), [2]);
}
