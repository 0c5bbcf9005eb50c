//! Whose it is: negotiated between counties, else designated by the city; the first receiver goes on meanwhile (art. 24, S7, S14).

use shiyu_kit::case::Actor;
use shiyu_kit::config::Reader;
use shiyu_kit::packet::{Receipt, Seals};
use time::Duration;
use uuid::Uuid;

use super::given::*;
use crate::domain::course::{CountyWord, Settlement};
use crate::domain::{Command, Decision, End, Event, StageName};

/// The city's desk, as its facts are heard.
fn desk() -> Actor {
    named_service("petition")
}

fn designated(owner: &str) -> Command {
    Command::HearCity {
        boundary: BOUNDARY,
        settlement: Settlement {
            owner: code(owner),
            designated: true,
            reference: "绍信联〔2025〕1号".to_owned(),
            at: START,
        },
    }
}

fn raised(stage: StageName) -> Given {
    let mut given = Given::a_petition(stage);
    given.does(&officer(OFFICE), &raise(&[OTHER_COUNTY]));
    given
}

fn kinds(events: &[Event]) -> Vec<&str> {
    events.iter().map(Event::kind).collect()
}

fn handed_over_to(given: &Given, county: &str) -> bool {
    let ending = given.petition().stage.ending().map(|ending| &ending.end);
    matches!(ending, Some(End::HandedOver { to }) if *to == code(county))
}

#[test]
fn the_counties_negotiate_while_the_petitioners_clocks_run() {
    let mut given = raised(StageName::Registered);
    let due = given.due("forward");
    assert_eq!(given.running(), ["forward", "pass_on", "negotiate"]);
    assert_eq!(given.refuses(&officer(OFFICE), &raise(&[OTHER_COUNTY])), "BOUNDARY_RAISED_ALREADY");
    given.does(&officer(OFFICE), &forward(TOWN));
    assert_eq!(given.running(), ["negotiate", "accept"], "the first receiver goes on");
    assert_eq!(given.petition().responsible(), &code(OFFICE));
    let mut back = raised(StageName::Registered);
    let events = back.does(&desk(), &said(OTHER_COUNTY, CountyWord::Claimed));
    assert_eq!(kinds(&events), ["boundary.noted", "boundary.settled", "matter.handed_over"]);
    assert!(handed_over_to(&back, OTHER_COUNTY));
    assert_eq!((back.running(), back.petition().received_at < due), (vec!["archive"], true));
}

#[test]
fn only_another_county_is_named_and_by_whom_the_matter_lies_with() {
    let mut given = Given::a_petition(StageName::Registered);
    for (county, reason) in [
        (COUNTY, "NOT_A_COUNTY_NAMED"),
        (CITY, "UNIT_UNKNOWN"),
        (TOWN, "UNIT_UNKNOWN"),
        (NOWHERE, "UNIT_UNKNOWN"),
    ] {
        assert_eq!(given.refuses(&officer(OFFICE), &raise(&[county])), reason, "{county}");
    }
    assert_eq!(given.refuses(&officer(BUREAU), &raise(&[OTHER_COUNTY])), "UNIT_NOT_HOLDING");
    let mut sealed = Given::nothing();
    sealed.does(&officer(OFFICE), &register_against([BUREAU]));
    assert_eq!(sealed.refuses(&officer(OFFICE), &raise(&[OTHER_COUNTY])), "SEALED_MATTER");
    assert_eq!(sealed.refuses(&officer(OFFICE), &outside()), "SEALED_MATTER");
    let mut handled = Given::a_petition(StageName::Handling);
    assert_eq!(handled.refuses(&officer(OFFICE), &raise(&[OTHER_COUNTY])), "NOT_IN_STAGE");
}

#[test]
fn what_every_county_declines_the_city_is_asked_about_at_once() {
    let mut given = raised(StageName::Registered);
    let events = given.does(&desk(), &said(OTHER_COUNTY, CountyWord::Declined));
    assert_eq!(kinds(&events), ["boundary.noted", "boundary.referred"]);
    assert_eq!(given.running(), ["forward", "pass_on", "arbitrate"]);
    assert_eq!(given.refuses(&officer(OFFICE), &agree(OTHER_COUNTY)), "OWNER_DECLINED");
    assert_eq!(
        given.when(&desk(), &said(OTHER_COUNTY, CountyWord::Claimed)),
        Ok(Vec::new()),
        "a county answers once"
    );
    assert_eq!(
        kinds(&given.does(&desk(), &designated(OTHER_COUNTY))),
        ["boundary.settled", "matter.handed_over"]
    );
    assert_eq!(given.when(&desk(), &designated(COUNTY)), Ok(Vec::new()), "it binds, and once");
    assert!(handed_over_to(&given, OTHER_COUNTY));
}

#[test]
fn without_an_agreement_in_time_the_city_is_asked_by_the_clock() {
    let mut given = raised(StageName::Registered);
    given.now = given.due("negotiate");
    let events = given.rings("negotiate");
    assert_eq!(kinds(&events).last(), Some(&"boundary.referred"));
    assert!(given.petition().course.boundary.as_ref().unwrap().referred_at.is_some());
    for owner in [OTHER_COUNTY, COUNTY] {
        assert_eq!(given.refuses(&officer(OFFICE), &agree(owner)), "BOUNDARY_REFERRED", "{owner}");
    }
    assert_eq!(kinds(&given.does(&desk(), &designated(COUNTY))), ["boundary.settled"], "it stays");
    assert_eq!(
        (given.stage(), given.running()),
        (StageName::Registered, vec!["forward", "pass_on"])
    );
}

#[test]
fn the_first_receiver_puts_an_agreement_on_record() {
    let mut given = raised(StageName::Forwarded);
    assert_eq!(given.refuses(&officer(OFFICE), &agree(NEXT_TOWN)), "NOT_A_COUNTY_NAMED");
    assert_eq!(given.refuses(&officer(BUREAU), &agree(COUNTY)), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&officer(OFFICE), &agree(OTHER_COUNTY)), "OWNER_UNHEARD");
    given.does(&desk(), &said(OTHER_COUNTY, CountyWord::Claimed));
    assert!(handed_over_to(&given, OTHER_COUNTY));
    assert_eq!(given.refuses(&officer(OFFICE), &agree(COUNTY)), "CLOSED_ALREADY");
    let mut here = raised(StageName::Forwarded);
    here.does(&officer(OFFICE), &agree(COUNTY));
    assert_eq!((here.stage(), here.running()), (StageName::Forwarded, vec!["accept"]));
    assert_eq!(here.refuses(&officer(OFFICE), &agree(COUNTY)), "NO_BOUNDARY");
}

#[test]
fn only_the_desk_of_the_city_is_heard_and_of_this_boundary() {
    let mut given = raised(StageName::Registered);
    for other in [service(), officer(OFFICE), Actor::Clock, party()] {
        assert_eq!(given.refuses(&other, &designated(OTHER_COUNTY)), "REFERRAL_OF_ANOTHER");
        assert_eq!(
            given.refuses(&other, &said(OTHER_COUNTY, CountyWord::Claimed)),
            "REFERRAL_OF_ANOTHER"
        );
    }
    assert_eq!(given.refuses(&desk(), &said(CITY, CountyWord::Claimed)), "NOT_A_COUNTY_NAMED");
    assert_eq!(given.refuses(&desk(), &designated(CITY)), "NOT_A_COUNTY_NAMED");
    let unknown = Command::HearCity {
        boundary: Uuid::from_u128(62),
        settlement: Settlement {
            owner: code(OTHER_COUNTY),
            designated: true,
            reference: String::new(),
            at: START,
        },
    };
    assert_eq!(given.refuses(&desk(), &unknown), "NO_BOUNDARY");
}

#[test]
fn what_was_answered_or_sealed_meanwhile_stays() {
    let mut given = raised(StageName::Accepted);
    given.does(&officer(TOWN), &start_handling());
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&head(TOWN), &Command::IssueOpinion);
    assert_eq!(kinds(&given.does(&desk(), &designated(OTHER_COUNTY))), ["boundary.settled"]);
    assert_eq!(
        (given.stage(), given.running()),
        (StageName::OpinionIssued, vec!["handle", "serve"])
    );
    let mut sealed = raised(StageName::Accepted);
    sealed.does(&officer(TOWN), &Command::Classify(accusation([BUREAU])));
    assert_eq!(kinds(&sealed.does(&desk(), &designated(OTHER_COUNTY))), ["boundary.settled"]);
    assert_eq!(sealed.stage(), StageName::Handling);
    let mut withdrawn = raised(StageName::Registered);
    withdrawn.does(&party(), &withdraw(PETITIONER));
    assert_eq!(withdrawn.when(&desk(), &designated(OTHER_COUNTY)), Ok(Vec::new()));
}

#[test]
fn another_city_gives_a_receipt_or_the_conference_of_the_cities_hears_of_it() {
    let mut given = Given::a_petition(StageName::Registered);
    assert_eq!(given.refuses(&officer(OFFICE), &receipt()), "NOT_OFFERED_OUTSIDE");
    given.does(&officer(OFFICE), &outside());
    assert_eq!(given.refuses(&officer(OFFICE), &outside()), "OFFERED_OUTSIDE_ALREADY");
    let mut late = given.clone();
    given.now += Duration::days(1);
    given.does(&officer(OFFICE), &receipt());
    assert_eq!(given.running(), ["forward", "pass_on"]);
    assert_eq!(given.refuses(&officer(OFFICE), &receipt()), "NOT_OFFERED_OUTSIDE");
    late.now = late.due("receipt");
    assert_eq!(kinds(&late.rings("receipt")).last(), Some(&"outside.unanswered"));
    assert_eq!(late.running(), ["forward", "pass_on"], "the first receiver keeps its duty");
    late.does(&officer(OFFICE), &receipt());
}

/// A receipt as the door hands it on, with this signature, where that organ's key is known.
fn signed(signature: Option<&str>) -> Command {
    const KEY: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let told = format!("[packets]\nkey_file = \"\"\norgans = [\"杭州市信访局={KEY}\"]\n");
    Command::RecordReceipt {
        reference: "receipt 8".to_owned(),
        receipt: Receipt {
            signature: signature.map(str::to_owned),
            organs: Seals::read(&mut Reader::new(&told)).organs(),
            ..Receipt::default()
        },
    }
}

#[test]
fn of_an_organ_that_signs_no_receipt_is_taken_that_is_not_its_own() {
    let mut given = Given::a_petition(StageName::Registered);
    given.does(&officer(OFFICE), &outside());
    let forged = "00".repeat(64);
    for (signature, reason) in [(None, "RECEIPT_UNSIGNED"), (Some(forged.as_str()), "RECEIPT_FORGED")] {
        assert_eq!(given.refuses(&officer(OFFICE), &signed(signature)), reason);
    }
    // Whose key nobody knows is taken at their word.
    given.does(&officer(OFFICE), &receipt());
    assert!(!given.petition().course.outside.as_ref().unwrap().receipt_verified);
}
