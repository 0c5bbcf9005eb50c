//! What is looked up for one order.

use std::collections::BTreeSet;

use sea_orm::DatabaseConnection;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::fault::Fault;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::desk::Desk;
use super::lookup::{Located, Question};
use crate::domain::command::Report;
use crate::domain::terms::{ClassCode, GridCode, Level, Place};
use crate::domain::{Command, End, Incident, Known, Linked, Refusal, Route};
use crate::store;
use crate::team::domain::NotAdmitted;

impl Desk {
    /// What an order upon an event needs.
    pub(super) async fn known(&self, by: &Actor, incident: &Incident, command: &Command) -> Result<Known, Fault<Refusal>> {
        let (place, today) = (&incident.place, self.today());
        let mut known = Known {
            role: self.role_at(by, place),
            command_room: self.tables.command_room(&place.town, today),
            ..Known::default()
        };
        if let Command::Merge { into } = command {
            known.linked = self.other(by, *into).await?.map(|filed| self.linked(&filed));
            known.neighbours = self.neighbours(place);
        }
        if let (Command::Unmerge { .. }, Some(End::Duplicate { of })) = (command, incident.stage.ending().map(|ending| &ending.end)) {
            known.linked = self.ledger.get(*of).await?.map(|filed| self.linked(&filed));
        }
        if let Command::OrderVerification { to: Some(named) }
        | Command::Recuse { subject: named, .. }
        | Command::EndRecusal { subject: named, .. } = command
        {
            known.sent = self.tables.role(named, &self.grid_today(place), today);
        }
        if let Command::Dispatch(dispatch) = command {
            known.route = self.route(incident, dispatch.level);
        }
        if let Command::Transfer { to, .. } = command {
            known.centre = self.tables.is_centre(to, today);
        }
        if let Command::Reject { .. } | Command::Merge { .. } = command {
            known.asked_since = self.asked_since(incident);
        }
        if let Command::GrantReward { .. } = command {
            known.most_reward_fen = self.tables.most_reward_fen();
        }
        if let Command::Reclassify { class, .. } = command {
            known.class = self.tables.class(*class, place.area, today);
        }
        self.desks(&mut known, incident);
        self.eyes(&mut known, by, (&self.grid_today(place), command));
        Ok(known)
    }

    /// What a report needs that becomes the event of this id; what was reported before is looked up in this database, that of readers or
    /// of those who write.
    pub(super) async fn known_of_report(
        &self,
        db: &DatabaseConnection,
        by: &Actor,
        (id, report): (Uuid, &Report),
    ) -> Result<Known, Fault<Refusal>> {
        let today = self.today();
        let located = self.locate(report).await?;
        let closed = match report.report.reopens {
            Some(closed) => self.other(by, closed).await?,
            None => None,
        };
        let department: Option<Code> = by.unit().and_then(|unit| unit.parse().ok());
        let asked = report.report.admission_item.zip(department);
        let mut known = Known {
            asked_since: asked.as_ref().and_then(|(item, _)| self.tables.asked_once_since(*item, today)),
            admission: asked.map(|(item, department)| self.tables.admission(item, &department, report.class, today)),
            linked: closed.as_ref().map(|filed| self.linked(filed)),
            ..Known::default()
        };
        if let Some(Located { place, neighbours }) = located {
            known.role = self.role(by, &place.grid);
            known.class = self.tables.class(report.class, place.area, today);
            // What is taken up again goes on under the limit it had, where the catalogue has dropped its subclass since.
            known.class = known.class.or_else(|| closed.map(|filed| filed.case.class));
            known.command_room = self.tables.command_room(&place.town, today);
            known.neighbours = neighbours;
            known.repeats = self.repeats(db, id, (&place, report.class)).await?;
            known.is_first = !known.repeats;
            known.place = Some(place);
        }
        let asked = (known.asked_since, known.place.as_ref());
        if known.admission == Some(Ok(())) && self.is_used_up(db, (id, report), asked).await? {
            known.admission = Some(Err(NotAdmitted::UsedUp));
        }
        Ok(known)
    }

    /// A component is where it stands. The point says where else; where there is none, the address does. A component or an address that
    /// nobody knows is no place.
    async fn locate(&self, report: &Report) -> Result<Option<Located>, Fault<Refusal>> {
        let today = self.today();
        if let Some(code) = &report.component {
            let there = self.tables.component(code, today).await?;
            let located = there.and_then(|(point, thing)| Some((self.tables.locate(point, today)?, thing)));
            return Ok(located.map(|(located, thing)| Located {
                place: Place {
                    component: Some(thing),
                    ..located.place
                },
                ..located
            }));
        }
        let address = match report.address {
            Some(address) => match self.tables.address(address, today).await? {
                Some(point) => Some(point),
                None => return Ok(None),
            },
            None => None,
        };
        let located = report.point.or(address).and_then(|point| self.tables.locate(point, today));
        Ok(located.map(|located| Located {
            place: Place {
                address: report.address,
                ..located.place
            },
            ..located
        }))
    }

    /// Whether the same was reported there within thirty days: in the grid of today, or in the one that covered the place before.
    async fn repeats(&self, db: &DatabaseConnection, id: Uuid, (place, class): (&Place, ClassCode)) -> Result<bool, Fault<Refusal>> {
        let before = self.today().saturating_sub(store::AGAIN);
        let before = place.point.and_then(|point| self.tables.locate(point, before));
        let grids: BTreeSet<GridCode> = before
            .map(|before| before.place.grid)
            .into_iter()
            .chain([place.grid.clone()])
            .collect();
        for grid in &grids {
            if store::repeats(db, id, (grid, class), self.clock.now()).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The grids near a place today, and the one it lies in.
    fn neighbours(&self, place: &Place) -> Vec<GridCode> {
        let located = place.point.and_then(|point| self.tables.locate(point, self.today()));
        let near = located.map(|located| located.neighbours.into_iter().chain([located.place.grid]).collect());
        near.unwrap_or_default()
    }

    /// The grid whose team acts at a place: the one that covers it by the map of today, whatever covered it when it was reported. What
    /// lies on no ground, as what a neighbour county handed over, goes to the nearest; without a point it stays with the grid it had.
    pub(super) fn grid_today(&self, place: &Place) -> GridCode {
        let covers = place.point.and_then(|point| self.covers(point));
        covers.unwrap_or_else(|| place.grid.clone())
    }

    /// A town's platform is the lowest that is dispatched to; below it the grid lead takes things up.
    fn route(&self, incident: &Incident, asked: Option<Level>) -> Option<Route> {
        let filed = incident.course.filing.as_ref().map(|filing| filing.level);
        let level = asked.unwrap_or_else(|| incident.level.max(filed.unwrap_or(Level::Town)));
        let returned: Vec<Code> = incident.course.returns.iter().map(|back| back.by_unit.clone()).collect();
        self.tables.route(&Question {
            class: incident.class.code,
            level,
            place: &incident.place,
            returned: &returned,
            at: self.clock.now(),
        })
    }

    /// The other event of an order, if the caller may see it.
    async fn other(&self, by: &Actor, id: Uuid) -> Result<Option<Filed<Incident>>, Fault<Refusal>> {
        match self.seen(by, id).await {
            Ok(filed) => Ok(Some(filed)),
            Err(Fault::Refused(_)) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// Another event, as an order that names it needs to know it.
    pub(super) fn linked(&self, filed: &Filed<Incident>) -> Linked {
        let place = &filed.case.place;
        Linked {
            id: filed.id,
            stage: filed.case.stage.name(),
            ended_at: filed.case.stage.ending().map(|ending| ending.at),
            class: filed.case.class.code,
            grids: [place.grid.clone(), self.grid_today(place)].into(),
        }
    }
}
