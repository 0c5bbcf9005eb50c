//! An accusation never reaches those it accuses (art. 30; G-06).

use proptest::prelude::*;
use shiyu_kit::audience::{Ground, Viewer};
use shiyu_kit::case::Actor;
use shiyu_kit::unit::{Unit, Units};

use super::beside::{sponsor, supervise, urgent};
use super::ending::care;
use super::given::*;
use crate::domain::command::Classify;
use crate::domain::{Accused, Classification, Command, Decision, Destination, ReliefPath, StageName};

/// Against the bureau, and everything that answers to it.
const BARRED: [&str; 2] = [BUREAU, BRIGADE];

/// A matter against the bureau, handled by the town for relief.
fn against_the_bureau() -> Given {
    let mut given = Given::nothing();
    given.does(&officer(OFFICE), &register_against([BUREAU]));
    given.does(&officer(OFFICE), &forward(TOWN));
    given.does(&officer(TOWN), &accept());
    given.does(&officer(TOWN), &start_handling());
    given
}

#[test]
fn no_way_leads_to_the_accused() {
    let handled = against_the_bureau();
    for unit in BARRED {
        let mut given = Given::nothing();
        given.does(&officer(OFFICE), &register_against([BUREAU]));
        for order in [forward(unit), assign(unit)] {
            assert_eq!(given.refuses(&officer(OFFICE), &order), "FORWARDED_TO_ACCUSED");
        }
        let mut given = handled.clone();
        assert_eq!(given.refuses(&officer(TOWN), &assistance(unit)), "FORWARDED_TO_ACCUSED");
        assert_eq!(given.refuses(&officer(OFFICE), &supervise(unit)), "FORWARDED_TO_ACCUSED");
        assert_eq!(given.refuses(&officer(OFFICE), &urgent(&[COUNTY, unit])), "FORWARDED_TO_ACCUSED");
        given.abolish(TOWN);
        let transfer = Command::Transfer { to: code(unit) };
        assert_eq!(given.refuses(&officer(OFFICE), &transfer), "FORWARDED_TO_ACCUSED");
    }
}

#[test]
fn neither_designation_nor_duty_nor_care_leads_to_the_accused() {
    let mut given = Given::nothing();
    given.does(&officer(OFFICE), &register_against([BUREAU]));
    given.does(&officer(OFFICE), &forward(TOWN));
    let mut accepted = given.clone();
    given.does(&officer(TOWN), &object());
    given.does(&officer(OFFICE), &Command::DecideObjection { agree: false });
    given.does(&officer(TOWN), &object());
    given.does(&officer(OFFICE), &Command::ReferDispute);
    assert_eq!(given.refuses(&officer(COUNTY), &designate(BRIGADE)), "FORWARDED_TO_ACCUSED");

    accepted.does(&officer(TOWN), &accept());
    assert_eq!(accepted.refuses(&officer(TOWN), &duty()), "FORWARDED_TO_ACCUSED");

    let mut given = against_the_bureau();
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&head(TOWN), &Command::IssueOpinion);
    given.does(&officer(TOWN), &serve());
    given.now = given.due("review_window");
    given.rings("review_window");
    assert_eq!(given.refuses(&officer(OFFICE), &care(BRIGADE)), "FORWARDED_TO_ACCUSED");
}

#[test]
fn whoever_is_named_with_the_classification_is_not_asked_by_it() {
    let mut given = Given::a_petition(StageName::Accepted);
    let order = Classify {
        accused: accused([BUREAU]),
        duty_organ: Some(code(BRIGADE)),
        ..classification(Classification::AppealForRelief(ReliefPath::ProtectiveDuty))
    };
    assert_eq!(given.refuses(&officer(TOWN), &Command::Classify(order)), "FORWARDED_TO_ACCUSED");
}

#[test]
fn nobody_accused_has_it_in_hand() {
    let mut given = against_the_bureau();
    assert_eq!(given.refuses(&officer(OFFICE), &sponsor(ACCUSED)), "ACCUSED_IN_CHARGE");
}

#[test]
fn the_unit_that_would_hold_it_is_not_the_accused() {
    for unit in [OFFICE, COUNTY, CITY] {
        assert_eq!(
            Given::nothing().refuses(&officer(OFFICE), &register_against([unit])),
            "HELD_BY_ACCUSED"
        );
    }
    assert_eq!(
        Given::nothing().refuses(&officer(OFFICE), &register_against([NOWHERE])),
        "UNIT_UNKNOWN"
    );
    let mut given = Given::a_petition(StageName::Accepted);
    for unit in [TOWN, COUNTY] {
        assert_eq!(
            given.refuses(&officer(TOWN), &Command::Classify(accusation([unit]))),
            "HELD_BY_ACCUSED"
        );
    }
}

#[test]
fn an_accusation_handled_here_names_the_accused() {
    let mut given = Given::a_petition(StageName::Accepted);
    assert_eq!(
        given.refuses(&officer(TOWN), &classify(Classification::Accusation)),
        "ACCUSED_UNNAMED"
    );
    let by_name = Classify {
        accused: accused([]),
        ..classification(Classification::Accusation)
    };
    given.does(&officer(TOWN), &Command::Classify(by_name));
    assert!(given.petition().is_sealed());
}

#[test]
fn those_accused_have_no_such_petition() {
    let mut given = against_the_bureau();
    let those = [officer(BUREAU), head(BRIGADE), person(ACCUSED, Some(TOWN)), person(ACCUSED, None)];
    for accused in those {
        for order in [register(), accept(), extend(3), settle(), supplement(PETITIONER), Command::Reckon] {
            assert_eq!(given.refuses(&accused, &order), "PETITION_UNKNOWN");
        }
    }
}

#[test]
fn an_abolished_unit_still_keeps_what_answered_to_it_out() {
    let mut given = against_the_bureau();
    given.abolish(BUREAU);
    assert_eq!(given.refuses(&officer(BRIGADE), &extend(3)), "PETITION_UNKNOWN");
    assert_eq!(given.refuses(&officer(BUREAU), &extend(3)), "PETITION_UNKNOWN");
}

#[test]
fn nothing_is_offered_settled_or_rated_of_an_accusation() {
    let mut given = Given::an_accusation();
    assert_eq!(given.refuses(&officer(TOWN), &offer(Destination::Mediation)), "SEALED_MATTER");
    assert_eq!(given.refuses(&officer(TOWN), &settle()), "SEALED_MATTER");
    given.does(&officer(TOWN), &reply(None));
    assert_eq!(given.refuses(&party(), &evaluate(PETITIONER)), "SEALED_MATTER");
}

#[test]
fn an_accusation_that_is_diverted_stays_sealed() {
    let mut given = Given::a_petition(StageName::Accepted);
    let order = Classify {
        organ: Some("discipline inspection commission".to_owned()),
        ..accusation([BUREAU])
    };
    given.does(&officer(TOWN), &Command::Classify(order));
    assert_eq!(given.stage(), StageName::Diverted);
    assert!(given.petition().is_sealed());
    assert_eq!(given.petition().audience().barred_units, [code(BUREAU)].into());
    assert_eq!(given.refuses(&officer(BRIGADE), &Command::Archive), "PETITION_UNKNOWN");
}

#[test]
fn the_duty_organ_sees_what_it_is_asked() {
    let given = Given::a_petition(StageName::DutyRequested);
    assert!(given.petition().audience().units.contains(&code(BUREAU)));
}

/// A city of towns and offices in any order below each other; each names a superior that comes before it.
#[test]
fn a_unit_that_finds_itself_accused_gives_the_matter_away_and_has_it_no_more() {
    let mut given = Given::nothing();
    given.does(&officer(OFFICE), &register());
    given.does(&officer(OFFICE), &forward(BUREAU));
    given.does(&officer(BUREAU), &accept());
    assert_eq!(
        given.refuses(&officer(BUREAU), &Command::Classify(accusation([BUREAU]))),
        "HELD_BY_ACCUSED"
    );
    let away = Classify {
        organ: Some("discipline inspection".to_owned()),
        ..accusation([BUREAU])
    };
    given.does(&officer(BUREAU), &Command::Classify(away));
    assert_eq!(given.stage(), StageName::Diverted);
    assert_eq!(given.refuses(&officer(BUREAU), &Command::Archive), "PETITION_UNKNOWN");
}

#[test]
fn a_unit_no_table_knows_lies_in_its_division_all_the_same() {
    let mut given = Given::nothing();
    given.does(&officer(OFFICE), &register_against([TOWN]));
    for below in ["330602001099", "330602001-ZZB"] {
        assert_eq!(given.refuses(&officer(below), &forward(BUREAU)), "PETITION_UNKNOWN", "{below}");
    }
}

fn tree() -> impl Strategy<Value = Vec<Unit>> {
    prop::collection::vec(any::<prop::sample::Index>(), 2..12).prop_map(|superiors| {
        let name = |number: usize| format!("330602-U{number}");
        let mut units = vec![unit(COUNTY, None)];
        for (number, superior) in superiors.iter().enumerate() {
            let above = units[superior.index(units.len())].code.clone();
            units.push(unit(&name(number), Some(above.as_str())));
        }
        units
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_any_tree_of_units_no_accused_sees_it(
        tree in tree(),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 1..3),
        asked in any::<prop::sample::Index>(),
        role in prop::option::of(Just("petition_officer")),
    ) {
        let mut given = Given::nothing();
        given.units = Units::new(tree.clone());
        let pick = |index: &prop::sample::Index| tree[1 + index.index(tree.len() - 1)].code.clone();
        let mut order = registration();
        order.submission.place = code(COUNTY);
        order.accused = Accused { units: picks.iter().map(pick).collect(), subjects: [ACCUSED.to_owned()].into() };
        given.does(&officer(COUNTY), &Command::Register(Box::new(order.clone())));
        let asked = pick(&asked);
        let _ = given.when(&officer(COUNTY), &forward(asked.as_str()));
        let _ = given.when(&officer(COUNTY), &urgent(&[asked.as_str()]));
        let today = given.now.date();
        let audience = given.petition().audience();
        let wide = ["petition_officer"];
        let county = code(COUNTY);
        let units = given.units.clone();
        let ground = Ground { county: &county, units: &units, today, wide: &wide };
        for each in &tree {
            let barred = order.accused.units.iter().any(|accused| given.units.is_within(&each.code, accused, today));
            for subject in ["anybody", ACCUSED] {
                let viewer = Actor::Person {
                    subject: subject.to_owned(),
                    unit: Some(each.code.to_string()),
                    roles: role.iter().map(|role| (*role).to_owned()).collect(),
                };
                if barred || subject == ACCUSED {
                    prop_assert!(!Viewer::of(&viewer, &ground).sees(&audience), "{}", each.code);
                    prop_assert_eq!(given.refuses(&viewer, &accept()), "PETITION_UNKNOWN");
                }
            }
            prop_assert!(!barred || !audience.units.contains(&each.code));
        }
        prop_assert!(Viewer::of(&officer(COUNTY), &ground).sees(&audience));
    }
}
