//! Who may see a case, asked of rules and of databases: both answer alike, and nobody sees past a bar.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use shiyu_kit::audience::{self, Audience, Ground, Viewer};
use shiyu_kit::case::Actor;
use shiyu_kit::clock::new_id;
use shiyu_kit::journal::head;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::unit::{Code, Unit, Units};
use shiyu_kit::{both_databases, database::Database};
use time::Date;
use time::macros::date;
use uuid::Uuid;

use crate::rooms::Room;

const TODAY: Date = date!(2026 - 05 - 01);
const WIDE: &[&str] = &["petition_officer"];

/// A city of units, who looks, and what the cases say.
#[derive(Debug)]
struct Scene {
    county: Code,
    units: Units,
    actors: Vec<Actor>,
    cases: Vec<Audience>,
}

impl Scene {
    fn viewer(&self, actor: &Actor) -> Viewer {
        let ground = Ground {
            county: &self.county,
            units: &self.units,
            today: TODAY,
            wide: WIDE,
        };
        Viewer::of(actor, &ground)
    }

    /// By the law alone, without the kit's chains: who lies within an accused unit, or is accused by name.
    fn is_accused(&self, actor: &Actor, case: &Audience) -> bool {
        let unit = unit_of(actor);
        let within = |barred: &Code| unit.as_ref().is_some_and(|unit| self.units.is_within(unit, barred, TODAY));
        case.barred_units.iter().any(within) || case.barred_subjects.contains(actor.name())
    }

    /// What a person without a wide role sees, unit by unit.
    fn concerns(&self, actor: &Actor, case: &Audience) -> bool {
        let unit = unit_of(actor);
        let below = |shown: &Code| unit.as_ref().is_some_and(|unit| self.units.is_within(shown, unit, TODAY));
        case.units.iter().any(below)
    }
}

fn unit_of(actor: &Actor) -> Option<Code> {
    actor.unit()?.parse().ok()
}

fn is_plain(actor: &Actor) -> bool {
    matches!(actor, Actor::Person { roles, .. } if !WIDE.iter().any(|role| roles.contains(*role)))
}

/// How a random unit comes to be: its superior among those before it, whether it is an office, whether it is no more, and now and
/// then another superior, which may close a circle.
type Seed = (prop::sample::Index, bool, bool, Option<prop::sample::Index>);

fn seed() -> impl Strategy<Value = Seed> {
    let index = any::<prop::sample::Index>;
    (
        index(),
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.1),
        prop::option::weighted(0.05, index()),
    )
}

/// The codes of a tree that is seldom more than city, county, town, village and offices, but may be.
fn codes(seeds: &[Seed]) -> Vec<Code> {
    let mut codes: Vec<Code> = vec!["330600".parse().unwrap()];
    for (number, (superior, office, ..)) in (1..).zip(seeds) {
        let superior = &codes[superior.index(codes.len())];
        let text = match superior.division().len() {
            _ if *office => format!("{}-O{number}", superior.division()),
            6 if superior.as_str().ends_with("00") => format!("3307{number:02}"),
            6 => format!("{}{number:03}", superior.division()),
            _ => format!("330799001{number:03}"),
        };
        codes.push(text.parse().unwrap());
    }
    codes
}

fn units(codes: &[Code], seeds: &[Seed]) -> Units {
    let unit = |code: &Code, superior: Option<&Code>, closed: bool| Unit {
        code: code.clone(),
        name: code.to_string(),
        superior: superior.cloned(),
        valid_from: date!(2020 - 01 - 01),
        valid_to: closed.then_some(date!(2025 - 12 - 31)),
    };
    let mut units = vec![unit(&codes[0], None, false)];
    for (number, (superior, _, closed, another)) in (1..).zip(seeds) {
        let superior = another
            .as_ref()
            .map_or_else(|| superior.index(number), |any| any.index(codes.len()));
        units.push(unit(&codes[number], Some(&codes[superior]), *closed));
    }
    Units::new(units)
}

fn subject() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["an", "bo", "chen", "clock", "grid"]).prop_map(str::to_owned)
}

fn actor(codes: Vec<Code>) -> impl Strategy<Value = Actor> {
    let known = prop::sample::select(codes).prop_map(|code| code.to_string());
    let unit = prop_oneof![8 => known.prop_map(Some), 1 => Just(Some("999999".to_owned())), 1 => Just(None)];
    let roles = prop::collection::btree_set(
        prop::sample::select(vec!["petition_officer", "unit_handler", "operator", "auditor"]).prop_map(str::to_owned),
        0..3,
    );
    let person = (subject(), unit, roles).prop_map(|(subject, unit, roles)| Actor::Person { subject, unit, roles });
    prop_oneof![
        10 => person,
        1 => Just(Actor::Service { name: "grid-service".to_owned() }),
        1 => Just(Actor::Party { id: Uuid::nil() }),
        1 => Just(Actor::Clock),
    ]
}

fn case(codes: Vec<Code>) -> impl Strategy<Value = Audience> {
    let some = move |most| prop::collection::btree_set(prop::sample::select(codes.clone()), 0..most);
    let people = || prop::collection::btree_set(subject(), 0..2);
    (some(4), people(), some(3), people()).prop_map(|(units, subjects, barred_units, barred_subjects)| Audience {
        units,
        subjects,
        barred_units,
        barred_subjects,
    })
}

fn scene() -> impl Strategy<Value = Scene> {
    prop::collection::vec(seed(), 1..40).prop_flat_map(|seeds| {
        let codes = codes(&seeds);
        let units = units(&codes, &seeds);
        let county = prop::sample::select(codes.clone());
        let actors = prop::collection::vec(actor(codes.clone()), 1..10);
        let cases = prop::collection::vec(case(codes), 1..8);
        (county, actors, cases).prop_map(move |(county, actors, cases)| Scene {
            county,
            units: units.clone(),
            actors,
            cases,
        })
    })
}

/// Files cases that have nothing but an audience; the end of a chain stands for the case.
async fn filed(db: &Database, cases: &[Audience]) -> Vec<Uuid> {
    db.writer.execute_unprepared("DELETE FROM audience").await.unwrap();
    db.writer.execute_unprepared("DELETE FROM journal_head").await.unwrap();
    let ids: Vec<Uuid> = cases.iter().map(|_| new_id()).collect();
    let heads = ids.iter().map(|&case_id| head::Model {
        case_id,
        version: 1,
        hash: Vec::new(),
    });
    let heads = head::Entity::insert_many(heads.map(IntoActiveModel::into_active_model));
    heads.exec_without_returning(&db.writer).await.unwrap();
    let rows = ids.iter().zip(cases).flat_map(|(&id, case)| case.rows(id));
    let rows = audience::row::Entity::insert_many(rows.map(IntoActiveModel::into_active_model));
    rows.exec_without_returning(&db.writer).await.unwrap();
    ids
}

async fn listed(db: &Database, viewer: &Viewer) -> BTreeSet<Uuid> {
    let condition = viewer.condition(head::Column::CaseId, db.writer.get_database_backend());
    let heads = head::Entity::find().filter(condition).all(&db.writer).await.unwrap();
    heads.into_iter().map(|head| head.case_id).collect()
}

async fn both_answer_alike(db: &Database, scene: &Scene) -> Result<(), TestCaseError> {
    let ids = filed(db, &scene.cases).await;
    for actor in &scene.actors {
        let viewer = scene.viewer(actor);
        let listed = listed(db, &viewer).await;
        for (id, case) in ids.iter().zip(&scene.cases) {
            let sees = viewer.sees(case);
            prop_assert_eq!(listed.contains(id), sees, "{:?} {:?}", actor, case);
            let is_person = matches!(actor, Actor::Person { .. });
            let accused = is_person && scene.is_accused(actor, case);
            prop_assert!(!(accused && sees), "{:?} is accused in {:?}", actor, case);
            if is_plain(actor) && sees {
                prop_assert!(scene.concerns(actor, case), "{:?} sees {:?}", actor, case);
            }
            if is_plain(actor) && case.barred_units.is_empty() && case.barred_subjects.is_empty() {
                prop_assert_eq!(scene.concerns(actor, case), sees, "{:?} {:?}", actor, case);
            }
        }
        let named = Viewer { by_name: true, ..viewer };
        let listed = self::listed(db, &named).await;
        for (id, case) in ids.iter().zip(&scene.cases) {
            prop_assert_eq!(listed.contains(id), named.sees(case), "by name: {:?} {:?}", actor, case);
        }
    }
    Ok(())
}

fn random_scenes(many: u32, home: impl Future<Output = Option<TestDatabase>>) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let Some(home) = runtime.block_on(home) else { return };
    let room = runtime.block_on(Room::on(home));
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(many)
    };
    let outcome = TestRunner::new(config).run(&scene(), |scene| runtime.block_on(both_answer_alike(&room.db, &scene)));
    outcome.unwrap();
}

#[test]
fn rules_and_sqlite_answer_alike_and_nobody_sees_past_a_bar() {
    random_scenes(200, async { Some(TestDatabase::sqlite()) });
}

#[test]
fn rules_and_postgres_answer_alike_and_nobody_sees_past_a_bar() {
    random_scenes(40, TestDatabase::postgres());
}

both_databases! {
    a_city_of_thousands_of_units_is_one_value;
}

async fn a_city_of_thousands_of_units_is_one_value(home: TestDatabase) {
    let room = Room::on(home).await;
    let many = (0..3).flat_map(|office| (0..1000).map(move |number| format!("330602001{number:03}-X{office}").parse().unwrap()));
    let viewer = Viewer {
        subject: Some("an".to_owned()),
        chain: vec!["330602".parse().unwrap()],
        reach: audience::Reach::Units(many.collect()),
        by_name: false,
    };
    let seen = Audience {
        units: ["330602001007-X2".parse().unwrap()].into(),
        ..Audience::default()
    };
    let elsewhere = Audience {
        units: ["330603".parse().unwrap()].into(),
        ..Audience::default()
    };
    let accusing = Audience {
        barred_units: ["330602".parse().unwrap()].into(),
        ..seen.clone()
    };
    let ids = filed(&room.db, &[seen, elsewhere, accusing]).await;
    assert_eq!(listed(&room.db, &viewer).await, [ids[0]].into());
}
