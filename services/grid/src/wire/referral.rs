//! What another service answers to an offer.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::referral::{Outcome, ReferralState};
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1 as common;
use uuid::Uuid;

use super::EVENTS;
use super::reading::LINE;

/// Reads the fact `shiyu.<service>.referral.answered`: which event it is about, and what became of the offer.
///
/// # Errors
/// All that is wrong with the fact.
pub fn answered(answered: common::ReferralAnswered, county: &Code) -> Result<(Uuid, Outcome), Violations> {
    let mut reading = Reading::new(county);
    let event = reading.name("offered_case", &answered.offered_case, EVENTS);
    let referral = reading.uuid("referral", &answered.referral);
    let state = reading.value("answer", answered.answer, read_answer);
    let case = reading.optional_line("case_name", answered.case_name, LINE);
    let agreement = reading.optional_line("agreement_reference", answered.agreement_reference, LINE);
    let at = reading.time("answer_time", answered.answer_time);
    let read = event.zip(referral).zip(state).zip(at);
    let read = read.map(|(((event, referral), state), at)| {
        let outcome = Outcome {
            referral,
            state,
            case,
            agreement,
            at,
        };
        (event, outcome)
    });
    reading.finish(read)
}

fn read_answer(answer: common::ReferralAnswer) -> Option<ReferralState> {
    match answer {
        common::ReferralAnswer::Unspecified => None,
        common::ReferralAnswer::Accepted => Some(ReferralState::Accepted),
        common::ReferralAnswer::Refused => Some(ReferralState::Refused),
        common::ReferralAnswer::Done => Some(ReferralState::Done),
        common::ReferralAnswer::Returned => Some(ReferralState::Returned),
    }
}
