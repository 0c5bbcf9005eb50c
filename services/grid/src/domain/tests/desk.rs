//! Whose the desk is: the sub-centre's too, as long as there is one.

use super::given::*;
use crate::domain::{Command, StageName};

#[test]
fn the_sub_centre_of_a_town_takes_in_hand_what_lies_at_its_room() {
    for stage in [StageName::Reported, StageName::Accepted, StageName::Filed] {
        let mut given = Given::an_event(stage);
        assert_eq!(given.refuses(&dispatcher(SUB_CENTRE), dispatch()), "NOT_THE_DISPATCHER");
        given.known.sub_centre = Some(code(SUB_CENTRE));
        assert_eq!(given.refuses(&officer(SUB_CENTRE), dispatch()), "NOT_THE_DISPATCHER");
        let mut elsewhere = given.clone();
        elsewhere.does(&dispatcher(ROOM), transfer(NEXT_TOWN));
        assert_eq!(elsewhere.refuses(&dispatcher(SUB_CENTRE), dispatch()), "NOT_THE_DISPATCHER");
        given.does(&dispatcher(SUB_CENTRE), dispatch());
        let by = given.incident().course.dispatch().unwrap().by_unit.clone();
        assert_eq!((given.stage(), by), (StageName::Dispatched, code(SUB_CENTRE)));
    }
}

#[test]
fn what_a_centre_has_whose_days_are_over_is_the_rooms_again() {
    let mut given = Given::an_event(StageName::Reported);
    given.does(&dispatcher(ROOM), transfer(SUB_CENTRE));
    given.known.desk_is_over = true;
    for command in [Command::Accept, dispatch(), transfer(ROOM)] {
        assert_eq!(given.refuses(&dispatcher(SUB_CENTRE), command.clone()), "NOT_THE_DISPATCHER");
        assert_eq!(given.refuses(&dispatcher(NEXT_TOWN), command.clone()), "NOT_THE_DISPATCHER");
        for by in [dispatcher(ROOM), dispatcher(CENTRE), officer(COUNTY)] {
            given.clone().does(&by, command.clone());
        }
    }
}

#[test]
fn a_room_whose_days_are_over_gives_way_to_the_next() {
    let mut given = Given::an_event(StageName::Accepted);
    given.known.command_room = Some(code(WORKS));
    given.known.desk_is_over = true;
    assert_eq!(given.refuses(&dispatcher(ROOM), Command::File), "NOT_THE_DISPATCHER");
    given.does(&dispatcher(WORKS), Command::File);
}
