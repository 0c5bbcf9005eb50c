//! As what it is classified, and where it goes on then (arts. 30, 31).

use time::macros::{date, datetime};

use crate::domain::command::{Classify, Divert};
use crate::domain::stage::Procedure;
use crate::domain::tests::given::*;
use crate::domain::{Classification, Command, End, ReliefPath, StageName};

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
fn an_act_that_comes_to_be_known_tomorrow_opens_no_way() {
    let mut given = Given::a_petition(StageName::Registered);
    let order = Divert {
        classification: Classification::AppealForRelief(ReliefPath::AdministrativeProcedure),
        organ: "county government".to_owned(),
        act_known_on: given.now.date().next_day(),
    };
    assert_eq!(given.refuses(&officer(OFFICE), &Command::Divert(order)), "ACT_KNOWN_IN_FUTURE");
}
