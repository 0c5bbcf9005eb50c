//! The mediation service of a town, beside its petition service: a centre, a committee, two mediators and a room.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

mod accord;
mod talks;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use shiyu_kit::ledger::Unread;
use shiyu_kit::unit::Code;
use shiyu_mediation::domain::terms::MediatorKind;
use shiyu_mediation::domain::{Finding, Limit, Matter, Mediator, Room};
use shiyu_mediation::register::Registers;
use shiyu_mediation::rpc::Tables;
use shiyu_mediation::rpc::lookup::LimitQuestion;
use shiyu_proto::common::v1 as common;
use time::Date;
use uuid::Uuid;

use crate::house::{House, Mediation, Service};
use crate::people::{OPERATOR, Post, post};
use crate::sample::{COUNTY, unit};
use crate::{Backends, Storage, Town};

pub use accord::{Accord, SAID, opening, somebody};
pub use talks::Talks;

/// The county's centre of mediation, which receives what other services offer.
pub const CENTRE: &str = "330602-TJZX";
/// The committee of the town.
pub const COMMITTEE: &str = "330602001-TJW";

/// The clerk of the centre.
pub const CENTRE_CLERK: Post = post("staff-of-centre", "committee_clerk", Some(CENTRE));
/// The clerk of the committee.
pub const COMMITTEE_CLERK: Post = post("staff-of-committee", "committee_clerk", Some(COMMITTEE));
/// A mediator of a unit that has nothing else to do with it.
pub const MEDIATOR: Post = post("staff-of-mediation", "mediator", Some("330602-JTJ"));
/// Reads what was done.
pub const HALL_AUDITOR: Post = post("staff-of-hall-audit", "auditor", Some(CENTRE));

/// The mediator, by the register.
pub const MEDIATOR_ID: Uuid = Uuid::from_u128(0xD1);
/// The room, by the register.
pub const ROOM: Uuid = Uuid::from_u128(0xE1);

/// The centre and the committee.
#[must_use]
pub fn units() -> Vec<common::Unit> {
    vec![
        unit(CENTRE, "越城区社会矛盾纠纷调处化解中心", COUNTY),
        unit(COMMITTEE, "塔山街道人民调解委员会", "330602001"),
    ]
}

/// The registers, and one mediator, one room and two committees beside them who are always there.
#[derive(Debug)]
pub struct Roster(pub Arc<Registers>);

#[tonic::async_trait]
impl Tables for Roster {
    async fn mediators(&self, ids: &[Uuid], on: Date) -> Result<Vec<Mediator>, Unread> {
        let known = ids.contains(&MEDIATOR_ID).then(|| Mediator {
            id: MEDIATOR_ID,
            subject: MEDIATOR.subject.to_owned(),
            unit: COMMITTEE.parse().expect("a code"),
            committee: None,
            kind: MediatorKind::People,
            in_term: true,
            certified: true,
        });
        let registered = self.0.mediators(ids, on).await?;
        Ok(known.into_iter().chain(registered).collect())
    }

    /// The centre and the committee have one.
    async fn has_committee(&self, unit: &Code, on: Date) -> Result<bool, Unread> {
        let known = [CENTRE, COMMITTEE].contains(&unit.as_str());
        Ok(known || self.0.has_committee(unit, on).await?)
    }

    async fn room(&self, id: Uuid, on: Date) -> Result<Option<Room>, Unread> {
        if id != ROOM {
            return self.0.room(id, on).await;
        }
        Ok(Some(Room {
            id,
            unit: COMMITTEE.parse().expect("a code"),
            open: true,
        }))
    }

    async fn limit(&self, asked: LimitQuestion, on: Date) -> Result<Option<Limit>, Unread> {
        self.0.limit(asked, on).await
    }

    async fn matter(&self, id: Uuid, on: Date) -> Result<Option<Matter>, Unread> {
        self.0.matter(id, on).await
    }

    async fn finding(&self, id: Uuid) -> Result<Option<Finding>, Unread> {
        self.0.finding(id).await
    }
}

/// The mediation service of a town.
#[derive(Debug)]
pub struct Hall {
    disputes: House<Mediation>,
}

impl Deref for Hall {
    type Target = House<Mediation>;

    fn deref(&self) -> &House<Mediation> {
        &self.disputes
    }
}

impl DerefMut for Hall {
    fn deref_mut(&mut self) -> &mut House<Mediation> {
        &mut self.disputes
    }
}

impl Hall {
    /// Beside a town, and asking the services at these addresses for what they granted; the town gets the centre and the committee.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn beside<S: Service>(
        town: &Town,
        near: &House<S>,
        peers: &[(&str, std::net::SocketAddr)],
        (backends, storage): (&Backends, Storage),
    ) -> Self {
        let settings = near.plot().peers("mediation", peers);
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let disputes = Box::pin(House::beside(near, backends, storage, &settings)).await;
        let hall = Self { disputes };
        town.extend(&hall.caller(&OPERATOR), units()).await;
        hall
    }

    /// A town, and its mediation service.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn open(backends: &Backends, storage: Storage) -> (Town, Self) {
        let mut town = Box::pin(Town::open(backends, storage)).await;
        let peers = [("petition", town.address())];
        let hall = Box::pin(Self::beside(&town, &*town, &peers, (backends, storage))).await;
        (town, hall)
    }
}
