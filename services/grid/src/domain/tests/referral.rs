//! Offered to mediation and enforcement.

use shiyu_kit::case::Actor;
use shiyu_kit::referral::{Asked, Destination, ReferralState};

use super::given::*;
use crate::domain::course::CountyWord;
use crate::domain::{Command, Event, StageName};

/// Offered to mediation, which took it on.
pub(super) fn taken_on(stage: StageName) -> Given {
    let mut given = Given::an_event(stage);
    given.does(&dispatcher(ROOM), offer(Destination::Mediation));
    given.does(&service("mediation"), answer(ReferralState::Accepted));
    given
}

#[test]
fn mediation_needs_the_consent_of_every_side_and_enforcement_none() {
    let mut given = Given::in_grid();
    assert_eq!(given.refuses(&lead(), offer_with(Destination::Mediation, None)), "CONSENT_MISSING");
    assert_eq!(given.refuses(&patrol(), offer(Destination::Mediation)), "ROLE_NOT_FITTING");
    given.clone().does(&lead(), offer_with(Destination::Enforcement, None));
    given.does(&lead(), offer(Destination::Mediation));
    assert_eq!(given.refuses(&lead(), offer(Destination::Mediation)), "OFFERED_ALREADY");
}

#[test]
fn what_is_refused_or_taken_back_goes_on() {
    for state in [ReferralState::Refused, ReferralState::Returned] {
        let mut given = taken_on(StageName::Handling);
        given.does(&service("mediation"), answer(state));
        assert_eq!(given.stage(), StageName::Handling);
    }
    let mut given = taken_on(StageName::Handling);
    given.does(&dispatcher(ROOM), withdraw());
    assert_eq!(given.stage(), StageName::Handling);
    assert_eq!(given.refuses(&dispatcher(ROOM), withdraw()), "REFERRAL_ENDED");
}

/// Whoever handles it.
fn at_hand(given: &Given) -> Actor {
    officer(given.incident().unit.as_str())
}

/// Declined by enforcement, which names who is competent.
fn declined_for(stage: StageName, unit: &str) -> Given {
    let mut given = Given::an_event(stage);
    given.does(&dispatcher(ROOM), offer(Destination::Enforcement));
    given.does(&service("enforcement"), declined(unit));
    given
}

#[test]
fn what_is_declined_for_another_unit_is_sent_back_for_it_and_goes_there() {
    let mut given = declined_for(StageName::Handling, BUREAU);
    let handle = given.due("handle");
    assert_eq!(given.incident().suggested(), Some(&code(BUREAU)));
    given.does(&at_hand(&given), send_back());
    assert_eq!(given.stage(), StageName::Filed);
    assert_eq!(given.incident().course.returns[0].competent, Some(code(BUREAU)));
    assert_eq!(given.due("handle"), handle, "the reporter waits meanwhile");
    given.does(&dispatcher(ROOM), dispatch());
    assert_eq!(
        (given.stage(), given.incident().unit.clone()),
        (StageName::Dispatched, code(BUREAU))
    );
    assert_eq!(given.incident().suggested(), None, "it has it");
}

fn asked(given: &Given) -> Option<String> {
    let referrals = &given.incident().course.referrals;
    referrals.last().and_then(|last| last.unit.as_ref()).map(ToString::to_string)
}

#[test]
fn the_next_offer_goes_to_the_unit_that_enforcement_named() {
    let mut given = declined_for(StageName::Handling, BUREAU);
    assert_eq!(asked(&given), None, "enforcement says which of its units it is for");
    given.does(&dispatcher(ROOM), offer_again(None));
    assert_eq!(asked(&given).as_deref(), Some(BUREAU));
    assert_eq!(given.incident().suggested(), None, "it is asked");
}

#[test]
fn whoever_offers_names_another_unit_of_the_county() {
    let mut given = declined_for(StageName::Handling, BUREAU);
    let refused = given.refuses(&dispatcher(ROOM), offer_again(Some("330602999")));
    assert_eq!(refused, "UNIT_UNKNOWN");
    given.does(&dispatcher(ROOM), offer_again(Some(ROOM)));
    assert_eq!(asked(&given).as_deref(), Some(ROOM));
}

#[test]
fn what_is_handled_is_not_sent_back_for_less() {
    let mut given = Given::an_event(StageName::Handling);
    assert_eq!(given.refuses(&at_hand(&given), send_back()), "NOT_IN_STAGE");
    given.does(&dispatcher(ROOM), offer(Destination::Enforcement));
    given.does(&service("enforcement"), answer(ReferralState::Refused));
    assert_eq!(given.refuses(&at_hand(&given), send_back()), "NOT_IN_STAGE", "nobody was named");
    let own = given.incident().unit.clone();
    let mut own_again = declined_for(StageName::Handling, own.as_str());
    assert_eq!(
        own_again.refuses(&at_hand(&own_again), send_back()),
        "NOT_IN_STAGE",
        "it is the same unit"
    );
}

#[test]
fn after_forty_five_days_it_comes_back_by_itself() {
    let mut given = taken_on(StageName::Handling);
    let clock = format!("referral.{OFFER}");
    assert_eq!(given.runs_out(&clock).last().unwrap().kind(), "event.resumed");
    assert_eq!(given.incident().course.referrals[0].state, ReferralState::Returned);
    assert_eq!(
        (given.stage(), given.running()),
        (StageName::Handling, ["handle", "level.town"].into())
    );
}

#[test]
fn only_the_service_that_was_asked_answers_and_reads() {
    let mut given = Given::an_event(StageName::Handling);
    let read = || {
        Command::ReadIdentity(Asked {
            referral: OFFER,
            party: None,
        })
    };
    let mediation = service("mediation");
    assert_eq!(given.refuses(&mediation, answer(ReferralState::Done)), "REFERRAL_UNKNOWN");
    given.does(&dispatcher(ROOM), offer(Destination::Mediation));
    assert_eq!(
        given.refuses(&service("enforcement"), answer(ReferralState::Done)),
        "REFERRAL_OF_ANOTHER"
    );
    assert_eq!(given.refuses(&service("enforcement"), read()), "NOT_GRANTED");
    assert_eq!(given.refuses(&officer(STATION), read()), "NOT_GRANTED");
    given.does(&mediation, read());
    given.does(&mediation, answer(ReferralState::Refused));
    assert_eq!(given.refuses(&mediation, read()), "NOT_GRANTED");
}

#[test]
fn an_end_takes_along_what_is_offered_and_whoever_was_asked_hears_of_it() {
    let open = |stage| {
        let mut given = Given::an_event(stage);
        given.does(&dispatcher(ROOM), offer(Destination::Mediation));
        given
    };
    let mut closed = open(StageName::Handling);
    closed.does(&officer(STATION), handled());
    closed.does(&supervisor(), inspect(true));
    let mut taken_on = closed.clone();
    taken_on.does(&service("mediation"), answer(ReferralState::Accepted));
    let mut claimed = open(StageName::Handling);
    claimed.does(&dispatcher(ROOM), boundary());
    let claim = (service("grid"), said(OTHER_COUNTY, CountyWord::Claimed));
    for (mut given, (by, command), end) in [
        (closed, (dispatcher(ROOM), Command::Close), "event.closed"),
        (taken_on, (dispatcher(ROOM), Command::Close), "event.closed"),
        (open(StageName::Accepted), (dispatcher(ROOM), merge()), "event.merged"),
        (open(StageName::Reported), (dispatcher(ROOM), reject()), "event.rejected"),
        (claimed, claim, "event.handed_over"),
    ] {
        let kinds: Vec<_> = given.does(&by, command).iter().map(Event::kind).collect();
        assert_eq!(kinds[kinds.len() - 2..], ["referral.returned", end]);
        assert_eq!(kinds.iter().filter(|kind| kind.starts_with("referral.")).count(), 1);
        assert_eq!(given.incident().course.referrals[0].state, ReferralState::Returned);
        assert!(given.running().iter().all(|clock| !clock.starts_with("referral.")));
    }
}

#[test]
fn what_was_answered_does_not_come_back_once_more() {
    let mut given = Given::an_event(StageName::Verified);
    given.does(&dispatcher(ROOM), offer(Destination::Mediation));
    given.does(&service("mediation"), answer(ReferralState::Refused));
    assert_eq!(given.does(&dispatcher(ROOM), Command::Close).len(), 1);
}
