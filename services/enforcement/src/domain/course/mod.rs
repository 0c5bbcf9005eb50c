//! What happened to a case, in lists that only grow. Where it stands is [`Stage`](super::Stage)'s to say.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What happened so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Course {
    /// When it was put into the archive.
    #[serde(with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<OffsetDateTime>,
}
