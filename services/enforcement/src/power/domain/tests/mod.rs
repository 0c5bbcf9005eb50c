//! The rules of the lists, each in a sentence.

mod lists;

use proptest::prelude::*;
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::register::Standing;
use time::macros::{date, datetime};
use uuid::Uuid;

use super::*;
use crate::domain::terms::{Fen, PenaltyKind};
use crate::scene::{BUREAU, COUNTY, HOUSING, OTHER_BUREAU, OTHER_TOWN, TOWN, TOWN_BUREAU, VILLAGE, code, decide};

fn fine() -> Range {
    Range {
        kind: PenaltyKind::Fine,
        subject: None,
        fen: Some((Fen::yuan(200), Fen::yuan(2_000))),
        multiple: None,
    }
}

fn item(number: &str, holdings: &[(&str, &str)]) -> Item {
    let holding = |(holder, region): &(&str, &str)| Holding {
        holder: code(holder),
        region: code(region),
    };
    Item {
        code: number.parse().unwrap(),
        title: "对擅自占用河道的行政处罚".to_owned(),
        bases: vec![Basis {
            law: "中华人民共和国水法".to_owned(),
            article: "第六十五条".to_owned(),
        }],
        penalties: vec![fine()],
        origin: code(HOUSING),
        holdings: holdings.iter().map(holding).collect(),
        first_offence_waiver: false,
        long_limitation: false,
        decision_days: None,
    }
}

fn power(number: &str) -> PowerCode {
    number.parse().unwrap()
}

fn draft(cut_over: time::Date) -> PowerList {
    let content = Content::of(vec![item("A1", &[])]);
    let head = ("越政函〔2026〕1号".to_owned(), cut_over, InFlight::Keep);
    PowerList::draft(Uuid::from_u128(1), 1, head, &content, datetime!(2026-05-06 00:00 UTC))
}

#[test]
fn the_smallest_region_around_a_place_decides_and_the_origin_has_what_is_left() {
    let item = item("A1", &[(BUREAU, COUNTY), (TOWN_BUREAU, TOWN)]);
    assert_eq!(item.holder(&code(VILLAGE)), &code(TOWN_BUREAU));
    assert_eq!(item.holder(&code(OTHER_TOWN)), &code(BUREAU));
    assert!(!item.is_held_by(&code(HOUSING), None, &code(COUNTY)), "the county was handed over");
    let item = self::item("A1", &[(TOWN_BUREAU, TOWN)]);
    assert_eq!(item.holder(&code(TOWN)), &code(TOWN_BUREAU));
    assert_eq!(item.holder(&code(OTHER_TOWN)), &code(HOUSING));
    assert!(
        !item.is_held_by(&code(HOUSING), Some(&code(VILLAGE)), &code(COUNTY)),
        "blocked while transferred"
    );
}

#[test]
fn a_region_of_one_town_holds_no_place_of_another() {
    assert!(covers(&code(TOWN), &code(VILLAGE)) && covers(&code(COUNTY), &code(VILLAGE)) && covers(&code("330600"), &code(COUNTY)));
    assert!(!covers(&code(TOWN), &code(COUNTY)) && !covers(&code(TOWN), &code(OTHER_TOWN)));
}

#[test]
fn one_region_has_one_holder_and_one_list_one_item_of_a_code() {
    let items = [item("A1", &[(TOWN_BUREAU, TOWN), (BUREAU, TOWN)]), item("A1", &[])];
    let found: Vec<_> = flaws(&items).iter().map(|flaw| (flaw.at, flaw.reason)).collect();
    assert_eq!(found, [(Where::Holding(0, 1), "REGION_TAKEN"), (Where::Item(1), "DUPLICATE")]);
}

#[test]
fn only_a_fine_has_a_range_and_always_one() {
    let warning = Range {
        kind: PenaltyKind::Warning,
        fen: None,
        ..fine()
    };
    assert_eq!(unfit(&fine()), None);
    assert_eq!(unfit(&warning), None);
    assert_eq!(unfit(&Range { fen: None, ..fine() }), Some("RANGE_MISSING"));
    assert_eq!(
        unfit(&Range {
            fen: fine().fen,
            ..warning
        }),
        Some("RANGE_UNFIT")
    );
    let reversed = Range {
        fen: Some((Fen::yuan(2), Fen::yuan(1))),
        ..fine()
    };
    assert_eq!(unfit(&reversed), Some("RANGE_REVERSED"));
}

#[test]
fn an_amendment_takes_back_hands_on_and_adds() {
    let before = Content::of(vec![
        item("A1", &[(TOWN_BUREAU, TOWN), (OTHER_BUREAU, OTHER_TOWN)]),
        item("A2", &[(TOWN_BUREAU, TOWN)]),
        item("A3", &[]),
    ]);
    let change = |number: &str, region: Option<&str>, to: Option<&str>| Change {
        code: power(number),
        region: region.map(code),
        to: to.map(code),
    };
    let amendment = Amendment {
        changes: vec![
            change("A1", Some(TOWN), None),
            change("A2", None, Some(BUREAU)),
            change("A3", Some(TOWN), Some(TOWN_BUREAU)),
        ],
        repealed: Vec::new(),
        added: vec![item("A0", &[])],
    };
    let after = amendment.apply(&before).unwrap();
    let holder = |number: &str, place: &str| after.item(&power(number)).unwrap().holder(&code(place)).to_string();
    assert_eq!(holder("A1", TOWN), HOUSING);
    assert_eq!(holder("A1", OTHER_TOWN), OTHER_BUREAU);
    assert_eq!(holder("A2", TOWN), BUREAU);
    assert_eq!(holder("A3", TOWN), TOWN_BUREAU);
    assert_eq!(after.items()[0].code, power("A0"));

    let refused = |amendment: Amendment| amendment.apply(&before).unwrap_err().reason();
    let of = |changes| Amendment {
        changes,
        ..Amendment::default()
    };
    assert_eq!(refused(of(vec![change("A9", None, None)])), "POWER_UNKNOWN");
    assert_eq!(refused(of(vec![change("A3", None, None)])), "POWER_NOT_HELD");
    assert_eq!(refused(of(vec![change("A2", Some(OTHER_TOWN), None)])), "POWER_NOT_HELD");
    let again = Amendment {
        added: vec![item("A1", &[])],
        ..Amendment::default()
    };
    assert_eq!(refused(again), "POWER_KNOWN");
}

#[test]
fn what_changes_hands_is_found_by_item_and_region() {
    let before = Content::of(vec![
        item("A1", &[(TOWN_BUREAU, TOWN), (OTHER_BUREAU, OTHER_TOWN)]),
        item("A2", &[]),
    ]);
    let after = Content::of(vec![item("A1", &[(OTHER_BUREAU, OTHER_TOWN)]), item("A3", &[(BUREAU, COUNTY)])]);
    let found = moves(&draft(date!(2026 - 05 - 07)), &before, &after, &code(COUNTY));
    let told = found.iter().map(|row| {
        let unit = |unit: &Option<shiyu_kit::unit::Code>| unit.as_ref().map(ToString::to_string).unwrap_or_default();
        (row.code.to_string(), row.region.to_string(), unit(&row.from), unit(&row.to))
    });
    let told: Vec<_> = told.collect();
    let of = |number: &str, region: &str, from: &str, to: &str| (number.to_owned(), region.to_owned(), from.to_owned(), to.to_owned());
    assert_eq!(
        told,
        [
            of("A1", TOWN, TOWN_BUREAU, HOUSING),
            of("A2", COUNTY, HOUSING, ""),
            of("A3", COUNTY, "", BUREAU),
        ]
    );
    assert_eq!(moves(&draft(date!(2026 - 05 - 07)), &before, &before, &code(COUNTY)), []);
}

fn entrustment(agent: &str) -> Entrustment {
    Entrustment {
        id: Uuid::from_u128(9),
        principal: code(TOWN_BUREAU),
        agent: code(agent),
        codes: vec![power("A1")],
        from: date!(2026 - 05 - 06),
        to: date!(2027 - 05 - 05),
        letter: "委托书".to_owned(),
        published_in: "政府网站".to_owned(),
    }
}

#[test]
fn what_was_entrusted_is_not_entrusted_in_turn() {
    let put = |told: Entrustment, before: Option<&Entrustment>, holds: bool, others: &[Entrustment]| {
        let standing = if before.is_some() { Standing::Known } else { Standing::New };
        decide(TOWN, |sitting| {
            told.put((standing, before), |_| holds, others, sitting).map_err(|why| why.reason())
        })
    };
    assert!(put(entrustment(VILLAGE), None, true, &[]).is_ok());
    assert_eq!(put(entrustment(VILLAGE), None, false, &[]), Err("POWER_NOT_HELD"));
    assert_eq!(put(entrustment(TOWN_BUREAU), None, true, &[]), Err("ENTRUSTED_TO_ITSELF"));
    let received = Entrustment {
        principal: code(BUREAU),
        ..entrustment(TOWN_BUREAU)
    };
    assert_eq!(
        put(entrustment(VILLAGE), None, true, std::slice::from_ref(&received)),
        Err("SUB_ENTRUSTMENT")
    );
    let shorter = Entrustment {
        to: date!(2026 - 06 - 01),
        ..entrustment(VILLAGE)
    };
    assert!(put(shorter.clone(), Some(&entrustment(VILLAGE)), true, &[]).is_ok());
    let other = Entrustment {
        codes: vec![power("A2")],
        ..shorter
    };
    assert_eq!(put(other, Some(&entrustment(VILLAGE)), true, &[]), Err("ENTRUSTMENT_FIXED"));
}

proptest! {
    /// Exclusive whatever the list: at every place exactly one unit may, and it is not the origin where anybody holds the place.
    #[test]
    fn at_every_place_exactly_one_unit_may(held in prop::collection::btree_map(0_usize..4, 0_usize..4, 0..4), at in 0_usize..4) {
        let places = [COUNTY, TOWN, VILLAGE, OTHER_TOWN];
        let units = [BUREAU, TOWN_BUREAU, OTHER_BUREAU, TOWN];
        let holdings: Vec<_> = held.iter().map(|(region, holder)| (units[*holder], places[*region])).collect();
        let item = item("A1", &holdings);
        let place = code(places[at]);
        let may: Vec<_> = units.iter().chain([&HOUSING]).filter(|unit| item.is_held_by(&code(unit), Some(&place), &code(COUNTY))).collect();
        prop_assert_eq!(may.len(), 1);
        let handed = holdings.iter().any(|(_, region)| covers(&code(region), &place));
        prop_assert_eq!(may[0] == &HOUSING, !handed);
    }
}
