use shiyu_kit::calendar::TimeUnit;
use time::Duration;
use time::macros::{date, datetime};

use super::given::*;
use crate::domain::command::{ApplyConfirmation, ApplyEnforcement, DraftAgreement, Limit};
use crate::domain::terms::{Channel, ConfirmationResult, Court, CourtBasis, NotConfirmed, Procedure, Source, Subject, Termination};
use crate::domain::{Command, StageName};

fn with(change: impl FnOnce(&mut ApplyConfirmation)) -> Command {
    let mut application = apply();
    change(&mut application);
    Command::ApplyConfirmation(application)
}

#[test]
fn the_parties_apply_jointly_within_thirty_days_of_effect() {
    let mut given = Given::a_dispute(StageName::AgreementEffective);
    assert_eq!(given.due("confirm"), datetime!(2026-04-01 16:00 UTC));
    assert_eq!(
        given.refuses(&clerk(), with(|asks| asks.applicants = vec![APPLICANT])),
        "CONSENT_MISSING"
    );
    given.when_time_passes(datetime!(2026-04-01 15:59 UTC));
    let mut late = given.clone();
    assert_eq!(given.does(&clerk(), Command::ApplyConfirmation(apply())), ["confirmation.applied"]);
    assert!(given.dispute().clock("court").is_some() && given.dispute().clock("confirm").is_none());
    let told = late.when_time_passes(datetime!(2026-04-01 16:00 UTC));
    assert!(told.contains(&"window.lapsed"));
    assert_eq!(
        late.refuses(&clerk(), Command::ApplyConfirmation(apply())),
        "CONFIRMATION_WINDOW_CLOSED"
    );
}

#[test]
fn thirty_days_that_end_on_a_holiday_end_after_it() {
    let mut given = Given::nothing();
    given.now = datetime!(2026-01-16 01:00 UTC);
    given.does(&clerk(), open());
    let at = given.now;
    for command in [take_up(), Command::Accept] {
        given.does(&clerk(), command);
    }
    for party in both() {
        let word = crate::domain::command::RecordConsent { at, ..word(party, true) };
        given.does(&clerk(), Command::RecordConsent(word));
    }
    given.does(&clerk(), appoint(MEDIATOR));
    given.does(&mediator(), disclose(MEDIATOR, false));
    given.does(&mediator(), Command::Begin);
    given.does(&mediator(), draft(written()));
    for signs in [sign(APPLICANT), sign(RESPONDENT), seal()] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
    assert_eq!(
        given.due("confirm"),
        datetime!(2026-02-24 16:00 UTC),
        "domain.md H: rolled to the 24th"
    );
}

#[test]
fn status_title_and_other_procedures_are_not_confirmed() {
    let mut given = Given::a_dispute(StageName::AgreementEffective);
    for subject in [
        Subject::StatusRelation,
        Subject::OutsideJurisdiction,
        Subject::OtherProcedure,
        Subject::Title,
    ] {
        assert_eq!(given.refuses(&clerk(), with(|asks| asks.subject = subject)), "NOT_CONFIRMABLE");
    }
}

#[test]
fn only_a_court_that_sent_it_is_the_inviting_court() {
    let inviting = || {
        with(|asks| {
            asks.court = Court {
                name: "越城区人民法院".to_owned(),
                basis: CourtBasis::Inviting,
            };
        })
    };
    let mut given = Given::a_dispute(StageName::AgreementEffective);
    assert_eq!(given.refuses(&clerk(), inviting()), "COURT_NOT_FITTING");
    let submission = &mut given.dispute.as_mut().unwrap().submission;
    submission.source = Source::CourtDelegated;
    submission.letter = Some(crate::domain::dispute::Letter {
        from: "越城区人民法院立案庭".to_owned(),
        reference: "（2026）浙0602诉前调1号".to_owned(),
        summary_procedure: false,
    });
    let another = ApplyConfirmation {
        court: Court {
            name: "上海市第一中级人民法院".to_owned(),
            basis: CourtBasis::Inviting,
        },
        ..apply()
    };
    assert_eq!(
        given.refuses(&clerk(), Command::ApplyConfirmation(another)),
        "COURT_NOT_FITTING",
        "another court did not send it"
    );
    given.does(&clerk(), inviting());
}

#[test]
fn a_court_is_of_the_rank_that_its_basis_says() {
    let at = |name: &str, basis| {
        with(|asks| {
            asks.court = Court {
                name: name.to_owned(),
                basis,
            };
        })
    };
    let mut given = Given::a_dispute(StageName::AgreementEffective);
    for (name, basis) in [
        ("越城区人民法院", CourtBasis::Intermediate),
        ("绍兴市中级人民法院", CourtBasis::Domicile),
        ("浙江省高级人民法院", CourtBasis::OrganisationSeat),
    ] {
        assert_eq!(given.refuses(&clerk(), at(name, basis)), "COURT_NOT_FITTING", "{name}");
    }
    given.does(&clerk(), at("绍兴市中级人民法院", CourtBasis::Intermediate));
}

#[test]
fn agreements_of_administrative_mediation_are_confirmed_where_the_deployment_says_so() {
    let mut given = Given::a_dispute(StageName::AgreementEffective);
    given.dispute.as_mut().unwrap().procedure = Procedure::Administrative;
    assert_eq!(given.refuses(&clerk(), with(|_| ())), "NOT_CONFIRMABLE_HERE");
    given.known.administrative_confirmation = true;
    given.does(&clerk(), with(|_| ()));
}

#[test]
fn what_was_confirmed_is_enforced_by_whom_it_is_owed() {
    let mut given = Given::a_dispute(StageName::Confirmed);
    let enforce = |creditor| {
        Command::ApplyEnforcement(ApplyEnforcement {
            creditor,
            court: "越城区人民法院".to_owned(),
            reference: "（2026）浙0602执9号".to_owned(),
        })
    };
    assert_eq!(given.refuses(&clerk(), enforce(RESPONDENT)), "NOT_A_PARTY");
    assert_eq!(
        given.refuses(&clerk(), enforce(APPLICANT)),
        "NOT_DUE_YET",
        "it is due at the end of April"
    );
    given.when_time_passes(datetime!(2026-05-01 02:00 UTC));
    given.does(&clerk(), enforce(APPLICANT));
    given.does(&clerk(), pays(200_000, date!(2026 - 03 - 02)));
    assert_eq!(given.stage(), StageName::Performed);
}

#[test]
fn after_a_refusal_they_mediate_again_by_consent_or_it_ends() {
    let mut given = Given::a_dispute(StageName::ConfirmationRefused);
    let again = |agreed| Command::Remediate {
        agreed,
        channel: Channel::InPerson,
    };
    assert_eq!(given.refuses(&clerk(), again(vec![APPLICANT])), "CONSENT_MISSING");
    let mut over = given.clone();
    given.known.limit = Some(Limit {
        amount: 10,
        unit: TimeUnit::NaturalDay,
        extend_days: 0,
        pack: "shaoxing".to_owned(),
        version: 2,
    });
    given.does(&clerk(), again(both()));
    assert!(given.due("mediate") < given.now + Duration::days(12), "by the pack in force now");
    assert_eq!((given.stage(), given.dispute().course.attempt), (StageName::Mediating, 1));
    assert!(given.dispute().agreement().is_none(), "the first agreement holds no longer");
    given.does(&mediator(), draft(written()));
    over.does(&clerk(), terminate(Termination::NotConfirmed));
    assert_eq!(over.stage(), StageName::Terminated);
}

#[test]
fn what_is_withdrawn_is_performed_as_agreed() {
    let mut given = Given::a_dispute(StageName::ConfirmationApplied);
    given.does(&clerk(), court_says(ConfirmationResult::Withdrawn));
    assert_eq!(given.stage(), StageName::Performing);
}

#[test]
fn what_is_taken_back_may_be_applied_for_again_in_what_is_left_of_the_thirty_days() {
    let mut given = Given::a_dispute(StageName::ConfirmationApplied);
    given.does(&clerk(), court_says(ConfirmationResult::Withdrawn));
    assert_eq!(given.due("confirm"), datetime!(2026-04-01 16:00 UTC), "they run from effect");
    let mut late = given.clone();
    given.does(&clerk(), Command::ApplyConfirmation(apply()));
    assert_eq!(given.stage(), StageName::ConfirmationApplied);
    given.when_time_passes(datetime!(2026-04-02 02:00 UTC));
    given.does(&clerk(), court_says(ConfirmationResult::Withdrawn));
    assert!(given.dispute().clock("confirm").is_none(), "nothing is left");
    late.when_time_passes(datetime!(2026-04-01 16:00 UTC));
    for mut over in [given, late] {
        let refused = over.refuses(&clerk(), Command::ApplyConfirmation(apply()));
        assert_eq!(refused, "CONFIRMATION_WINDOW_CLOSED");
    }
}

/// Due on the next day, and broken on the one after.
fn broken_early() -> Given {
    let mut given = Given::a_dispute(StageName::Mediating);
    let due = Some(date!(2026 - 03 - 03));
    given.does(
        &mediator(),
        draft(DraftAgreement {
            obligations: vec![owes(200_000, due)],
            ..written()
        }),
    );
    for signs in [sign(APPLICANT), sign(RESPONDENT), seal()] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
    given.when_time_passes(datetime!(2026-03-05 02:00 UTC));
    given.does(&clerk(), breach());
    given
}

#[test]
fn the_parties_keep_their_thirty_days_after_a_breach_and_the_court_changes_nothing_of_it() {
    let mut given = broken_early();
    assert_eq!(given.due("confirm"), datetime!(2026-04-01 16:00 UTC));
    let mut late = given.clone();
    late.when_time_passes(datetime!(2026-04-01 16:00 UTC));
    assert_eq!(
        late.refuses(&clerk(), Command::ApplyConfirmation(apply())),
        "CONFIRMATION_WINDOW_CLOSED"
    );
    let enforce = || {
        Command::ApplyEnforcement(ApplyEnforcement {
            creditor: APPLICANT,
            court: "越城区人民法院".to_owned(),
            reference: "（2026）浙0602执9号".to_owned(),
        })
    };
    let confirms = || court_says(ConfirmationResult::Confirmed);
    assert_eq!(given.refuses(&clerk(), confirms()), "CLOSED_ALREADY");
    given.does(&clerk(), Command::ApplyConfirmation(apply()));
    assert_eq!(given.refuses(&clerk(), Command::ApplyConfirmation(apply())), "CONFIRMATION_OPEN");
    assert_eq!(given.refuses(&clerk(), enforce()), "CLOSED_ALREADY");
    given.does(&clerk(), routes());
    let visit = Command::FollowUp {
        settled: false,
        note: "仍未履行".to_owned(),
    };
    given.does(&clerk(), visit);
    assert_eq!(given.refuses(&clerk(), Command::Archive), "CONFIRMATION_OPEN");
    assert_eq!(given.does(&clerk(), confirms()), ["confirmation.decided"]);
    given.does(&clerk(), enforce());
    assert_eq!(given.refuses(&clerk(), enforce()), "DONE_ALREADY");
    assert_eq!(given.stage(), StageName::Breached);
    given.does(&clerk(), Command::Archive);
    assert!(given.dispute().next_ringing().is_none());
}

#[test]
fn what_a_court_refused_after_a_breach_is_not_brought_before_it_again() {
    let mut given = broken_early();
    given.does(&clerk(), Command::ApplyConfirmation(apply()));
    let mut taken_back = given.clone();
    given.does(&clerk(), court_says(ConfirmationResult::Refused(NotConfirmed::Unclear)));
    assert_eq!(given.stage(), StageName::Breached);
    let again = given.refuses(&clerk(), Command::ApplyConfirmation(apply()));
    assert_eq!(again, "CONFIRMATION_WINDOW_CLOSED");
    taken_back.does(&clerk(), court_says(ConfirmationResult::Withdrawn));
    taken_back.does(&clerk(), Command::ApplyConfirmation(apply()));
}

#[test]
fn what_was_performed_while_the_court_had_it_ends_it_with_the_courts_word() {
    for (result, stage) in [
        (ConfirmationResult::Confirmed, StageName::Performed),
        (ConfirmationResult::Withdrawn, StageName::Performed),
        (ConfirmationResult::Refused(NotConfirmed::Morals), StageName::ConfirmationRefused),
    ] {
        let mut given = Given::a_dispute(StageName::ConfirmationApplied);
        given.does(&clerk(), pays(200_000, date!(2026 - 03 - 02)));
        assert_eq!(given.stage(), StageName::ConfirmationApplied);
        given.does(&clerk(), court_says(result));
        assert_eq!(given.stage(), stage);
    }
}
