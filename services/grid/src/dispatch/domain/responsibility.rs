//! Who has an event by the rule of responsibility: of a component its owner, then who maintains it, then the territory, whose unit the
//! table names (部件先属主后属地); of what happens at one the territory first (事件先属地后属主).

use shiyu_kit::unit::Code;

use super::{Explanation, Question};
use crate::catalogue::domain::{Claims, Footing};
use crate::domain::Route;
use crate::domain::terms::Level;

/// Stands for a rule where the owner of a component has it; no rule of a table has a dot in its id.
pub const OWNER: &str = "component.owner";
/// The same where whoever maintains it does.
pub const MAINTAINER: &str = "component.maintainer";

impl Explanation {
    /// What the table said, and who goes before it where the event names a component. If nobody of them can have it, it goes as the table
    /// says.
    #[must_use]
    pub(super) fn by_responsibility(self, asked: &Question<'_>) -> Self {
        let Some(thing) = &asked.place.component else { return self };
        let claims = Claims {
            owner: thing.owner.as_ref(),
            maintainer: thing.maintainer.as_ref(),
            territory: self.route.as_ref().map(|route| &route.to),
        };
        let in_order = claims.in_order(asked.class.kind).into_iter();
        let claims: Vec<_> = in_order.map(|(footing, unit)| (footing, unit.clone())).collect();
        let first = claims.iter().find(|(footing, unit)| asked.may_have(*footing, unit));
        let route = match first {
            Some((Footing::Owner, unit)) => Some(asked.sent_to(unit, (self.table, OWNER))),
            Some((Footing::Maintainer, unit)) => Some(asked.sent_to(unit, (self.table, MAINTAINER))),
            Some((Footing::Territory, _)) | None => self.route,
        };
        let by_table = route.as_ref().map(|_| Footing::Territory);
        let footing = first.map(|(footing, _)| *footing).or(by_table);
        Self {
            claims,
            footing,
            route,
            ..self
        }
    }
}

impl Question<'_> {
    /// Not whoever sent it back, nor an owner below the level that has it: what came up the ladder stays there.
    fn may_have(&self, footing: Footing, unit: &Code) -> bool {
        let high_enough = footing == Footing::Territory || self.level <= Level::of(unit).max(Level::Town);
        high_enough && !self.returned.contains(unit)
    }

    /// At the unit's own level, over the platform of the catalogue.
    fn sent_to(&self, unit: &Code, (table, rule): (i64, &str)) -> Route {
        Route {
            table,
            rule: rule.to_owned(),
            level: Level::of(unit),
            platform: self.platform,
            to: unit.clone(),
        }
    }
}
