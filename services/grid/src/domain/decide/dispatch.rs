//! From acceptance to the unit that handles it: in the grid, or filed and dispatched (立案, 派遣).

use shiyu_kit::unit::{Code, Level as UnitLevel};

use crate::domain::clocks::{DISPATCH, FILE, RETURN};
use crate::domain::command::{self, Route};
use crate::domain::course::{Dispatch, Filing, Transfer};
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::Stage;
use crate::domain::terms::{Level, Platform};

/// What a person decided, with or without the table.
struct Choice<'a> {
    to: &'a Code,
    platform: Option<Platform>,
    level: Level,
    by_the_table: bool,
}

impl Incident {
    /// The grid lead, or the village, solves it in place; never who reported it, or went to see (巡办分离).
    pub(super) fn take_up(&self, sitting: &Sitting<'_>) -> Decided {
        let by = self.hand_in_grid(sitting)?;
        sitting.within(&self.place.village, &self.county)?;
        self.then(self.accepted_first(by, sitting), |accepted| {
            let event = Event::from(What::TakenUpInGrid {
                by: by.to_owned(),
                unit: self.place.village.clone(),
                at: sitting.at,
            });
            let event = accepted.stop_if_running(event, &FILE.id, sitting.at);
            let event = accepted.answering(event, Level::Grid, sitting);
            Ok(vec![accepted.handled_in(event, sitting)])
        })
    }

    /// By the command room; or by the grid, which asks for help.
    pub(super) fn file(&self, sitting: &Sitting<'_>) -> Decided {
        let by = if self.stage == Stage::InGrid {
            self.dispatcher(sitting).or_else(|refusal| {
                let help = self.stands_in_grid(sitting);
                help.map_err(|_| refusal)
            })?
        } else {
            self.dispatcher(sitting)?
        };
        self.then(self.accepted_first(by, sitting), |accepted| Ok(vec![accepted.filing(by, sitting)]))
    }

    /// At the town at least, whose command room dispatches. The time for handling, if it runs, runs on.
    fn filing(&self, by: &str, sitting: &Sitting<'_>) -> Event {
        let level = self.level.max(Level::Town);
        let event = Event::from(What::Filed(Filing {
            by: by.to_owned(),
            level,
            at: sitting.at,
        }));
        let event = self.stop_if_running(event, &FILE.id, sitting.at);
        let event = if self.stage == Stage::InGrid {
            self.answering(event, level, sitting)
        } else {
            event
        };
        sitting.begin(event, &DISPATCH)
    }

    /// The dispatcher's one act may accept, file and dispatch; or take it from one unit and give it to another (改派).
    pub(super) fn dispatch(&self, dispatch: &command::Dispatch, sitting: &Sitting<'_>) -> Decided {
        if self.is_with_a_unit() {
            return self.dispatch_anew(dispatch, sitting);
        }
        let by = self.dispatcher(sitting)?;
        let choice = self.choose(dispatch, sitting)?;
        let filed = |accepted: &Self| {
            let first = accepted.stage == Stage::Accepted;
            Ok(first.then(|| accepted.filing(by, sitting)).into_iter().collect())
        };
        let accepted = self.then(self.accepted_first(by, sitting), filed);
        self.then(accepted, |filed| Ok(vec![filed.sent(&choice, dispatch, by, sitting)?]))
    }

    /// From a unit that is not the right one, does not act, or is no more. The time for handling runs on, whoever has it.
    fn dispatch_anew(&self, dispatch: &command::Dispatch, sitting: &Sitting<'_>) -> Decided {
        let by = self.recaller(sitting)?;
        let choice = self.choose(dispatch, sitting)?;
        if *choice.to == self.unit {
            return Err(Refusal::DoneAlready);
        }
        if dispatch.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            return Err(Refusal::ReasonMissing);
        }
        Ok(vec![self.sent(&choice, dispatch, by, sitting)?])
    }

    /// Whether a unit was sent and has it.
    pub(super) fn is_with_a_unit(&self) -> bool {
        matches!(self.stage, Stage::Dispatched | Stage::Handling)
    }

    /// The subject of one of the desk that takes it back: that of the level that joined, or else the one that dispatched it; or of what
    /// commands above that desk.
    fn recaller<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = sitting.staff()?;
        let sent_by = self.course.dispatch().map(|dispatch| dispatch.by_unit.clone());
        let desk = match sent_by.filter(|_| !self.is_joined()) {
            Some(desk) => desk,
            None => self.unit_of(self.level, sitting)?,
        };
        if self.has_desk(&desk, sitting)? {
            Ok(subject)
        } else {
            Err(Refusal::NotTheDispatcher(desk))
        }
    }

    /// Whom they say has to handle it who were asked: whoever designated, or a service that declined it.
    fn named(&self, sitting: &Sitting<'_>) -> Option<&Code> {
        let suggested = self.suggested().filter(|unit| sitting.within(unit, &self.county).is_ok());
        self.course.designated.as_ref().or(suggested)
    }

    /// To whom a service that declined it named, the table's way, or one of the dispatcher's own for a reason. Once it was designated
    /// who handles it, that binds every desk.
    fn choose<'a>(&'a self, dispatch: &'a command::Dispatch, sitting: &Sitting<'a>) -> Result<Choice<'a>, Refusal> {
        let route = sitting.known.route.as_ref();
        let named = self.named(sitting);
        let way = named.or(route.map(|route| &route.to));
        let to = dispatch.to.as_ref().or(way).ok_or(Refusal::NoRoute)?;
        if self.course.designated.as_ref().is_some_and(|unit| unit != to) {
            return Err(Refusal::DesignationBinding);
        }
        let platform = dispatch.platform.or_else(|| platform_of(to, route));
        let by_the_table = route.is_some_and(|route| route.to == *to && route.platform == platform);
        let by_their_word = named == Some(to);
        if !by_the_table && !by_their_word && dispatch.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            return Err(Refusal::ReasonMissing);
        }
        sitting.within(to, &self.county)?;
        let level = fitting(dispatch.level, to)?;
        self.in_reach(to, sitting)?;
        let returned = self.course.returns.iter().any(|back| back.by_unit == *to);
        if returned && self.course.designated.as_ref() != Some(to) {
            return Err(Refusal::UnitReturnedIt(to.clone()));
        }
        Ok(Choice {
            to,
            platform,
            level,
            by_the_table,
        })
    }

    /// A town's room dispatches to its own town, to the place's, and to the county's departments (吹哨报到); to another town it gives
    /// it on.
    fn in_reach(&self, to: &Code, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let own = sitting.own_unit()?;
        let of = |town: &str| sitting.chain(to).iter().any(|above| above.as_str() == town);
        let county_wide = own.level() != UnitLevel::Town || Level::of(to) >= Level::County;
        if county_wide || of(own.division()) || of(self.place.town.as_str()) {
            Ok(())
        } else {
            Err(Refusal::UnitOfAnotherTown(to.clone()))
        }
    }

    fn sent(&self, choice: &Choice<'_>, dispatch: &command::Dispatch, by: &str, sitting: &Sitting<'_>) -> Result<Event, Refusal> {
        let route = sitting.known.route.as_ref().filter(|_| choice.by_the_table);
        let event = Event::from(What::Dispatched(Dispatch {
            to: choice.to.clone(),
            platform: choice.platform,
            level: choice.level,
            rule: route.map(|route| route.rule.clone()),
            table: route.map(|route| route.table),
            reason: dispatch.reason.clone(),
            by: by.to_owned(),
            by_unit: sitting.own_unit()?,
            at: sitting.at,
            signed_by: None,
            signed_at: None,
        }));
        let event = self.stop_if_running(event, &DISPATCH.id, sitting.at);
        let event = self.stop_if_running(event, &RETURN.id, sitting.at);
        let event = self.answering(event, choice.level, sitting);
        Ok(sitting.begin(self.handled_in(event, sitting), &RETURN))
    }

    /// From the room or centre that has it to another one (转办). Whatever runs runs on, but for a level that answers no more: the
    /// reporter waits meanwhile.
    pub(super) fn transfer(&self, to: &Code, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.dispatcher(sitting)?;
        sitting.within(to, &self.county)?;
        if !sitting.known.centre {
            return Err(Refusal::CentreUnknown(to.clone()));
        }
        let from = self.desk();
        if from == to {
            return Err(Refusal::DoneAlready);
        }
        let level = (self.stage == Stage::Filed).then(|| Level::of(to));
        let event = Event::from(What::Transferred(Transfer {
            from: from.clone(),
            to: to.clone(),
            reason: reason.to_owned(),
            level,
            by: by.to_owned(),
            at: sitting.at,
        }));
        let answered = level.filter(|_| self.running().any(|name| name.starts_with("level.")));
        Ok(vec![match answered {
            Some(level) => self.answering(event, level, sitting),
            None => event,
        }])
    }

    pub(super) fn sign_in(&self, sitting: &Sitting<'_>) -> Decided {
        let by = self.unit_staff(sitting)?;
        let event = Event::from(What::SignedIn {
            by: by.to_owned(),
            at: sitting.at,
        });
        Ok(vec![self.stop_if_running(event, &RETURN.id, sitting.at)])
    }
}

/// The platform the table names, also where a person names another unit: the platforms are the town's.
fn platform_of(to: &Code, route: Option<&Route>) -> Option<Platform> {
    let route = route.filter(|route| route.to == *to || Level::of(to) == Level::Town);
    route.and_then(|route| route.platform)
}

/// The level is the unit's, whatever was asked: its clock runs, and above it begins the level above. A grid is its village's.
fn fitting(asked: Option<Level>, to: &Code) -> Result<Level, Refusal> {
    let own = Level::of(to);
    match asked.map(|asked| asked.max(Level::Village)) {
        Some(asked) if asked != own => Err(Refusal::LevelNotOfUnit(own, to.clone())),
        Some(_) | None => Ok(own),
    }
}
