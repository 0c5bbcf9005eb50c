//! What an event does to a period, but for its clocks.

use super::domain::{Period, Stage};
use super::event::What;

impl Period {
    /// What an event does to everything but the clocks.
    pub(super) fn follow(&mut self, what: &What) -> Option<()> {
        match what {
            What::Opened(_) => return None,
            What::Collecting(indicators) => {
                self.indicators.clone_from(indicators);
                self.stage = Stage::Collecting;
            }
            What::Frozen(snapshot) => {
                self.snapshot = Some(snapshot.clone());
                self.stage = Stage::Frozen;
            }
            What::Computed(calculation) => {
                self.calculations.push(calculation.clone());
                if self.stage == Stage::Frozen {
                    self.stage = Stage::Computed;
                }
            }
            What::AppealsOpened => self.stage = Stage::Appeals,
            What::Appealed(appeal) => self.appeals.push(appeal.clone()),
            What::Decided(index, ruling) => self.appeals.get_mut(*index)?.ruling = Some(ruling.clone()),
            What::Excluded(exclusion) => self.exclusions.push(exclusion.clone()),
            What::WindowLapsed => self.stage = Stage::Reviewing,
            What::Finalised => self.stage = Stage::Finalised,
            What::Published(at) => {
                self.published_at = Some(*at);
                self.stage = Stage::Published;
            }
            What::ClockWarned(clock, ring) => self.clocks = std::mem::take(&mut self.clocks).rung(clock, *ring)?,
            What::ClocksReckoned(_) => {}
        }
        Some(())
    }
}
