//! Protobuf ↔ the words of periods, and nothing else.

mod request;
mod resource;

use shiyu_kit::vocabulary;
use shiyu_proto::assessment::v1 as pb;

use super::domain::{ExclusionReason, Stage, Verdict};
use crate::figures::Level;

pub(crate) use request::span;
pub use request::{appeal, decide, exclude, of_calculation, open, step};
pub use resource::{exclusion_percent, moved, period, period_name, ranking, standing, watermark, watermarks};

const PERIODS: &str = "periods";

vocabulary! { Level is pb::UnitLevel: Town Department County }
vocabulary! { Stage is pb::PeriodStage: Open Collecting Frozen Computed Appeals Reviewing Finalised Published }
vocabulary! { Verdict is pb::Verdict: Upheld Dismissed }
vocabulary! { ExclusionReason is pb::ExclusionReason: OutOfJurisdiction NoLegalBasis ThirdPartyCause MaliciousDuplicate }
