//! Two matters, one of which points at the other.

use shiyu_kit::case::{Actor, Case, Context, Filed};
use shiyu_kit::fault::Refusal as _;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::{Register, Withdraw};
use crate::domain::{Command, Event, NotAccepted, Petition, StageName, What};

/// What the other matter answers.
fn answer(other: &Given, first: &Given, command: &Command, by: &Actor) -> Result<Vec<&'static str>, &'static str> {
    let context = Context {
        now: other.now,
        by,
        calendar: &other.calendar,
        units: &other.units,
        limits: &other.limits,
    };
    let first = Filed {
        id: Uuid::from_u128(91),
        version: 2,
        case: first.petition.clone().unwrap(),
    };
    let answered = Petition::join(other.petition.as_ref(), &first, command, &context);
    let answered = answered.map_err(|refusal| refusal.reason())?;
    for event in &answered {
        let mut noted = Petition::evolve(other.petition.clone(), event).unwrap();
        noted.course.joined.clone_from(&other.petition().course.joined);
        noted.course.followed_by.clone_from(&other.petition().course.followed_by);
        assert_eq!(Some(noted), other.petition, "it is only noted");
    }
    Ok(answered.iter().map(Event::kind).collect())
}

/// Another one that is merged into it.
const MERGED: Uuid = Uuid::from_u128(91);

fn joined(mut other: Given) -> Given {
    let joined = What::Joined {
        petition: MERGED,
        merged: true,
        at: other.now,
    };
    other.petition = Petition::evolve(other.petition.take(), &joined.into());
    other
}

#[test]
fn matters_of_two_places_or_categories_are_merged_for_a_reason() {
    let first = Given::a_petition(StageName::Registered);
    for change in [
        |order: &mut Register| order.submission.place = code(NEXT_TOWN),
        |order: &mut Register| order.submission.category = "public.noise".parse().unwrap(),
    ] {
        let mut order = registration();
        change(&mut order);
        let mut other = Given::nothing();
        other.does(&officer(OFFICE), &Command::Register(Box::new(order)));
        assert_eq!(answer(&other, &first, &merge(), &officer(OFFICE)), Err("MERGE_UNEXPLAINED"));
        let explained = Command::Merge {
            into: Uuid::from_u128(70),
            reason: Some("One site, reported from both sides".to_owned()),
        };
        assert_eq!(answer(&other, &first, &explained, &officer(OFFICE)), Ok(vec!["matter.joined"]));
    }
}

#[test]
fn new_facts_are_a_matter_of_their_own_upon_one_that_has_ended() {
    let earlier = Uuid::from_u128(70);
    let mut order = registration();
    order.follows = Some(earlier);
    let command = Command::Register(Box::new(order));
    assert_eq!(command.other(), Some(earlier));
    let mut first = Given::nothing();
    first.does(&officer(OFFICE), &command);
    assert_eq!(first.petition().course.follows, Some(earlier));
    for stage in StageName::ALL {
        let expected = if stage.is_end() && stage != StageName::Merged {
            Ok(vec!["matter.followed"])
        } else {
            Err("LINKED_MATTER_OPEN")
        };
        let other = Given::a_petition(stage);
        assert_eq!(answer(&other, &first, &command, &officer(OFFICE)), expected, "{stage:?}");
    }
    let followed = What::Followed {
        petition: MERGED,
        at: first.now,
    };
    let ended = Petition::evolve(Given::a_petition(StageName::Closed).petition, &followed.into()).unwrap();
    assert_eq!(ended.course.followed_by, [MERGED].into());
    let mut accusation = Given::an_accusation();
    accusation.does(&officer(TOWN), &reply(None));
    assert_eq!(answer(&accusation, &first, &command, &officer(OFFICE)), Err("LINKED_MATTER_SEALED"));
}

#[test]
fn what_comes_apart_is_noted_where_it_was_merged() {
    let other = joined(Given::a_petition(StageName::Handling));
    let mut first = Given::a_petition(StageName::Registered);
    first.does(&officer(OFFICE), &merge());
    let from = Uuid::from_u128(70);
    let unmerge = Command::Unmerge {
        reason: "Another wall".to_owned(),
        from: Some(from),
    };
    assert_eq!((merge().other(), unmerge.other()), (Some(from), Some(from)));
    for command in [unmerge, Command::Part { from }] {
        assert_eq!(answer(&other, &first, &command, &service()), Ok(vec!["matter.parted"]));
        let alone = Given::a_petition(StageName::Handling);
        assert_eq!(answer(&alone, &first, &command, &service()), Ok(vec![]));
    }
}

#[test]
fn a_matter_is_not_withdrawn_over_the_heads_of_those_whose_matters_are_merged_into_it() {
    let mut main = joined(Given::a_petition(StageName::Handling));
    assert_eq!(main.refuses(&party(), &withdraw(PETITIONER)), "OTHERS_MERGED");
    let mut own = main.clone();
    let of_nobody_else = Withdraw {
        own: [MERGED].into(),
        ..withdrawal(PETITIONER)
    };
    own.does(&party(), &Command::Withdraw(of_nobody_else));
    assert_eq!(own.stage(), StageName::Withdrawn);
    let parted = What::Parted {
        petition: MERGED,
        at: main.now,
    };
    main.petition = Petition::evolve(main.petition.take(), &parted.into());
    main.does(&party(), &withdraw(PETITIONER));
}

#[test]
fn a_matter_of_others_goes_on_by_itself_in_the_time_it_had() {
    let mut first = Given::a_petition(StageName::Registered);
    let due = first.due("forward");
    first.does(&officer(OFFICE), &merge());
    first.now += time::Duration::days(3);
    let from = Uuid::from_u128(70);
    assert_eq!(
        first.when(&named_service("petition"), &Command::Part { from: STRANGER }),
        Ok(Vec::new())
    );
    first.does(&named_service("petition"), &Command::Part { from });
    assert_eq!((first.stage(), first.due("forward")), (StageName::Registered, due));
    assert_eq!(first.when(&named_service("petition"), &Command::Part { from }), Ok(Vec::new()));
}

#[test]
fn a_matter_of_others_comes_out_of_the_archive_when_what_has_its_place_is_withdrawn() {
    let mut first = Given::a_petition(StageName::Registered);
    first.does(&officer(OFFICE), &merge());
    first.does(&officer(OFFICE), &Command::Archive);
    assert_eq!(first.stage(), StageName::Archived);
    let from = Uuid::from_u128(70);
    let events = first.does(&named_service("petition"), &Command::Part { from });
    assert_eq!(events.iter().map(Event::kind).collect::<Vec<_>>(), ["matter.unmerged"]);
    assert_eq!(first.stage(), StageName::Registered);
}

fn finalised() -> Command {
    Command::Decline {
        ground: NotAccepted::Finalised,
        earlier: Uuid::from_u128(70),
    }
}

#[test]
fn what_goes_on_takes_another_in_and_what_has_ended_does_not() {
    let first = Given::a_petition(StageName::Registered);
    for stage in StageName::ALL {
        let other = Given::a_petition(stage);
        let expected = if stage.is_end() {
            Err("LINKED_MATTER_ENDED")
        } else {
            Ok(vec!["matter.joined"])
        };
        assert_eq!(answer(&other, &first, &merge(), &officer(OFFICE)), expected, "{stage:?}");
        let in_hand = if stage < StageName::Accepted {
            Err("LINKED_MATTER_NOT_IN_HAND")
        } else {
            expected
        };
        assert_eq!(answer(&other, &first, &decline(), &officer(OFFICE)), in_hand, "{stage:?}");
    }
    assert_eq!(
        answer(&Given::nothing(), &first, &merge(), &officer(OFFICE)),
        Err("LINKED_MATTER_UNKNOWN")
    );
}

#[test]
fn nobody_is_turned_away_for_the_sake_of_a_matter_that_is_late() {
    let first = Given::a_petition(StageName::Registered);
    let mut other = Given::a_petition(StageName::Handling);
    let due = other.due("handle");
    other.now = due - time::Duration::SECOND;
    assert_eq!(answer(&other, &first, &decline(), &officer(OFFICE)), Ok(vec!["matter.joined"]));
    other.now = due;
    assert_eq!(
        answer(&other, &first, &decline(), &officer(OFFICE)),
        Err("LINKED_MATTER_NOT_IN_HAND")
    );
}

#[test]
fn for_a_final_answer_there_has_to_be_one() {
    let first = Given::a_petition(StageName::Registered);
    for stage in StageName::ALL {
        // What lies in the archive here was withdrawn.
        let final_ones = [StageName::Closed, StageName::Terminated];
        let expected = if final_ones.contains(&stage) {
            Ok(vec![])
        } else {
            Err("LINKED_MATTER_OPEN")
        };
        let other = Given::a_petition(stage);
        assert_eq!(answer(&other, &first, &finalised(), &officer(OFFICE)), expected, "{stage:?}");
    }
}

#[test]
fn a_superior_does_not_accept_what_a_unit_below_it_has_in_hand() {
    let first = Given::a_petition(StageName::Registered);
    let mut below = Given::nothing();
    let mut order = registration();
    order.submission.source_reference = None;
    below.does(&officer(TOWN), &Command::Register(Box::new(order)));
    below.does(&officer(TOWN), &accept());
    assert_eq!(answer(&below, &first, &decline(), &officer(OFFICE)), Ok(vec!["matter.joined"]));
    assert_eq!(answer(&below, &first, &merge(), &officer(OFFICE)), Err("LINKED_MATTER_UNKNOWN"));
    assert_eq!(
        answer(&below, &first, &decline(), &officer(NEXT_TOWN)),
        Err("LINKED_MATTER_UNKNOWN")
    );
}

#[test]
fn a_sealed_matter_and_an_open_one_do_not_point_at_each_other() {
    let (open, sealed) = (Given::a_petition(StageName::Accepted), Given::an_accusation());
    for (one, two) in [(&open, &sealed), (&sealed, &open)] {
        assert_eq!(answer(one, two, &merge(), &officer(TOWN)), Err("LINKED_MATTER_SEALED"));
    }
    assert_eq!(
        answer(&sealed, &sealed, &merge(), &officer(BUREAU)),
        Err("LINKED_MATTER_UNKNOWN"),
        "to whom it accuses there is no such matter"
    );
}
