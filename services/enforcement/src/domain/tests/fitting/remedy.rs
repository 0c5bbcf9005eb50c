//! Remedies: reconsideration and lawsuits.

use time::OffsetDateTime;
use uuid::Uuid;

use super::THING;
use crate::domain::Command;
use crate::domain::command::{LodgeRemedy, RemedyRuled};
use crate::domain::terms::{PenaltyKind, RemedyKind, RemedyRuling};
use crate::domain::tests::given::{NOW, item};

pub(crate) fn lodge(kind: RemedyKind, suspends: bool) -> Command {
    Command::LodgeRemedy(LodgeRemedy {
        id: THING,
        kind,
        organ: "越城区人民政府".to_owned(),
        reference: "复议1".to_owned(),
        suspends,
        lodged_at: NOW,
    })
}

/// As [`lodge`], of a reconsideration that began then.
pub(crate) fn lodged(at: OffsetDateTime) -> Command {
    let Command::LodgeRemedy(mut lodged) = lodge(RemedyKind::Reconsideration, false) else {
        unreachable!("it is one");
    };
    lodged.lodged_at = at;
    Command::LodgeRemedy(lodged)
}

/// A court takes the decision away, and the agency has to act again.
pub(crate) fn revoked_to_act_anew() -> Command {
    let Command::RuleRemedy(mut ruled) = rule(THING, RemedyRuling::Revoked) else {
        unreachable!("it is one");
    };
    ruled.anew = true;
    Command::RuleRemedy(ruled)
}

pub(crate) fn rule(remedy: Uuid, ruling: RemedyRuling) -> Command {
    let items = if ruling == RemedyRuling::Changed {
        vec![item(PenaltyKind::Fine, 10_000)]
    } else {
        Vec::new()
    };
    Command::RuleRemedy(Box::new(RemedyRuled {
        remedy,
        ruling,
        items,
        anew: false,
        reference: "复议决定1".to_owned(),
        ruled_at: NOW,
    }))
}
