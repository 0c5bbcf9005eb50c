//! Editions: published ahead, evaluated within a year, and asked by the place alone.

use shiyu_kit::fault::Refusal as _;
use time::macros::date;
use uuid::Uuid;

use super::{draft, item};
use crate::power::domain::*;
use crate::power::{Edition, Powers};
use crate::scene::{BUREAU, COUNTY, OTHER_BUREAU, OTHER_TOWN, TOWN, TOWN_BUREAU, VILLAGE, code, decide};

fn publish(on: time::Date) -> Publish {
    Publish {
        list: Uuid::from_u128(1),
        on,
        place: "越城区人民政府网站".to_owned(),
    }
}

#[test]
fn a_list_is_published_before_it_holds_and_never_changes_the_past() {
    let reason = |list: PowerList, on, newest: Option<&PowerList>| {
        decide(COUNTY, |sitting| {
            list.publish(&publish(on), newest, sitting).map_err(|why| why.reason())
        })
    };
    let (today, tomorrow) = (date!(2026 - 05 - 06), date!(2026 - 05 - 07));
    assert_eq!(reason(draft(tomorrow), tomorrow, None), Err("PUBLISHED_IN_FUTURE"));
    assert_eq!(reason(draft(date!(2026 - 05 - 01)), today, None), Err("PUBLISHED_AFTER_CUT_OVER"));
    let first = reason(draft(date!(2015 - 01 - 01)), date!(2014 - 12 - 01), None).unwrap();
    assert!(first.has_begun(today) && !first.has_begun(date!(2014 - 12 - 31)));
    assert_eq!(reason(first.clone(), today, None), Err("POWER_LIST_NOT_DRAFT"));
    assert_eq!(reason(draft(today), today, Some(&first)), Err("POWER_LIST_NOT_AHEAD"));
    assert_eq!(
        reason(draft(date!(2015 - 01 - 01)), date!(2014 - 12 - 01), Some(&first)),
        Err("POWER_LIST_OUTRUN")
    );
    assert_eq!(reason(draft(tomorrow), today, Some(&first)).unwrap().state, ListState::Published);
    let by_a_town = decide(TOWN, |sitting| draft(tomorrow).publish(&publish(today), None, sitting));
    assert_eq!(by_a_town.unwrap_err().reason(), "UNIT_NOT_YOURS");
}

#[test]
fn a_list_is_evaluated_within_a_year_of_its_publication() {
    let list = decide(COUNTY, |sitting| {
        draft(date!(2026 - 05 - 06)).publish(&publish(date!(2026 - 05 - 06)), None, sitting)
    })
    .unwrap();
    let due = list.evaluation_due(&shiyu_kit::calendar::Calendar::builtin(), &shiyu_kit::calendar::Limits::default());
    assert_eq!(due, Some(date!(2027 - 05 - 06)));
    assert_eq!(
        draft(date!(2026 - 05 - 06)).evaluation_due(&shiyu_kit::calendar::Calendar::builtin(), &shiyu_kit::calendar::Limits::default()),
        None
    );
}

#[test]
fn what_names_no_item_is_of_the_town_that_has_most_or_else_of_no_town() {
    let content = Content::of(vec![
        item("A1", &[(TOWN_BUREAU, TOWN), (BUREAU, COUNTY)]),
        item("A2", &[(TOWN_BUREAU, TOWN)]),
        item("A3", &[(OTHER_BUREAU, TOWN)]),
    ]);
    let begins = date!(2026 - 05 - 06);
    let list = PowerList {
        state: ListState::Published,
        ..draft(begins)
    };
    let powers = Powers::of([Edition { list, content }], Vec::new());
    for place in [TOWN, VILLAGE] {
        assert_eq!(powers.of_place(&code(place), begins), Some(&code(TOWN_BUREAU)), "{place}");
    }
    for place in [OTHER_TOWN, COUNTY] {
        assert_eq!(
            powers.of_place(&code(place), begins),
            None,
            "{place}: what is the county's is no town's"
        );
    }
    assert_eq!(
        powers.of_place(&code(TOWN), date!(2026 - 05 - 05)),
        None,
        "nothing was handed over yet"
    );
}
