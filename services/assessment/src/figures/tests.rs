//! The read models on both databases.

use proptest::prelude::*;
use prost::Message;
use sea_orm::{EntityTrait, IdenStatic as _, Iterable as _};
use shiyu_kit::clock::new_id;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::Fact;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_COUNTY, OTHER_TOWN, TOWN};
use shiyu_proto::petition::v1 as petition;
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::table::{heard, limit, occurrence, watermark};
use super::*;
use crate::scene::{Scene, clock, event, fact};

shiyu_kit::both_databases! {
    any_order_with_repeats_gives_the_same_figures;
    a_sealed_matter_is_counted_nowhere;
    nobody_stands_in_the_read_models;
    what_a_case_adds_is_known_as_of_any_position;
    another_generation_begins_anew;
    a_fact_that_cannot_be_taken_in_harms_no_other;
}

const BEGIN: OffsetDateTime = datetime!(2026-05-04 02:00 UTC);

fn may() -> Span {
    Span {
        from: date!(2026 - 05 - 01),
        to: date!(2026 - 05 - 31),
    }
}

fn facts() -> Vec<Fact> {
    let cases = [(1, TOWN, 5), (2, TOWN, 2), (3, OTHER_TOWN, 40)];
    cases
        .iter()
        .flat_map(|(case, town, due)| event(Uuid::from_u128(*case), town, BEGIN, *due))
        .collect()
}

async fn told(scene: &Scene) -> String {
    let db = &scene.office.db.reader;
    let cube = figures(db, may()).await.unwrap();
    serde_json::to_string(&(cube, watermarks(db).await.unwrap())).unwrap()
}

async fn any_order_with_repeats_gives_the_same_figures(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let ordered = facts();
    scene.hear(&ordered).await;
    let expected = told(&scene).await;
    let cube = figures(&scene.office.db.reader, may()).await.unwrap().rolled(Level::Town);
    let count = |source: &str| cube.count(TOWN, source, &[]);
    assert_eq!(
        [count("grid.closed"), count("grid.handle.due"), count("grid.handle.in_time")],
        [2, 2, 1]
    );
    assert_eq!([count("grid.whole.met"), count("grid.whole.in_time")], [2, 0]);
    assert_eq!(cube.count(OTHER_TOWN, "grid.handle.due", &[]), 0);
    let marks = watermarks(&scene.office.db.reader).await.unwrap();
    assert_eq!((marks.len(), marks[0].facts, marks[0].sequence), (1, 21, 7));
    for turn in 1..4_usize {
        drop_all(&scene.office.db.writer, 9).await.unwrap();
        let mut mixed: Vec<Fact> = ordered.iter().chain(ordered.iter().skip(turn * 3)).cloned().collect();
        mixed.reverse();
        mixed.rotate_left(turn * 5);
        scene.hear(&mixed).await;
        assert_eq!(told(&scene).await, expected, "turn {turn}");
    }
}

async fn a_sealed_matter_is_counted_nowhere(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let case = new_id();
    let matter = |sealed| petition::MatterMoved {
        matter: Some(petition::Matter {
            unit: format!("{COUNTY}-XFJ"),
            sealed,
            clocks: vec![clock("forward", BEGIN, None)],
            ..petition::Matter::default()
        }),
    };
    scene
        .hear(&[fact("petition.matter.registered", case, 1, BEGIN, &matter(false))])
        .await;
    let count = async || figures(&scene.office.db.reader, may()).await.unwrap().totals().len();
    assert_ne!(count().await, 0);
    scene
        .hear(&[fact("petition.matter.classified", case, 2, BEGIN, &matter(true))])
        .await;
    assert_eq!(count().await, 0);
    let rows = heard::Entity::find().all(&scene.office.db.reader).await.unwrap();
    let sealed = rows.iter().find(|row| row.version == 2).unwrap();
    assert!(!sealed.said.contains("XFJ") && !sealed.said.contains("forward"), "{}", sealed.said);
    scene
        .hear(&[fact("petition.matter.accepted", case, 3, BEGIN, &matter(false))])
        .await;
    assert_eq!(count().await, 0);
}

/// A fact of mediation as its service tells it, mediators and finding and all.
#[derive(Clone, PartialEq, Message)]
struct Talkative {
    #[prost(message, optional, tag = "1")]
    happening: Option<Dispute>,
}

#[derive(Clone, PartialEq, Message)]
struct Dispute {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(string, tag = "3")]
    unit: String,
    #[prost(string, repeated, tag = "20")]
    mediators: Vec<String>,
    #[prost(string, tag = "21")]
    finding: String,
}

async fn nobody_stands_in_the_read_models(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let dispute = Dispute {
        name: "counties/330602/disputes/x".to_owned(),
        unit: TOWN.to_owned(),
        mediators: vec!["mediator-wang".to_owned()],
        finding: "citizen-zhang".to_owned(),
    };
    let told = Talkative { happening: Some(dispute) };
    scene.hear(&[fact("mediation.case.accepted", new_id(), 1, BEGIN, &told)]).await;
    scene.hear(&facts()).await;
    let rows = heard::Entity::find().all(&scene.office.db.reader).await.unwrap();
    let rows = format!("{rows:?}");
    assert!(rows.contains("mediation.accepted"));
    for person in ["wang", "zhang", "disputes/x"] {
        assert!(!rows.contains(person), "{person}");
    }
    let columns = heard::Column::iter().map(|column| column.as_str().to_owned());
    let columns = columns.chain(occurrence::Column::iter().map(|column| column.as_str().to_owned()));
    let columns = columns.chain(limit::Column::iter().map(|column| column.as_str().to_owned()));
    let columns = columns.chain(watermark::Column::iter().map(|column| column.as_str().to_owned()));
    for column in columns {
        for denied in [
            "party",
            "person",
            "subject",
            "actor",
            "applicant",
            "reporter",
            "phone",
            "document",
            "title",
            "text",
        ] {
            assert!(!column.contains(denied), "{column}");
        }
    }
    let other = Fact {
        kind: "petition.party.revealed".to_owned(),
        ..facts().remove(0)
    };
    assert_eq!(hear(&scene.intake, &other).await, Outcome::Ignored);
    let broken = Fact {
        data: vec![0xff].into(),
        id: new_id(),
        ..facts().remove(0)
    };
    assert_eq!(hear(&scene.intake, &broken).await, Outcome::Unreadable("DATA_UNREADABLE"));
}

async fn what_a_case_adds_is_known_as_of_any_position(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let case = Uuid::from_u128(1);
    let facts = event(case, TOWN, BEGIN, 5);
    scene.hear(&facts[..3]).await;
    let before = taken(&scene.office.db.writer, may()).await.unwrap();
    scene.hear(&facts[3..]).await;
    let after = taken(&scene.office.db.writer, may()).await.unwrap();
    assert!(before.position < after.position);
    for then in [&before, &after] {
        let adds = contribution(&scene.office.db.reader, case, then.position, may()).await.unwrap();
        assert_eq!(adds, then.cube);
        assert!(then.cube.clone().minus(&adds).totals().values().all(|count| *count == 0));
        assert_eq!(then.cases, 1);
    }
    assert_ne!(before.cube, after.cube);
}

async fn another_generation_begins_anew(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.hear(&facts()).await;
    let expected = told(&scene).await;
    drop_all(&scene.office.db.writer, 2).await.unwrap();
    assert_eq!(generation(&scene.office.db.reader).await.unwrap(), 2);
    assert_ne!(told(&scene).await, expected);
    scene.hear(&facts()).await;
    assert_eq!(told(&scene).await, expected);
}

/// Its case has a row that nobody can read any more.
async fn a_fact_that_cannot_be_taken_in_harms_no_other(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let (broken, whole) = (event(Uuid::from_u128(1), TOWN, BEGIN, 5), event(Uuid::from_u128(2), TOWN, BEGIN, 5));
    scene.hear(&broken[..1]).await;
    let spoil = heard::Entity::update_many().col_expr(heard::Column::Said, "{".into());
    spoil.exec(&scene.office.db.writer).await.unwrap();
    let both = [&broken[1], &whole[0]].map(|fact| hear(&scene.intake, fact));
    let both = futures::future::join_all(both).await;
    assert!(matches!(&both[0], Outcome::Trouble(_)), "{both:?}");
    assert_eq!(both[1], Outcome::Done);
    let late = Fact {
        at: datetime!(9999-12-31 23:59 UTC),
        ..whole[1].clone()
    };
    assert_eq!(hear(&scene.intake, &late).await, Outcome::Unreadable("CE_TIME_INVALID"));
}

#[test]
fn a_county_speaks_for_its_own_units_only() {
    let mut foreign = event(Uuid::from_u128(1), OTHER_COUNTY, BEGIN, 5);
    let heard = Heard::read(&foreign.remove(0)).unwrap().unwrap();
    assert_eq!((heard.said.unit.as_str(), heard.county.as_str()), (COUNTY, COUNTY));
}

#[test]
fn a_limit_counts_where_it_ends_and_where_it_is_met_late() {
    let due = |due, met| may().is_due(due, met);
    assert!(due(date!(2026 - 05 - 31), None));
    assert!(due(date!(2026 - 04 - 20), Some(date!(2026 - 05 - 01))));
    assert!(!due(date!(2026 - 04 - 20), None));
    assert!(!due(date!(2026 - 04 - 20), Some(date!(2026 - 04 - 21))));
    assert!(!due(date!(2026 - 06 - 01), Some(date!(2026 - 05 - 02))));
}

#[test]
fn units_roll_up_by_their_codes() {
    let at = |unit, level| unit_at(unit, level).unwrap_or_default();
    assert_eq!(at("330602001003", Level::Town), "330602001");
    assert_eq!(at("330602001-ZFD", Level::Town), "330602001");
    assert_eq!(at("330602-ZJJ", Level::Town), "");
    assert_eq!(at("330602-ZJJ", Level::Department), "330602-ZJJ");
    assert_eq!(at("330602001-ZFD", Level::Department), "");
    assert_eq!(at("330602001-ZFD", Level::County), "330602");
    assert_eq!(at("330600-XFJ", Level::County), "");
}

proptest! {
    #[test]
    fn a_case_comes_to_the_same_whatever_the_order_and_however_often(
        order in prop::collection::vec(0..7_usize, 0..20).prop_shuffle(),
        shuffled in Just((0..7_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let heard: Vec<Heard> = event(Uuid::from_u128(1), TOWN, BEGIN, 5)
            .iter()
            .map(|fact| Heard::read(fact).unwrap().unwrap())
            .collect();
        let expected = tally(&heard);
        let mixed: Vec<Heard> = order.into_iter().chain(shuffled).map(|index| heard[index].clone()).collect();
        prop_assert_eq!(tally(&mixed), expected);
    }
}

#[test]
fn what_happened_after_the_last_day_is_still_open_then() {
    let heard: Vec<Heard> = event(Uuid::from_u128(1), TOWN, BEGIN, 1)
        .iter()
        .map(|fact| Heard::read(fact).unwrap().unwrap())
        .collect();
    let early = Span {
        from: date!(2026 - 05 - 01),
        to: date!(2026 - 05 - 06),
    };
    let cube = Cube::of(&tally(&heard), early).rolled(Level::Town);
    let count = |source: &str| cube.count(TOWN, source, &[]);
    assert_eq!(
        [count("grid.handle.due"), count("grid.handle.met"), count("grid.handle.open")],
        [1, 0, 1]
    );
    assert_eq!(BEGIN + Duration::DAY * 4, datetime!(2026-05-08 02:00 UTC));
}
