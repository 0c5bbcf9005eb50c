//! Which cases: the same words for lists, counts and exports.

use clap::Args;
use shiyu_proto::enforcement::v1::{CaseFilter, ClueSource, Outcome, Stage};
use time::OffsetDateTime;

use super::words;
use crate::times;

/// Which cases; several hold together.
#[derive(Debug, Clone, Default, Args)]
pub struct Filter {
    /// Only those in this stage, as in `investigating`.
    #[arg(long, value_parser = words::parse_stage)]
    pub stage: Option<Stage>,
    /// Only those this unit has (its code).
    #[arg(long)]
    pub unit: Option<String>,
    /// Only those that came so, as in `petition`.
    #[arg(long, value_parser = words::parse_source)]
    pub source: Option<ClueSource>,
    /// Only those filed upon this power item (its code).
    #[arg(long)]
    pub power: Option<String>,
    /// Only those of this place (its code).
    #[arg(long)]
    pub place: Option<String>,
    /// Only those in which this was decided, as in `penalised`.
    #[arg(long, value_parser = words::parse_outcome)]
    pub outcome: Option<Outcome>,
    /// Only those whose next due time is before this, as in 2026-06-30 or 2026-06-30T08:00:00Z.
    #[arg(long, value_parser = times::parse)]
    pub due_before: Option<OffsetDateTime>,
    /// Only those whose texts hold all of these words.
    #[arg(long)]
    pub query: Option<String>,
    /// Only the one of this number.
    #[arg(long)]
    pub number: Option<String>,
}

impl Filter {
    /// As the contract says it.
    #[must_use]
    pub fn wire(&self) -> CaseFilter {
        CaseFilter {
            stage: self.stage.unwrap_or_default().into(),
            unit: self.unit.clone().unwrap_or_default(),
            source: self.source.unwrap_or_default().into(),
            power: self.power.clone().unwrap_or_default(),
            place: self.place.clone().unwrap_or_default(),
            outcome: self.outcome.unwrap_or_default().into(),
            due_before: self.due_before.map(times::to_stamp),
            query: self.query.clone().unwrap_or_default(),
            number: self.number.clone().unwrap_or_default(),
        }
    }
}
