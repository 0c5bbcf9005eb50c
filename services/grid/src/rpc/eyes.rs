//! Who may act in an event's place and grid beside the role of whoever asks: desks, those who go to see, and what departments asked for.

use sea_orm::DatabaseConnection;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use time::Date;
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::command::Report;
use crate::domain::terms::{GridCode, GridRole, Place};
use crate::domain::{Command, Incident, Known, Refusal};
use crate::store;
use crate::team::domain::capability;

impl Desk {
    /// The desks beside the town's room.
    pub(super) fn desks(&self, known: &mut Known, incident: &Incident) {
        let today = self.today();
        known.sub_centre = self.tables.sub_centre(&incident.place.town, today);
        known.desk_is_over = self.tables.is_over(incident.desk(), today);
    }

    /// Who sees in a grid what others say and did, in any of their roles there, and whether anybody of its team does. Whoever is sent is
    /// sent in that role, if they have it.
    pub(super) fn eyes(&self, known: &mut Known, by: &Actor, (grid, command): (&GridCode, &Command)) {
        if let Actor::Person { subject, .. } = by {
            known.verifies = self.who_verifies(subject, grid).is_some();
        }
        known.unwatched = !self.tables.team(grid, self.today()).into_iter().any(capability::verifies);
        if let Command::OrderVerification { to: Some(named) } = command {
            known.sent = self.who_verifies(named, grid).or(known.sent);
        }
    }

    fn who_verifies(&self, subject: &str, grid: &GridCode) -> Option<GridRole> {
        let roles = self.tables.roles(subject, grid, self.today());
        roles.into_iter().find(|role| capability::verifies(*role))
    }

    /// Whether the item by which a department reports was asked for in the place's grid as often as it may be: once since a day. What is
    /// taken up again is what was asked for before.
    pub(super) async fn is_used_up(
        &self,
        db: &DatabaseConnection,
        (id, report): (Uuid, &Report),
        (since, place): (Option<Date>, Option<&Place>),
    ) -> Result<bool, Fault<Refusal>> {
        let item = report.report.admission_item.filter(|_| report.report.reopens.is_none());
        match item.zip(since).zip(place) {
            Some(((item, since), place)) => Ok(store::is_asked_for(db, id, (item, &place.grid), since).await?),
            None => Ok(false),
        }
    }

    /// The first day since which what a department reported is asked for once in a grid, as on the day of its report.
    pub(super) fn asked_since(&self, incident: &Incident) -> Option<Date> {
        let item = incident.report.admission_item?;
        self.tables.asked_once_since(item, local_date(incident.reported_at))
    }
}
