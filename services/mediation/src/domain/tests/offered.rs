//! What becomes here of an offer whose case ends there, and there of one that is settled in court.

use shiyu_kit::referral::{ReferralState, Settled};
use uuid::Uuid;

use super::given::*;
use super::referral::{gone, settled, told};
use crate::domain::terms::CourtVerdict;
use crate::domain::{Command, StageName};

/// Offered, the applicant's identity under its grant, and step by step until a draft waits for signatures.
fn ways() -> Vec<Given> {
    let clerk = clerk_of(CENTRE);
    let mut given = Given::offered("petition");
    given.dispute.as_mut().unwrap().parties[0].granted = true;
    let mut ways = vec![given.clone()];
    let steps = [
        (clerk.clone(), take_up()),
        (clerk.clone(), Command::Accept),
        (clerk.clone(), consent(APPLICANT, true)),
        (clerk.clone(), consent(RESPONDENT, true)),
        (clerk, appoint(MEDIATOR)),
        (mediator(), disclose(MEDIATOR, false)),
        (mediator(), Command::Begin),
        (mediator(), draft(written())),
    ];
    for (by, command) in steps {
        given.does(&by, command);
        given.now += time::Duration::hours(1);
        ways.push(given.clone());
    }
    ways
}

fn reveal() -> Command {
    Command::Reveal {
        party: APPLICANT,
        reason: "送达".to_owned(),
    }
}

fn before_the_court() -> Given {
    let mut given = ways().swap_remove(2);
    given.does(&clerk_of(CENTRE), Command::ChangeProcedure(to_court()));
    given.now += time::Duration::hours(1);
    given
}

fn verdict(verdict: CourtVerdict) -> Command {
    Command::RecordCourtVerdict {
        verdict,
        reference: "（2026）浙0602民初8号".to_owned(),
        at: START,
    }
}

#[test]
fn in_every_stage_before_an_agreement_the_end_of_the_offering_case_ends_it_and_the_grant() {
    for mut given in ways() {
        let stage = given.stage();
        given.does(&clerk_of(CENTRE), reveal());
        given.does(&program("petition"), gone(ReferralState::Withdrawn));
        assert_eq!(given.stage(), StageName::Terminated, "{stage:?}");
        assert_eq!(given.refuses(&clerk_of(CENTRE), reveal()), "NOTHING_GRANTED", "{stage:?}");
        assert!(given.dispute().bookings(Uuid::nil()).is_empty());
    }
}

#[test]
fn a_suit_goes_on_without_the_offer_and_without_its_grant() {
    let mut given = before_the_court();
    assert_eq!(given.does(&program("petition"), gone(ReferralState::Withdrawn)), ["referral.gone"]);
    assert_eq!(given.stage(), StageName::WithCourt);
    assert_eq!(given.refuses(&clerk_of(CENTRE), reveal()), "NOTHING_GRANTED");
    given.does(&clerk_of(CENTRE), verdict(CourtVerdict::Settled));
    assert_eq!(told(&given), [(ReferralState::Accepted, None)], "nobody waits for it any more");
}

#[test]
fn what_the_parties_settle_in_court_is_done_for_whoever_offered_it_and_stays_so() {
    let mut given = before_the_court();
    let heard = given.does(&clerk_of(CENTRE), verdict(CourtVerdict::Settled));
    assert_eq!(heard, ["court.moved", "case.closed", "referral.answered"]);
    assert_eq!(told(&given).last(), Some(&(ReferralState::Done, None)));
    assert_eq!(settled(&given), [Settled::Whole]);
    assert_eq!(given.dispute().settled_in_court(), Some("（2026）浙0602民初8号"));
    given.does(&clerk_of(CENTRE), Command::Archive);
    assert_eq!(settled(&given), [Settled::Whole], "and nothing else is told of it later");
    assert_eq!(given.refuses(&clerk_of(CENTRE), reveal()), "NOTHING_GRANTED");
    assert_eq!(
        given.dispute().lapsed(),
        [APPLICANT],
        "the court keeps what was settled, and who settled it"
    );
    for verdict_of_another in [CourtVerdict::Judged, CourtVerdict::Withdrawn] {
        let mut given = before_the_court();
        given.does(&clerk_of(CENTRE), verdict(verdict_of_another));
        assert_eq!(told(&given).last(), Some(&(ReferralState::Returned, None)));
    }
}
