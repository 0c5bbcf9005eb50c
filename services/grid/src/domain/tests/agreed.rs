//! What mediation agreed (S4).

use shiyu_kit::referral::{Confirmation, Destination, Outcome, ReferralState, Settled};
use time::Duration;

use super::given::*;
use crate::domain::terms::{Measure, ResolutionTier};
use crate::domain::{Command, End, Event, StageName};

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
