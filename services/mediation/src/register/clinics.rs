//! Clinics, and whom and what they take in the calendar that sessions go by too.

use std::collections::BTreeSet;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, IntoActiveModel};
use shiyu_kit::booking::{self, slots};
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Effect, Standing};

use super::desk::{Done, keep, known};
use super::domain::{Adviser, Clinic, Mediator, Refusal, Room, Sitting};
use super::store::{self, hold};
use super::{Registers, wire};
use crate::domain::dispute::booked_person;

/// Under this, what the persons of legal advisers come to where they are booked: one may advise more villages than one.
const ADVISERS: Uuid = Uuid::from_u128(0x5c4e_9d02_7a61_5e8b_9b3d_4144_5649_5345);

/// Who sits in a clinic.
struct Seated {
    mediators: Vec<Mediator>,
    adviser: Option<Adviser>,
}

impl Registers {
    pub(super) async fn clinic_put(
        &self,
        db: &DatabaseTransaction,
        (standing, new): (Standing, &Clinic),
        sitting: &Sitting<'_>,
    ) -> Done<Effect> {
        let before = hold::<Clinic>(db, new.id).await?;
        let put = new.clone().put(standing, before.as_ref(), sitting).map_err(Fault::Refused)?;
        let there = store::some::<Mediator>(db, &put.mediators).await?;
        let missing = put.mediators.iter().any(|id| there.iter().all(|mediator| mediator.id != *id));
        known((!missing).then_some(()), Refusal::MediatorUnknown)?;
        let adviser = match put.adviser {
            Some(id) => store::get::<Adviser>(db, id).await?,
            None => None,
        };
        let room = match put.room {
            Some(id) => store::get::<Room>(db, id).await?,
            None => None,
        };
        put.finds(adviser.as_ref(), room.as_ref()).map_err(Fault::Refused)?;
        let seated = Seated { mediators: there, adviser };
        book(db, put.id, bookings(&put, &seated)).await?;
        keep(db, (standing, &put, "clinic.put"), &wire::clinic(&put, &self.county)).await
    }

    /// Whoever sat there is free again, and so is the room.
    pub(super) async fn clinic_cancelled(
        &self,
        db: &DatabaseTransaction,
        (id, reason): (Uuid, &str),
        sitting: &Sitting<'_>,
    ) -> Done<Effect> {
        let held = known(hold::<Clinic>(db, id).await?, Refusal::ClinicUnknown)?;
        let cancelled = held.cancel(reason, sitting).map_err(Fault::Refused)?;
        book(db, id, Vec::new()).await?;
        let answer = wire::clinic(&cancelled, &self.county);
        keep(db, (Standing::Known, &cancelled, "clinic.cancelled"), &answer).await
    }
}

/// Whom and what a clinic takes, by the quarter of an hour.
fn bookings(clinic: &Clinic, seated: &Seated) -> Vec<booking::Model> {
    let mut resources = BTreeSet::new();
    for mediator in &seated.mediators {
        resources.insert(format!("mediator/{}", mediator.id));
        resources.insert(booked_person(&mediator.subject));
    }
    resources.extend(seated.adviser.as_ref().map(booked_adviser));
    resources.extend(clinic.room.map(|room| format!("room/{room}")));
    let (from, to) = clinic.held();
    let taken = |resource: String| {
        slots(from, to).map(move |slot| booking::Model {
            resource: resource.clone(),
            slot,
            case_id: clinic.id,
        })
    };
    resources.into_iter().flat_map(taken).collect()
}

/// The same lawyer of the same firm is one person, in whichever villages.
fn booked_adviser(adviser: &Adviser) -> String {
    let person = format!("{}\n{}", adviser.firm, adviser.name);
    format!("adviser/{}", Uuid::new_v5(&ADVISERS, person.as_bytes()))
}

/// It takes these, and nothing else any more. Of two who book at once the second finds it taken as it tries again.
async fn book(db: &DatabaseTransaction, clinic: Uuid, wanted: Vec<booking::Model>) -> Done<()> {
    let own = booking::Entity::delete_many().filter(booking::Column::CaseId.eq(clinic));
    own.exec(db).await?;
    let (Some(first), Some(last)) = (wanted.iter().map(|one| one.slot).min(), wanted.iter().map(|one| one.slot).max()) else {
        return Ok(());
    };
    let resources: BTreeSet<&String> = wanted.iter().map(|one| &one.resource).collect();
    let resources: Vec<String> = resources.into_iter().cloned().collect();
    if !booking::taken(db, &resources, first..last + 1).await?.is_empty() {
        return Err(Fault::BookedAlready);
    }
    let rows = wanted.into_iter().map(IntoActiveModel::into_active_model);
    booking::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}
