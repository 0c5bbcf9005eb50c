//! Who withdraws, and whether the matter ends with that.

use shiyu_kit::case::Actor;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::Withdraw;
use crate::domain::{Command, End, PartyRole, StageName};

const NEIGHBOUR: Uuid = Uuid::from_u128(71);
const SPEAKER: Uuid = Uuid::from_u128(72);
const LAWYER: Uuid = Uuid::from_u128(73);

fn at_the_door(id: Uuid) -> Actor {
    Actor::Party { id }
}

/// Brought by two, who have somebody to speak for them and a lawyer.
fn of_several() -> Given {
    let mut given = Given::a_petition(StageName::Registered);
    for (id, role) in [
        (NEIGHBOUR, PartyRole::Petitioner),
        (SPEAKER, PartyRole::Representative),
        (LAWYER, PartyRole::Attorney),
    ] {
        given.does(&officer(OFFICE), &add_party(id, role));
    }
    given.does(&officer(OFFICE), &forward(TOWN));
    given.does(&officer(TOWN), &accept());
    given.does(&officer(TOWN), &start_handling());
    given
}

#[test]
fn the_unit_that_handles_it_withdraws_nothing_for_its_petitioner() {
    let mut given = Given::a_petition(StageName::Handling);
    let order = withdraw_at_the_counter(PETITIONER);
    let moved = person("officer of 330602001", Some(OFFICE));
    for by in [officer(TOWN), person("a clerk", Some(TOWN)), officer(COUNTY), moved] {
        assert_eq!(given.refuses(&by, &order), "NOT_THE_PETITION_OFFICE", "{by:?}");
    }
    assert_eq!(given.refuses(&officer(OFFICE), &withdraw(PETITIONER)), "PROOF_MISSING");
    given.does(&officer(OFFICE), &order);
    let End::Withdrawn { proof, .. } = &given.petition().stage.ending().unwrap().end else {
        panic!("withdrawn")
    };
    assert_eq!(proof.as_deref(), Some("statement 4"));
}

#[test]
fn an_office_that_handles_a_matter_itself_does_not_withdraw_it_either() {
    let mut given = Given::a_petition(StageName::Registered);
    given.does(&officer(OFFICE), &accept());
    let other = person("another officer", Some(OFFICE));
    let order = withdraw_at_the_counter(PETITIONER);
    assert_eq!(given.refuses(&other, &order), "NOT_THE_PETITION_OFFICE");
    given.does(&officer(CITY_OFFICE), &order);
}

#[test]
fn what_refers_to_a_paper_is_known_as_a_reference() {
    let reference = |command: &Command| command.reference().map(|(field, text)| (field, text.to_owned()));
    let told = |field, text: &str| Some((field, text.to_owned()));
    assert_eq!(reference(&withdraw_at_the_counter(PETITIONER)), told("proof", "statement 4"));
    assert_eq!(reference(&withdraw(PETITIONER)), None);
    assert_eq!(reference(&serve()), told("proof", "receipt 3"));
    assert_eq!(reference(&settle()), told("agreement", "mediation/agreements/5"));
    assert_eq!(reference(&agree(COUNTY)), told("reference", "minutes 3"));
    assert_eq!(
        reference(&offer(crate::domain::Destination::Mediation)),
        told("consent_reference", "consent 4")
    );
    assert_eq!(
        reference(&super::publication::publish()),
        told("text", "The wall of a neighbour is put up again")
    );
    assert_eq!(
        reference(&super::accountability::propose(TOWN, COUNTY)),
        told("reference", "越信访建〔2025〕2号")
    );
    assert_eq!(reference(&extend(3)), None);
}

#[test]
fn one_of_several_takes_out_themselves_and_the_last_ends_it() {
    let mut given = of_several();
    let events = given.does(&at_the_door(PETITIONER), &withdraw(PETITIONER));
    assert_eq!(events[0].kind(), "party.withdrew");
    assert_eq!((given.stage(), given.running()), (StageName::Handling, vec!["handle"]));
    for order in [withdraw(PETITIONER), supplement(PETITIONER)] {
        assert_eq!(given.refuses(&at_the_door(PETITIONER), &order), "NOT_A_PARTY");
    }
    given.does(&at_the_door(NEIGHBOUR), &supplement(NEIGHBOUR));
    given.does(&at_the_door(SPEAKER), &withdraw(SPEAKER));
    assert_eq!(given.stage(), StageName::Handling);
    given.does(&at_the_door(NEIGHBOUR), &withdraw(NEIGHBOUR));
    assert_eq!((given.stage(), given.running()), (StageName::Withdrawn, vec!["archive"]));
}

#[test]
fn for_all_of_them_withdraws_who_has_everybodys_consent_on_paper() {
    for party in [SPEAKER, LAWYER] {
        let mut given = of_several();
        let for_all = |proof: Option<&str>| {
            Command::Withdraw(Withdraw {
                proof: proof.map(str::to_owned),
                for_all: true,
                ..withdrawal(party)
            })
        };
        assert_eq!(given.refuses(&at_the_door(party), &for_all(None)), "CONSENT_MISSING");
        assert_eq!(given.refuses(&officer(OFFICE), &for_all(None)), "PROOF_MISSING");
        given.does(&officer(OFFICE), &for_all(Some("consents 1 to 3")));
        assert_eq!(given.stage(), StageName::Withdrawn);
    }
}

#[test]
fn who_acts_for_one_withdraws_for_that_one_and_for_several_for_nobody() {
    let mut given = of_several();
    assert_eq!(given.refuses(&at_the_door(LAWYER), &withdraw(LAWYER)), "CONSENT_MISSING");
    given.does(&at_the_door(SPEAKER), &withdraw(SPEAKER));
    given.does(&at_the_door(NEIGHBOUR), &withdraw(NEIGHBOUR));
    given.does(&at_the_door(LAWYER), &withdraw(LAWYER));
    assert_eq!(given.stage(), StageName::Withdrawn);
}
