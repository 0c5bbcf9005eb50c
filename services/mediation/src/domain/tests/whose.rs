//! Whose a dispute is, and whom it touches.

use super::given::*;
use crate::domain::terms::{Beyond, Source};
use crate::domain::{Command, StageName};

fn asks(units: &[&str]) -> Command {
    Command::ReferJurisdiction {
        units: units.iter().map(|unit| code(unit)).collect(),
        reason: "两镇交界".to_owned(),
    }
}

#[test]
fn nobody_asks_whose_it_is_of_itself_alone_nor_passes_on_what_the_superior_is_asked_about() {
    let mut given = Given::a_dispute(StageName::Screening);
    assert_eq!(given.refuses(&clerk(), asks(&[COMMITTEE])), "DONE_ALREADY");
    given.does(&clerk(), asks(&[COMMITTEE, OTHER_COMMITTEE]));
    let beyond = [Beyond::Unit(code(OTHER_COMMITTEE)), Beyond::Outside("绍兴仲裁委员会".to_owned())];
    for to in beyond {
        let passes = Command::Transfer {
            to,
            reason: "属地管辖".to_owned(),
        };
        assert_eq!(given.refuses(&clerk(), passes), "JURISDICTION_OPEN");
    }
}

#[test]
fn the_superior_names_nobody_who_has_no_committee_and_could_not_pass_it_on() {
    let mut given = Given::a_dispute(StageName::Screening);
    given.does(&clerk(), asks(&[OTHER_COMMITTEE]));
    let says = Command::DesignateUnit {
        unit: code(OTHER_COMMITTEE),
        reason: "不动产所在地".to_owned(),
    };
    given.known.committee = false;
    assert_eq!(given.refuses(&clerk_of(CENTRE), says.clone()), "NO_COMMITTEE");
    given.known.committee = true;
    given.does(&clerk_of(CENTRE), says);
}

#[test]
fn what_the_place_lies_in_is_no_other_jurisdiction() {
    let crosses = |others: &[&str]| {
        let across = open_with(Source::Parties, |open| {
            open.submission.jurisdictions = others.iter().map(|other| code(other)).collect();
        });
        Given::opened(&clerk(), across).dispute().submission.is_cross_boundary()
    };
    for own in [VILLAGE, TOWN, COUNTY] {
        assert!(!crosses(&[own]), "{own}");
    }
    for other in [NEXT_TOWN, OTHER_COUNTY] {
        assert!(crosses(&[TOWN, other]), "{other}");
    }
}
