//! What becomes of an offer where it was made: how long a grant holds, and what was said of its end.

use shiyu_proto::common::v1 as common;
use time::Duration;

use super::{NOW, OFFER, referral};
use crate::case::Actor;
use crate::referral::{Confirmation, Outcome, Referral, ReferralState, Settled};

fn service(name: &str) -> Actor {
    Actor::Service { name: name.to_owned() }
}

#[test]
fn what_was_granted_is_read_by_whom_it_was_granted_to_until_it_ends() {
    let mut referral = referral();
    assert!(referral.granted_to(&service("mediation"), NOW).is_some());
    assert!(referral.granted_to(&service("enforcement"), NOW).is_none());
    assert!(referral.granted_to(&Actor::Clock, NOW).is_none());
    assert!(referral.granted_to(&service("mediation"), NOW + Duration::days(30)).is_none());
    referral.hear(&Outcome::of(OFFER, ReferralState::Refused, NOW));
    assert!(referral.granted_to(&service("mediation"), NOW).is_none());
}

#[test]
fn a_courts_word_is_kept_beside_the_end_and_what_is_not_said_again_stays() {
    let mut referral = referral();
    referral.hear(&Outcome {
        case: Some("counties/330602/disputes/1".to_owned()),
        ..Outcome::of(OFFER, ReferralState::Done, NOW)
    });
    let ended = referral.clone();
    assert_eq!((ended.state, ended.confirmation), (ReferralState::Done, None));
    referral.hear(&Outcome {
        confirmation: Some(Confirmation::Confirmed),
        ..Outcome::of(OFFER, ReferralState::Done, NOW + Duration::days(20))
    });
    let confirmed = Referral {
        confirmation: Some(Confirmation::Confirmed),
        ..ended
    };
    assert_eq!(referral, confirmed, "the grant ended when the offer did");
    assert_eq!(
        crate::referral::referral(&referral).confirmation(),
        common::ReferralConfirmation::Confirmed
    );
}

#[test]
fn what_is_settled_by_now_takes_the_place_of_what_was_and_its_rest_with_it() {
    let mut referral = referral();
    let told = |settled, rest: Option<&str>| Outcome {
        settled,
        rest: rest.map(str::to_owned),
        ..Outcome::of(OFFER, ReferralState::Done, NOW)
    };
    referral.hear(&told(Some(Settled::InPart), Some("who pays for the wall")));
    let shown = crate::referral::referral(&referral);
    assert_eq!(
        (shown.settled(), shown.rest.as_str()),
        (common::ReferralSettled::InPart, "who pays for the wall")
    );
    referral.hear(&told(None, None));
    assert_eq!(referral.settled, Some(Settled::InPart), "nothing new was said of it");
    referral.hear(&told(Some(Settled::Whole), None));
    assert_eq!((referral.settled, referral.rest), (Some(Settled::Whole), None));
}
