//! What a draft would have done with what happened.

use shiyu_kit::calendar::Calendar;
use shiyu_kit::ledger::Unread;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::given::{NOW, place, rule};
use crate::catalogue::domain::builtin as catalogue;
use crate::catalogue::tests::scene::{TOWN, VILLAGE, code};
use crate::dispatch::domain::{Key, PastEvent, PastEvents, Replay, Rule, Table, Window, builtin, replay};
use crate::domain::terms::{Level, Thing};

/// Events in the order of their reports.
pub(in crate::dispatch) struct Told(pub(in crate::dispatch) Vec<PastEvent>);

impl PastEvents for Told {
    async fn page(&self, window: Window, after: Option<Key>, limit: u64) -> Result<Vec<PastEvent>, Unread> {
        let seen = |event: &PastEvent| after.is_some_and(|key| (event.at, event.id) <= (key.at, key.id));
        let rest = self.0.get(self.0.partition_point(seen)..).unwrap_or_default();
        let found = rest.iter().filter(|event| window.from <= event.at && event.at < window.to);
        Ok(found.take(usize::try_from(limit).unwrap()).cloned().collect())
    }
}

pub(in crate::dispatch) fn event(number: u128, class: &str, unit: &str, at: OffsetDateTime) -> PastEvent {
    PastEvent {
        id: Uuid::from_u128(number),
        class: class.parse().unwrap(),
        level: Level::Grid,
        place: place("330602001003008"),
        at,
        unit: code(unit),
        returned: Vec::new(),
        dispatched: true,
    }
}

async fn simulated(events: Vec<PastEvent>, rules: Vec<Rule>) -> Replay {
    let mut table = Table {
        version: 7,
        ..builtin().unwrap()
    };
    table.draft.rules = rules;
    let window = Window {
        from: NOW - Duration::DAY,
        to: NOW,
    };
    let edition = catalogue().unwrap();
    replay(&Told(events), window, &table, (&edition, &Calendar::builtin()))
        .await
        .unwrap()
}

#[tokio::test]
async fn moves_are_counted_by_unit_and_some_are_named() {
    let then = NOW - Duration::DAY;
    let mut events: Vec<_> = (0..30).map(|number| event(number, "E0102", TOWN, then)).collect();
    events.extend((30..35).map(|number| event(number, "E1101", TOWN, then)));
    events.extend((35..37).map(|number| event(number, "C0101", TOWN, then)));
    events.push(event(99, "E0102", TOWN, NOW));
    let rules = vec![rule("rubbish", &["E01"], "{village}"), rule("events", &["E"], "{town}")];
    let replay = simulated(events, rules).await;
    assert_eq!((replay.asked, replay.moved, replay.unmoved, replay.unrouted), (37, 30, 5, 2));
    let moves = replay.moves();
    assert_eq!(moves[0], (&code(TOWN), Some(&code(VILLAGE)), 30));
    assert_eq!(moves[1], (&code(TOWN), None, 2));
    assert_eq!(
        (replay.examples.len(), replay.examples[0], replay.truncated),
        (20, Uuid::from_u128(0), false)
    );
}

#[tokio::test]
async fn what_was_never_dispatched_does_not_move() {
    let then = NOW - Duration::DAY;
    let mut events: Vec<_> = (0..3).map(|number| event(number, "E0102", TOWN, then)).collect();
    events[0].dispatched = false;
    let replay = simulated(events, vec![rule("rubbish", &["E01"], "{village}")]).await;
    assert_eq!((replay.asked, replay.moved, replay.unmoved), (3, 2, 0));
    assert_eq!(replay.examples, [1, 2].map(Uuid::from_u128));
}

#[tokio::test]
async fn what_would_go_out_of_the_county_goes_nowhere() {
    let then = NOW - Duration::DAY;
    let events: Vec<_> = (0..3).map(|number| event(number, "E0102", TOWN, then)).collect();
    for department in ["{city}", "330603"] {
        let replay = simulated(events.clone(), vec![rule("up", &[], department)]).await;
        assert_eq!((replay.asked, replay.moved, replay.unrouted), (3, 0, 3), "{department}");
    }
}

#[tokio::test]
async fn a_window_is_read_page_by_page_and_not_without_end() {
    let then = NOW - Duration::DAY;
    let many = |many| (0..many).map(|number| event(number, "E0102", TOWN, then)).collect::<Vec<_>>();
    let rules = || vec![rule("all", &[], "{town}")];
    let replay = simulated(many(2_500), rules()).await;
    assert_eq!((replay.asked, replay.unmoved, replay.truncated), (2_500, 2_500, false));
    let replay = simulated(many(100_001), rules()).await;
    assert_eq!((replay.asked, replay.truncated), (100_000, true));
}

#[tokio::test]
async fn what_its_owner_has_no_table_moves() {
    let owned = |number: u128, returned: &[&str]| {
        let mut event = event(number, "C0101", "330602-SLJ", NOW - Duration::HOUR);
        event.place.component = Some(Thing {
            code: "3306020101000001".parse().unwrap(),
            owner: Some(code("330602-SLJ")),
            maintainer: None,
        });
        event.returned = returned.iter().copied().map(code).collect();
        event
    };
    let replay = simulated(vec![owned(1, &[]), owned(2, &["330602-SLJ"])], vec![rule("all", &[], "{town}")]).await;
    assert_eq!(
        (replay.asked, replay.unmoved, replay.moved),
        (2, 1, 1),
        "the owner sent the second back"
    );
}
