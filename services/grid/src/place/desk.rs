//! One order in one transaction: what it reads and holds, what the domain says, what is written.

use sea_orm::DatabaseTransaction;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Standing};
use shiyu_kit::snapshot;
use shiyu_kit::unit::{Code, NotCompetent};
use shiyu_proto::grid::v1 as pb;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::atlas::{Atlas, NotLocated};
use super::domain::{Address, Counts, Earlier, Feature, Finding, Map, MicroUnit, Mode, Order, Refusal, Row, Verdict};
use super::store::{address, feature, finding, map, micro};
use super::{Places, wire};
use crate::team::domain::Sitting;

/// Drafts at once.
const MOST_DRAFTS: u64 = 10;

/// Ids of versions are named under this by their numbers.
const MAPS: Uuid = Uuid::from_u128(0x3c8e_51d7_b06f_5a92_8d44_5348_4959_5513);

type Done<T> = Result<T, Fault<Refusal>>;

impl Books for Places {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Done<Effect> {
        let units = self.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now,
        };
        match order {
            // The map is the county's: the county, or its command centre, draws it.
            Order::Create { .. } | Order::Import { .. } | Order::Lint { .. } | Order::Publish { .. } | Order::Discard { .. } => {
                sitting.county_wide().map_err(|why| Fault::Refused(why.into()))?;
            }
            Order::PutMicroUnit(..) | Order::Addresses(_) => person(by).map_err(Fault::Refused)?,
        }
        match order {
            Order::Create { base } => self.create(db, *base, now).await,
            Order::Import { map, mode, features, .. } => self.import(db, (*map, *mode), features).await,
            Order::Lint { map, revision, findings } => self.lint(db, (*map, *revision), findings).await,
            Order::Publish { map, effective, replaces } => self.publish(db, *map, (*effective, *replaces), now).await,
            Order::Discard { map } => self.discard(db, *map).await,
            Order::PutMicroUnit(standing, unit) => self.put_micro(db, (*standing, unit), (by, now)).await,
            Order::Addresses(rows) => self.take_in(db, rows).await,
        }
    }
}

impl Places {
    async fn create(&self, db: &DatabaseTransaction, base: Option<i64>, now: OffsetDateTime) -> Done<Effect> {
        if map::drafts(db).await? >= MOST_DRAFTS {
            return Err(Fault::Refused(Refusal::TooManyDrafts));
        }
        let version = map::newest(db).await? + 1;
        let mut counts = Counts::default();
        if let Some(base) = base {
            counts = held(db, base).await?.counts;
            feature::copy(db, base, version).await?;
        }
        let draft = Map::draft(version, counts, now);
        map::insert(db, &draft).await?;
        Ok(self.silent(&draft, "map.begun"))
    }

    async fn import(&self, db: &DatabaseTransaction, (version, mode): (i64, Mode), features: &[Feature]) -> Done<Effect> {
        let draft = held(db, version).await?;
        draft.open().map_err(Fault::Refused)?;
        if mode == Mode::Replace {
            feature::clear(db, version).await?;
        }
        feature::put(db, version, features).await?;
        let counts = match mode {
            Mode::Replace => Counts::of(features),
            Mode::Merge => Counts::of(&feature::read_all(&feature::rows(db, version).await?)?),
        };
        let draft = draft.changed(counts).map_err(Fault::Refused)?;
        finding::replace(db, version, &[]).await?;
        map::update(db, &draft).await?;
        let answer = pb::ImportGridsResponse {
            map: Some(wire::map(&draft, &self.county)),
            features: count(features.len()),
            problems: Vec::new(),
        };
        Ok(Effect::silent(id(version), "map.imported", &answer))
    }

    async fn lint(&self, db: &DatabaseTransaction, (version, revision): (i64, i64), findings: &[Finding]) -> Done<Effect> {
        let draft = held(db, version).await?;
        let errors = findings.iter().filter(|finding| finding.kind.is_error()).count();
        let verdict = Verdict {
            revision,
            errors: count(errors),
            warnings: count(findings.len() - errors),
        };
        let draft = draft.linted(verdict).map_err(Fault::Refused)?;
        finding::replace(db, version, findings).await?;
        map::update(db, &draft).await?;
        Ok(self.silent(&draft, "map.linted"))
    }

    async fn publish(
        &self,
        db: &DatabaseTransaction,
        version: i64,
        (effective, replaces): (Date, Option<i64>),
        now: OffsetDateTime,
    ) -> Done<Effect> {
        let draft = held(db, version).await?;
        let before = map::published(db, 1).await?;
        let earlier = if before.is_empty() { Earlier::None } else { Earlier::Some };
        let published = draft.publish(effective, local_date(now), earlier, now).map_err(Fault::Refused)?;
        takes_its_place(map::of_day(db, effective).await?, replaces).map_err(Fault::Refused)?;
        self.has_its_villages(db, version, effective.max(local_date(now))).await?;
        map::update(db, &published).await?;
        snapshot::touch::<Atlas>(db).await?;
        let effect = self.silent(&published, "map.published");
        Ok(effect.told(&wire::map_published(&published)))
    }

    /// That every village of a version is there on a day.
    async fn has_its_villages(&self, db: &DatabaseTransaction, version: i64, day: Date) -> Done<()> {
        let units = self.office().reference.units();
        let villages = feature::villages(db, version).await?;
        let missing = villages.into_iter().filter(|village| {
            let code: Option<Code> = village.parse().ok();
            code.is_none_or(|code| units.get(&code, day).is_none())
        });
        let missing: Vec<String> = missing.collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Fault::Refused(Refusal::VillageNotThere(day, missing)))
    }

    async fn discard(&self, db: &DatabaseTransaction, version: i64) -> Done<Effect> {
        let gone = held(db, version).await?.discard().map_err(Fault::Refused)?;
        feature::clear(db, version).await?;
        finding::replace(db, version, &[]).await?;
        map::update(db, &gone).await?;
        Ok(self.silent(&gone, "map.discarded"))
    }

    async fn put_micro(
        &self,
        db: &DatabaseTransaction,
        (standing, unit): (Standing, &MicroUnit),
        (by, now): (&Actor, OffsetDateTime),
    ) -> Done<Effect> {
        let (today, units) = (local_date(now), self.office().reference.units());
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now,
        };
        let before = micro::hold(db, unit.id).await?;
        for unit in before.iter().chain([unit]) {
            let village = unit.grid.village().map_err(|_| Fault::Refused(Refusal::GridUnknown))?;
            sitting.governs(&village).map_err(|why| Fault::Refused(why.into()))?;
        }
        let atlas = self.atlas.get();
        let sheet = atlas.sheet(today).ok_or(Fault::Refused(NotLocated::MapMissing.into()))?;
        sheet.grid(&unit.grid).ok_or(Fault::Refused(Refusal::GridUnknown))?;
        let above = micro::above(db, unit.parent).await?;
        let put = unit.clone().put(standing, before.as_ref(), &above).map_err(Fault::Refused)?;
        micro::put(db, standing, &put).await?;
        Ok(Effect::silent(put.id, "micro_unit.put", &wire::micro_unit(&put, &self.county)))
    }

    /// The rows that can be read; a verdict for each.
    async fn take_in(&self, db: &DatabaseTransaction, rows: &[Row]) -> Done<Effect> {
        let read = || rows.iter().filter_map(|row| row.read.as_ref().ok());
        let known = address::of(db, read().map(Address::id).collect()).await?;
        let moved = read().filter(|new| known.get(&new.id()).is_none_or(|old| old.point != new.point));
        address::put(db, &moved.collect::<Vec<_>>()).await?;
        let verdicts = rows.iter().map(|row| wire::verdict(row, &known, &self.county));
        let answer = pb::ImportAddressesResponse {
            verdicts: verdicts.collect(),
        };
        // The library has one chain: which batch did what is the act's.
        Ok(Effect::silent(MAPS, "address.imported", &answer))
    }

    fn silent(&self, map: &Map, kind: &'static str) -> Effect {
        Effect::silent(id(map.version), kind, &wire::map(map, &self.county))
    }
}

fn id(version: i64) -> Uuid {
    Uuid::new_v5(&MAPS, version.to_string().as_bytes())
}

/// That the version published for the same day, if there is one, is the one that is replaced.
fn takes_its_place(there: Option<i64>, replaces: Option<i64>) -> Result<(), Refusal> {
    match (there, replaces) {
        (None, None) => Ok(()),
        (Some(there), Some(other)) if there == other => Ok(()),
        (Some(there), _) => Err(Refusal::DayTaken(there)),
        (None, Some(_)) => Err(Refusal::MapUnknown),
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

async fn held(db: &DatabaseTransaction, version: i64) -> Done<Map> {
    map::hold(db, version).await?.ok_or(Fault::Refused(Refusal::MapUnknown))
}

fn person(by: &Actor) -> Result<(), Refusal> {
    match by {
        Actor::Person { .. } => Ok(()),
        Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => Err(NotCompetent::NeedsAPerson.into()),
    }
}
