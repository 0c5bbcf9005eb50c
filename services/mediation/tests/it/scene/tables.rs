//! What the doors look up in the scene.

use shiyu_kit::ledger::Unread;
use shiyu_kit::unit::Code;
use shiyu_mediation::domain::terms::{Category, MediatorKind};
use shiyu_mediation::domain::{Finding, Limit, Matter, Mediator, Room};
use shiyu_mediation::rpc::Tables;
use shiyu_mediation::rpc::lookup::LimitQuestion;
use time::Date;
use uuid::Uuid;

use super::{COMMITTEE, FINDING, MEDIATOR_ID, ROOM, SECOND_ID, VILLAGE, code};

/// Two mediators and a room, and no pack of limits.
#[derive(Debug)]
pub(crate) struct Fixed;

#[tonic::async_trait]
impl Tables for Fixed {
    async fn mediators(&self, ids: &[Uuid], _: Date) -> Result<Vec<Mediator>, Unread> {
        let known = [(MEDIATOR_ID, "mediator-7"), (SECOND_ID, "mediator-8")];
        let mediator = |(id, subject): (Uuid, &str)| Mediator {
            id,
            subject: subject.to_owned(),
            unit: code(COMMITTEE),
            committee: None,
            kind: MediatorKind::People,
            in_term: true,
            certified: true,
        };
        Ok(known.into_iter().filter(|(id, _)| ids.contains(id)).map(mediator).collect())
    }

    async fn has_committee(&self, _: &Code, _: Date) -> Result<bool, Unread> {
        Ok(true)
    }

    async fn room(&self, id: Uuid, _: Date) -> Result<Option<Room>, Unread> {
        Ok((id == ROOM).then(|| Room {
            id,
            unit: code(COMMITTEE),
            open: true,
        }))
    }

    async fn limit(&self, _: LimitQuestion, _: Date) -> Result<Option<Limit>, Unread> {
        Ok(None)
    }

    async fn matter(&self, _: Uuid, _: Date) -> Result<Option<Matter>, Unread> {
        Ok(None)
    }

    async fn finding(&self, id: Uuid) -> Result<Option<Finding>, Unread> {
        Ok((id == FINDING).then(|| Finding {
            id,
            unit: code(COMMITTEE),
            place: code(VILLAGE),
            category: Category::Neighbour,
            dispute: None,
        }))
    }
}
