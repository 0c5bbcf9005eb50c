//! What a feature says of itself.

use std::collections::BTreeSet;

use serde::Deserialize;
use shiyu_kit::fault::Violations;
use shiyu_kit::party::{is_credit_code, personal_in};
use shiyu_kit::unit::{Code, Level};

use super::Ground;
use crate::domain::terms::{AreaClass, GridCode, SpaceType};
use crate::place::domain::{About, FeatureKind, Grid, Host, HostDuty, Profession, Professional, VillageBody};

/// Members of a professional grid.
const MOST_MEMBERS: usize = 2_000;
/// Characters of a name.
const NAME: usize = 100;

/// The properties this service knows; others are passed over, as RFC 7946 has it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Properties {
    kind: Option<String>,
    code: Option<String>,
    name: Option<String>,
    space_type: Option<String>,
    area_class: Option<String>,
    host_body: Option<String>,
    host_org: Option<String>,
    duties: Vec<String>,
    profession: Option<String>,
    members: Vec<String>,
}

/// Reads the properties of a feature, every violation at once.
pub(super) fn read(properties: Properties, ground: &Ground<'_>, violations: &mut Violations) -> Option<About> {
    let mut page = Page { ground, violations };
    let kind = page.word("kind", properties.kind.as_deref(), FeatureKind::read)?;
    match kind {
        FeatureKind::County => page.county(properties.code).map(About::County),
        FeatureKind::Village => page.village(properties.code).map(About::Village),
        FeatureKind::Basic | FeatureKind::Exclusive => page.grid(kind, properties).map(About::Grid),
        FeatureKind::Professional => page.professional(properties).map(About::Professional),
    }
}

struct Page<'a> {
    ground: &'a Ground<'a>,
    violations: &'a mut Violations,
}

impl Page<'_> {
    fn grid(&mut self, kind: FeatureKind, told: Properties) -> Option<Grid> {
        let code = self.grid_code(kind, told.code);
        let name = self.name(told.name);
        let space = self.word("space_type", told.space_type.as_deref(), space);
        let area = self.word("area_class", told.area_class.as_deref(), area);
        let body = match told.host_body.as_deref() {
            None => Some(None),
            said @ Some(_) => self.word("host_body", said, VillageBody::read).map(Some),
        };
        let host = match kind {
            FeatureKind::Exclusive => self.host(told.host_org, &told.duties).map(Some),
            FeatureKind::Basic | FeatureKind::County | FeatureKind::Village | FeatureKind::Professional => Some(None),
        };
        Some(Grid {
            code: code?,
            name: name?,
            space: space?,
            area: area?,
            body: body?,
            host: host?,
        })
    }

    fn host(&mut self, org: Option<String>, duties: &[String]) -> Option<Host> {
        let org = self.needed("host_org", org);
        let right = org.as_deref().is_none_or(is_credit_code);
        let org = org.filter(|_| {
            self.add(
                right,
                "host_org",
                "CREDIT_CODE_INVALID",
                "18 characters with two check digits (GB 32100)",
            )
        });
        let read: Vec<_> = duties.iter().map(|duty| HostDuty::read(duty)).collect();
        let duties: Option<BTreeSet<_>> = read.into_iter().collect();
        self.add(duties.is_some(), "duties", "UNKNOWN_VALUE", "not a duty of this version");
        Some(Host {
            org: org?,
            duties: duties?,
        })
    }

    fn professional(&mut self, told: Properties) -> Option<Professional> {
        let id = self.needed("code", told.code);
        let right = id.as_deref().is_none_or(is_professional_id);
        let id = id.filter(|_| {
            self.add(
                right,
                "code",
                "INVALID_CODE",
                "1 to 40 capital letters, digits and hyphens, with a letter",
            )
        });
        let name = self.name(told.name);
        let profession = self.word("profession", told.profession.as_deref(), Profession::read);
        let some = self.add(!told.members.is_empty(), "members", "REQUIRED", "the grids it is made of");
        let few = self.add(told.members.len() <= MOST_MEMBERS, "members", "TOO_MANY", "at most 2,000");
        let members: Option<BTreeSet<GridCode>> = told.members.into_iter().take(MOST_MEMBERS).map(|code| code.parse().ok()).collect();
        self.add(members.is_some(), "members", "GRID_CODE_INVALID", "codes of 15 digits");
        (some && few).then_some(())?;
        Some(Professional {
            id: id?,
            name: name?,
            profession: profession?,
            members: members?,
        })
    }

    /// A code of 15 digits in a village of this county, its running number of the right kind (domain.md B4).
    fn grid_code(&mut self, kind: FeatureKind, told: Option<String>) -> Option<GridCode> {
        let told = self.needed("code", told)?;
        let code: Option<GridCode> = told.parse().ok();
        let code = code.filter(|code| code.is_exclusive() == (kind == FeatureKind::Exclusive));
        let what = "15 digits, the last three 001 to 899 of a basic and 900 to 999 of an exclusive grid";
        self.add(code.is_some(), "code", "GRID_CODE_INVALID", what);
        let code = code?;
        let village = code.village().ok()?;
        self.known(&village).then_some(code)
    }

    fn village(&mut self, told: Option<String>) -> Option<Code> {
        let code = self.code(told, |code| code.level() == Level::Village)?;
        self.known(&code).then_some(code)
    }

    fn county(&mut self, told: Option<String>) -> Option<Code> {
        self.code(told, |code| code.level() == Level::County)
    }

    fn code(&mut self, told: Option<String>, fits: impl Fn(&Code) -> bool) -> Option<Code> {
        let told = self.needed("code", told)?;
        let code: Option<Code> = told.parse().ok();
        let code = code.filter(|code| !code.is_office() && fits(code));
        self.add(code.is_some(), "code", "INVALID_CODE", "not a code of this level");
        code
    }

    /// Of this county, and there today, or to come: a map is drawn ahead of its day, and on its day it is asked again.
    fn known(&mut self, village: &Code) -> bool {
        let here = village.county() == self.ground.county.as_str();
        if !self.add(here, "code", "CODE_ELSEWHERE", "it lies in another county") {
            return false;
        }
        let today = self.ground.today;
        let mut spans = self.ground.units.spans(village).iter();
        let there = spans.any(|span| span.valid_to.is_none_or(|last| today <= last));
        self.add(there, "code", "UNIT_UNKNOWN", "there is no such village, and none to come")
    }

    fn name(&mut self, told: Option<String>) -> Option<String> {
        let name = self.needed("name", told)?;
        let short = self.add(name.chars().count() <= NAME, "name", "TOO_LONG", "at most 100 characters");
        let clean = self.violations.one_line(&name, "properties.name");
        let nobody = personal_in(&name).is_empty();
        let nobody = self.add(nobody, "name", "PERSONAL_DATA_IN_TEXT", "the number of a person or an organisation");
        (short && clean && nobody).then_some(name)
    }

    fn word<T>(&mut self, field: &str, told: Option<&str>, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let told = told.filter(|text| !text.is_empty());
        self.add(told.is_some(), field, "REQUIRED", "it is needed");
        let word = read(told?);
        self.add(word.is_some(), field, "UNKNOWN_VALUE", "not a word of this version");
        word
    }

    fn needed(&mut self, field: &str, told: Option<String>) -> Option<String> {
        let told = told.filter(|text| !text.trim().is_empty());
        self.add(told.is_some(), field, "REQUIRED", "it is needed");
        told
    }

    fn add(&mut self, right: bool, field: &str, reason: &'static str, what: &str) -> bool {
        self.violations.require(right, format!("properties.{field}"), reason, what)
    }
}

fn space(text: &str) -> Option<SpaceType> {
    match text {
        "rural" => Some(SpaceType::Rural),
        "urban_community" => Some(SpaceType::UrbanCommunity),
        "industrial_park" => Some(SpaceType::IndustrialPark),
        _ => None,
    }
}

fn area(text: &str) -> Option<AreaClass> {
    match text {
        "A" => Some(AreaClass::A),
        "B" => Some(AreaClass::B),
        "C" => Some(AreaClass::C),
        _ => None,
    }
}

/// With a letter, so that it is never taken for a unit's or a grid's code.
fn is_professional_id(text: &str) -> bool {
    let signs = text
        .bytes()
        .all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == b'-');
    text.len() <= 40 && signs && text.bytes().any(|sign| sign.is_ascii_uppercase())
}
