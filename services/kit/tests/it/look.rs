//! Who looked at a case is on record, each looking sealing the one before, whoever else looks at the same moment.

use futures::future::join_all;
use http::HeaderMap;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use shiyu_kit::both_databases;
use shiyu_kit::case::Actor;
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::database::Database;
use shiyu_kit::look::{self, Column, Door, Entity, Verdict};
use shiyu_kit::testkit::database::TestDatabase;
use uuid::Uuid;

use crate::rooms::Migrator;

both_databases! {
    those_who_look_at_once_are_all_on_record;
    a_looking_that_was_altered_or_taken_away_is_found;
    an_organ_is_named_and_nobody_who_works_there;
}

fn person(subject: &str, unit: &str) -> Actor {
    Actor::Person {
        subject: subject.to_owned(),
        unit: Some(unit.to_owned()),
        roles: ["unit_handler".to_owned()].into(),
    }
}

fn door() -> Door {
    Door::of("/shiyu.petition.v1.PetitionService/GetPetition", &HeaderMap::new())
}

async fn opened(home: &TestDatabase) -> Database {
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    db
}

async fn looked(db: &Database, case: Uuid, by: &Actor) {
    look::note(&db.writer, by, case, &door(), WallClock::system().now()).await.unwrap();
}

async fn those_who_look_at_once_are_all_on_record(home: TestDatabase) {
    let db = opened(&home).await;
    let (case, other) = (new_id(), new_id());
    let people: Vec<Actor> = (0..12).map(|number| person(&format!("staff-{number}"), "330602-ZJJ")).collect();
    join_all(people.iter().map(|by| looked(&db, case, by))).await;
    looked(&db, other, &people[0]).await;
    looked(&db, case, &Actor::Clock).await;
    looked(&db, case, &Actor::Party { id: new_id() }).await;
    let rows = look::list(&db.reader, case, 0, 100).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
    assert!(
        rows.iter()
            .all(|row| row.purpose == "unit_handler" && row.door == "petition.v1.PetitionService/GetPetition")
    );
    assert_eq!(look::list(&db.reader, case, 5, 3).await.unwrap()[0].number, 6);
    for (case, rows) in [(case, 12), (other, 1), (new_id(), 0)] {
        let whole = Verdict { rows, broken_at: None };
        assert_eq!(look::verify(&db.reader, case).await.unwrap(), whole);
    }
}

async fn a_looking_that_was_altered_or_taken_away_is_found(home: TestDatabase) {
    let db = opened(&home).await;
    let (altered, robbed) = (new_id(), new_id());
    for case in [altered, robbed] {
        for _ in 0..4 {
            looked(&db, case, &person("staff-1", "330602-ZJJ")).await;
        }
    }
    let of = |case: Uuid, number: i64| Column::CaseId.eq(case).and(Column::Number.eq(number));
    let update = Entity::update_many().col_expr(Column::Subject, Expr::value("staff-2"));
    update.filter(of(altered, 2)).exec(&db.writer).await.unwrap();
    Entity::delete_many().filter(of(robbed, 3)).exec(&db.writer).await.unwrap();
    assert_eq!(look::verify(&db.reader, altered).await.unwrap().broken_at, Some(2));
    assert_eq!(look::verify(&db.reader, robbed).await.unwrap().broken_at, Some(3));
    db.writer.execute_unprepared("DELETE FROM look").await.unwrap();
}

async fn an_organ_is_named_and_nobody_who_works_there(home: TestDatabase) {
    let db = opened(&home).await;
    let case = new_id();
    let service = Actor::Service {
        name: "mediation".to_owned(),
    };
    for by in [
        &person("a", "330602-XFJ"),
        &person("b", "330602-ZJJ"),
        &service,
        &person("c", "330602-XFJ"),
    ] {
        looked(&db, case, by).await;
    }
    let organs = look::organs(&db.reader, case).await.unwrap();
    let names: Vec<&str> = organs.iter().map(|organ| organ.name.as_str()).collect();
    assert_eq!(names, ["330602-XFJ", "330602-ZJJ", "mediation"]);
    assert!(organs.iter().all(|organ| organ.first <= organ.last));
}
