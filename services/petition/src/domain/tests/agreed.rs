//! What becomes of an agreement that mediation told of (D S1).

use shiyu_kit::referral::{Confirmation, Settled};
use time::Duration;

use super::given::*;
use super::referral::{answer, mediation, offered};
use crate::domain::course::{Outcome, ReferralState};
use crate::domain::{Command, Decision, Event, StageName};

fn court(confirmation: Confirmation) -> Command {
    Command::AnswerReferral(Outcome {
        confirmation: Some(confirmation),
        ..Outcome::of(OFFER, ReferralState::Done, START)
    })
}

/// So much of it is settled there, by the agreements that hold.
fn settled(settled: Settled, rest: Option<&str>) -> Command {
    Command::AnswerReferral(Outcome {
        agreement: (settled != Settled::Not).then(|| "agreement 5".to_owned()),
        settled: Some(settled),
        rest: rest.map(str::to_owned),
        ..Outcome::of(OFFER, ReferralState::Done, START)
    })
}

fn kinds(events: &[Event]) -> Vec<&'static str> {
    events.iter().map(Event::kind).collect()
}

#[test]
fn a_court_is_heard_after_the_agreement_settled_the_matter_and_once() {
    let mut given = offered();
    given.does(&mediation(), &answer(ReferralState::Done, Some("agreement 5")));
    given.now += Duration::days(40);
    given.when_the_next_clock_rings();
    assert_eq!(given.stage(), StageName::Archived);
    let events = given.does(&mediation(), &court(Confirmation::Confirmed));
    assert_eq!(kinds(&events), ["agreement.heard"]);
    assert_eq!(given.petition().course.referrals[0].confirmation, Some(Confirmation::Confirmed));
    assert_eq!(given.stage(), StageName::Archived);
    assert_eq!(given.when(&mediation(), &court(Confirmation::Confirmed)), Ok(Vec::new()));
    assert_eq!(given.refuses(&service(), &court(Confirmation::Refused)), "REFERRAL_OF_ANOTHER");
}

#[test]
fn an_agreement_about_part_of_it_leaves_the_matter_open_until_one_about_the_rest() {
    let mut given = offered();
    let due = given.due("handle");
    let events = given.does(&mediation(), &settled(Settled::InPart, Some("who repairs the roof")));
    assert_eq!(kinds(&events), ["referral.done"]);
    assert_eq!((given.stage(), given.running()), (StageName::Handling, vec!["handle"]));
    assert_eq!(given.due("handle"), due);
    let offer = given.petition().course.referrals[0].clone();
    assert_eq!(
        (offer.settled, offer.rest.as_deref()),
        (Some(Settled::InPart), Some("who repairs the roof"))
    );
    assert_eq!(
        given.when(&mediation(), &settled(Settled::InPart, Some("who repairs the roof"))),
        Ok(Vec::new())
    );
    let events = given.does(&mediation(), &settled(Settled::Whole, None));
    assert_eq!(kinds(&events), ["agreement.heard", "matter.settled"]);
    assert_eq!((given.stage(), given.running()), (StageName::Settled, vec!["archive"]));
    assert_eq!(given.petition().course.referrals[0].rest, None);
}

#[test]
fn what_is_settled_no_longer_is_handled_again_in_the_time_that_never_stood_still() {
    for (archived, now) in [(false, Settled::Not), (false, Settled::InPart), (true, Settled::Not)] {
        let mut given = offered();
        let due = given.due("handle");
        given.does(&mediation(), &settled(Settled::Whole, None));
        given.now += Duration::days(20);
        if archived {
            given.now += Duration::days(20);
            given.when_the_next_clock_rings();
            assert_eq!(given.stage(), StageName::Archived);
        }
        let events = given.does(&mediation(), &settled(now, None));
        assert_eq!(kinds(&events), ["agreement.heard", "matter.reopened"]);
        assert_eq!((given.stage(), given.running()), (StageName::Handling, vec!["handle"]));
        assert_eq!(given.due("handle"), due);
        assert_eq!(
            given.when(&mediation(), &settled(now, None)),
            Ok(Vec::new()),
            "heard twice, done once"
        );
        given.does(&officer(TOWN), &draft(Decision::Explained));
        let events = given.does(&mediation(), &settled(Settled::Whole, None));
        assert_eq!(kinds(&events), ["agreement.heard", "matter.settled"], "they agreed once more");
    }
}

#[test]
fn what_whoever_handles_it_settled_is_not_opened_by_what_another_service_says() {
    let mut given = offered();
    given.does(&mediation(), &settled(Settled::InPart, None));
    let agreement = "a letter of both".to_owned();
    given.does(&officer(TOWN), &Command::Settle { agreement });
    let events = given.does(&mediation(), &settled(Settled::Not, None));
    assert_eq!(kinds(&events), ["agreement.heard"], "it is seen on the offer");
    assert_eq!(given.stage(), StageName::Settled);
}

#[test]
fn an_agreement_that_settles_no_longer_takes_nothing_from_an_opinion() {
    let mut given = offered();
    given.does(&mediation(), &settled(Settled::InPart, None));
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&head(TOWN), &Command::IssueOpinion);
    let events = given.does(&mediation(), &settled(Settled::Not, None));
    assert_eq!(kinds(&events), ["agreement.heard"]);
    assert_eq!(given.stage(), StageName::OpinionIssued);
}

#[test]
fn a_court_is_not_heard_of_what_came_to_no_agreement() {
    let mut given = offered();
    given.does(&mediation(), &answer(ReferralState::Refused, None));
    assert_eq!(given.when(&mediation(), &court(Confirmation::Confirmed)), Ok(Vec::new()));
}
