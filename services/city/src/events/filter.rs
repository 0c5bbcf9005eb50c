//! Which events: the same words for lists and counts.

use clap::Args;
use shiyu_proto::grid::v1::{EventFilter, EventSource, EventStage, Level};
use time::OffsetDateTime;

use super::words;
use crate::times;

/// Which events; several hold together.
#[derive(Debug, Clone, Default, Args)]
pub struct Filter {
    /// Only those in this stage, as in `in-grid`.
    #[arg(long, value_parser = words::parse_stage)]
    pub stage: Option<EventStage>,
    /// Only those whose turn is this unit's (its code).
    #[arg(long)]
    pub unit: Option<String>,
    /// Only those in this grid (15 digits).
    #[arg(long)]
    pub grid: Option<String>,
    /// Only those of this town (its code).
    #[arg(long)]
    pub town: Option<String>,
    /// Only those of this subclass, as in `E0102`.
    #[arg(long)]
    pub class: Option<String>,
    /// Only those that came so, as in `citizen`.
    #[arg(long, value_parser = words::parse_source)]
    pub source: Option<EventSource>,
    /// Only those at this level, as in `town`.
    #[arg(long, value_parser = words::parse_level)]
    pub level: Option<Level>,
    /// Only those whose next due time is before this, as in 2026-06-30 or 2026-06-30T08:00:00Z.
    #[arg(long, value_parser = times::parse)]
    pub due_before: Option<OffsetDateTime>,
}

impl Filter {
    /// As the contract says it.
    #[must_use]
    pub fn wire(&self) -> EventFilter {
        EventFilter {
            stage: self.stage.unwrap_or_default().into(),
            unit: self.unit.clone().unwrap_or_default(),
            grid: self.grid.clone().unwrap_or_default(),
            town: self.town.clone().unwrap_or_default(),
            class_code: self.class.clone().unwrap_or_default(),
            source: self.source.unwrap_or_default().into(),
            level: self.level.unwrap_or_default().into(),
            due_before: self.due_before.map(times::to_stamp),
            report_time_from: None,
            report_time_before: None,
        }
    }
}
