//! Review, re-review and every end.

use time::macros::date;

use super::work::delivery;
use crate::domain::course::{Publication, RemedyCase, RulingGiven, TakenUp};
use crate::domain::stage::{Diversion, Procedure, Way};
use crate::domain::{Closing, End, Ending, NotAccepted, Remedy, Ruling, What};
use crate::wire::tests::given::{OFFER, PARTY, START, code, county, planted};

pub(super) fn remedies() -> Vec<What> {
    let case = |remedy| RemedyCase {
        remedy,
        party: PARTY,
        reasons: planted("reasons"),
        requested_at: START,
        posted_at: None,
        organ: county(),
        taken_up: None,
        ruling: None,
        dismissed: None,
    };
    let decided = |remedy| What::RemedyDecided {
        remedy,
        given: Box::new(RulingGiven {
            ruling: Ruling::Changed,
            text: planted("text"),
            legal_basis: vec![planted("basis")],
            supported: true,
            decided_by: planted("reviewer"),
            at: START,
            delivery: None,
        }),
    };
    vec![
        What::RemedyRequested(case(Remedy::Review)),
        What::RemedyRequested(case(Remedy::Recheck)),
        What::RemedyTakenUp(TakenUp {
            unit: code("330602-FGJ"),
            by: planted("reviewer"),
            at: START,
        }),
        What::RemedyDismissed {
            reason: planted("reason"),
            at: Some(START),
        },
        decided(Remedy::Review),
        decided(Remedy::Recheck),
        What::RulingServed(delivery()),
        What::RulingPublished(Box::new(publication())),
        What::PublicationWithdrawn {
            reason: planted("reason"),
            at: START,
        },
    ]
}

pub(in crate::wire::tests) fn publication() -> Publication {
    Publication {
        text: planted("text"),
        consent: planted("consent"),
        at: START,
        withdrawn_at: None,
    }
}

/// Every end, and what follows one.
pub(in crate::wire::tests) fn every_end() -> Vec<End> {
    vec![
        End::Closed(Closing::Dismissed),
        End::Terminated,
        End::Settled {
            agreement: planted("agreement"),
            referral: Some(OFFER),
        },
        End::Replied,
        End::Diverted(Diversion {
            organ: planted("organ"),
            ways: vec![Way {
                procedure: Procedure::Litigation,
                last_day: date!(2026 - 09 - 30),
            }],
            outcome: Some(planted("outcome")),
        }),
        End::Redirected { to: planted("elsewhere") },
        End::HandedOver { to: code("330681") },
        End::Merged {
            into: OFFER,
            reason: Some(planted("reason")),
        },
        End::Withdrawn {
            party: PARTY,
            reason: planted("reason"),
            proof: Some(planted("proof")),
        },
        End::NotAccepted {
            ground: NotAccepted::Finalised,
            earlier: OFFER,
        },
    ]
}

pub(super) fn ends() -> Vec<What> {
    let ended = |end| What::Ended(Ending { end, at: START });
    let after = [
        What::Unmerged {
            reason: planted("reason"),
            at: START,
        },
        What::OutcomeRecorded {
            outcome: planted("outcome"),
        },
        What::Archived { at: START },
    ];
    every_end().into_iter().map(ended).chain(after).collect()
}
