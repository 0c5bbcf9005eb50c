//! What the law says of committees, mediators, counsel and screening, without a database.

mod advice;
mod boards;
mod clinics;
mod offices;
mod people;
mod rounds;

use shiyu_kit::case::Actor;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::register::Standing;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, VILLAGE, code, principal, units};
use time::macros::{date, datetime, time};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::*;
use crate::domain::terms::{Category, Fault, MediatorKind};
use crate::register::template::{Frequency, builtin};

/// Half past midnight of the last of November in China, the day before in UTC.
const NOW: OffsetDateTime = datetime!(2026-11-29 16:30 UTC);
const TODAY: Date = date!(2026 - 11 - 30);
const JUSTICE: &str = "330602-SFJ";
/// Offices of the county and of the town.
const OFFICES: [(&str, &str); 8] = [
    (JUSTICE, COUNTY),
    ("330602-TJZX", COUNTY),
    ("330602-ZJJ", COUNTY),
    ("330602-GAJ", COUNTY),
    ("330602-XFJ", COUNTY),
    ("330602001-SFS", TOWN),
    ("330602001-TJW", TOWN),
    ("330602001-ZHS", TOWN),
];

fn clerk(unit: &str) -> Actor {
    Actor::from(&principal("clerk", Some(unit), "committee_clerk"))
}

fn at<T>(by: &Actor, act: impl FnOnce(&Sitting<'_>) -> Result<T, Refusal>) -> Result<T, &'static str> {
    let (county, units) = (code(COUNTY), units(&OFFICES));
    let sitting = Sitting {
        by,
        county: &county,
        units: &units,
        now: NOW,
    };
    act(&sitting).map_err(|refusal| refusal.reason())
}

fn in_town<T>(act: impl FnOnce(&Sitting<'_>) -> Result<T, Refusal>) -> Result<T, &'static str> {
    at(&clerk(TOWN), act)
}

fn member(name: &str, post: Post, is_woman: bool) -> Member {
    Member {
        name: name.to_owned(),
        post,
        is_woman,
    }
}

fn committee() -> Committee {
    Committee {
        id: new_id(),
        unit: code(VILLAGE),
        kind: CommitteeKind::Village,
        title: "和畅堂社区人民调解委员会".to_owned(),
        members: vec![
            member("陶一", Post::Chair, false),
            member("陶二", Post::Deputy, true),
            member("陶三", Post::Member, false),
        ],
        from: date!(2026 - 01 - 01),
        to: date!(2028 - 12 - 31),
        reported: Reported::default(),
        dissolved: None,
    }
}

fn put(committee: Committee) -> Result<Committee, &'static str> {
    in_town(|sitting| committee.put((Standing::New, None), &[], sitting))
}

fn adviser(from: Date, to: Option<Date>) -> Adviser {
    Adviser {
        id: new_id(),
        unit: code(VILLAGE),
        firm: "浙江某某律师事务所".to_owned(),
        name: "周律师".to_owned(),
        phone: String::new(),
        days: Days { from, to },
    }
}

fn mediator(committee: &Committee) -> Mediator {
    Mediator {
        id: new_id(),
        unit: code(VILLAGE),
        committee: Some(committee.id),
        kind: MediatorKind::People,
        subject: "mediator-1".to_owned(),
        name: "王调解".to_owned(),
        term: Days {
            from: date!(2026 - 01 - 01),
            to: None,
        },
        certificate: None,
        categories: vec![Category::Neighbour],
        disclosures: Vec::new(),
        committee_until: None,
        ended: None,
        charges: Vec::new(),
    }
}

fn appoint(new: Mediator, committee: Option<&Committee>, others: &[Mediator]) -> Result<Mediator, &'static str> {
    in_town(|sitting| new.put((Standing::New, None), (committee, others), sitting))
}
