//! Offers to our other services, and what they may read (D S1, S2; G-13).

use shiyu_kit::case::Actor;
use shiyu_kit::referral::Asked;
use time::Duration;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::OfferReferral;
use crate::domain::course::{Outcome, ReferralState};
use crate::domain::{Command, Decision, Destination, End, IdentityField, StageName, What};

const OTHER_OFFER: Uuid = Uuid::from_u128(32);

fn offering(change: impl FnOnce(&mut OfferReferral)) -> Command {
    let mut order = an_offer(Destination::Mediation);
    change(&mut order);
    Command::OfferReferral(Box::new(order))
}

pub(super) fn answer(state: ReferralState, agreement: Option<&str>) -> Command {
    Command::AnswerReferral(Outcome {
        case: Some("counties/330602/mediations/3".to_owned()),
        agreement: agreement.map(str::to_owned),
        ..Outcome::of(OFFER, state, START)
    })
}

pub(super) fn mediation() -> Actor {
    named_service("mediation")
}

pub(super) fn offered() -> Given {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&officer(TOWN), &offer(Destination::Mediation));
    given
}

fn read(party: Uuid) -> Command {
    Command::ReadIdentity(Asked {
        referral: OFFER,
        party: Some(party),
    })
}

fn take_back() -> Command {
    Command::WithdrawReferral { referral: OFFER }
}

#[test]
fn mediation_needs_the_consent_of_every_side() {
    let mut given = Given::a_petition(StageName::Handling);
    let without = offering(|order| order.consent = None);
    assert_eq!(given.refuses(&officer(TOWN), &without), "CONSENT_MISSING");
    assert_eq!(given.refuses(&officer(OFFICE), &offer(Destination::Mediation)), "UNIT_NOT_HOLDING");
    given.does(&officer(TOWN), &offer(Destination::Mediation));
    assert_eq!(given.running(), ["handle", &format!("referral.{OFFER}")]);
}

#[test]
fn a_complaint_goes_to_enforcement_while_the_duty_is_requested() {
    let mut given = Given::a_petition(StageName::DutyRequested);
    let complaint = OfferReferral {
        consent: None,
        ..an_offer(Destination::Enforcement)
    };
    given.does(&officer(TOWN), &Command::OfferReferral(Box::new(complaint)));
    let events = given.does(&named_service("enforcement"), &answer(ReferralState::Done, None));
    assert_eq!((events.len(), given.stage()), (1, StageName::DutyRequested));
}

#[test]
fn it_is_offered_to_a_service_once_at_a_time() {
    let mut given = offered();
    let again = offering(|order| order.id = OTHER_OFFER);
    assert_eq!(given.refuses(&officer(TOWN), &again), "OFFERED_ALREADY");
    let same_id = offering(|order| order.to = Destination::Grid);
    assert_eq!(given.refuses(&officer(TOWN), &same_id), "OFFERED_ALREADY");
    given.does(&mediation(), &answer(ReferralState::Refused, None));
    given.does(&officer(TOWN), &again);
}

#[test]
fn only_the_service_it_was_offered_to_answers() {
    let mut given = offered();
    for other in [service(), officer(TOWN), Actor::Clock, party()] {
        assert_eq!(given.refuses(&other, &answer(ReferralState::Accepted, None)), "REFERRAL_OF_ANOTHER");
    }
    let unknown = Outcome::of(OTHER_OFFER, ReferralState::Done, START);
    assert_eq!(given.refuses(&mediation(), &Command::AnswerReferral(unknown)), "REFERRAL_UNKNOWN");
}

#[test]
fn an_agreement_settles_the_matter() {
    let mut given = offered();
    given.does(&mediation(), &answer(ReferralState::Accepted, None));
    assert_eq!(given.running(), ["handle", &format!("referral.{OFFER}")]);
    let events = given.does(&mediation(), &answer(ReferralState::Done, Some("agreement 5")));
    assert!(matches!(&events[1].what, What::Ended(ending) if matches!(ending.end, End::Settled { .. })));
    assert_eq!((given.stage(), given.running()), (StageName::Settled, vec!["archive"]));
}

#[test]
fn without_an_agreement_the_handling_goes_on() {
    for state in [ReferralState::Refused, ReferralState::Done, ReferralState::Returned] {
        let mut given = offered();
        given.does(&mediation(), &answer(state, None));
        assert_eq!((given.stage(), given.running()), (StageName::Handling, vec!["handle"]));
        assert_eq!(given.petition().course.referrals[0].state, state);
        assert_eq!(given.refuses(&mediation(), &read(PETITIONER)), "NOT_GRANTED");
    }
}

#[test]
fn answers_that_come_late_or_twice_or_say_nothing_change_nothing() {
    let mut given = offered();
    for state in [ReferralState::Offered, ReferralState::Withdrawn] {
        assert_eq!(given.when(&mediation(), &answer(state, None)), Ok(Vec::new()));
    }
    given.does(&mediation(), &answer(ReferralState::Accepted, None));
    assert_eq!(given.when(&mediation(), &answer(ReferralState::Accepted, None)), Ok(Vec::new()));
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&officer(TOWN), &take_back());
    let late = answer(ReferralState::Done, Some("agreement 5"));
    assert_eq!(given.when(&mediation(), &late), Ok(Vec::new()));
    assert_eq!(given.stage(), StageName::Handling);
}

#[test]
fn an_agreement_after_the_opinion_settles_nothing() {
    let mut given = offered();
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&head(TOWN), &Command::IssueOpinion);
    given.does(&mediation(), &answer(ReferralState::Done, Some("agreement 5")));
    assert_eq!(
        (given.stage(), given.running()),
        (StageName::OpinionIssued, vec!["handle", "serve"])
    );
}

#[test]
fn it_comes_back_by_itself_on_day_45_while_the_sixty_days_go_on() {
    let mut given = offered();
    let (clock, handle) = (format!("referral.{OFFER}"), given.due("handle"));
    let due = given.due(&clock);
    assert_eq!(
        given.petition().clock(&clock).unwrap().due.last_day(),
        (given.now + Duration::days(45)).date()
    );
    given.now = due - Duration::SECOND;
    assert!(given.rings(&clock).iter().all(|event| event.kind() == "clock.warned"));
    given.now = due;
    let events = given.rings(&clock);
    assert_eq!(events.last().unwrap().kind(), "referral.returned");
    assert_eq!((given.running(), given.due("handle")), (vec!["handle"], handle));
    assert_eq!(given.petition().course.referrals[0].state, ReferralState::Returned);
    assert_eq!(given.refuses(&mediation(), &read(PETITIONER)), "NOT_GRANTED");
}

#[test]
fn an_offer_is_taken_back_with_the_leave_to_read() {
    let mut given = offered();
    let unknown = Command::WithdrawReferral { referral: OTHER_OFFER };
    assert_eq!(given.refuses(&officer(TOWN), &unknown), "REFERRAL_UNKNOWN");
    assert_eq!(given.refuses(&officer(OFFICE), &take_back()), "UNIT_NOT_HOLDING");
    given.does(&officer(TOWN), &take_back());
    assert_eq!(given.refuses(&officer(TOWN), &take_back()), "REFERRAL_ENDED");
    assert_eq!(given.refuses(&mediation(), &read(PETITIONER)), "NOT_GRANTED");
    assert_eq!(given.running(), ["handle"]);
}

#[test]
fn an_identity_is_read_by_whom_it_was_granted_to_while_the_grant_holds() {
    let mut given = offered();
    for other in [service(), officer(TOWN), Actor::Clock] {
        assert_eq!(given.refuses(&other, &read(PETITIONER)), "NOT_GRANTED");
    }
    assert_eq!(given.refuses(&mediation(), &read(STRANGER)), "NOT_A_PARTY");
    let events = given.does(&mediation(), &read(PETITIONER));
    assert!(matches!(&events[0].what, What::IdentityRead { fields, .. } if fields[..] == [IdentityField::Name]));
    given.now += Duration::days(20);
    assert_eq!(given.refuses(&mediation(), &read(PETITIONER)), "NOT_GRANTED");
}

#[test]
fn an_offer_without_fields_grants_nothing() {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&officer(TOWN), &offering(|order| order.fields.clear()));
    assert_eq!(given.refuses(&mediation(), &read(PETITIONER)), "NOT_GRANTED");
    let unknown = Command::ReadIdentity(Asked {
        referral: OTHER_OFFER,
        party: None,
    });
    assert_eq!(given.refuses(&mediation(), &unknown), "REFERRAL_UNKNOWN");
}
