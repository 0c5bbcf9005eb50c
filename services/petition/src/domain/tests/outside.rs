//! Review and re-review by an organ that is none of ours, as the province above the city (arts. 35, 36).

use super::given::*;
use crate::domain::{Command, Decision, Refusal, Ruling, StageName};

const PROVINCE: &str = "330000";

/// A matter of the city's own, its opinion served.
fn answered_by_the_city() -> Given {
    let mut order = registration();
    order.county = code(CITY);
    let mut given = Given::nothing();
    given.does(&officer(CITY), &Command::Register(Box::new(order)));
    given.does(&officer(CITY), &accept());
    given.does(&officer(CITY), &start_handling());
    given.does(&officer(CITY), &draft(Decision::Explained));
    given.does(&head(CITY), &Command::IssueOpinion);
    given.does(&officer(CITY), &serve());
    given
}

#[test]
fn the_province_reviews_the_city_and_the_citys_office_puts_on_record_what_it_says() {
    let mut given = answered_by_the_city();
    given.does(&party(), &remedy(None));
    assert_eq!(
        (given.stage(), &given.petition().unit),
        (StageName::ReviewRequested, &code(PROVINCE))
    );
    let organ = Refusal::NotTheReviewOrgan(code(PROVINCE));
    for other in [CITY, COUNTY] {
        let by = person("fresh", Some(other));
        assert_eq!(given.when(&by, &Command::TakeUpRemedy), Err(organ.clone()), "{other}");
    }
    let moved = person("officer of 330600", Some(CITY_OFFICE));
    assert_eq!(given.refuses(&moved, &Command::TakeUpRemedy), "REVIEWER_HANDLED_THE_CASE");
    let recorder = officer(CITY_OFFICE);
    for order in [Command::TakeUpRemedy, rule(Ruling::Upheld), serve_ruling(None)] {
        given.does(&recorder, &order);
    }
    assert_eq!((given.stage(), given.running()), (StageName::ReviewServed, vec!["recheck_window"]));
    given.does(&party(), &remedy(None));
    assert_eq!(given.stage(), StageName::RecheckRequested);
}

#[test]
fn a_re_review_above_the_city_goes_to_the_province() {
    let mut order = registration();
    order.county = code(CITY);
    let mut given = Given::nothing();
    given.does(&officer(CITY_OFFICE), &Command::Register(Box::new(order)));
    given.does(&officer(CITY_OFFICE), &forward(COUNTY));
    given.does(&officer(COUNTY), &accept());
    given.does(&officer(COUNTY), &start_handling());
    given.does(&officer(COUNTY), &draft(Decision::Explained));
    given.does(&head(COUNTY), &Command::IssueOpinion);
    given.does(&officer(COUNTY), &serve());
    given.does(&party(), &remedy(None));
    for order in [Command::TakeUpRemedy, rule(Ruling::Upheld), serve_ruling(None)] {
        given.does(&officer(CITY), &order);
    }
    given.does(&party(), &remedy(None));
    assert_eq!(given.petition().unit, code(PROVINCE));
    assert_eq!(
        given.refuses(&officer(CITY), &Command::TakeUpRemedy),
        "REVIEWER_HANDLED_THE_CASE",
        "nor does the reviewer write it down"
    );
    for order in [Command::TakeUpRemedy, rule(Ruling::Upheld), serve_ruling(None)] {
        given.does(&officer(CITY_OFFICE), &order);
    }
    assert_eq!(given.stage(), StageName::Terminated);
}
