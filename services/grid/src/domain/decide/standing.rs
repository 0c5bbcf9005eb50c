//! Who may act in an event: its command room, its grid, its unit, and those above.

use shiyu_kit::unit::{Code, Level as UnitLevel};

use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::Sitting;
use crate::domain::terms::{GridRole, Level};

impl Incident {
    /// The subject of one who dispatches: of the command room that received it, of the town, or of what commands above the town.
    pub(super) fn dispatcher<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        self.dispatcher_from(&self.place.town, sitting)
    }

    /// The subject of one who dispatches at the level that answers now: what went up to the county, the county's centre dispatches.
    pub(super) fn dispatcher_here<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let division = if self.level >= Level::County {
            &self.county
        } else {
            &self.place.town
        };
        self.dispatcher_from(division, sitting)
    }

    fn dispatcher_from<'a>(&self, division: &Code, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = sitting.staff()?;
        let own = sitting.own_unit()?;
        let given = !self.course.transfers.is_empty() && *self.room() == own;
        let of_the_room = *division == self.place.town && (own == self.receiver || sitting.known.command_room.as_ref() == Some(&own));
        if given || of_the_room || sitting.chain(division).iter().any(|above| sitting.commands(above, &self.receiver)) {
            Ok(subject)
        } else {
            Err(Refusal::NotTheDispatcher(division.clone()))
        }
    }

    /// The subject of one who handles it in the grid: its lead, or the village; never who reported it (巡办分离).
    pub(super) fn hand_in_grid<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = self.stands_in_grid(sitting)?;
        self.did_not_report(subject)?;
        Ok(subject)
    }

    /// The subject of the grid's lead, or of the village.
    pub(super) fn stands_in_grid<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = sitting.staff()?;
        match sitting.known.role {
            Some(GridRole::Lead) => Ok(subject),
            Some(role) => Err(Refusal::RoleNotFitting(role)),
            None if sitting.acts_for(&self.place.village) => Ok(subject),
            None => Err(Refusal::NotGridStaff),
        }
    }

    /// The subject of one of the unit whose turn it is. Of the village that is the lead or the village's own staff, and neither a
    /// patrol nor a volunteer who belong to it.
    pub(super) fn unit_staff<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        if self.unit == self.place.village {
            return self.stands_in_grid(sitting);
        }
        sitting.staff_of(&self.unit)
    }

    pub(super) fn did_not_report(&self, subject: &str) -> Result<(), Refusal> {
        if self.hands.reported_by.as_deref() == Some(subject) {
            return Err(Refusal::ReporterHandles);
        }
        Ok(())
    }

    /// The subject of one above the unit whose turn it is, or of the command room, who approves more time and standing still.
    pub(super) fn approver<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = sitting.staff()?;
        let own = sitting.own_unit()?;
        let above = sitting.chain(&self.unit);
        let above = above.iter().skip(1).any(|above| sitting.commands(above, &self.receiver));
        if own != self.unit && above {
            Ok(subject)
        } else {
            Err(Refusal::NotTheLevelAbove(self.unit.clone()))
        }
    }

    /// The subject of one who answers for it where it lies: of its unit, of one above, or of the command room.
    pub(super) fn overseer<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let here = self.unit_staff(sitting);
        let here = here.or_else(|refusal| self.dispatcher(sitting).map_err(|_| refusal));
        here.or_else(|refusal| self.approver(sitting).map_err(|_| refusal))
    }

    /// The unit that has it at a level. Of the town that is the command room, if the room is the town's.
    pub(super) fn unit_of(&self, level: Level, sitting: &Sitting<'_>) -> Result<Code, Refusal> {
        match level {
            Level::Grid | Level::Village => Ok(self.place.village.clone()),
            Level::Town => {
                let rooms = [sitting.known.command_room.as_ref(), Some(&self.receiver)];
                let room = rooms.into_iter().flatten().find(|room| room.level() == UnitLevel::Town);
                Ok(room.unwrap_or(&self.place.town).clone())
            }
            Level::County => Ok(self.county.clone()),
            Level::City => sitting.above(&self.county).ok_or(Refusal::NoLevelAbove),
        }
    }
}
