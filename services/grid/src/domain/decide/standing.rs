//! Who may act in an event: its command room, its grid, its unit, and those above.

use shiyu_kit::unit::{Code, Level as UnitLevel};

use crate::authority::is_of_a_team_alone;
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::Sitting;
use crate::domain::terms::{GridRole, Level};

impl Incident {
    /// The subject of one who commands it. Before it is dispatched that is the desk that has it, or what commands above that desk, and
    /// nobody else: what was given on, went up, or came back to who dispatched it, is theirs. Afterwards the command room that
    /// received it, the town's, sees it to its end too. Who works in the grids alone sits at no desk, whosever staff they are.
    pub(super) fn dispatcher<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = sitting.staff()?;
        let own = sitting.own_unit()?;
        // What once went up to the city is answered for by the county, as long as no boundary gave it away.
        let desk = if self.desk().level() == UnitLevel::City {
            &self.county
        } else {
            self.desk()
        };
        let above = || self.is_commanded(&self.place.town, sitting);
        let informed = || !self.is_before_dispatch() && (self.is_of_the_room(&own, sitting) || above());
        let sits_there = self.has_desk(desk, sitting)? || informed();
        if sits_there && !is_of_a_team_alone(sitting.context.by) {
            Ok(subject)
        } else {
            Err(Refusal::NotTheDispatcher(desk.clone()))
        }
    }

    /// Whether the one who acts sits at this desk, or commands above it. What a centre has whose days are over is the town's room's.
    pub(super) fn has_desk(&self, desk: &Code, sitting: &Sitting<'_>) -> Result<bool, Refusal> {
        let own = sitting.own_unit()?;
        let is_over = sitting.known.desk_is_over && desk == self.desk();
        if is_over && own == *desk {
            return Ok(false);
        }
        let of_the_room = *desk == self.receiver || is_over;
        let here = own == *desk || of_the_room && self.is_of_the_room(&own, sitting);
        Ok(here || self.is_commanded(desk, sitting) || self.is_under_the_sub_centre(desk, &own, sitting))
    }

    /// Whether the sub-centre of the place's town acts, over a desk of that town.
    fn is_under_the_sub_centre(&self, desk: &Code, own: &Code, sitting: &Sitting<'_>) -> bool {
        let its = sitting.known.sub_centre.as_ref() == Some(own) && sitting.has_command();
        its && sitting.chain(desk).contains(&self.place.town)
    }

    /// Whether the one who acts commands for this unit, or for one above it.
    fn is_commanded(&self, unit: &Code, sitting: &Sitting<'_>) -> bool {
        sitting.chain(unit).iter().any(|above| sitting.commands(above, &self.receiver))
    }

    /// Whether a unit is the command room that received it, or that is the town's today.
    fn is_of_the_room(&self, own: &Code, sitting: &Sitting<'_>) -> bool {
        *own == self.receiver || sitting.known.command_room.as_ref() == Some(own)
    }

    /// The subject of one who handles it in the grid: its lead, or the village; never who reported it, or went to see (巡办分离).
    pub(super) fn hand_in_grid<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = self.stands_in_grid(sitting)?;
        self.did_not_patrol(subject)?;
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

    /// Who reported it, or went to see whether it is so, does not handle it (巡办分离).
    pub(super) fn did_not_patrol(&self, subject: &str) -> Result<(), Refusal> {
        if self.hands.reported_by.as_deref() == Some(subject) {
            return Err(Refusal::ReporterHandles);
        }
        if self.hands.patrolled_by.as_deref() == Some(subject) {
            return Err(Refusal::PatrolHandles);
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

    /// The subject of one who answers for it where it lies: of its unit, of one above, or of the command room that received it, which
    /// stays informed.
    pub(super) fn overseer<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let here = self.unit_staff(sitting);
        let here = here.or_else(|refusal| self.dispatcher(sitting).map_err(|_| refusal));
        let here = here.or_else(|refusal| match sitting.own_unit() {
            Ok(own) if self.is_of_the_room(&own, sitting) => sitting.staff(),
            Ok(_) | Err(_) => Err(refusal),
        });
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
