//! Times and slots in the words of a refusal.

use time::OffsetDateTime;
use time::macros::offset;

use crate::domain::terms::Slot;

/// A moment by the clock on the wall in China.
pub(super) fn local_time(at: OffsetDateTime) -> String {
    let at = at.to_offset(offset!(+8));
    format!("{} {:02}:{:02} (UTC+8)", at.date(), at.hour(), at.minute())
}

pub(super) fn words(slots: &[Slot]) -> String {
    slots.iter().map(|slot| slot.as_str()).collect::<Vec<_>>().join(", ")
}
