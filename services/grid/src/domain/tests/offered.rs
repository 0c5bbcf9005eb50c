//! What the petition service offers to the grids, and hears of it.

use shiyu_kit::referral::ReferralState;

use super::given::*;
use crate::domain::course::CountyWord;
use crate::domain::incident::Offered;
use crate::domain::terms::{EmergencyLine, Rejection, Source};
use crate::domain::{Command, Event, What};

const PETITION: &str = "counties/330602/petitions/01998f6e-0000-7000-8000-000000000001";

fn offer() -> Command {
    let mut order = from(Source::Petition);
    order.report.offered = Some(Offered {
        case: PETITION.to_owned(),
        referral: OFFER,
    });
    order.query_index.clear();
    order.parties.clear();
    Command::Report(Box::new(order))
}

fn offered() -> Given {
    Given::reported(&service("petition"), offer())
}

fn answers(events: &[Event]) -> Vec<ReferralState> {
    let answer = |event: &Event| {
        if let What::OfferAnswered(outcome) = &event.what {
            assert_eq!((event.kind(), outcome.referral), ("referral.answered", OFFER));
            return Some(outcome.state);
        }
        None
    };
    events.iter().filter_map(answer).collect()
}

#[test]
fn only_a_service_brings_an_offer_and_it_waits_for_the_command_room() {
    let mut given = Given::nothing();
    for by in [officer(BUREAU), patrol(), dispatcher(ROOM)] {
        assert_eq!(given.refuses(&by, offer()), "SOURCE_NOT_YOURS");
    }
    let given = offered();
    assert_eq!(given.incident().hands.reported_by.as_deref(), Some("petition"));
    assert_eq!(answers(&given.journal), [], "no machine answers");
}

#[test]
fn accepted_it_is_taken_on_and_at_its_end_it_is_answered_again() {
    let mut given = offered();
    let events = given.does(&dispatcher(ROOM), Command::Accept);
    assert_eq!(answers(&events), [ReferralState::Accepted]);
    let line = EmergencyLine::Fire;
    let transfer = Command::TransferEmergency {
        line,
        reference: "119-7".to_owned(),
    };
    let events = given.does(&dispatcher(ROOM), transfer);
    assert_eq!(answers(&events), [ReferralState::Done]);
}

#[test]
fn rejected_by_a_person_it_is_refused() {
    let reject = Command::Reject {
        ground: Rejection::NotPublic,
        reason: "a private garden".to_owned(),
    };
    let events = offered().does(&dispatcher(ROOM), reject);
    assert_eq!(answers(&events), [ReferralState::Refused]);
}

#[test]
fn what_is_another_countys_comes_back() {
    let mut given = offered();
    given.does(&dispatcher(ROOM), Command::Accept);
    given.does(&dispatcher(ROOM), boundary());
    let events = given.does(&service("grid"), said(OTHER_COUNTY, CountyWord::Claimed));
    assert_eq!(answers(&events), [ReferralState::Returned]);
}

#[test]
fn what_nobody_offered_is_answered_to_nobody() {
    let mut given = Given::reported(&patrol(), report());
    assert_eq!(answers(&given.does(&dispatcher(ROOM), Command::Accept)), []);
}
