//! The rules of the catalogue, without a database.

use shiyu_kit::calendar::TimeUnit;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::Refusal as _;
use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};

use super::{
    Claims, Content, Edition, Footing, HandlingLimit, Heading, LimitStage, Proposal, Sitting, Subclass, Where, builtin, flaws, rule,
};
use crate::catalogue::Catalogue;
use crate::catalogue::tests::scene::{CENTRE, COUNTY, TOWN, VILLAGE, actor, code, units};
use crate::domain::terms::{AreaClass, ClassCode, Kind, Step};

/// Half past midnight of the second of May in China, the first in UTC.
const NOW: OffsetDateTime = datetime!(2026-05-01 16:30 UTC);

fn class(text: &str) -> ClassCode {
    text.parse().unwrap()
}

fn limit(area: Option<AreaClass>, amount: u32) -> HandlingLimit {
    HandlingLimit {
        stage: LimitStage::Handle,
        area,
        amount,
        unit: TimeUnit::WorkHour,
    }
}

fn subclass(code: &str, limits: Vec<HandlingLimit>) -> Subclass {
    Subclass {
        code: class(code),
        title: "暴露垃圾".to_owned(),
        hazard: false,
        platform: None,
        limits,
    }
}

fn content(subclasses: Vec<Subclass>) -> Content {
    let heading = Heading {
        kind: Kind::Event,
        number: 1,
        title: "市容环境".to_owned(),
    };
    Content {
        headings: vec![heading],
        subclasses,
    }
}

fn edition(version: i64, valid_from: Date) -> Edition {
    Edition {
        id: new_id(),
        version,
        valid_from: Some(valid_from),
        document: "文".to_owned(),
        imported_at: Some(NOW),
        content: content(vec![subclass("E0102", vec![limit(Some(AreaClass::A), 4), limit(None, 8)])]),
    }
}

#[test]
fn no_edition_is_without_the_subclass_of_who_names_none() {
    let edition = edition(1, date!(2026 - 06 - 01));
    assert_eq!(edition.keeps(None), Ok(()));
    assert_eq!(edition.keeps(Some(class("E0102"))), Ok(()));
    let refusal = edition.keeps(Some(class("E1701"))).unwrap_err();
    assert_eq!(refusal.reason(), "DEFAULT_CLASS_MISSING");
    assert_eq!(builtin().unwrap().keeps(Some(class("E1701"))), Ok(()));
}

#[test]
fn the_catalogue_we_bring_along_is_whole() {
    let edition = builtin().unwrap();
    assert_eq!(flaws(&edition.content), []);
    let numbers = |kind| {
        let of = edition.content.headings.iter().filter(move |heading| heading.kind == kind);
        of.map(|heading| heading.number).collect::<Vec<_>>()
    };
    assert_eq!(numbers(Kind::Component), [1, 2, 3, 4, 5, 6]);
    assert_eq!(numbers(Kind::Event), [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 17]);
    for heading in &edition.content.headings {
        let of = |row: &&Subclass| row.code.kind == heading.kind && row.code.class == heading.number;
        assert!(edition.content.subclasses.iter().any(|row| of(&row)), "{}", heading.title);
    }
    let rubbish = edition.class(class("E0102"), AreaClass::A).unwrap();
    assert_eq!(
        (rubbish.limit.amount, rubbish.limit.unit, rubbish.version),
        (4, TimeUnit::WorkHour, 0)
    );
    let building = edition.content.subclass(class("E1501")).unwrap();
    let amounts = [LimitStage::Handle, LimitStage::Stop, LimitStage::Penalise, LimitStage::Remove]
        .map(|stage| building.limit(stage, AreaClass::B).map(|limit| limit.amount));
    assert_eq!(amounts, [Some(15), Some(4), Some(7), Some(20)]);
    let steps = edition.class(class("E1501"), AreaClass::B).unwrap().steps;
    let steps: Vec<_> = steps.into_iter().map(|limit| (limit.step, limit.limit.amount)).collect();
    assert_eq!(
        steps,
        [(Step::Stop, 4), (Step::Penalise, 7), (Step::Remove, 20)],
        "each has a clock"
    );
    assert!(edition.class(class("E1204"), AreaClass::C).unwrap().hazard);
}

#[test]
fn an_area_without_a_limit_of_its_own_has_that_of_all() {
    let edition = edition(1, date!(2026 - 05 - 01));
    let amount = |area| edition.class(class("E0102"), area).map(|class| class.limit.amount);
    assert_eq!([AreaClass::A, AreaClass::B, AreaClass::C].map(amount), [Some(4), Some(8), Some(8)]);
    assert_eq!(edition.class(class("E0199"), AreaClass::A), None);
}

#[test]
fn the_edition_of_a_day_is_the_one_that_began_last() {
    let editions = vec![
        edition(1, date!(2026 - 05 - 10)),
        edition(2, date!(2026 - 06 - 01)),
        edition(3, date!(2026 - 06 - 01)),
        edition(4, date!(2026 - 05 - 20)),
    ];
    let catalogue = Catalogue::of(editions).unwrap();
    let days = [
        date!(2026 - 05 - 09),
        date!(2026 - 05 - 10),
        date!(2026 - 05 - 31),
        date!(2026 - 06 - 01),
    ];
    assert_eq!(days.map(|day| catalogue.edition(day).version), [0, 1, 4, 3]);
    let code = class("E0102");
    assert_eq!(catalogue.class(code, AreaClass::A, days[3]).unwrap().limit.version, 3);
}

#[test]
fn everything_wrong_with_an_edition_is_found() {
    let mut months = limit(None, 1);
    months.unit = TimeUnit::Month;
    let mut flawed = content(vec![
        subclass("E0102", vec![limit(None, 1)]),
        subclass("E0102", vec![limit(Some(AreaClass::A), 1), limit(Some(AreaClass::A), 2)]),
        subclass("C0102", vec![months]),
    ]);
    flawed.headings.push(flawed.headings[0].clone());
    let found: Vec<_> = flaws(&flawed).into_iter().map(|flaw| (flaw.at, flaw.reason)).collect();
    let expected = [
        (Where::Heading(1), "DUPLICATE"),
        (Where::Subclass(1), "DUPLICATE"),
        (Where::Subclass(1), "LIMIT_MISSING"),
        (Where::Limit(1, 1), "DUPLICATE"),
        (Where::Subclass(2), "CLASS_MISSING"),
        (Where::Limit(2, 0), "UNKNOWN_VALUE"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_edition_begins_on_a_day_to_come() {
    let adopt = |unit: &str, valid_from| {
        let (by, county, units) = (actor(unit), code(COUNTY), units());
        let sitting = Sitting {
            by: &by,
            county: &county,
            units: &units,
            now: NOW,
        };
        let proposal = Proposal {
            id: new_id(),
            valid_from,
            document: "文".to_owned(),
            content: content(Vec::new()),
        };
        proposal
            .adopt(7, &sitting)
            .map(|edition| edition.version)
            .map_err(|refusal| refusal.reason())
    };
    let (today, tomorrow) = (date!(2026 - 05 - 02), date!(2026 - 05 - 03));
    assert_eq!(adopt(CENTRE, tomorrow), Ok(7));
    assert_eq!(adopt(COUNTY, tomorrow), Ok(7));
    assert_eq!(adopt(CENTRE, today), Err("CATALOGUE_NOT_AHEAD"));
    assert_eq!(adopt(TOWN, tomorrow), Err("UNIT_NOT_YOURS"));
}

#[test]
fn who_is_above_governs_and_so_does_the_countys_office() {
    let governs = |by: &str, unit: &str| {
        let (by, county, units) = (actor(by), code(COUNTY), units());
        let sitting = Sitting {
            by: &by,
            county: &county,
            units: &units,
            now: NOW,
        };
        sitting.governs(&code(unit)).is_ok()
    };
    assert!(governs(CENTRE, TOWN) && governs(TOWN, VILLAGE) && governs(TOWN, TOWN));
    assert!(!governs(VILLAGE, TOWN) && !governs(TOWN, CENTRE) && !governs("330602001-ZHZF", "330602002"));
}

#[test]
fn the_owner_answers_first_for_what_stands_and_the_territory_for_what_happens() {
    let (owner, maintainer, territory) = (code("330602-ZJJ"), code("330602-SLJ"), code(TOWN));
    let all = Claims {
        owner: Some(&owner),
        maintainer: Some(&maintainer),
        territory: Some(&territory),
    };
    let order = |claims: Claims<'_>, kind| claims.in_order(kind).into_iter().map(|(footing, _)| footing).collect::<Vec<_>>();
    let (first, then, last) = (Footing::Owner, Footing::Maintainer, Footing::Territory);
    assert_eq!(order(all, Kind::Component), [first, then, last]);
    assert_eq!(order(all, Kind::Event), [last, first, then]);
    let unowned = Claims { owner: None, ..all };
    assert_eq!(order(unowned, Kind::Component), [then, last]);
    let unkept = Claims {
        maintainer: None,
        ..unowned
    };
    assert_eq!(order(unkept, Kind::Component), [last]);
    assert_eq!(order(Claims::default(), Kind::Event), []);
}

#[test]
fn a_limit_is_reckoned_in_its_own_unit() {
    let edition = edition(1, date!(2026 - 05 - 01));
    let limit = edition.class(class("E0102"), AreaClass::A).unwrap().limit;
    let rule = rule(&limit);
    assert_eq!((rule.amount, rule.unit, rule.roll, rule.ours), (4, TimeUnit::WorkHour, false, true));
}
