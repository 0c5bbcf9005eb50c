//! Who commands in a town.

use shiyu_kit::unit::{Code, Level};
use time::Date;

use super::{Centre, CentreKind};

/// Every command room and centre, of all days.
#[derive(Debug, Clone, Default)]
pub struct Command {
    centres: Vec<Centre>,
}

impl Command {
    /// These.
    #[must_use]
    pub const fn of_centres(centres: Vec<Centre>) -> Self {
        Self { centres }
    }

    /// The unit that receives what is reported in a town: its command room, or the town itself where it has none. `None` for what
    /// is no town.
    #[must_use]
    pub fn of(&self, town: &Code, on: Date) -> Option<Code> {
        let is_town = town.level() == Level::Town && !town.is_office();
        let room = self.covering(CentreKind::Room, town, on).map(|room| room.unit.clone());
        is_town.then(|| room.unwrap_or_else(|| town.clone()))
    }

    /// The unit of the sub-centre of a town.
    #[must_use]
    pub fn sub_centre(&self, town: &Code, on: Date) -> Option<&Code> {
        self.covering(CentreKind::SubCentre, town, on).map(|centre| &centre.unit)
    }

    /// The unit of the county's centre.
    #[must_use]
    pub fn centre(&self, on: Date) -> Option<&Code> {
        let mut centres = self.there(CentreKind::Centre, on);
        centres.next().map(|centre| &centre.unit)
    }

    /// Whether a unit may dispatch an event of a town: its command room, the town itself, its sub-centre, or the centre. An event
    /// moves from one centre to another by the other one's dispatch.
    #[must_use]
    pub fn may_dispatch(&self, by_unit: &Code, town: &Code, on: Date) -> bool {
        let room = self.of(town, on);
        let competent = [room.as_ref(), Some(town), self.sub_centre(town, on), self.centre(on)];
        competent.into_iter().flatten().any(|unit| unit == by_unit)
    }

    /// Whether a unit is a command room or centre, or a town that has none.
    #[must_use]
    pub fn is_centre(&self, unit: &Code, on: Date) -> bool {
        let there = self.centres.iter().any(|centre| centre.unit == *unit && centre.is_there_on(on));
        there || self.of(unit, on).is_some_and(|room| room == *unit)
    }

    /// Whether a unit was a command room or centre, and is none any more.
    #[must_use]
    pub fn is_over(&self, unit: &Code, on: Date) -> bool {
        let ended = |centre: &Centre| centre.unit == *unit && centre.valid_to.is_some_and(|last| last < on);
        self.centres.iter().any(ended) && !self.is_centre(unit, on)
    }

    fn there(&self, kind: CentreKind, on: Date) -> impl Iterator<Item = &Centre> {
        self.centres
            .iter()
            .filter(move |centre| centre.kind == kind && centre.is_there_on(on))
    }

    fn covering(&self, kind: CentreKind, town: &Code, on: Date) -> Option<&Centre> {
        self.there(kind, on).find(|centre| centre.towns.contains(town))
    }
}
