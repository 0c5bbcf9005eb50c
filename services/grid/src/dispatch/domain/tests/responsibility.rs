//! Of a component its owner has it, then who maintains it, then the territory; of what happens at one the territory first.

use shiyu_kit::unit::Code;

use super::given::{ask, place, rule};
use crate::catalogue::domain::Footing;
use crate::catalogue::tests::scene::{TOWN, TOWN_OFFICE, VILLAGE, code};
use crate::dispatch::domain::{Explanation, MAINTAINER, OWNER, Question, Rule, explain};
use crate::domain::terms::{Level, Place, Platform, Thing};

const BUREAU: &str = "330602-SLJ";

fn at(owner: Option<&str>, maintainer: Option<&str>) -> Place {
    Place {
        component: Some(Thing {
            code: "3306020103000001".parse().unwrap(),
            owner: owner.map(code),
            maintainer: maintainer.map(code),
        }),
        ..place("330602001003008")
    }
}

fn rules() -> [Rule; 1] {
    [rule("town", &[], "{town}")]
}

fn goes(explanation: &Explanation) -> (&str, Option<Footing>) {
    let route = explanation.route.as_ref().unwrap();
    (route.rule.as_str(), explanation.footing)
}

fn told(class: &str, here: &Place, returned: &[Code]) -> Explanation {
    explain(3, &rules(), &ask(class, here).returned_by(returned))
}

#[test]
fn a_component_goes_to_its_owner_and_the_table_is_told_all_the_same() {
    let here = at(Some(BUREAU), Some(TOWN_OFFICE));
    let explanation = told("C0103", &here, &[]);
    assert_eq!(goes(&explanation), (OWNER, Some(Footing::Owner)));
    let route = explanation.route.as_ref().unwrap();
    assert_eq!((route.table, &route.to, route.level), (3, &code(BUREAU), Level::County));
    assert_eq!(route.platform, Some(Platform::Enforcement), "the catalogue's");
    let tried: Vec<_> = explanation.tried.iter().map(|tried| (tried.rule.as_str(), tried.matched)).collect();
    assert_eq!(tried, [("town", true)]);
    let order = [
        (Footing::Owner, code(BUREAU)),
        (Footing::Maintainer, code(TOWN_OFFICE)),
        (Footing::Territory, code(TOWN)),
    ];
    assert_eq!(explanation.claims, order);
}

#[test]
fn whoever_sent_it_back_is_passed_over_for_the_next() {
    let here = at(Some(BUREAU), Some(TOWN_OFFICE));
    let back = [code(BUREAU), code(TOWN_OFFICE), code(TOWN)];
    assert_eq!(goes(&told("C0103", &here, &back[..1])), (MAINTAINER, Some(Footing::Maintainer)));
    assert_eq!(goes(&told("C0103", &here, &back[..2])), ("town", Some(Footing::Territory)));
    assert_eq!(
        goes(&told("C0103", &here, &back)),
        ("town", Some(Footing::Territory)),
        "a person says where"
    );
}

#[test]
fn without_an_owner_who_maintains_it_has_it_and_without_both_the_territory() {
    assert_eq!(
        goes(&told("C0103", &at(None, Some(TOWN_OFFICE)), &[])),
        (MAINTAINER, Some(Footing::Maintainer))
    );
    assert_eq!(goes(&told("C0103", &at(None, None), &[])), ("town", Some(Footing::Territory)));
    let here = at(Some(BUREAU), None);
    let nowhere = explain(3, &[], &ask("C0103", &here));
    assert_eq!(nowhere.route.as_ref().map(|route| &route.to), Some(&code(BUREAU)), "no rule fits");
}

#[test]
fn what_happens_at_a_component_is_the_territory_s_and_then_its_owner_s() {
    let here = at(Some(BUREAU), None);
    assert_eq!(goes(&told("E0103", &here, &[])), ("town", Some(Footing::Territory)));
    assert_eq!(goes(&told("E0103", &here, &[code(TOWN)])), (OWNER, Some(Footing::Owner)));
}

#[test]
fn what_came_up_the_ladder_does_not_go_down_to_an_owner_below() {
    let here = at(Some(VILLAGE), None);
    let asked = |level| Question {
        level,
        ..ask("C0103", &here)
    };
    assert_eq!(goes(&explain(3, &rules(), &asked(Level::Town))), (OWNER, Some(Footing::Owner)));
    assert_eq!(
        goes(&explain(3, &rules(), &asked(Level::County))),
        ("town", Some(Footing::Territory))
    );
}

#[test]
fn where_no_component_is_named_the_table_alone_decides() {
    let here = place("330602001003008");
    let explanation = told("C0103", &here, &[code(TOWN)]);
    assert_eq!(goes(&explanation), ("town", None));
    assert_eq!(explanation.claims, []);
}
