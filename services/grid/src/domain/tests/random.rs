//! Whatever is ordered, by whomever, whenever: the event is the fold of its journal, and the rules hold.

use proptest::prelude::*;
use shiyu_kit::case::{Actor, Case};
use shiyu_kit::referral::{Destination, ReferralState, Settled};
use time::Duration;

use super::fitting::{fitting, verbs};
use super::given::*;
use crate::domain::terms::{Measure, Source};
use crate::domain::{Command, Event, Incident, Stage, StageName, Verb, What};

const UNITS: [&str; 12] = [
    CITY,
    COUNTY,
    CENTRE,
    BUREAU,
    TOWN,
    ROOM,
    STATION,
    WORKS,
    VILLAGE,
    NEXT_TOWN,
    OTHER_COUNTY,
    NOWHERE,
];

/// What is ordered next.
#[derive(Debug, Clone)]
enum Step {
    /// What the rules foresee.
    Next,
    /// An order as it fits, by who may give it.
    Fitting(Verb),
    /// An order as it fits, by anybody.
    ByAnybody(Actor, Verb),
    /// Anything, by anybody.
    Anything(Actor, Command),
    /// Something by the unit whose turn it is.
    ByHolder(Command),
    /// The next clock rings.
    Ring,
}

fn actor() -> impl Strategy<Value = Actor> {
    let unit = || prop::sample::select(UNITS.to_vec());
    prop_oneof![
        3 => unit().prop_map(officer),
        3 => unit().prop_map(dispatcher),
        3 => prop::sample::select(vec![lead(), patrol(), supervisor(), volunteer(), person("police", VILLAGE, &[])]),
        1 => prop::sample::select(vec![service("mediation"), service("enforcement"), service("grid"), party(), Actor::Clock]),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    let unit = || prop::sample::select(UNITS.to_vec());
    let day = || (-1..200_i64).prop_map(|days| START.date() + Duration::days(days));
    let states = vec![
        ReferralState::Accepted,
        ReferralState::Refused,
        ReferralState::Done,
        ReferralState::Returned,
    ];
    prop_oneof![
        2 => unit().prop_map(dispatch_to),
        1 => Just(dispatch()),
        2 => unit().prop_map(designate),
        1 => Just(send_back()),
        2 => any::<bool>().prop_map(verification),
        2 => any::<bool>().prop_map(inspect),
        1 => (0..8_u32).prop_map(extend),
        1 => day().prop_map(suspend),
        1 => day().prop_map(renew),
        1 => prop::sample::select(Measure::ALL.to_vec()).prop_map(handled_by),
        1 => prop::sample::select(vec![Destination::Mediation, Destination::Enforcement]).prop_map(offer),
        2 => prop::sample::select(states).prop_map(answer),
        2 => prop::sample::select(vec![Settled::Whole, Settled::InPart, Settled::Not]).prop_map(|settled| agreed(Some(settled))),
        1 => unit().prop_map(agree),
        1 => unit().prop_map(designated),
        1 => prop::sample::select(vec!["E1201", "E0101"]).prop_map(reclassify),
        1 => Just(Command::Reckon),
        1 => Just(report()),
    ]
}

fn step() -> impl Strategy<Value = (Step, i64)> {
    let verb = || prop::sample::select(verbs().collect::<Vec<_>>());
    let step = prop_oneof![
        10 => Just(Step::Next),
        5 => verb().prop_map(Step::Fitting),
        3 => (actor(), verb()).prop_map(|(by, verb)| Step::ByAnybody(by, verb)),
        3 => (actor(), command()).prop_map(|(by, command)| Step::Anything(by, command)),
        3 => command().prop_map(Step::ByHolder),
        3 => Just(Step::Ring),
    ];
    let after = prop_oneof![4 => Just(0), 8 => 0..20_000_i64, 1 => -5..0_i64, 1 => 100_000..3_000_000_i64];
    (step, after)
}

/// What the rules foresee next.
fn next(incident: &Incident) -> (Actor, Command) {
    use StageName as S;
    let verb = match incident.stage.name() {
        S::Reported if incident.report.source.needs_verifying() => Verb::OrderVerification,
        S::Reported => Verb::Accept,
        S::Verifying => Verb::ReportVerification,
        S::Accepted => Verb::File,
        S::InGrid | S::Handling => Verb::ReportHandled,
        S::Filed => Verb::Dispatch,
        S::Dispatched => Verb::SignIn,
        S::Suspended => Verb::Resume,
        S::Handled => Verb::Inspect,
        S::Verified => Verb::Close,
        S::Disputed => Verb::DesignateHandler,
        S::Closed => Verb::Evaluate,
        S::Duplicate => Verb::Unmerge,
        S::Rejected | S::EmergencyTransferred | S::HandedOver => Verb::Recuse,
    };
    fitting(verb, incident)
}

fn ordered(step: Step, given: &mut Given) -> Option<(Actor, Command)> {
    let incident = given.incident();
    Some(match step {
        Step::Next => next(incident),
        Step::Fitting(verb) => fitting(verb, incident),
        Step::ByAnybody(by, verb) => (by, fitting(verb, incident).1),
        Step::Anything(by, command) => (by, command),
        Step::ByHolder(command) => (officer(incident.unit.as_str()), command),
        Step::Ring => {
            let ringing = incident.next_ringing()?;
            given.now = given.now.max(ringing.at);
            let (clock, at) = (ringing.clock, ringing.at);
            (Actor::Clock, Command::Tick { clock, at })
        }
    })
}

/// What holds of every event.
fn the_rules_hold(incident: &Incident) {
    let mut running: Vec<&str> = incident.running().collect();
    running.sort_unstable();
    let count = running.len();
    running.dedup();
    assert_eq!(running.len(), count, "no clock runs twice");
    let (stage, hands, course) = (incident.stage.name(), &incident.hands, &incident.course);
    if stage == StageName::Closed {
        assert_eq!(hands.missing(), [], "five hands");
        assert!(running.iter().all(|name| ["evaluate", "reopen"].contains(name)));
    } else if stage.is_end() {
        assert_eq!(count, 0, "{stage:?} {running:?}");
    } else {
        assert_ne!(incident.legal_due(), None, "nobody waits without a limit: {stage:?} {running:?}");
    }
    assert!(running.iter().filter(|name| name.starts_with("level.")).count() <= 1);
    assert_eq!(running.contains(&"suspension"), stage == StageName::Suspended);
    assert!(
        hands.handled_by.is_none() || hands.handled_by != hands.reported_by,
        "who reported does not handle"
    );
    assert!(
        hands.handled_by.is_none() || hands.handled_by != hands.patrolled_by,
        "who patrolled does not handle"
    );
    assert!(hands.verified_by.as_ref().is_none_or(|by| Some(by) != hands.handled_by.as_ref()));
    assert!(course.returns.len() <= 2);
    assert!(incident.audience().units.contains(&incident.unit));
}

/// What holds of every step.
fn the_step_is_lawful(before: &Incident, by: &Actor, events: &[Event]) {
    for event in events {
        if let What::Verified(inspection) | What::Reworked(inspection) = &event.what {
            assert!(!before.course.handlers.contains(&inspection.by), "who handled does not verify");
        }
        if let What::Ended(_) | What::Accepted(_) | What::Dispatched(_) | What::Extended { .. } = &event.what {
            let designated = events.iter().any(|event| matches!(event.what, What::BoundarySettled(_)));
            assert!(by.is_person() || designated, "a person decides");
        }
        if let What::Accepted(_) = &event.what {
            let seen = before.hands.patrolled_by.is_some() || events.len() > 1;
            assert!(seen || !before.report.source.needs_verifying());
        }
    }
}

fn replay(journal: &[Event]) -> Option<Incident> {
    journal.iter().fold(None, |case, event| {
        let kept = serde_json::to_string(event).expect("an event is written");
        let read: Event = serde_json::from_str(&kept).expect("an event is read");
        assert_eq!(read, *event);
        Some(Incident::evolve(case, &read).expect("an event of the journal follows"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_event_is_the_fold_of_its_journal_and_the_rules_hold(
        source in prop::sample::select(vec![Source::Patrol, Source::Hotline, Source::Department]),
        steps in prop::collection::vec(step(), 0..80),
    ) {
        let mut given = Given::nothing();
        let by = match source {
            Source::Patrol => patrol(),
            Source::Department => officer(BUREAU),
            Source::Citizen | Source::Volunteer | Source::Hotline | Source::Neighbour | Source::Petition => service("hotline"),
        };
        given.does(&by, reported_from(source));
        for (step, after) in steps {
            given.now += Duration::seconds(after);
            let Some((by, command)) = ordered(step, &mut given) else { continue };
            let before = given.incident().clone();
            if let Ok(events) = given.when(&by, command) {
                the_step_is_lawful(&before, &by, &events);
            } else {
                prop_assert_eq!(given.incident(), &before);
            }
            the_rules_hold(given.incident());
        }
        prop_assert_eq!(replay(&given.journal), given.incident);
    }

    #[test]
    fn every_event_that_is_left_alone_comes_to_rest(stage in prop::sample::select(StageName::ALL.to_vec())) {
        let mut given = Given::an_event(stage);
        let mut rings = 0;
        while given.incident().next_ringing().is_some() {
            prop_assert!(!given.when_the_next_clock_rings().is_empty());
            rings += 1;
            prop_assert!(rings <= 40, "each level and each clock four rings");
        }
    }
}

#[test]
fn a_life_in_one_go_comes_to_its_close() {
    let mut given = Given::reported(&service("hotline"), call());
    while given.incident().stage.ending().is_none() {
        let (by, command) = next(given.incident());
        given.does(&by, command);
        given.now += Duration::minutes(10);
    }
    assert_eq!(given.stage(), StageName::Closed);
    assert!(matches!(given.incident().stage, Stage::Ended(_)));
}
