//! Which power items: the same words for lists, counts and exports.

use clap::Args;
use shiyu_proto::enforcement::v1::PowerItemFilter;

/// Which items; several hold together.
#[derive(Debug, Clone, Default, Args)]
pub struct Filter {
    /// In force on this day, as in 2026-06-30; without one, today.
    #[arg(long)]
    pub on: Option<String>,
    /// Only those this unit has (its code).
    #[arg(long)]
    pub holder: Option<String>,
    /// At this place (its code): with `--holder`, those it has there.
    #[arg(long)]
    pub place: Option<String>,
    /// Only those from this department (its code).
    #[arg(long)]
    pub origin: Option<String>,
    /// Only those whose code, title or law contains this.
    #[arg(long)]
    pub text: Option<String>,
}

impl Filter {
    /// As the contract says it.
    #[must_use]
    pub fn wire(&self) -> PowerItemFilter {
        PowerItemFilter {
            date: self.on.clone().unwrap_or_default(),
            holder: self.holder.clone().unwrap_or_default(),
            place: self.place.clone().unwrap_or_default(),
            origin: self.origin.clone().unwrap_or_default(),
            text: self.text.clone().unwrap_or_default(),
        }
    }
}
