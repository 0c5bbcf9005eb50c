//! The limits of an event. All are ours and can be configured, but how long the handling may take: that is the table's, by subclass,
//! area and stage (domain.md B4).

use shiyu_kit::calendar::{Bound, Rule, TimeUnit};

use crate::domain::terms::{Level, Limit, Step, StepLimit};

const OURS: &str = "internal rule";

/// From the report to its acceptance, rejection or verification.
pub const ACCEPT: Rule = Rule::work_hours("accept", OURS, 2, Bound::Agency).ours();
/// From the order to go and see to the report of what was seen.
pub const VERIFY: Rule = Rule::work_hours("verify", OURS, 4, Bound::Agency).ours();
/// From acceptance to filing, or to the grid lead's taking it up.
pub const FILE: Rule = Rule::work_hours("file", OURS, 2, Bound::Agency).ours();
/// From filing to dispatch.
pub const DISPATCH: Rule = Rule::work_hours("dispatch", OURS, 2, Bound::Agency).ours();
/// From dispatch to the last moment at which a wrong one can be returned, and to which the unit signs in.
pub const RETURN: Rule = Rule::work_hours("return", OURS, 4, Bound::Agency).ours();
/// The handling itself. Its amount is that of the table of limits, and stands in the clock that runs.
pub const HANDLE: Rule = Rule::working_days("handle", "GB/T 30428.8", 5, Bound::Agency);
/// A part of the handling that has a limit of its own in the table: what goes on is stopped (制止).
pub const STEP_STOP: Rule = Rule::work_hours("step.stop", "GB/T 30428.8", 4, Bound::Agency);
/// As [`STEP_STOP`]: it is investigated, and decided on a penalty (查处).
pub const STEP_PENALISE: Rule = Rule::working_days("step.penalise", "GB/T 30428.8", 7, Bound::Agency);
/// As [`STEP_STOP`]: it is removed (拆除).
pub const STEP_REMOVE: Rule = Rule::working_days("step.remove", "GB/T 30428.8", 20, Bound::Agency);
/// How long the grid lead has before the village has it.
pub const LEVEL_GRID: Rule = Rule::work_hours("level.grid", OURS, 16, Bound::Agency).ours();
/// How long the village has before the town has it.
pub const LEVEL_VILLAGE: Rule = Rule::working_days("level.village", OURS, 3, Bound::Agency).ours();
/// How long the town's platform has before the county has it.
pub const LEVEL_TOWN: Rule = Rule::working_days("level.town", OURS, 7, Bound::Agency).ours();
/// How long the county's department has before the city has it.
pub const LEVEL_COUNTY: Rule = Rule::working_days("level.county", OURS, 15, Bound::Agency).ours();
/// How long the city has.
pub const LEVEL_CITY: Rule = Rule::working_days("level.city", OURS, 20, Bound::Agency).ours();
/// From the second return to the decision who handles it.
pub const DESIGNATE: Rule = Rule::working_days("designate", OURS, 5, Bound::Agency).ours();
/// From the report of handling to the look at it.
pub const INSPECT: Rule = Rule::working_days("inspect", OURS, 1, Bound::Agency).ours();
/// From the look at it to the close.
pub const CLOSE: Rule = Rule::work_hours("close", OURS, 4, Bound::Agency).ours();
/// From the close to the last moment at which its reporter may rate it.
pub const EVALUATE: Rule = Rule::natural_days("evaluate", OURS, 7, Bound::Citizen).ours();
/// From the close to the last moment at which it may be reopened.
pub const REOPEN: Rule = Rule::natural_days("reopen", OURS, 30, Bound::Citizen).ours();
/// From the suspension to the beginning of the day on which it is looked at again, at most this many days; it warns nobody before.
pub const SUSPENSION: Rule = Rule::natural_days("suspension", OURS, 180, Bound::Agency).unrolled().silent();
/// From an offer to another service until it comes back by itself.
pub const REFERRAL: Rule = Rule::natural_days("referral", OURS, 45, Bound::Agency).ours();
/// From a boundary's raising until the city is asked (S7).
pub const NEGOTIATE: Rule = Rule::work_hours("negotiate", OURS, 8, Bound::Agency).ours();
/// From the city's being asked to its designation (S7).
pub const ARBITRATE: Rule = Rule::working_days("arbitrate", OURS, 3, Bound::Agency).ours();
/// From the offer to another city until the cities' joint conference is asked (S14).
pub const RECEIPT: Rule = Rule::working_days("receipt", OURS, 5, Bound::Agency).ours();

/// Every rule, for the configuration.
pub const RULES: [Rule; 20] = [
    ACCEPT,
    VERIFY,
    FILE,
    DISPATCH,
    RETURN,
    HANDLE,
    LEVEL_GRID,
    LEVEL_VILLAGE,
    LEVEL_TOWN,
    LEVEL_COUNTY,
    LEVEL_CITY,
    DESIGNATE,
    INSPECT,
    CLOSE,
    EVALUATE,
    REOPEN,
    REFERRAL,
    NEGOTIATE,
    ARBITRATE,
    RECEIPT,
];

/// The handling under the limit of a subclass. It is extended once, by at most as many days as the limit itself has: one of less than a
/// day is not.
pub(in crate::domain) fn handle(limit: &Limit) -> Rule {
    let days = match limit.unit {
        TimeUnit::Hour => limit.amount / 24,
        TimeUnit::WorkHour => limit.amount / 8,
        TimeUnit::WorkingDay | TimeUnit::NaturalDay => limit.amount,
        TimeUnit::Month => limit.amount.saturating_mul(30),
    };
    of_the_table(HANDLE, limit).extendable(days, 1)
}

/// A part of the handling under its own limit. It is not extended.
pub(in crate::domain) fn step(limit: &StepLimit) -> Rule {
    of_the_table(step_rule(limit.step), &limit.limit)
}

/// The rule whose name the clock of a part bears.
pub(in crate::domain) fn step_rule(step: Step) -> Rule {
    match step {
        Step::Stop => STEP_STOP,
        Step::Penalise => STEP_PENALISE,
        Step::Remove => STEP_REMOVE,
    }
}

fn of_the_table(rule: Rule, limit: &Limit) -> Rule {
    Rule {
        amount: limit.amount,
        unit: limit.unit,
        roll: !matches!(limit.unit, TimeUnit::Hour | TimeUnit::WorkHour),
        ..rule
    }
}

/// How long a level has.
pub(in crate::domain) fn level(level: Level) -> Rule {
    match level {
        Level::Grid => LEVEL_GRID,
        Level::Village => LEVEL_VILLAGE,
        Level::Town => LEVEL_TOWN,
        Level::County => LEVEL_COUNTY,
        Level::City => LEVEL_CITY,
    }
}
