//! Verdicts on audit chains, and timelines, on the wire.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use shiyu_proto::common::v1 as wire;
use tonic::Status;
use uuid::Uuid;

use super::{Fold, Office, database, timestamp};
use crate::audience::{Audience, Ground, Viewer, row};
use crate::calendar::local_date;
use crate::case::Actor;
use crate::fault::Violations;
use crate::journal::{self, Finding};
use crate::unit::Code;

impl Office {
    /// Of a case that is kept from the one who asks there is no trace.
    pub(super) async fn verdict(&self, by: &Actor, name: &str, fold: &Fold) -> Result<wire::VerifyJournalResponse, Status> {
        let mut violations = Violations::new();
        let case = crate::name::case("name", name, &self.county, &mut violations);
        violations.finish()?;
        let case = case.ok_or_else(Violations::new)?;
        let unknown = || crate::fault::unknown("CASE_UNKNOWN", "there is no trace of such a case");
        if self.is_kept_from(by, case).await? {
            return Err(unknown());
        }
        let verdict = journal::verify(&self.db.reader, case)
            .await
            .map_err(database)?
            .ok_or_else(unknown)?;
        let mut findings: Vec<wire::JournalFinding> = verdict.findings.into_iter().map(finding).collect();
        // What a broken chain leads to says nothing about the row.
        if findings.is_empty()
            && let Some(version) = fold(case).await.map_err(database)?
        {
            findings.push(wire::JournalFinding {
                version,
                kind: wire::FindingKind::RowDiffers.into(),
                from_version: 0,
            });
        }
        let rows = i64::try_from(verdict.rows).unwrap_or(i64::MAX);
        Ok(wire::VerifyJournalResponse { rows, findings })
    }

    pub(super) async fn is_kept_from(&self, by: &Actor, case: Uuid) -> Result<bool, Status> {
        let county: Code = self.county.parse().map_err(|_| Status::internal("the county is no division"))?;
        let units = self.reference.units();
        let ground = Ground {
            county: &county,
            units: &units,
            today: local_date(self.clock.now()),
            wide: &[],
        };
        let rows = row::Entity::find().filter(row::Column::CaseId.eq(case)).all(&self.db.reader).await;
        let audience: Audience = rows.map_err(database)?.into_iter().collect();
        Ok(Viewer::of(by, &ground).is_barred(&audience))
    }
}

fn finding(finding: Finding) -> wire::JournalFinding {
    let (version, kind, from_version) = match finding {
        Finding::Altered { version } => (version, wire::FindingKind::Altered, 0),
        Finding::Removed { version } => (version, wire::FindingKind::Removed, 0),
        Finding::Reordered { version, from } => (version, wire::FindingKind::Reordered, from),
        Finding::HeadMismatch { version } => (version, wire::FindingKind::HeadMismatch, 0),
    };
    wire::JournalFinding {
        version,
        kind: kind.into(),
        from_version,
    }
}

/// A journal row as a step of a timeline: who, what and when, and none of the citizen's words.
#[must_use]
pub fn timeline_entry(row: journal::Model) -> wire::TimelineEntry {
    let actor = serde_json::from_str::<Actor>(&row.actor).ok().map(|actor| match actor {
        Actor::Person { subject, unit, .. } => wire::Actor {
            kind: wire::ActorKind::Person.into(),
            subject,
            unit: unit.unwrap_or_default(),
        },
        Actor::Service { name } => wire::Actor {
            kind: wire::ActorKind::Service.into(),
            subject: name,
            unit: String::new(),
        },
        Actor::Party { id } => wire::Actor {
            kind: wire::ActorKind::Party.into(),
            subject: id.to_string(),
            unit: String::new(),
        },
        Actor::Clock => wire::Actor {
            kind: wire::ActorKind::Clock.into(),
            ..wire::Actor::default()
        },
    });
    wire::TimelineEntry {
        version: row.version,
        kind: row.kind,
        time: Some(timestamp(row.at)),
        actor,
        act_id: row.act_id.to_string(),
    }
}
