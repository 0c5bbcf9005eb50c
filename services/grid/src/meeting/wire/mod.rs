//! Protobuf ↔ the words of meetings and notices, and nothing else.

mod fact;
mod listing;
mod request;
mod resource;
mod terms;
#[cfg(test)]
mod tests;

pub use fact::{broadcast_acknowledged, broadcast_sent, meeting_held};
pub use listing::{broadcasts, meetings, received, targets};
pub use request::{acknowledge, follow_up, put_meeting, send};
pub use resource::{broadcast, meeting, receipt};
