//! How a dispute ended.

use shiyu_proto::mediation::v1 as pb;

use crate::domain::{End, Ending};
use crate::wire::terms::small;
use shiyu_kit::wire::{Word, timestamp};

/// An ending; why in words only for who hears them, where it is of the mediation.
pub(super) fn ending(ending: &Ending, hears: bool) -> pb::DisputeEnding {
    let mut told = pb::DisputeEnding {
        end_time: Some(timestamp(ending.at)),
        ..pb::DisputeEnding::default()
    };
    match &ending.end {
        End::Performed => {}
        End::Breached {
            obligation,
            reason,
            condition_met_on,
        } => {
            told.condition_met_date = condition_met_on.map(|day| day.to_string()).unwrap_or_default();
            told.obligation = small(*obligation);
            told.reason.clone_from(reason);
        }
        End::Terminated { ground, reason } => {
            told.termination = ground.number();
            told.reason.clone_from(reason);
        }
        End::Declined { ground, reason } => {
            told.decline = ground.number();
            told.reason.clone_from(reason);
        }
        End::Transferred { to, reason } => {
            told.transferred_to.clone_from(to);
            told.reason.clone_from(reason);
        }
        End::CourtConcluded { verdict, reference } => {
            told.verdict = verdict.number();
            told.reference.clone_from(reference);
        }
    }
    if ending.end.tells_of_the_mediation() && !hears {
        told.reason.clear();
    }
    told
}
