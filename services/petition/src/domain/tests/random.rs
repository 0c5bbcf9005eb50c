//! Whatever is ordered, by whomever, whenever: the petition is the fold of its journal, and the law holds.

use proptest::prelude::*;
use shiyu_kit::case::{Actor, Case};
use shiyu_kit::fault::Refusal as _;
use time::Duration;

use super::given::*;
use super::stages::{fitting, verbs};
use crate::domain::{Classification, Command, Decision, Destination, End, Event, Petition, ReliefPath, Ruling, StageName, Verb, What};

const UNITS: [&str; 11] = [
    CITY,
    CITY_OFFICE,
    COUNTY,
    OFFICE,
    TOWN,
    NEXT_TOWN,
    VILLAGE,
    BUREAU,
    BRIGADE,
    OTHER_COUNTY,
    NOWHERE,
];

/// What is ordered next.
#[derive(Debug, Clone)]
enum Order {
    /// The step the law foresees.
    Next,
    /// An order as it fits, by who may give it.
    Fitting(Verb),
    /// An order as it fits, by anybody.
    ByAnybody(Actor, Verb),
    /// Anything, by anybody.
    Anything(Actor, Command),
    /// Something by who holds it.
    ByHolder(Command),
    /// The next clock rings.
    Ring,
    /// A unit is no more.
    Abolish(&'static str),
}

fn actor() -> impl Strategy<Value = Actor> {
    let subject = prop::sample::select(vec![
        "anybody",
        ACCUSED,
        "officer of 330602001",
        "head of 330602001",
        "officer of 330602",
    ]);
    prop_oneof![
        4 => prop::sample::select(UNITS.to_vec()).prop_map(officer),
        2 => (subject, prop::option::of(prop::sample::select(UNITS.to_vec()))).prop_map(|(subject, unit)| person(subject, unit)),
        1 => Just(named_service("mediation")),
        1 => prop::sample::select(vec![PETITIONER, RESPONDENT, STRANGER]).prop_map(|id| Actor::Party { id }),
        1 => Just(Actor::Clock),
        1 => Just(secretary()),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    let unit = || prop::sample::select(UNITS.to_vec());
    let offset = || prop::option::of((-4_000_000..100_i64).prop_map(|seconds| START + Duration::days(20) + Duration::seconds(seconds)));
    let rulings = vec![Ruling::Upheld, Ruling::Changed, Ruling::Revoked];
    let kinds = vec![
        classify(Classification::Suggestion),
        Command::Classify(accusation([BUREAU])),
        classify(Classification::AppealForRelief(ReliefPath::PartyAppeal)),
        duty(),
        start_handling(),
    ];
    let decisions = vec![Decision::Supported, Decision::Explained];
    prop_oneof![
        1 => unit().prop_map(forward),
        1 => unit().prop_map(assign),
        1 => unit().prop_map(designate),
        1 => unit().prop_map(assistance),
        1 => unit().prop_map(|to| Command::Transfer { to: code(to) }),
        4 => prop::sample::select(kinds),
        1 => any::<bool>().prop_map(|agree| Command::DecideObjection { agree }),
        1 => Just(register()),
        1 => prop::sample::select(vec![COUNTY, OTHER_COUNTY, CITY]).prop_map(|owner| raise(&[owner])),
        1 => prop::sample::select(vec![COUNTY, OTHER_COUNTY]).prop_map(agree),
        2 => Just(Command::Simplify),
        1 => Just(resume()),
        1 => prop::option::of(unit()).prop_map(reroute),
        1 => (0..40_u32).prop_map(extend),
        4 => prop::sample::select(decisions).prop_map(draft),
        1 => offset().prop_map(service_at),
        1 => offset().prop_map(serve_ruling),
        1 => offset().prop_map(remedy),
        4 => prop::sample::select(rulings).prop_map(rule),
        1 => any::<bool>().prop_map(change),
        1 => prop::sample::select(vec![Destination::Mediation, Destination::Enforcement, Destination::Grid]).prop_map(offer),
        1 => Just(Command::Reckon),
    ]
}

fn order() -> impl Strategy<Value = (Order, i64)> {
    let verb = || prop::sample::select(verbs());
    let order = prop_oneof![
        12 => Just(Order::Next),
        4 => verb().prop_map(Order::Fitting),
        3 => (actor(), verb()).prop_map(|(by, verb)| Order::ByAnybody(by, verb)),
        2 => (actor(), command()).prop_map(|(by, command)| Order::Anything(by, command)),
        4 => command().prop_map(Order::ByHolder),
        2 => Just(Order::Ring),
        1 => prop::sample::select(vec![TOWN, BUREAU]).prop_map(Order::Abolish),
    ];
    let after = prop_oneof![8 => 0..100_000_i64, 1 => -5..0_i64, 1 => 1_000_000..6_000_000_i64];
    (order, after)
}

/// The step the law foresees next.
fn next_step(petition: &Petition) -> (Actor, Command) {
    use StageName as S;
    let accused = petition.classification() == Some(Classification::Accusation);
    let verb = match petition.stage.name() {
        S::Registered => Verb::Forward,
        S::Forwarded | S::Assigned => Verb::Accept,
        S::Objected => Verb::DecideObjection,
        S::JurisdictionDisputed => Verb::Designate,
        S::Accepted => Verb::Classify,
        S::Studying => Verb::Reply,
        S::Handling if accused => Verb::Reply,
        S::DutyRequested if petition.course.duty.as_ref().is_some_and(|duty| !duty.is_heard()) => Verb::ReportDuty,
        S::DutyRequested | S::Handling if petition.course.draft.is_none() => Verb::DraftOpinion,
        S::Handling if petition.clock("serve_revocation").is_some() => Verb::ServeRuling,
        S::DutyRequested | S::Handling => Verb::IssueOpinion,
        S::OpinionIssued => Verb::ServeOpinion,
        S::OpinionServed | S::ReviewServed => Verb::RequestRemedy,
        S::ReviewRequested | S::RecheckRequested => Verb::TakeUpRemedy,
        S::Reviewing | S::Rechecking => Verb::DecideRemedy,
        S::ReviewDecided | S::RecheckDecided => Verb::ServeRuling,
        S::Merged => Verb::Unmerge,
        S::Closed | S::Terminated => Verb::ReportExecution,
        S::Settled | S::Replied | S::Diverted | S::Redirected | S::Withdrawn | S::NotAccepted | S::HandedOver | S::Archived => {
            Verb::Archive
        }
    };
    fitting(verb, petition)
}

fn given_by(order: Order, given: &mut Given) -> Option<(Actor, Command)> {
    let petition = given.petition();
    Some(match order {
        Order::Next => next_step(petition),
        Order::Fitting(verb) => fitting(verb, petition),
        Order::ByAnybody(by, verb) => (by, fitting(verb, petition).1),
        Order::Anything(by, command) => (by, command),
        Order::ByHolder(command) => (officer(petition.unit.as_str()), command),
        Order::Ring => {
            let ringing = petition.clocks.next_ringing()?;
            given.now = given.now.max(ringing.at);
            let (clock, at) = (ringing.clock, ringing.at);
            (Actor::Clock, Command::Tick { clock, at })
        }
        Order::Abolish(unit) => {
            given.abolish(unit);
            return None;
        }
    })
}

fn is_accused(by: &Actor, given: &Given) -> bool {
    let Actor::Person { subject, unit, .. } = by else { return false };
    let accused = &given.petition().accused;
    let chain = unit.as_ref().and_then(|unit| unit.parse().ok());
    let chain = chain.map(|unit| given.units.chain(&unit, given.now.date())).unwrap_or_default();
    accused.subjects.contains(subject) || chain.iter().any(|unit| accused.units.contains(unit))
}

/// What holds of every petition.
fn the_law_holds(petition: &Petition) {
    let mut running: Vec<_> = petition.clocks.running().map(|clock| clock.rule.id.as_ref()).collect();
    running.sort_unstable();
    let count = running.len();
    running.dedup();
    assert_eq!(running.len(), count, "no clock runs twice");
    let stage = petition.stage.name();
    assert_eq!(running.contains(&"execute"), petition.course.is_execution_pending(), "{stage:?}");
    let elsewhere =
        matches!(petition.stage.ending().map(|ending| &ending.end), Some(End::Diverted(diversion)) if diversion.outcome.is_none());
    if matches!(stage, StageName::Archived | StageName::Merged) || elsewhere {
        assert_eq!(count, 0);
    } else if stage.is_end() {
        // Who does not carry out what was supported is pressed beside it, and an organ owes its answer whatever becomes of the matter.
        running.retain(|clock| !clock.starts_with("supervision.") && !clock.starts_with("accountability."));
        assert!(running == ["archive"] || running == ["execute"], "{stage:?} {running:?}");
    } else {
        assert_ne!(count, 0, "the petitioner never waits without a limit: {stage:?}");
    }
    let fast = running.iter().any(|clock| clock.starts_with("fast_"));
    assert!(
        !fast || petition.is_on_fast_track(),
        "what is promised is promised on the fast track: {stage:?}"
    );
    let has_opinion = petition.classification().is_some_and(Classification::has_opinion);
    assert!(has_opinion || petition.course.opinions.is_empty() && petition.course.draft.is_none());
}

/// What holds of every step.
fn the_step_is_lawful(before: &Petition, events: &[Event]) {
    for event in events {
        let handled = |reviewer: &String| before.course.had_a_hand(reviewer);
        if let What::RemedyTakenUp(taken_up) = &event.what {
            assert!(!handled(&taken_up.by), "no reviewer handled the case");
        }
        if let What::RemedyDecided { given, .. } = &event.what {
            assert!(!handled(&given.decided_by), "no reviewer handled the case");
        }
    }
}

fn replay(journal: &[Event]) -> Option<Petition> {
    journal.iter().fold(None, |case, event| {
        let kept = serde_json::to_string(event).expect("an event is written");
        let read: Event = serde_json::from_str(&kept).expect("an event is read");
        assert_eq!(read, *event);
        Some(Petition::evolve(case, &read).expect("an event of the journal follows"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_petition_is_the_fold_of_its_journal_and_the_law_holds(
        against in any::<bool>(),
        orders in prop::collection::vec(order(), 0..80),
    ) {
        let mut given = Given::nothing();
        given.does(&officer(OFFICE), &if against { register_against([BUREAU]) } else { register() });
        for (order, after) in orders {
            given.now += Duration::seconds(after);
            let Some((by, command)) = given_by(order, &mut given) else { continue };
            let (before, accused) = (given.petition().clone(), is_accused(&by, &given));
            match given.when(&by, &command) {
                Ok(events) => {
                    prop_assert!(!accused, "{:?} by the accused", command);
                    the_step_is_lawful(&before, &events);
                }
                Err(refusal) => {
                    prop_assert_eq!(given.petition(), &before);
                    prop_assert!(!accused || refusal.reason() == "PETITION_UNKNOWN", "{}", refusal.reason());
                }
            }
            the_law_holds(given.petition());
            let reached = given.petition().audience().units;
            prop_assert!(!against || reached.is_disjoint(&[code(BUREAU), code(BRIGADE)].into()));
        }
        prop_assert_eq!(replay(&given.journal), given.petition);
    }

    #[test]
    fn every_petition_that_is_left_alone_comes_to_rest(stage in prop::sample::select(StageName::ALL.to_vec())) {
        let mut given = Given::a_petition(stage);
        let mut rings = 0;
        while given.petition().clocks.next_ringing().is_some() {
            prop_assert!(!given.when_the_next_clock_rings().is_empty());
            rings += 1;
            prop_assert!(rings <= 9, "two clocks with four rings each, and the archive");
        }
    }
}

#[test]
fn a_life_in_one_go_comes_to_the_archive() {
    let mut given = Given::nothing();
    given.does(&officer(OFFICE), &register());
    while given.stage() != StageName::Terminated {
        let (by, command) = next_step(given.petition());
        given.does(&by, &command);
    }
    given.when_the_next_clock_rings();
    assert_eq!(given.stage(), StageName::Archived);
}
