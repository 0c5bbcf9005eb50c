//! Which disputes: the same words for lists, counts and exports.

use clap::Args;
use shiyu_proto::mediation::v1::{DisputeCategory, DisputeFilter, DisputeProcedure, DisputeSource, DisputeStage};
use time::OffsetDateTime;

use super::words;
use crate::times;

/// Which disputes; several hold together.
#[derive(Debug, Clone, Default, Args)]
pub struct Filter {
    /// Only those in this stage, as in `mediating`.
    #[arg(long, value_parser = words::parse_stage)]
    pub stage: Option<DisputeStage>,
    /// Only those that this committee, agency or centre has (its code).
    #[arg(long)]
    pub unit: Option<String>,
    /// Only those about this, as in `neighbour`.
    #[arg(long, value_parser = words::parse_category)]
    pub category: Option<DisputeCategory>,
    /// Only those that came so, as in `court-delegated`.
    #[arg(long, value_parser = words::parse_source)]
    pub source: Option<DisputeSource>,
    /// Only those in this procedure: `people`, `administrative` or `judicial`.
    #[arg(long, value_parser = words::parse_procedure)]
    pub procedure: Option<DisputeProcedure>,
    /// Only those that this mediator mediates or mediated (id in the register).
    #[arg(long)]
    pub mediator: Option<String>,
    /// Only those whose next legal due time is before this, as in 2026-06-30 or 2026-06-30T08:00:00Z.
    #[arg(long, value_parser = times::parse)]
    pub due_before: Option<OffsetDateTime>,
    /// Only those whose texts hold these words.
    #[arg(long)]
    pub query: Option<String>,
    /// Only the one of this number.
    #[arg(long)]
    pub number: Option<String>,
    /// Only those opened at this time or later.
    #[arg(long, value_parser = times::parse)]
    pub opened_from: Option<OffsetDateTime>,
    /// Only those opened before this time.
    #[arg(long, value_parser = times::parse)]
    pub opened_before: Option<OffsetDateTime>,
    /// Only those that touch more than one jurisdiction.
    #[arg(long)]
    pub cross_boundary: bool,
}

impl Filter {
    /// As the contract says it.
    #[must_use]
    pub fn wire(&self) -> DisputeFilter {
        DisputeFilter {
            stage: self.stage.unwrap_or_default().into(),
            unit: self.unit.clone().unwrap_or_default(),
            category: self.category.unwrap_or_default().into(),
            source: self.source.unwrap_or_default().into(),
            procedure: self.procedure.unwrap_or_default().into(),
            mediator: self.mediator.clone().unwrap_or_default(),
            due_before: self.due_before.map(times::to_stamp),
            query: self.query.clone().unwrap_or_default(),
            number: self.number.clone().unwrap_or_default(),
            opened_from: self.opened_from.map(times::to_stamp),
            opened_before: self.opened_before.map(times::to_stamp),
            cross_boundary: self.cross_boundary,
        }
    }
}
