//! What is wrong with a component that is brought, all of it at once: its subclass, its units, its place, and who brings it.

use shiyu_kit::fault::Refusal as _;
use shiyu_kit::unit::Code;
use time::Date;

use super::{Component, Owner, Problem, Sitting};
use crate::catalogue::domain::Edition;
use crate::domain::terms::Point;
use crate::place::atlas::{Atlas, NotLocated};

/// What a component is weighed by.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Who brings it.
    pub sitting: &'a Sitting<'a>,
    /// The map.
    pub atlas: &'a Atlas,
    /// The catalogue in force.
    pub catalogue: &'a Edition,
}

impl Ground<'_> {
    fn today(&self) -> Date {
        self.sitting.today()
    }

    fn village(&self, at: Point) -> Result<Code, NotLocated> {
        self.atlas.locate(at, self.today()).map(|located| located.village)
    }
}

impl Component {
    /// What is wrong with it, when `before` is what was there of the same code. Whoever brings it acts for the village in which it stands,
    /// and for the one in which it stood, so that nobody takes it from another.
    #[must_use]
    pub fn weigh(&self, before: Option<&Self>, ground: &Ground<'_>) -> Vec<Problem> {
        let class = self.code.class().ok();
        let known = class.is_some_and(|class| ground.catalogue.content.subclass(class).is_some());
        let mut problems = Vec::new();
        if !known {
            problems.push(problem("code", "CLASS_UNKNOWN", "the subclass is not in the catalogue in force"));
        }
        problems.extend(self.strangers(ground.sitting));
        problems.extend(self.not_here(before, ground));
        problems
    }

    /// Units that are none of the county today.
    fn strangers(&self, sitting: &Sitting<'_>) -> Vec<Problem> {
        let owner = match &self.owner {
            Some(Owner::Unit(unit)) => Some(("owner_unit", unit)),
            Some(Owner::Organisation(_)) | None => None,
        };
        let maintainer = self.maintainer.as_ref().map(|unit| ("maintainer_unit", unit));
        let named = owner.into_iter().chain(maintainer);
        let wrong = named.filter_map(|(field, unit)| {
            let why = sitting.in_county(unit).err()?;
            Some(problem(field, why.reason(), &why.to_string()))
        });
        wrong.collect()
    }

    fn not_here(&self, before: Option<&Self>, ground: &Ground<'_>) -> Option<Problem> {
        let here = match ground.village(self.point) {
            Ok(village) => village,
            Err(why) => return Some(problem("longitude", why.reason(), &why.to_string())),
        };
        // What stood where the map has nothing any more is nobody's to keep.
        let there = before.and_then(|before| ground.village(before.point).ok());
        let mut villages = [Some(here), there].into_iter().flatten();
        let strange = villages.any(|village| ground.sitting.governs(&village).is_err());
        strange.then(|| {
            let what = "the village in which it stands, or stood, is not the caller's, nor below it";
            problem("longitude", "UNIT_NOT_YOURS", what)
        })
    }
}

fn problem(field: &str, reason: &'static str, description: &str) -> Problem {
    Problem {
        field: field.to_owned(),
        reason,
        description: description.to_owned(),
    }
}
