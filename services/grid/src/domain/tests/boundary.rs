//! Whose it is, and what goes to another city.

use shiyu_kit::case::Actor;
use shiyu_kit::config::Reader;
use shiyu_kit::packet::{Receipt, Seals};

use super::given::*;
use crate::domain::course::CountyWord;
use crate::domain::{Command, End, Event, StageName};

fn raised(stage: StageName) -> Given {
    let mut given = Given::an_event(stage);
    given.does(&dispatcher(ROOM), boundary());
    given
}

#[test]
fn another_county_that_exists_is_named() {
    let mut given = Given::an_event(StageName::Handling);
    let room = dispatcher(ROOM);
    for (county, reason) in [
        (NOWHERE, "UNIT_UNKNOWN"),
        (NEXT_TOWN, "UNIT_UNKNOWN"),
        (BUREAU, "UNIT_UNKNOWN"),
        (CITY, "UNIT_UNKNOWN"),
        (COUNTY, "NOT_A_COUNTY_NAMED"),
    ] {
        assert_eq!(given.refuses(&room, boundary_with(&[county])), reason, "{county}");
    }
    assert_eq!(given.refuses(&room, boundary_with(&[])), "UNIT_UNKNOWN");
    assert_eq!(given.refuses(&officer(STATION), boundary()), "NOT_THE_DISPATCHER");
    given.does(&room, boundary());
    assert_eq!(given.refuses(&room, boundary()), "BOUNDARY_RAISED_ALREADY");
    assert!(
        given.running().is_superset(&["handle", "negotiate"].into()),
        "the reporter waits meanwhile"
    );
}

#[test]
fn the_counties_agree_and_ours_goes_on() {
    let mut given = raised(StageName::Verified);
    let room = dispatcher(ROOM);
    assert_eq!(given.refuses(&room, Command::Close), "BOUNDARY_OPEN");
    assert_eq!(given.refuses(&room, agree("330681")), "NOT_A_COUNTY_NAMED");
    given.does(&room, agree(COUNTY));
    assert_eq!(given.refuses(&room, agree(COUNTY)), "NO_BOUNDARY");
    given.does(&room, Command::Close);
}

#[test]
fn nobody_drops_an_event_upon_a_county_that_has_not_said_that_it_is_its_own() {
    let mut given = Given::an_event(StageName::Handling);
    let room = dispatcher(ROOM);
    given.does(&room, boundary_with(&[OTHER_COUNTY, THIRD_COUNTY]));
    assert_eq!(given.refuses(&room, agree(OTHER_COUNTY)), "OWNER_UNHEARD");
    given.does(&service("grid"), said(THIRD_COUNTY, CountyWord::Declined));
    assert_eq!(given.refuses(&room, agree(OTHER_COUNTY)), "OWNER_UNHEARD");
    given.runs_out("negotiate");
    for owner in [OTHER_COUNTY, COUNTY] {
        assert_eq!(given.refuses(&room, agree(owner)), "BOUNDARY_REFERRED", "{owner}");
    }
    given.does(&service("grid"), designated(COUNTY));
    assert_eq!(given.refuses(&room, agree(COUNTY)), "NO_BOUNDARY");
}

#[test]
fn what_is_another_countys_is_handed_over_and_every_clock_stops() {
    let mut given = raised(StageName::Handling);
    given.does(&service("grid"), said(OTHER_COUNTY, CountyWord::Claimed));
    let end = &given.incident().stage.ending().unwrap().end;
    assert_eq!(*end, End::HandedOver { to: code(OTHER_COUNTY) });
    assert_eq!(given.running(), [].into());
}

#[test]
fn without_agreement_in_time_the_city_designates() {
    let mut given = raised(StageName::Accepted);
    let kinds: Vec<_> = given.runs_out("negotiate").iter().map(Event::kind).collect();
    assert_eq!(kinds.last(), Some(&"boundary.referred"));
    assert!(given.running().contains("arbitrate"));
    for by in [officer(CITY), service("mediation"), Actor::Clock] {
        assert_eq!(given.refuses(&by, designated(OTHER_COUNTY)), "REFERRAL_OF_ANOTHER");
    }
    assert_eq!(given.refuses(&service("grid"), designated("330681")), "NOT_A_COUNTY_NAMED");
    let mut ours = given.clone();
    ours.does(&service("grid"), designated(COUNTY));
    assert_eq!((ours.stage(), ours.running().contains("arbitrate")), (StageName::Accepted, false));
    given.does(&service("grid"), designated(OTHER_COUNTY));
    assert_eq!(given.stage(), StageName::HandedOver);
    assert_eq!(given.does(&service("grid"), designated(OTHER_COUNTY)), [], "heard twice");
}

#[test]
fn what_a_county_claims_over_its_own_door_is_handed_over_to_it() {
    let mut given = raised(StageName::Handling);
    for by in [officer(CITY), dispatcher(ROOM), service("mediation"), Actor::Clock] {
        assert_eq!(given.refuses(&by, said(OTHER_COUNTY, CountyWord::Claimed)), "REFERRAL_OF_ANOTHER");
    }
    assert_eq!(
        given.refuses(&service("grid"), said(THIRD_COUNTY, CountyWord::Claimed)),
        "NOT_A_COUNTY_NAMED"
    );
    let events = given.does(&service("grid"), said(OTHER_COUNTY, CountyWord::Claimed));
    let kinds: Vec<_> = events.iter().map(Event::kind).collect();
    assert_eq!(kinds, ["boundary.noted", "boundary.settled", "event.handed_over"]);
    let decision = given.incident().course.boundary.clone().unwrap().decision.unwrap();
    assert_eq!((decision.owner, decision.designated), (code(OTHER_COUNTY), false));
    assert_eq!((given.stage(), given.running()), (StageName::HandedOver, [].into()));
    assert_eq!(
        given.does(&service("grid"), said(OTHER_COUNTY, CountyWord::Claimed)),
        [],
        "heard twice"
    );
}

#[test]
fn what_every_county_declines_the_city_is_asked_about_at_once() {
    let mut given = Given::an_event(StageName::Handling);
    let room = dispatcher(ROOM);
    given.does(&room, boundary_with(&[OTHER_COUNTY, THIRD_COUNTY]));
    given.does(&service("grid"), said(OTHER_COUNTY, CountyWord::Declined));
    assert!(given.running().contains("negotiate"), "another county has not said yet");
    assert_eq!(given.refuses(&room, agree(OTHER_COUNTY)), "OWNER_DECLINED");
    assert_eq!(
        given.does(&service("grid"), said(OTHER_COUNTY, CountyWord::Claimed)),
        [],
        "a county says it once"
    );
    let before = given.due("handle");
    given.does(&service("grid"), said(THIRD_COUNTY, CountyWord::Declined));
    assert!(given.running().is_superset(&["arbitrate", "handle"].into()) && !given.running().contains("negotiate"));
    assert_eq!(given.due("handle"), before, "the reporter's clock runs on");
    given.does(&service("grid"), designated(OTHER_COUNTY));
    assert_eq!(given.stage(), StageName::HandedOver, "the city's word binds whoever declined");
}

#[test]
fn what_others_decline_may_still_be_kept_while_they_negotiate() {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&dispatcher(ROOM), boundary_with(&[OTHER_COUNTY, THIRD_COUNTY]));
    given.does(&service("grid"), said(OTHER_COUNTY, CountyWord::Declined));
    given.does(&dispatcher(ROOM), agree(COUNTY));
    assert_eq!((given.stage(), given.running().contains("negotiate")), (StageName::Handling, false));
    assert_eq!(given.does(&service("grid"), said(THIRD_COUNTY, CountyWord::Claimed)), []);
}

#[test]
fn a_county_that_declines_after_the_city_was_asked_changes_no_clock() {
    let mut given = raised(StageName::Handling);
    given.runs_out("negotiate");
    let due = given.due("arbitrate");
    let kinds: Vec<_> = given
        .does(&service("grid"), said(OTHER_COUNTY, CountyWord::Declined))
        .iter()
        .map(Event::kind)
        .collect();
    assert_eq!((kinds, given.due("arbitrate")), (vec!["boundary.noted"], due));
}

#[test]
fn no_boundary_is_designated_that_nobody_raised() {
    let mut given = Given::an_event(StageName::Handling);
    assert_eq!(given.refuses(&service("grid"), designated(COUNTY)), "NO_BOUNDARY");
}

#[test]
fn another_city_gives_a_receipt_or_the_conference_is_asked() {
    let mut given = Given::an_event(StageName::Handling);
    let centre = dispatcher(CENTRE);
    assert_eq!(given.refuses(&centre, receipt()), "NOT_OFFERED_OUTSIDE");
    assert_eq!(
        given.refuses(&dispatcher(ROOM), outside()),
        "NOT_THE_DISPATCHER",
        "out of the county it goes by the county's word"
    );
    given.does(&centre, outside());
    assert_eq!(given.refuses(&centre, outside()), "OFFERED_OUTSIDE_ALREADY");
    assert_eq!(given.refuses(&dispatcher(ROOM), receipt()), "NOT_THE_DISPATCHER");
    let mut late = given.clone();
    assert_eq!(late.runs_out("receipt").last().unwrap().kind(), "outside.unanswered");
    assert!(late.incident().course.outside.as_ref().unwrap().conference_at.is_some());
    assert_eq!(late.stage(), StageName::Handling, "the first receiver goes on");
    for given in [&mut given, &mut late] {
        let kinds: Vec<_> = given.does(&centre, receipt()).iter().map(Event::kind).collect();
        assert_eq!(kinds, ["outside.received", "event.handed_outside"], "with its receipt it is theirs");
        assert_eq!((given.stage(), given.running()), (StageName::HandedOver, [].into()));
        assert_eq!(given.refuses(&centre, receipt()), "CLOSED_ALREADY");
    }
}

#[test]
fn another_city_and_another_county_are_not_asked_at_once() {
    let (room, centre) = (dispatcher(ROOM), dispatcher(CENTRE));
    let mut raised = Given::an_event(StageName::Handling);
    raised.does(&room, boundary());
    assert_eq!(raised.refuses(&centre, outside()), "BOUNDARY_OPEN");
    raised.does(&room, agree(COUNTY));
    raised.does(&centre, outside());
    let mut offered = Given::an_event(StageName::Handling);
    offered.does(&centre, outside());
    assert_eq!(offered.refuses(&room, boundary()), "OFFERED_OUTSIDE_ALREADY");
    offered.runs_out("receipt");
    offered.does(&room, boundary());
    assert_eq!(offered.refuses(&centre, receipt()), "BOUNDARY_OPEN");
}

/// A receipt as the door hands it on, with this signature, where that organ's key is known.
fn signed(signature: Option<&str>) -> Command {
    const KEY: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let told = format!("[packets]\nkey_file = \"\"\norgans = [\"the next city's desk={KEY}\"]\n");
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
    let mut given = Given::an_event(StageName::Handling);
    let centre = dispatcher(CENTRE);
    given.does(&centre, outside());
    let forged = "00".repeat(64);
    for (signature, reason) in [(None, "RECEIPT_UNSIGNED"), (Some(forged.as_str()), "RECEIPT_FORGED")] {
        assert_eq!(given.refuses(&centre, signed(signature)), reason);
    }
    // Whose key nobody knows is taken at their word.
    given.does(&centre, receipt());
    assert!(!given.incident().course.outside.as_ref().unwrap().receipt_verified);
}
