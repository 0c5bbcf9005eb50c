//! While it is handled, and how it is answered.

use shiyu_kit::referral::{Confirmation, Settled};

use crate::domain::course::{Assistance, Delivery, Draft, Hearing, Outcome, ReferralState, Reply};
use crate::domain::{Adoption, DeliveryMethod, IdentityField, What};
use crate::wire::tests::given::{OFFER, PARTY, START, code, issued, opinion, planted, referral};

pub(super) fn work() -> Vec<What> {
    vec![
        What::Simplified { at: START },
        What::Resumed {
            reason: planted("reason"),
            at: START,
        },
        What::DutyRerouted {
            from: code("330602-ZJJ"),
            to: code("330602001"),
            reported: 0,
            reason: planted("reason"),
            at: START,
        },
        What::AgreementHeard {
            referral: OFFER,
            confirmation: Some(Confirmation::Confirmed),
            settled: Some(Settled::InPart),
            rest: Some(planted("rest")),
        },
        What::Reopened {
            referral: OFFER,
            at: START,
        },
        What::Extended {
            notice: DeliveryMethod::Mail,
        },
        What::HearingOpened(Hearing {
            host: planted("host"),
            opened_at: START,
            closed_at: None,
            finding: None,
        }),
        What::HearingClosed {
            finding: planted("finding"),
            at: START,
        },
        What::AssistanceRequested(Assistance {
            unit: code("330602-ZJJ"),
            task: planted("task"),
            asked_at: START,
            report: None,
            reported_at: None,
        }),
        What::AssistanceReported {
            unit: code("330602-ZJJ"),
            report: planted("report"),
            at: START,
        },
        What::DutyReported { report: planted("report") },
        What::DutyDeclined {
            reason: planted("reason"),
            at: START,
        },
        What::ReferralOffered(Box::new(referral())),
        What::ReferralAnswered(Outcome {
            case: Some("counties/330602/mediations/1".to_owned()),
            agreement: Some(planted("agreement")),
            ..Outcome::of(OFFER, ReferralState::Done, START)
        }),
        What::ReferralWithdrawn {
            referral: OFFER,
            at: START,
        },
        What::ReferralReturned {
            referral: OFFER,
            at: START,
        },
        What::IdentityRead {
            referral: OFFER,
            party: PARTY,
            fields: vec![IdentityField::Name],
        },
    ]
}

pub(super) fn answers() -> Vec<What> {
    let reply = |adoption| Reply {
        adoption,
        text: planted("text"),
        at: START,
    };
    vec![
        What::Replied(reply(Some(Adoption::PartlyAdopted))),
        What::Replied(reply(None)),
        What::OpinionDrafted(Box::new(Draft {
            opinion: opinion(),
            by: planted("drafter"),
            at: START,
        })),
        What::OpinionIssued(Box::new(issued())),
        What::OpinionServed(delivery()),
        What::Executed {
            report: planted("report"),
            at: START,
        },
        What::WindowLapsed { at: START },
    ]
}

pub(super) fn delivery() -> Delivery {
    Delivery {
        method: DeliveryMethod::Direct,
        proof: planted("proof"),
        at: START,
        entered_at: None,
    }
}
