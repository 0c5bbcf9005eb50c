//! Whatever is ordered, by whomever, whenever: the petition is the fold of its journal, and nothing panics.

use proptest::prelude::*;
use shiyu_kit::case::{Actor, Case};
use time::Duration;

use super::given::*;
use crate::domain::{Classification, Command, Event, Petition, ReliefPath, StageName};

/// One order of a random life, and how long after the one before (seconds, now and then backwards).
#[derive(Debug, Clone)]
struct Order {
    /// What, by whom; none: the step the law foresees next.
    what: Option<(Actor, Command)>,
    after: i64,
}

fn command() -> impl Strategy<Value = Command> {
    let clock = prop::sample::select(vec!["forward", "accept", "classify", "handle", "serve", "review_window", "none"]);
    prop_oneof![
        1 => Just(register()),
        3 => prop::sample::select(vec![TOWN, BUREAU, OTHER_COUNTY, "330602009"]).prop_map(forward),
        3 => Just(accept()),
        3 => Just(start_handling()),
        1 => Just(Command::StartHandling { classification: Classification::AppealForRelief(ReliefPath::Arbitration) }),
        3 => Just(issue()),
        3 => prop::option::of(-200_000..200_000_i64)
            .prop_map(|offset| service_at(offset.map(|offset| START + Duration::days(4) + Duration::seconds(offset)))),
        1 => Just(Command::Close),
        3 => (clock, 0..200_i64).prop_map(|(clock, days)| Command::Tick {
            clock: clock.to_owned(),
            at: START + Duration::days(days),
        }),
        1 => Just(Command::Reckon),
    ]
}

fn actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        4 => prop::sample::select(vec![OFFICE, TOWN, BUREAU, OTHER_COUNTY]).prop_map(officer),
        1 => Just(person("head", Some(TOWN))),
        1 => Just(person("citizen", None)),
        1 => Just(service()),
        1 => Just(party()),
        1 => Just(Actor::Clock),
    ]
}

fn order() -> impl Strategy<Value = Order> {
    let after = prop_oneof![5 => 0..100_000_i64, 1 => -5..0_i64, 1 => 1_000_000..6_000_000_i64];
    (prop::option::weighted(0.6, (actor(), command())), after).prop_map(|(what, after)| Order { what, after })
}

fn replay(journal: &[Event]) -> Option<Petition> {
    journal.iter().fold(None, |case, event| {
        let kept = serde_json::to_string(event).expect("an event is written");
        let read: Event = serde_json::from_str(&kept).expect("an event is read");
        Some(Petition::evolve(case, &read).expect("an event of the journal follows"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_petition_is_the_fold_of_its_journal(orders in prop::collection::vec(order(), 0..60)) {
        let mut given = Given::nothing();
        given.when(&officer(OFFICE), &register()).unwrap();
        for Order { what, after } in orders {
            given.now += Duration::seconds(after);
            let (by, command) = what.unwrap_or_else(|| next_step(given.petition().stage.name()));
            let before = given.petition.clone();
            let closed = given.petition().stage.name() == StageName::Closed;
            let answer = given.when(&by, &command);
            if closed || answer.is_err() {
                prop_assert_eq!(&given.petition, &before);
            }
        }
        prop_assert_eq!(replay(&given.journal), given.petition);
    }

    #[test]
    fn every_petition_that_is_left_alone_comes_to_rest(stage in prop::sample::select(StageName::ALL.to_vec())) {
        let mut given = Given::a_petition(stage);
        let mut rings = 0;
        while given.petition().next_ringing().is_some() {
            prop_assert!(!given.when_the_next_clock_rings().is_empty());
            rings += 1;
            prop_assert!(rings <= 8, "two clocks with four rings each is the most that runs");
        }
    }
}
