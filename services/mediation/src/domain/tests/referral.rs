use shiyu_kit::referral::{Confirmation, ReferralState, Settled};
use uuid::Uuid;

use super::given::*;
use crate::domain::command::DraftAgreement;
use crate::domain::terms::{ConfirmationResult, Decline, NotConfirmed, Party, PartyRole, Termination};
use crate::domain::{Command, Event, StageName, What};

pub(super) fn gone(state: ReferralState) -> Command {
    Command::OfferGone { referral: REFERRAL, state }
}

pub(super) fn told(given: &Given) -> Vec<(ReferralState, Option<u32>)> {
    let told = given.journal.iter().filter_map(|event: &Event| {
        if let What::ReferralAnswered { state, agreement, .. } = &event.what {
            return Some((*state, *agreement));
        }
        None
    });
    told.collect()
}

/// How much of it was told to be settled, each time.
pub(super) fn settled(given: &Given) -> Vec<Settled> {
    let told = given.journal.iter().filter_map(|event: &Event| {
        if let What::ReferralAnswered { settled, .. } = &event.what {
            return *settled;
        }
        None
    });
    told.collect()
}

fn mediated(service: &str) -> Given {
    let mut given = Given::offered(service);
    let clerk = clerk_of(CENTRE);
    for command in [take_up(), Command::Accept] {
        given.does(&clerk, command);
        given.now += time::Duration::hours(1);
    }
    given.does(&clerk, consent(APPLICANT, true));
    given.does(&clerk, consent(RESPONDENT, true));
    given.does(&clerk, appoint(MEDIATOR));
    given.does(&mediator(), disclose(MEDIATOR, false));
    given.does(&mediator(), Command::Begin);
    given
}

fn agreed(service: &str) -> Given {
    let mut given = mediated(service);
    agree(&mut given, written());
    given
}

fn agree(given: &mut Given, agreement: DraftAgreement) {
    given.does(&mediator(), draft(agreement));
    for command in [sign(APPLICANT), sign(RESPONDENT), seal()] {
        given.does(&clerk_of(CENTRE), command);
    }
    given.does(&mediator(), Command::SignAsMediator);
}

#[test]
fn the_service_that_offered_it_is_told_of_acceptance_and_of_the_agreement() {
    let mut given = agreed("petition");
    assert_eq!(told(&given), [(ReferralState::Accepted, None), (ReferralState::Done, Some(1))]);
    given.does(&clerk_of(CENTRE), pays(200_000, time::macros::date!(2026 - 03 - 02)));
    assert_eq!(told(&given).len(), 2, "and of nothing after that");
}

#[test]
fn what_a_court_says_of_the_agreement_is_told_once_more_and_without_its_ground() {
    for (result, confirmation) in [
        (ConfirmationResult::Confirmed, Confirmation::Confirmed),
        (ConfirmationResult::Refused(NotConfirmed::Unclear), Confirmation::Refused),
        (ConfirmationResult::Withdrawn, Confirmation::Withdrawn),
    ] {
        let mut given = agreed("petition");
        given.does(&clerk_of(CENTRE), Command::ApplyConfirmation(apply()));
        assert_eq!(told(&given).len(), 2, "that they asked the court concerns nobody else");
        let heard = given.does(&clerk_of(CENTRE), court_says(result));
        assert_eq!(heard, ["confirmation.decided", "referral.answered"]);
        let What::ReferralAnswered { confirmation: said, .. } = &given.journal.last().unwrap().what else {
            panic!("an answer");
        };
        assert_eq!(told(&given).last(), Some(&(ReferralState::Done, Some(1))));
        assert_eq!(*said, Some(confirmation));
    }
}

#[test]
fn of_a_dispute_that_nobody_offered_the_court_says_nothing_to_others() {
    let mut given = Given::a_dispute(StageName::ConfirmationApplied);
    assert_eq!(
        given.does(&clerk(), court_says(ConfirmationResult::Confirmed)),
        ["confirmation.decided"]
    );
}

#[test]
fn of_an_agreement_about_part_of_it_the_rest_is_told_and_of_one_about_that_too() {
    let mut given = mediated("petition");
    let part = DraftAgreement {
        partial: true,
        rest: "吊顶谁来修".to_owned(),
        ..written()
    };
    agree(&mut given, part);
    assert_eq!(settled(&given), [Settled::InPart]);
    assert_eq!(given.dispute().rest(), Some("吊顶谁来修"));
    for (leaves, number) in [(true, 2), (false, 3)] {
        given.now += time::Duration::hours(1);
        let further = DraftAgreement {
            partial: leaves,
            ..written()
        };
        agree(&mut given, further);
        assert_eq!(told(&given).last(), Some(&(ReferralState::Done, Some(number))));
    }
    assert_eq!(settled(&given), [Settled::InPart, Settled::InPart, Settled::Whole]);
    assert_eq!(given.dispute().rest(), None);
}

#[test]
fn what_a_court_refuses_settles_no_longer_until_they_agree_once_more() {
    let refused = ConfirmationResult::Refused(NotConfirmed::Unclear);
    let mut given = agreed("petition");
    given.does(&clerk_of(CENTRE), Command::ApplyConfirmation(apply()));
    given.does(&clerk_of(CENTRE), court_says(refused));
    assert_eq!(
        settled(&given),
        [Settled::Whole, Settled::Not],
        "told once, with what the court said"
    );
    let mut performed = given.clone();
    performed.does(&clerk_of(CENTRE), pays(200_000, time::macros::date!(2026 - 03 - 02)));
    assert_eq!(settled(&performed).last(), Some(&Settled::Whole), "they kept to it all the same");
    let mut failed = given.clone();
    failed.does(&mediator(), terminate(Termination::NotConfirmed));
    assert_eq!(settled(&failed).len(), 2, "that it fails now is nothing new");
    let again = Command::Remediate {
        agreed: both(),
        channel: crate::domain::terms::Channel::InPerson,
    };
    given.now += time::Duration::hours(1);
    given.does(&clerk_of(CENTRE), again);
    assert_eq!(settled(&given).len(), 2);
    agree(&mut given, written());
    assert_eq!(settled(&given), [Settled::Whole, Settled::Not, Settled::Whole]);
    assert_eq!(told(&given).last(), Some(&(ReferralState::Done, Some(2))));
}

#[test]
fn who_came_under_a_grant_is_forgotten_though_there_was_an_agreement_that_holds_no_longer() {
    let mut given = agreed("petition");
    given.dispute.as_mut().unwrap().parties[0].granted = true;
    given.does(&clerk_of(CENTRE), Command::ApplyConfirmation(apply()));
    given.does(&clerk_of(CENTRE), court_says(ConfirmationResult::Refused(NotConfirmed::Unclear)));
    given.does(&mediator(), terminate(Termination::NotConfirmed));
    let visit = Command::FollowUp {
        settled: false,
        note: "仍有来往".to_owned(),
    };
    given.now += time::Duration::hours(1);
    for command in [routes(), visit, Command::Archive] {
        given.does(&clerk_of(CENTRE), command);
    }
    assert_eq!(given.dispute().lapsed(), [APPLICANT]);
}

#[test]
fn what_is_not_accepted_is_refused_and_what_fails_is_returned() {
    let mut given = Given::offered("grid");
    given.does(
        &clerk_of(CENTRE),
        Command::Decline {
            ground: Decline::NoConsentToEntrust,
            reason: "对方不同意".to_owned(),
        },
    );
    assert_eq!(told(&given), [(ReferralState::Refused, None)]);
    let mut given = mediated("grid");
    given.does(&mediator(), terminate(Termination::Failed));
    assert_eq!(told(&given), [(ReferralState::Accepted, None), (ReferralState::Returned, None)]);
}

#[test]
fn an_offer_that_is_taken_back_or_whose_time_ran_out_there_ends_it_here() {
    for state in [ReferralState::Withdrawn, ReferralState::Returned] {
        let mut given = mediated("petition");
        let heard = given.does(&program("petition"), gone(state));
        assert_eq!(heard, ["referral.gone", "case.closed"]);
        assert_eq!(given.stage(), StageName::Terminated);
        assert_eq!(
            told(&given),
            [(ReferralState::Accepted, None)],
            "nobody is told what they said themselves"
        );
        assert!(given.does(&program("petition"), gone(state)).is_empty(), "heard twice, done once");
    }
}

#[test]
fn what_comes_after_effect_changes_nothing() {
    let mut given = agreed("petition");
    assert!(given.does(&program("petition"), gone(ReferralState::Returned)).is_empty());
    assert_eq!(given.stage(), StageName::AgreementEffective);
}

#[test]
fn who_came_under_a_grant_is_shown_while_it_holds_or_once_there_is_an_agreement() {
    let granted = Uuid::from_u128(0xA7);
    let joins = Command::AddParty {
        party: Party {
            granted: true,
            ..party(granted, PartyRole::ThirdParty)
        },
        sealed: sealed(granted),
    };
    let reveal = |party| Command::Reveal {
        party,
        reason: "送达".to_owned(),
    };
    let clerk = clerk_of(CENTRE);
    let mut given = Given::offered("petition");
    given.does(&clerk, joins);
    given.does(&clerk, reveal(granted));
    let mut expired = given.clone();
    expired.now += time::Duration::days(30);
    assert_eq!(expired.refuses(&clerk, reveal(granted)), "NOTHING_GRANTED");
    expired.does(&clerk, reveal(APPLICANT));
    given.does(&program("petition"), gone(ReferralState::Returned));
    assert_eq!(given.refuses(&clerk, reveal(granted)), "NOTHING_GRANTED");
    given.does(&clerk, reveal(APPLICANT));

    let mut kept = agreed("petition");
    kept.dispute.as_mut().unwrap().parties[0].granted = true;
    kept.now += time::Duration::days(60);
    kept.does(&clerk, reveal(APPLICANT));
}

#[test]
fn what_was_granted_for_a_mediation_that_came_to_nothing_lapses_with_the_archive() {
    let granted = Uuid::from_u128(0xA7);
    let clerk = clerk_of(CENTRE);
    let mut given = Given::offered("petition");
    let joins = Command::AddParty {
        party: Party {
            granted: true,
            ..party(granted, PartyRole::ThirdParty)
        },
        sealed: sealed(granted),
    };
    given.does(&clerk, joins);
    given.does(&program("petition"), gone(ReferralState::Returned));
    assert!(given.dispute().lapsed().is_empty(), "the notice of its end is still to be given");
    let visit = Command::FollowUp {
        settled: false,
        note: "仍有来往".to_owned(),
    };
    for command in [routes(), visit, Command::Archive] {
        given.does(&clerk, command);
    }
    assert_eq!(given.dispute().lapsed(), [granted], "and nobody whom the parties named themselves");

    let mut kept = agreed("petition");
    kept.dispute.as_mut().unwrap().parties[0].granted = true;
    kept.now += time::Duration::hours(1);
    let visit = Command::FollowUp {
        settled: true,
        note: "已履行".to_owned(),
    };
    for command in [pays(200_000, time::macros::date!(2026 - 03 - 02)), visit, Command::Archive] {
        kept.does(&clerk, command);
    }
    assert_eq!(kept.stage(), StageName::Archived);
    assert!(kept.dispute().lapsed().is_empty(), "there is an agreement");
}

#[test]
fn nobody_else_takes_an_offer_back() {
    let mut given = mediated("petition");
    assert_eq!(given.refuses(&program("grid"), gone(ReferralState::Withdrawn)), "NEEDS_A_PERSON");
    assert_eq!(given.refuses(&clerk_of(CENTRE), gone(ReferralState::Withdrawn)), "NEEDS_A_PERSON");
    let other = Command::OfferGone {
        referral: Uuid::nil(),
        state: ReferralState::Withdrawn,
    };
    assert_eq!(given.refuses(&program("petition"), other), "DISPUTE_UNKNOWN");
}
