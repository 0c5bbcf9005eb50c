//! Which petitions: the same words for lists, counts and exports.

use clap::Args;
use shiyu_proto::petition::v1::{Channel, PetitionFilter, Stage, Window};
use time::OffsetDateTime;

use crate::{times, words};

/// Which petitions; several hold together.
#[derive(Debug, Clone, Default, Args)]
pub struct Filter {
    /// Only those in this stage, as in `handling`.
    #[arg(long, value_parser = words::parse_stage)]
    pub stage: Option<Stage>,
    /// Only those this unit holds (its code).
    #[arg(long)]
    pub unit: Option<String>,
    /// Only those of this category.
    #[arg(long)]
    pub category: Option<String>,
    /// Only those that came so, as in `phone`.
    #[arg(long, value_parser = words::parse_channel)]
    pub channel: Option<Channel>,
    /// Only those whose next legal due time is before this, as in 2026-06-30 or 2026-06-30T08:00:00Z.
    #[arg(long, value_parser = times::parse)]
    pub due_before: Option<OffsetDateTime>,
    /// Only those with an open window of the petitioner's (`open`), or without (`none`).
    #[arg(long, value_parser = words::parse_window)]
    pub window: Option<Window>,
    /// Only those whose title, request or facts hold these words.
    #[arg(long)]
    pub query: Option<String>,
    /// Only the one of this number.
    #[arg(long)]
    pub number: Option<String>,
}

impl Filter {
    /// As the contract says it.
    #[must_use]
    pub fn wire(&self) -> PetitionFilter {
        PetitionFilter {
            stage: self.stage.unwrap_or_default().into(),
            unit: self.unit.clone().unwrap_or_default(),
            category: self.category.clone().unwrap_or_default(),
            channel: self.channel.unwrap_or_default().into(),
            due_before: self.due_before.map(times::to_stamp),
            window: self.window.unwrap_or_default().into(),
            query: self.query.clone().unwrap_or_default(),
            number: self.number.clone().unwrap_or_default(),
        }
    }
}
