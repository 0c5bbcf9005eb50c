//! Registration, and who and what comes to it afterwards (arts. 18 to 20).

use shiyu_kit::case::Actor;
use time::Duration;
use uuid::Uuid;

use crate::domain::command::Register;
use crate::domain::tests::given::*;
use crate::domain::{Command, DeliveryMethod, PartyRole, StageName};

fn registering(change: impl FnOnce(&mut Register)) -> Command {
    let mut order = registration();
    change(&mut order);
    Command::Register(Box::new(order))
}

#[test]
fn registration_is_at_the_unit_of_who_registers() {
    let given = Given::a_petition(StageName::Registered);
    let petition = given.petition();
    assert_eq!((&petition.unit, &petition.receiver), (&code(OFFICE), &code(OFFICE)));
    assert_eq!((petition.received_at, petition.registered_at), (START, START));
    assert_eq!(given.running(), ["forward", "pass_on"]);
}

#[test]
fn a_service_registers_for_a_unit() {
    let mut given = Given::nothing();
    assert_eq!(given.refuses(&service(), &register()), "UNIT_UNKNOWN");
    given.does(&service(), &registering(|order| order.unit = Some(code(BUREAU))));
    assert_eq!(given.petition().unit, code(BUREAU));
}

#[test]
fn nobody_without_a_unit_of_this_county_registers() {
    let mut given = Given::nothing();
    for unit in [None, Some("nonsense"), Some("330602-ABC")] {
        assert_eq!(given.refuses(&person("anybody", unit), &register()), "UNIT_UNKNOWN");
    }
    assert_eq!(given.refuses(&officer(OTHER_COUNTY), &register()), "UNIT_OUTSIDE_JURISDICTION");
}

#[test]
fn the_place_lies_in_the_county() {
    for (place, reason) in [(NOWHERE, "UNIT_UNKNOWN"), (OTHER_COUNTY, "UNIT_OUTSIDE_JURISDICTION")] {
        let order = registering(|order| order.submission.place = code(place));
        assert_eq!(Given::nothing().refuses(&officer(OFFICE), &order), reason);
    }
}

#[test]
fn nothing_is_received_in_the_future() {
    let mut given = Given::nothing();
    let late = given.now + Duration::SECOND;
    let order = registering(|order| order.received_at = Some(late));
    assert_eq!(given.refuses(&officer(OFFICE), &order), "RECEIVED_IN_FUTURE");
    given.now = late;
    given.does(&officer(OFFICE), &order);
}

#[test]
fn what_is_registered_is_not_registered_again() {
    assert_eq!(
        Given::a_petition(StageName::Forwarded).refuses(&officer(OFFICE), &register()),
        "ALREADY_REGISTERED"
    );
}

#[test]
fn six_representatives_are_one_too_many() {
    let elected = |count: u128| (0..count).map(|number| a_party(Uuid::from_u128(100 + number), PartyRole::Representative));
    let order = |count| registering(|order| order.parties.extend(elected(count)));
    let mut given = Given::nothing();
    assert_eq!(given.refuses(&officer(OFFICE), &order(6)), "TOO_MANY_REPRESENTATIVES");
    given.does(&officer(OFFICE), &order(5));
    let sixth = add_party(STRANGER, PartyRole::Representative);
    assert_eq!(given.refuses(&officer(OFFICE), &sixth), "TOO_MANY_REPRESENTATIVES");
    given.does(&officer(OFFICE), &add_party(STRANGER, PartyRole::Attorney));
    assert_eq!(given.petition().party(STRANGER).unwrap().role, PartyRole::Attorney);
}

#[test]
fn nobody_joins_twice() {
    let mut given = Given::a_petition(StageName::Registered);
    let again = add_party(PETITIONER, PartyRole::Agent);
    assert_eq!(given.refuses(&officer(OFFICE), &again), "DONE_ALREADY");
    assert_eq!(
        given.refuses(&officer(TOWN), &add_party(STRANGER, PartyRole::Agent)),
        "UNIT_NOT_HOLDING"
    );
}

fn notice() -> Command {
    Command::GiveNotice {
        missing: vec!["the deed".to_owned()],
        method: DeliveryMethod::Direct,
    }
}

#[test]
fn what_is_missing_is_told_once() {
    let mut given = Given::a_petition(StageName::Registered);
    assert_eq!(given.refuses(&officer(TOWN), &notice()), "UNIT_NOT_HOLDING");
    given.does(&officer(OFFICE), &notice());
    assert_eq!(given.refuses(&officer(OFFICE), &notice()), "NOTICE_GIVEN_ALREADY");
}

#[test]
fn a_party_brings_more_and_the_respondent_does_not() {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&party(), &supplement(PETITIONER));
    given.does(&officer(OFFICE), &supplement(PETITIONER));
    assert_eq!(given.petition().course.supplements.len(), 2);
    let respondent = Actor::Party { id: RESPONDENT };
    assert_eq!(given.refuses(&respondent, &supplement(RESPONDENT)), "NOT_A_PARTY");
    assert_eq!(given.refuses(&respondent, &supplement(PETITIONER)), "NOT_A_PARTY");
    assert_eq!(given.refuses(&officer(OTHER_COUNTY), &supplement(PETITIONER)), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&service(), &supplement(PETITIONER)), "NEEDS_A_PERSON");
}

#[test]
fn twenty_stand_in_a_matter_and_no_more() {
    let mut given = Given::a_petition(StageName::Registered);
    let there = given.petition().parties.len();
    for number in there..20 {
        let id = Uuid::from_u128(1_000 + u128::try_from(number).unwrap());
        given.does(&officer(OFFICE), &add_party(id, PartyRole::Petitioner));
    }
    let one_more = add_party(STRANGER, PartyRole::Petitioner);
    assert_eq!(given.refuses(&officer(OFFICE), &one_more), "TOO_MANY_PARTIES");
}
