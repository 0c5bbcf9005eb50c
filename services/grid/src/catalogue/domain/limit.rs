//! How long a part of the work may take, in which areas (GB/T 30428.8).

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Bound, Rule, TimeUnit};

use crate::domain::terms::{AreaClass, Limit};

/// What part of the work a limit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitStage {
    /// 处置: the handling; the clock of an event runs by it.
    Handle,
    /// 制止: to stop what goes on.
    Stop,
    /// 查处: to investigate and decide on a penalty.
    Penalise,
    /// 拆除: to have it removed.
    Remove,
}

/// One limit of a subclass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandlingLimit {
    /// For which part.
    pub stage: LimitStage,
    /// In areas of this class; none: in every area without a limit of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaClass>,
    /// How many, at least 1.
    pub amount: u32,
    /// Counted in what; never months.
    pub unit: TimeUnit,
}

/// The rule by which a handling of this limit is reckoned.
#[must_use]
pub fn rule(limit: &Limit) -> Rule {
    const ID: &str = "handle";
    const BASIS: &str = "GB/T 30428.8";
    let amount = limit.amount;
    let rule = match limit.unit {
        TimeUnit::Hour => Rule::hours(ID, BASIS, amount, Bound::Agency),
        TimeUnit::WorkHour => Rule::work_hours(ID, BASIS, amount, Bound::Agency),
        TimeUnit::WorkingDay => Rule::working_days(ID, BASIS, amount, Bound::Agency),
        TimeUnit::NaturalDay => Rule::natural_days(ID, BASIS, amount, Bound::Agency),
        TimeUnit::Month => Rule::months(ID, BASIS, amount, Bound::Agency),
    };
    rule.ours()
}
