//! One order in one transaction: what it reads, what is wrong with each row, what is written.

use std::collections::BTreeMap;

use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect};
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::domain::{Component, Ground, Order, Outcome, Problem, Refusal, Row, Sitting};
use super::{ComponentDesk, store, wire};
use crate::domain::terms::ComponentCode;

/// The register has one chain: which batch did what is the act's.
const REGISTER: Uuid = Uuid::from_u128(0x5d1e_73a2_c48b_5e06_9f27_434f_4d50_4f4f);

/// A row that was weighed: the component and what becomes of it, or all that is wrong.
type Weighed<'a> = Result<(&'a Component, Outcome), Vec<Problem>>;

impl Books for ComponentDesk {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Result<Effect, Fault<Refusal>> {
        let units = self.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now,
        };
        sitting.own_unit().map_err(|why| Fault::Refused(why.into()))?;
        let Order::Import(rows) = order;
        let read = rows.iter().filter_map(|row| row.read.as_ref().ok());
        let codes: Vec<&ComponentCode> = read.map(|component| &component.code).collect();
        let known = store::of(db, &codes).await?;
        let weighed = self.weigh(rows, &known, &sitting);
        let changed = weighed.iter().filter_map(|(_, weighed)| match weighed {
            Ok((component, Outcome::Inserted | Outcome::Updated)) => Some(*component),
            Ok((_, Outcome::Unchanged)) | Err(_) => None,
        });
        store::put(db, &changed.collect::<Vec<_>>()).await?;
        let verdicts = weighed.iter().map(|(row, weighed)| wire::verdict(*row, weighed, &self.county));
        let answer = pb::ImportComponentsResponse {
            verdicts: verdicts.collect(),
        };
        Ok(Effect::silent(REGISTER, "component.imported", &answer))
    }
}

impl ComponentDesk {
    /// Each row with its number, by today's map and the catalogue in force.
    fn weigh<'a>(&self, rows: &'a [Row], known: &BTreeMap<ComponentCode, Component>, sitting: &Sitting<'_>) -> Vec<(i32, Weighed<'a>)> {
        let (atlas, catalogue) = (self.tables.atlas.get(), self.tables.catalogue.get());
        let ground = Ground {
            sitting,
            atlas: &atlas,
            catalogue: catalogue.edition(sitting.today()),
        };
        let weigh = |row: &'a Row| -> Weighed<'a> {
            let component = row.read.as_ref().map_err(Clone::clone)?;
            let before = known.get(&component.code);
            let outcome = component.against(before);
            let problems = component.weigh(before, &ground);
            // What stays as it is needs nobody's leave.
            if problems.is_empty() || outcome == Outcome::Unchanged {
                Ok((component, outcome))
            } else {
                Err(problems)
            }
        };
        rows.iter().map(|row| (row.number, weigh(row))).collect()
    }
}
