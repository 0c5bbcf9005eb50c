//! Taken from one unit and given to another: by the desk that dispatched it, and after two returns by who decides.

use shiyu_kit::calendar::Ring;
use shiyu_kit::fault::Refusal as _;
use time::Duration;

use super::given::*;
use crate::domain::terms::Level;
use crate::domain::{Command, StageName};

/// The works have it by designation, after two returns.
fn designated_to_works() -> Given {
    let mut given = Given::an_event(StageName::Disputed);
    given.does(&officer(TOWN), designate(WORKS));
    given
}

#[test]
fn a_bureau_that_is_not_the_right_one_loses_it_to_whom_the_desk_sends_next() {
    let mut given = Given::an_event(StageName::Filed);
    given.does(&dispatcher(ROOM), dispatch_to(BUREAU));
    given.now = given.due("return");
    assert_eq!(given.refuses(&officer(BUREAU), send_back()), "RETURN_LAPSED");
    let mut signed = given.clone();
    signed.does(&officer(BUREAU), Command::SignIn);
    for mut given in [given, signed] {
        let handle = given.due("handle");
        assert_eq!(given.refuses(&dispatcher(NEXT_TOWN), dispatch_to(WORKS)), "NOT_THE_DISPATCHER");
        assert_eq!(given.refuses(&officer(BUREAU), dispatch_to(WORKS)), "NOT_THE_DISPATCHER");
        assert_eq!(given.refuses(&dispatcher(ROOM), dispatch()), "REASON_MISSING");
        assert_eq!(given.refuses(&dispatcher(ROOM), dispatch_to(BUREAU)), "DONE_ALREADY");
        given.clone().does(&dispatcher(CENTRE), dispatch_to(WORKS));
        given.clone().does(&officer(COUNTY), dispatch_to(WORKS));
        given.does(&dispatcher(ROOM), dispatch_to(WORKS));
        assert_eq!((given.stage(), &given.incident().unit), (StageName::Dispatched, &code(WORKS)));
        assert_eq!(given.running(), ["handle", "level.town", "return"].into());
        assert_eq!(given.due("handle"), handle, "the reporter waits meanwhile");
        assert_eq!(given.refuses(&officer(BUREAU), Command::SignIn), "UNIT_NOT_HOLDING");
        assert!(given.incident().course.returns.is_empty(), "nobody returned it");
        given.does(&officer(WORKS), send_back());
    }
}

#[test]
fn what_a_unit_has_that_is_no_more_goes_to_another() {
    for stage in [StageName::Dispatched, StageName::Handling] {
        let mut given = Given::an_event(stage);
        given.ends(STATION);
        given.now += Duration::days(2);
        given.does(&dispatcher(ROOM), dispatch_to(WORKS));
        given.does(&officer(WORKS), Command::SignIn);
    }
}

#[test]
fn once_a_level_joined_its_desk_takes_it_and_the_one_below_does_not() {
    let mut given = Given::an_event(StageName::Handling);
    given.now = given.incident().clock("level.town").unwrap().rings_at(Ring::Eighty);
    given.rings("level.town");
    assert_eq!(given.incident().level, Level::County);
    assert_eq!(given.refuses(&dispatcher(ROOM), dispatch_to(WORKS)), "NOT_THE_DISPATCHER");
    given.does(&dispatcher(CENTRE), dispatch_to(BUREAU));
    assert_eq!((given.incident().level, &given.incident().unit), (Level::County, &code(BUREAU)));
}

#[test]
fn what_was_designated_goes_neither_back_nor_up_nor_to_anybody_else() {
    let mut given = designated_to_works();
    let signed = {
        let mut given = given.clone();
        given.does(&officer(WORKS), Command::SignIn);
        given
    };
    assert_eq!(given.refuses(&officer(WORKS), send_back()), "DESIGNATION_BINDING");
    for mut given in [given, signed] {
        assert_eq!(given.refuses(&officer(WORKS), escalate()), "DESIGNATION_BINDING");
        for by in [dispatcher(ROOM), dispatcher(CENTRE), officer(TOWN)] {
            assert_eq!(given.refuses(&by, dispatch_to(BUREAU)), "DESIGNATION_BINDING");
        }
        let offered = given.when(&dispatcher(ROOM), Command::Close).unwrap_err();
        let offered = offered.allowed();
        assert!(offered.contains(&"DesignateHandler"));
        assert!(
            ["EscalateEvent", "DispatchEvent", "ReturnEvent"]
                .iter()
                .all(|method| !offered.contains(method))
        );
        assert_eq!(
            (&given.incident().unit, &given.incident().course.designated),
            (&code(WORKS), &Some(code(WORKS)))
        );
    }
}

#[test]
fn the_common_superior_designates_anew_and_that_binds_too() {
    let mut given = designated_to_works();
    assert_eq!(given.refuses(&officer(TOWN), designate(WORKS)), "DONE_ALREADY");
    assert_eq!(given.refuses(&officer(TOWN), designate(BUREAU)), "NOT_THE_COMMON_SUPERIOR");
    assert_eq!(given.refuses(&dispatcher(ROOM), designate(STATION)), "DISPATCHER_DESIGNATES");
    given.ends(WORKS);
    given.now += Duration::days(2);
    given.does(&officer(TOWN), designate(STATION));
    let designated = &given.incident().course.designated;
    assert_eq!((&given.incident().unit, designated), (&code(STATION), &Some(code(STATION))));
    assert_eq!(given.running(), ["handle", "level.town", "return"].into());
    assert_eq!(given.refuses(&officer(STATION), send_back()), "DESIGNATION_BINDING");
    given.does(&dispatcher(CENTRE), designate(BUREAU));
    assert_eq!((given.incident().level, &given.incident().unit), (Level::County, &code(BUREAU)));
}

#[test]
fn what_did_not_come_back_twice_is_nobodys_to_designate() {
    for stage in [StageName::Filed, StageName::Dispatched, StageName::Handling] {
        assert_eq!(Given::an_event(stage).refuses(&officer(TOWN), designate(WORKS)), "NOT_IN_STAGE");
    }
}
