//! What enforcement names as competent is the next step (D S2): asked for its duty or its assistance, or offered to.

use time::Duration;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::OfferReferral;
use crate::domain::course::{Outcome, ReferralState};
use crate::domain::{Command, Destination, StageName};

const OTHER_OFFER: Uuid = Uuid::from_u128(32);

/// Enforcement is not competent, and says who is.
fn no_power(competent: Option<&str>) -> Command {
    Command::AnswerReferral(Outcome {
        result: Some("no_power".to_owned()),
        competent: competent.map(code),
        ..Outcome::of(OFFER, ReferralState::Returned, START)
    })
}

fn complained(stage: StageName) -> Given {
    let mut given = Given::a_petition(stage);
    given.does(&officer(TOWN), &complaint(OFFER, None));
    given
}

fn complaint(id: Uuid, unit: Option<&str>) -> Command {
    Command::OfferReferral(Box::new(OfferReferral {
        id,
        consent: None,
        unit: unit.map(code),
        ..an_offer(Destination::Enforcement)
    }))
}

fn asked(given: &Given) -> Option<String> {
    let referrals = &given.petition().course.referrals;
    referrals.last().and_then(|last| last.unit.as_ref()).map(ToString::to_string)
}

#[test]
fn without_power_the_duty_goes_to_the_unit_that_is_named() {
    let mut given = complained(StageName::DutyRequested);
    assert_eq!(given.refuses(&officer(TOWN), &reroute(None)), "ORGAN_UNNAMED");
    given.does(&named_service("enforcement"), &no_power(Some(NEXT_TOWN)));
    assert_eq!(given.petition().competent(), Some(&code(NEXT_TOWN)));
    assert_eq!(given.petition().course.referrals[0].result.as_deref(), Some("no_power"));
    given.now += Duration::days(3);
    assert_eq!(given.refuses(&officer(BUREAU), &reroute(None)), "UNIT_NOT_HOLDING");
    given.does(&officer(TOWN), &reroute(None));
    let duty = given.petition().course.duty.clone().unwrap();
    assert_eq!((duty.organ, duty.earlier), (code(NEXT_TOWN), vec![code(BUREAU)]));
    assert_eq!(given.petition().competent(), None, "it is asked");
    assert_eq!(given.petition().clock("duty_report").unwrap().started_at, given.now);
    assert_eq!((given.stage(), given.running()), (StageName::DutyRequested, vec!["duty_report"]));
    let audience = given.petition().audience().units;
    assert!(audience.contains(&code(BUREAU)) && audience.contains(&code(NEXT_TOWN)));
    given.does(&officer(NEXT_TOWN), &Command::ReportDuty { report: String::new() });
}

#[test]
fn the_duty_goes_to_nobody_who_is_asked_holds_it_or_is_of_another_county() {
    let mut given = complained(StageName::DutyRequested);
    given.does(&named_service("enforcement"), &no_power(None));
    assert_eq!(given.refuses(&officer(TOWN), &reroute(None)), "ORGAN_UNNAMED");
    for (organ, reason) in [
        (BUREAU, "HELD_ALREADY"),
        (TOWN, "HELD_ALREADY"),
        (NOWHERE, "UNIT_UNKNOWN"),
        (OTHER_COUNTY, "UNIT_OUTSIDE_JURISDICTION"),
    ] {
        assert_eq!(given.refuses(&officer(TOWN), &reroute(Some(organ))), reason, "{organ}");
    }
    given.does(&officer(TOWN), &reroute(Some(NEXT_TOWN)));
}

#[test]
fn what_is_handled_here_asks_the_unit_that_is_named_to_assist() {
    let mut given = complained(StageName::Handling);
    given.does(&named_service("enforcement"), &no_power(Some(BUREAU)));
    assert_eq!(given.petition().competent(), Some(&code(BUREAU)));
    assert_eq!(given.refuses(&officer(TOWN), &reroute(None)), "NOT_IN_STAGE");
    given.does(&officer(TOWN), &assistance(BUREAU));
    assert_eq!(given.petition().competent(), None);
}

#[test]
fn the_next_offer_goes_to_the_unit_that_enforcement_named() {
    let mut given = complained(StageName::Handling);
    assert_eq!(asked(&given), None, "enforcement says which of its units it is for");
    given.does(&named_service("enforcement"), &no_power(Some(NEXT_TOWN)));
    assert_eq!(given.petition().competent(), Some(&code(NEXT_TOWN)));
    given.does(&officer(TOWN), &complaint(OTHER_OFFER, None));
    assert_eq!(asked(&given).as_deref(), Some(NEXT_TOWN));
    assert_eq!(given.petition().competent(), None, "it is asked");
}

#[test]
fn what_is_rerouted_is_offered_to_the_organ_that_is_asked_now() {
    let mut given = complained(StageName::DutyRequested);
    given.does(&named_service("enforcement"), &no_power(Some(NEXT_TOWN)));
    given.does(&officer(TOWN), &reroute(None));
    given.does(&officer(TOWN), &complaint(OTHER_OFFER, None));
    assert_eq!(asked(&given).as_deref(), Some(NEXT_TOWN));
}

#[test]
fn whoever_offers_names_another_unit_of_the_county() {
    let mut given = complained(StageName::Handling);
    given.does(&named_service("enforcement"), &no_power(Some(NEXT_TOWN)));
    for (unit, reason) in [(NOWHERE, "UNIT_UNKNOWN"), (OTHER_COUNTY, "UNIT_OUTSIDE_JURISDICTION")] {
        assert_eq!(given.refuses(&officer(TOWN), &complaint(OTHER_OFFER, Some(unit))), reason, "{unit}");
    }
    given.does(&officer(TOWN), &complaint(OTHER_OFFER, Some(BUREAU)));
    assert_eq!(asked(&given).as_deref(), Some(BUREAU));
    let mut mediated = complained(StageName::Handling);
    mediated.does(&named_service("enforcement"), &no_power(Some(NEXT_TOWN)));
    let mediation = OfferReferral {
        id: OTHER_OFFER,
        ..an_offer(Destination::Mediation)
    };
    mediated.does(&officer(TOWN), &Command::OfferReferral(Box::new(mediation)));
    assert_eq!(asked(&mediated), None, "mediation was not named");
}
