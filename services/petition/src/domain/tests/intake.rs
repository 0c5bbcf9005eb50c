//! From registration to classification (arts. 18 to 23, 31).

use shiyu_kit::case::Actor;
use time::Duration;
use time::macros::{date, datetime};
use uuid::Uuid;

use super::given::*;
use crate::domain::command::{Classify, Divert, Register};
use crate::domain::stage::Procedure;
use crate::domain::{Classification, Command, DeliveryMethod, End, NotAccepted, PartyRole, ReliefPath, Stage, StageName, What};

fn registering(change: impl FnOnce(&mut Register)) -> Command {
    let mut order = registration();
    change(&mut order);
    Command::Register(Box::new(order))
}

fn notice() -> Command {
    Command::GiveNotice {
        missing: vec!["the deed".to_owned()],
        method: DeliveryMethod::Direct,
    }
}

#[test]
fn registration_is_at_the_unit_of_who_registers() {
    let given = Given::a_petition(StageName::Registered);
    let petition = given.petition();
    assert_eq!((&petition.unit, &petition.receiver), (&code(OFFICE), &code(OFFICE)));
    assert_eq!((petition.received_at, petition.registered_at), (START, START));
    assert_eq!(given.running(), ["forward"]);
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
fn each_kind_goes_its_statutory_way() {
    let ways = [
        (classify(Classification::Suggestion), StageName::Studying, "study"),
        (Command::Classify(accusation([BUREAU])), StageName::Handling, "look_into"),
        (duty(), StageName::DutyRequested, "duty_report"),
        (start_handling(), StageName::Handling, "handle"),
    ];
    for (order, stage, clock) in ways {
        let mut given = Given::a_petition(StageName::Accepted);
        assert_eq!(given.refuses(&officer(OFFICE), &order), "UNIT_NOT_HOLDING");
        given.does(&officer(TOWN), &order);
        assert_eq!((given.stage(), given.running()), (stage, vec![clock]));
    }
}

#[test]
fn the_other_paths_name_the_organ_and_end_here() {
    use ReliefPath as P;
    for path in [P::Litigation, P::Arbitration, P::PartyAppeal, P::AdministrativeProcedure] {
        let as_what = Classification::AppealForRelief(path);
        let mut given = Given::a_petition(StageName::Accepted);
        assert_eq!(given.refuses(&officer(TOWN), &classify(as_what)), "ORGAN_UNNAMED");
        let organ = Some("people's court".to_owned());
        given.does(
            &officer(TOWN),
            &Command::Classify(Classify {
                organ,
                ..classification(as_what)
            }),
        );
        assert_eq!((given.stage(), given.running()), (StageName::Diverted, vec![]));
        assert_eq!(given.petition().classification(), Some(as_what));
    }
}

#[test]
fn a_duty_names_an_organ_of_the_county() {
    let mut given = Given::a_petition(StageName::Accepted);
    let path = Classification::AppealForRelief(ReliefPath::ProtectiveDuty);
    assert_eq!(given.refuses(&officer(TOWN), &classify(path)), "ORGAN_UNNAMED");
    let elsewhere = Command::Classify(Classify {
        duty_organ: Some(code(OTHER_COUNTY)),
        ..classification(path)
    });
    assert_eq!(given.refuses(&officer(TOWN), &elsewhere), "UNIT_OUTSIDE_JURISDICTION");
}

#[test]
fn what_is_handled_here_is_not_diverted() {
    let here = [
        Classification::Suggestion,
        Classification::AppealForRelief(ReliefPath::ProtectiveDuty),
        Classification::AppealForRelief(ReliefPath::HandlingOpinion),
    ];
    for classification in here {
        let order = Command::Divert(Divert {
            classification,
            organ: "anybody".to_owned(),
            act_known_on: None,
        });
        assert_eq!(
            Given::a_petition(StageName::Registered).refuses(&officer(OFFICE), &order),
            "HANDLED_HERE"
        );
    }
}

#[test]
fn who_is_diverted_hears_the_last_days_of_the_ways_outside() {
    // Known on 31 August 2025, 6 months end on 28 February 2026; known on 30 January 2026, 60 days on 31 March.
    let days = [
        (date!(2025 - 08 - 31), Procedure::Litigation, date!(2026 - 02 - 28)),
        (date!(2026 - 01 - 30), Procedure::Reconsideration, date!(2026 - 03 - 31)),
    ];
    for (known, procedure, last_day) in days {
        let mut given = Given::a_petition(StageName::Registered);
        given.now = datetime!(2026-02-02 01:00 UTC);
        let order = Divert {
            classification: Classification::AppealForRelief(ReliefPath::AdministrativeProcedure),
            organ: "county government".to_owned(),
            act_known_on: Some(known),
        };
        given.does(&officer(OFFICE), &Command::Divert(order));
        let End::Diverted(diversion) = &given.petition().stage.ending().unwrap().end else {
            panic!("diverted")
        };
        let way = diversion.ways.iter().find(|way| way.procedure == procedure).unwrap();
        assert_eq!(way.last_day, last_day);
    }
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
    assert_eq!(given.running(), ["archive"]);
    given.now += Duration::days(10);
    let unmerge = Command::Unmerge {
        reason: "Another wall".to_owned(),
    };
    assert_eq!(given.refuses(&officer(TOWN), &unmerge), "UNIT_NOT_HOLDING");
    given.does(&officer(OFFICE), &unmerge);
    assert_eq!(given.petition().stage, Stage::Registered);
    assert_eq!((given.running(), given.due("forward")), (vec!["forward"], due));
}

#[test]
fn a_matter_that_came_back_and_is_unmerged_keeps_the_petitioners_fifteen_days() {
    let mut given = Given::a_petition(StageName::Objected);
    given.does(&officer(OFFICE), &Command::DecideObjection { agree: true });
    let due = given.due("accept");
    given.does(&officer(OFFICE), &merge());
    given.does(&officer(OFFICE), &Command::Unmerge { reason: String::new() });
    assert_eq!((given.running(), given.due("accept")), (vec!["accept"], due));
}

#[test]
fn an_act_that_comes_to_be_known_tomorrow_opens_no_way() {
    let mut given = Given::a_petition(StageName::Registered);
    let order = Divert {
        classification: Classification::AppealForRelief(ReliefPath::AdministrativeProcedure),
        organ: "county government".to_owned(),
        act_known_on: given.now.date().next_day(),
    };
    assert_eq!(given.refuses(&officer(OFFICE), &Command::Divert(order)), "ACT_KNOWN_IN_FUTURE");
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
