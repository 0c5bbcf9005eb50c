//! To the unit that is competent, and its acceptance (arts. 22, 23).

use time::Duration;

use crate::domain::tests::given::*;
use crate::domain::{Command, End, NotAccepted, Stage, StageName, What};

#[test]
fn forwarding_hands_it_to_the_unit_asked() {
    let mut given = Given::a_petition(StageName::Registered);
    assert_eq!(given.refuses(&officer(OFFICE), &forward(NOWHERE)), "UNIT_UNKNOWN");
    assert_eq!(given.refuses(&officer(OFFICE), &forward(OTHER_COUNTY)), "UNIT_OUTSIDE_JURISDICTION");
    assert_eq!(given.refuses(&officer(TOWN), &forward(TOWN)), "UNIT_NOT_HOLDING");
    given.does(&officer(OFFICE), &forward(BUREAU));
    let forwarding = given.petition().course.forwardings.last().unwrap();
    assert_eq!((&forwarding.from, &forwarding.to), (&code(OFFICE), &code(BUREAU)));
    assert_eq!((&given.petition().unit, given.running()), (&code(BUREAU), vec!["accept"]));
}

#[test]
fn an_assignment_is_reported_back_by_its_date() {
    let mut given = Given::a_petition(StageName::Assigned);
    assert_eq!(given.running(), ["accept", "report"]);
    given.does(&officer(TOWN), &accept());
    assert_eq!(given.running(), ["report", "classify"]);
}

#[test]
fn only_the_unit_asked_accepts() {
    let mut given = Given::a_petition(StageName::Forwarded);
    for other in [OFFICE, BUREAU, VILLAGE, COUNTY] {
        assert_eq!(given.refuses(&officer(other), &accept()), "UNIT_NOT_ASKED");
    }
    assert_eq!(given.refuses(&person("anybody", None), &accept()), "UNIT_NOT_ASKED");
    given.does(&officer(TOWN), &accept());
    assert_eq!(given.petition().handler(), Some(&code(TOWN)));
}

#[test]
fn the_unit_that_received_it_accepts_what_is_its_own() {
    let mut given = Given::a_petition(StageName::Registered);
    given.does(&officer(OFFICE), &accept());
    assert_eq!((given.stage(), given.running()), (StageName::Accepted, vec!["classify"]));
}

#[test]
fn of_two_clerks_at_once_the_second_is_decided_on_what_the_first_left() {
    let mut first = Given::a_petition(StageName::Registered);
    let mut second = first.clone();
    first.does(&officer(OFFICE), &forward(TOWN));
    second.does(&person("another officer", Some(OFFICE)), &forward(BUREAU));
    // Their versions collide: the second act is decided again on the petition of the first.
    second.petition.clone_from(&first.petition);
    let again = second.refuses(&person("another officer", Some(OFFICE)), &forward(BUREAU));
    assert_eq!((again, &second.petition().unit), ("NOT_IN_STAGE", &code(TOWN)));
}

#[test]
fn an_office_does_not_stop_its_own_clock_by_asking_itself() {
    let mut given = Given::a_petition(StageName::Registered);
    assert_eq!(given.refuses(&officer(OFFICE), &forward(OFFICE)), "HELD_ALREADY");
}

#[test]
fn no_bureau_oversees_another() {
    let mut given = Given::a_petition(StageName::Registered);
    assert_eq!(given.refuses(&officer(BUREAU), &forward(TOWN)), "UNIT_NOT_HOLDING");
    given.does(&officer(OFFICE), &forward(TOWN));
}

#[test]
fn what_is_no_matter_of_this_unit_ends_with_a_reason() {
    let mut given = Given::a_petition(StageName::Registered);
    assert_eq!(given.refuses(&officer(BUREAU), &decline()), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&officer(BUREAU), &merge()), "UNIT_NOT_HOLDING");
    let events = given.does(&officer(OFFICE), &decline());
    let ended = |end: &End| {
        matches!(
            end,
            End::NotAccepted {
                ground: NotAccepted::UnderHandling,
                ..
            }
        )
    };
    assert!(matches!(&events[..], [event] if matches!(&event.what, What::Ended(ending) if ended(&ending.end))));
    assert_eq!(given.running(), ["archive"]);
}

#[test]
fn a_matter_unmerged_runs_on_from_where_it_began() {
    let mut given = Given::a_petition(StageName::Registered);
    let due = given.due("forward");
    given.does(&officer(OFFICE), &merge());
    assert!(given.running().is_empty(), "it waits for the one that goes on in its place");
    given.now += Duration::days(10);
    assert_eq!(given.refuses(&officer(TOWN), &unmerge()), "UNIT_NOT_HOLDING");
    given.does(&officer(OFFICE), &unmerge());
    assert_eq!(given.petition().stage, Stage::Registered);
    assert_eq!((given.running(), given.due("forward")), (vec!["pass_on", "forward"], due));
}

#[test]
fn a_matter_that_came_back_and_is_unmerged_keeps_the_petitioners_fifteen_days() {
    let mut given = Given::a_petition(StageName::Objected);
    given.does(&officer(OFFICE), &Command::DecideObjection { agree: true });
    let due = given.due("accept");
    given.does(&officer(OFFICE), &merge());
    given.does(&officer(OFFICE), &unmerge());
    assert_eq!((given.running(), given.due("accept")), (vec!["pass_on", "accept"], due));
}
