//! What mediation agreed (S4).

use shiyu_kit::referral::{Confirmation, Destination, Outcome, ReferralState, Settled};
use time::Duration;

use super::given::*;
use crate::domain::terms::{Level, Measure, ResolutionTier};
use crate::domain::{Command, End, Event, StageName};

/// Where nobody has it in hand yet, and the limits that run there.
const BEFORE: [(StageName, &[&str]); 4] = [
    (StageName::Accepted, &["file"]),
    (StageName::Filed, &["dispatch"]),
    (StageName::Dispatched, &["handle", "level.town", "return"]),
    (StageName::Disputed, &["designate", "handle"]),
];

/// Offered to mediation, which took it on; it stands still.
fn taken_on(stage: StageName) -> Given {
    let mut given = Given::an_event(stage);
    given.does(&dispatcher(ROOM), offer(Destination::Mediation));
    given.does(&service("mediation"), answer(ReferralState::Accepted));
    given.now += Duration::days(9);
    given
}

/// All of it was agreed.
fn settled(stage: StageName) -> Given {
    let mut given = taken_on(stage);
    given.does(&service("mediation"), agreed(Some(Settled::Whole)));
    assert_eq!(given.stage(), StageName::Handled);
    given
}

/// Offered in the grid, and sent up to the town's desk before mediation took it on; it stands still there.
fn climbed() -> Given {
    let mut given = Given::in_grid();
    given.does(&lead(), offer(Destination::Mediation));
    given.does(&lead(), escalate());
    given.does(&lead(), escalate());
    given.does(&service("mediation"), answer(ReferralState::Accepted));
    assert_eq!((given.stage(), given.incident().level), (StageName::Suspended, Level::Town));
    given.now += Duration::days(9);
    given
}

/// What enforcement tells, to which it was offered too.
fn enforcement(given: &mut Given, state: ReferralState) -> Vec<Event> {
    let outcome = Outcome::of(SECOND_OFFER, state, START);
    given.does(&service("enforcement"), Command::AnswerReferral(outcome))
}

fn kinds(events: &[Event]) -> Vec<&'static str> {
    events.iter().map(Event::kind).collect()
}

#[test]
fn what_is_agreed_as_a_whole_is_handled_and_waits_for_somebody_elses_eyes() {
    for stage in [StageName::Handling, StageName::InGrid] {
        for told in [Some(Settled::Whole), None] {
            let mut given = taken_on(stage);
            let events = given.does(&service("mediation"), agreed(told));
            assert_eq!(kinds(&events), ["referral.done", "event.resumed", "event.handled"]);
            assert_eq!((given.stage(), given.running()), (StageName::Handled, ["inspect"].into()));
            let incident = given.incident();
            assert_eq!(incident.hands.handled_by.as_deref(), Some("mediation"));
            let handling = incident.course.handlings.last().unwrap();
            assert!(handling.report.contains("its case/agreements/1"));
            assert_eq!(handling.measures, [Measure::InvitedToMediation]);
        }
    }
}

#[test]
fn it_is_verified_and_closed_by_people() {
    let mut given = settled(StageName::InGrid);
    given.does(&supervisor(), inspect(true));
    given.does(&dispatcher(ROOM), Command::Close);
    let end = &given.incident().stage.ending().unwrap().end;
    assert_eq!(
        *end,
        End::Closed {
            tier: ResolutionTier::Grid
        }
    );
}

#[test]
fn what_whoever_looks_finds_undone_goes_on_where_it_was_handled() {
    for stage in [StageName::Handling, StageName::InGrid] {
        let mut given = settled(stage);
        given.does(&supervisor(), inspect(false));
        assert_eq!(given.stage(), stage);
        let again = given.does(&service("mediation"), agreed(Some(Settled::Whole)));
        assert_eq!((again, given.stage()), (Vec::new(), stage), "that was told before");
    }
}

#[test]
fn with_what_is_left_open_whoever_handles_it_goes_on_until_all_of_it_is_agreed() {
    let mut given = taken_on(StageName::Handling);
    given.does(&service("mediation"), agreed(Some(Settled::InPart)));
    assert_eq!(given.stage(), StageName::Handling, "a part is open");
    let events = given.does(&service("mediation"), agreed(Some(Settled::Whole)));
    assert_eq!(kinds(&events), ["agreement.heard", "event.handled"]);
    assert_eq!(given.incident().course.referrals[0].settled, Some(Settled::Whole));
}

#[test]
fn what_is_agreed_no_longer_is_handled_again_while_it_is_not_closed() {
    for verified in [false, true] {
        for less in [Settled::Not, Settled::InPart] {
            let mut given = settled(StageName::Handling);
            if verified {
                given.does(&supervisor(), inspect(true));
            }
            let events = given.does(&service("mediation"), agreed(Some(less)));
            assert_eq!(kinds(&events), ["agreement.heard"]);
            assert_eq!(
                (given.stage(), given.running()),
                (StageName::Handling, ["handle", "level.town"].into())
            );
            let hands = &given.incident().hands;
            assert_eq!((hands.handled_by.as_ref(), hands.verified_by.as_ref()), (None, None));
            given.does(&officer(STATION), handled());
        }
    }
}

#[test]
fn what_a_person_handled_or_closed_stays_and_the_word_is_noted() {
    let mut handled_here = taken_on(StageName::Handling);
    handled_here.does(&service("mediation"), agreed(Some(Settled::InPart)));
    handled_here.does(&officer(STATION), handled());
    let mut closed = settled(StageName::Handling);
    closed.does(&supervisor(), inspect(true));
    closed.does(&dispatcher(ROOM), Command::Close);
    for mut given in [handled_here, closed] {
        let stage = given.stage();
        let events = given.does(&service("mediation"), agreed(Some(Settled::Not)));
        assert_eq!((kinds(&events), given.stage()), (vec!["agreement.heard"], stage));
        assert_eq!(given.incident().course.referrals[0].settled, Some(Settled::Not));
    }
}

#[test]
fn a_court_is_heard_once() {
    let mut given = settled(StageName::Handling);
    let confirmed = || {
        Command::AnswerReferral(Outcome {
            confirmation: Some(Confirmation::Confirmed),
            settled: Some(Settled::Whole),
            ..Outcome::of(OFFER, ReferralState::Done, START)
        })
    };
    assert_eq!(kinds(&given.does(&service("mediation"), confirmed())), ["agreement.heard"]);
    assert_eq!(given.does(&service("mediation"), confirmed()), []);
    assert_eq!(given.stage(), StageName::Handled);
}

#[test]
fn what_enforcement_ended_is_reported_by_a_person() {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&dispatcher(ROOM), offer(Destination::Enforcement));
    given.does(&service("enforcement"), answer(ReferralState::Accepted));
    given.does(&service("enforcement"), agreed(Some(Settled::Whole)));
    assert_eq!(given.stage(), StageName::Handling);
}

#[test]
fn an_event_that_climbed_is_handled_with_the_agreement_and_keeps_its_level() {
    let mut given = climbed();
    let events = given.does(&service("mediation"), agreed(Some(Settled::Whole)));
    assert_eq!(kinds(&events), ["referral.done", "event.resumed", "event.handled"]);
    assert_eq!((given.stage(), given.running()), (StageName::Handled, ["inspect"].into()));
    assert_eq!((given.incident().level, given.incident().unit.as_str()), (Level::Town, ROOM));
    assert_eq!(given.incident().hands.handled_by.as_deref(), Some("mediation"));
    given.does(&supervisor(), inspect(true));
    given.does(&dispatcher(ROOM), Command::Close);
    let end = &given.incident().stage.ending().unwrap().end;
    let tier = ResolutionTier::Grid;
    assert_eq!(*end, End::Closed { tier }, "nobody was sent");
}

#[test]
fn what_is_agreed_further_is_handled_at_the_desk_too() {
    let mut given = climbed();
    given.does(&service("mediation"), agreed(Some(Settled::InPart)));
    assert_eq!(given.stage(), StageName::Filed, "a part is open");
    let events = given.does(&service("mediation"), agreed(Some(Settled::Whole)));
    assert_eq!(kinds(&events), ["agreement.heard", "event.handled"]);
}

#[test]
fn nobody_is_sent_for_what_is_agreed_as_a_whole() {
    for (stage, _) in BEFORE {
        let mut given = taken_on(stage);
        let (level, unit) = (given.incident().level, given.incident().unit.clone());
        let events = given.does(&service("mediation"), agreed(Some(Settled::Whole)));
        assert_eq!(kinds(&events), ["referral.done", "event.resumed", "event.handled"], "{stage:?}");
        assert_eq!((given.stage(), given.running()), (StageName::Handled, ["inspect"].into()));
        assert_eq!((given.incident().level, &given.incident().unit), (level, &unit));
    }
}

#[test]
fn what_is_found_undone_or_agreed_no_longer_is_back_where_it_stood_under_its_limits() {
    let by_stage = BEFORE.into_iter().map(|(stage, limits)| (settled(stage), stage, limits));
    let mut at_the_town = climbed();
    at_the_town.does(&service("mediation"), agreed(Some(Settled::Whole)));
    let at_the_town = (at_the_town, StageName::Filed, &["dispatch", "handle", "level.town"][..]);
    for (given, stage, limits) in by_stage.chain([at_the_town]) {
        let level = given.incident().level;
        for (by, told) in [(supervisor(), inspect(false)), (service("mediation"), agreed(Some(Settled::Not)))] {
            let mut given = given.clone();
            given.does(&by, told);
            assert_eq!((given.stage(), given.incident().level), (stage, level));
            let running: Vec<&str> = given.running().into_iter().collect();
            assert_eq!(running, limits, "{stage:?}");
            assert_eq!(given.incident().hands.handled_by, None);
        }
    }
}

#[test]
fn what_is_back_at_the_desk_is_dispatched_and_handled_as_any_other() {
    let mut given = settled(StageName::Filed);
    given.does(&supervisor(), inspect(false));
    given.does(&dispatcher(ROOM), dispatch());
    given.does(&officer(STATION), Command::SignIn);
    given.does(&officer(STATION), handled());
    given.does(&supervisor(), inspect(false));
    assert_eq!(given.stage(), StageName::Handling, "with whoever handled it last");
}

#[test]
fn what_nobody_accepted_yet_waits_for_that() {
    for (stage, by, accepted) in [
        (StageName::Reported, dispatcher(ROOM), Command::Accept),
        (StageName::Verifying, supervisor(), verification(true)),
        (StageName::Reported, dispatcher(ROOM), dispatch()),
    ] {
        let mut given = taken_on(stage);
        let events = given.does(&service("mediation"), agreed(Some(Settled::Whole)));
        assert_eq!((kinds(&events), given.stage()), (vec!["referral.done"], stage));
        let events = given.does(&by, accepted);
        assert_eq!(kinds(&events).last(), Some(&"event.handled"));
        assert_eq!((given.stage(), given.running()), (StageName::Handled, ["inspect"].into()));
        let handling = given.incident().course.handlings.last().unwrap();
        assert!(handling.report.contains("its case"));
    }
}

#[test]
fn nothing_is_left_to_stand_still_for_once_all_of_it_is_agreed() {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&dispatcher(ROOM), offer(Destination::Mediation));
    given.does(&dispatcher(ROOM), suspend(review_day()));
    given.does(&service("mediation"), answer(ReferralState::Accepted));
    given.now += Duration::days(9);
    let events = given.does(&service("mediation"), agreed(Some(Settled::Whole)));
    assert_eq!(kinds(&events), ["referral.done", "event.resumed", "event.handled"]);
    assert_eq!((given.stage(), given.running()), (StageName::Handled, ["inspect"].into()));
}

#[test]
fn what_enforcement_has_too_is_handled_once_it_has_it_no_more() {
    for stage in [StageName::Handling, StageName::Filed] {
        for told in [ReferralState::Refused, ReferralState::Done] {
            let mut given = taken_on(stage);
            given.does(&dispatcher(ROOM), offer_again(None));
            enforcement(&mut given, ReferralState::Accepted);
            let before = given.stage();
            let events = given.does(&service("mediation"), agreed(Some(Settled::Whole)));
            assert_eq!((kinds(&events), given.stage()), (vec!["referral.done"], before));
            let events = enforcement(&mut given, told);
            assert_eq!(kinds(&events).last(), Some(&"event.handled"));
            assert_eq!((given.stage(), given.running()), (StageName::Handled, ["inspect"].into()));
        }
    }
}

#[test]
fn what_was_found_undone_is_not_handled_again_by_the_same_agreement() {
    let mut given = settled(StageName::Handling);
    given.does(&supervisor(), inspect(false));
    given.does(&dispatcher(ROOM), offer_again(None));
    enforcement(&mut given, ReferralState::Accepted);
    assert_eq!(given.stage(), StageName::Suspended);
    enforcement(&mut given, ReferralState::Done);
    assert_eq!(given.stage(), StageName::Handling);
}
