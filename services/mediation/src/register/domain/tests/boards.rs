//! Committees.

use super::*;

#[test]
fn a_committee_has_three_to_nine_members_women_among_them_and_one_chair() {
    assert!(put(committee()).is_ok());
    let mut two = committee();
    two.members.pop();
    assert_eq!(put(two).map(drop), Err("MEMBERS_OUT_OF_RANGE"));
    let mut ten = committee();
    ten.members.extend((0..7).map(|_| member("陶", Post::Member, true)));
    assert_eq!(put(ten).map(drop), Err("MEMBERS_OUT_OF_RANGE"));
    let mut men = committee();
    men.members.iter_mut().for_each(|member| member.is_woman = false);
    assert_eq!(put(men).map(drop), Err("WOMEN_MISSING"));
    let mut headless = committee();
    headless.members.iter_mut().for_each(|member| member.post = Post::Member);
    assert_eq!(put(headless).map(drop), Err("CHAIR_MISSING"));
}

#[test]
fn a_committee_stands_once_in_its_unit() {
    let before = committee();
    let beside = |new: Committee| in_town(|sitting| new.put((Standing::New, None), std::slice::from_ref(&before), sitting)).map(drop);
    assert_eq!(beside(committee()), Err("COMMITTEE_OVERLAPS"));
    let spaced: String = committee().title.chars().flat_map(|sign| [sign, '\u{3000}', ' ']).collect();
    let spaced = Committee {
        title: spaced,
        ..committee()
    };
    assert_eq!(beside(spaced), Err("COMMITTEE_OVERLAPS"), "blanks tell nothing apart");
    let other = Committee {
        title: "和畅堂商会人民调解委员会".to_owned(),
        ..committee()
    };
    assert_eq!(beside(other), Ok(()));
    let next = Committee {
        from: date!(2029 - 01 - 01),
        to: date!(2031 - 12 - 31),
        ..committee()
    };
    assert_eq!(beside(next), Ok(()));
}

#[test]
fn a_committee_sits_three_years() {
    let until = |to| put(Committee { to, ..committee() }).map(drop);
    assert_eq!(until(date!(2028 - 12 - 31)), Ok(()));
    assert_eq!(until(date!(2029 - 01 - 01)), Err("TERM_TOO_LONG"));
    let leap = Committee {
        from: date!(2028 - 02 - 29),
        to: date!(2031 - 02 - 28),
        ..committee()
    };
    assert_eq!(put(leap).map(drop), Err("TERM_TOO_LONG"));
}

#[test]
fn the_justice_bureau_is_told_first_and_the_county_tells_the_court() {
    let tell = |committee: Committee, unit: &str, to_court| {
        let told = Reporting {
            id: committee.id,
            to_court,
            on: TODAY,
        };
        at(&clerk(unit), |sitting| committee.report(&told, sitting))
    };
    assert_eq!(tell(committee(), COUNTY, true).map(drop), Err("NOT_REPORTED"));
    let before = Reporting {
        id: new_id(),
        to_court: false,
        on: date!(2025 - 12 - 31),
    };
    let early = in_town(|sitting| committee().report(&before, sitting));
    assert_eq!(early.map(drop), Err("DATE_IN_PAST"), "before it was set up");
    let reported = tell(committee(), TOWN, false).expect("it is theirs");
    assert_eq!(tell(reported.clone(), TOWN, false).map(drop), Err("ALREADY_REPORTED"));
    assert_eq!(tell(reported.clone(), TOWN, true).map(drop), Err("UNIT_NOT_YOURS"));
    let told = tell(reported, JUSTICE, true).expect("an office acts for the county");
    assert_eq!((told.reported.bureau, told.reported.court), (Some(TODAY), Some(TODAY)));
}

#[test]
fn a_new_term_is_reported_anew_and_another_composition_is_not() {
    let before = Committee {
        reported: Reported {
            bureau: Some(TODAY),
            court: None,
        },
        ..committee()
    };
    let again = |new: Committee| in_town(|sitting| new.put((Standing::Known, Some(&before)), std::slice::from_ref(&before), sitting));
    let mut other = before.clone();
    other.reported = Reported::default();
    other.members.push(member("陶四", Post::Member, true));
    assert_eq!(again(other.clone()).expect("a fourth").reported.bureau, Some(TODAY));
    other.from = date!(2026 - 06 - 01);
    assert_eq!(again(other).expect("an election").reported.bureau, None);
}
