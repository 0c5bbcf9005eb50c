//! Whose it is.

use crate::domain::What;
use crate::domain::course::{Boundary, CountyAnswer, CountyWord, Outside, Settlement};
use crate::wire::tests::given::{OFFER, START, code, planted};

pub(in crate::wire::tests) fn raised() -> Boundary {
    Boundary {
        id: OFFER,
        counties: vec![code("330681")],
        reason: planted("reason"),
        raised_at: START,
        referred_at: None,
        answers: vec![answer()],
        settled: Some(settlement()),
    }
}

fn answer() -> CountyAnswer {
    CountyAnswer {
        county: code("330681"),
        word: CountyWord::Declined,
        reference: planted("reference"),
        at: START,
    }
}

fn settlement() -> Settlement {
    Settlement {
        owner: code("330681"),
        designated: true,
        reference: planted("reference"),
        at: START,
    }
}

pub(in crate::wire::tests) fn outside() -> Outside {
    Outside {
        organ: planted("organ"),
        packet: "0f".repeat(32),
        offered_at: START,
        receipt: Some(planted("receipt")),
        received_at: None,
        conference_at: Some(START),
        seal: None,
        receipt_verified: false,
    }
}

pub(super) fn boundary() -> Vec<What> {
    vec![
        What::BoundaryRaised(raised()),
        What::CountyAnswered(answer()),
        What::BoundaryReferred { at: START },
        What::BoundarySettled(settlement()),
        What::OfferedOutside(outside()),
        What::ReceiptRecorded {
            reference: planted("receipt"),
            verified: false,
            at: START,
        },
        What::OutsideUnanswered { at: START },
    ]
}
