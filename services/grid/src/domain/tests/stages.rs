//! What every stage answers to every order.

use shiyu_kit::calendar::Clocks;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::{Refusal as _, RefusalClass};
use shiyu_kit::referral::{Destination, ReferralState};

use super::fitting::{fitting, is_taken, ready_for, verbs};
use super::given::*;
use crate::domain::course::Course;
use crate::domain::terms::Source;
use crate::domain::{Command, Refusal, Stage, StageName, Verb};

/// Where an order belongs to a stage and there is still a reason against it: a patrol reported it, whom nobody has to call back.
fn reason_of_its_own(stage: StageName, verb: Verb) -> Option<&'static str> {
    if verb == Verb::RecordContact {
        return Some("NO_REPORTER");
    }
    let seen = stage == StageName::Verified && verb == Verb::ReportVerification;
    seen.then_some("DONE_ALREADY")
}

#[test]
fn every_stage_answers_every_order() {
    assert_eq!(verbs().count(), 41);
    for stage in StageName::ALL {
        for verb in verbs().filter(|verb| is_taken(stage, *verb)) {
            let mut given = ready_for(stage, verb);
            let (by, command) = fitting(verb, given.incident());
            assert_eq!(command.verb(), Some(verb));
            let answer = given.when(&by, command).map(|events| events.is_empty());
            match reason_of_its_own(stage, verb) {
                None => assert_eq!(answer, Ok(false), "{stage:?} {verb:?}"),
                Some(reason) => assert_eq!(answer.unwrap_err().reason(), reason, "{stage:?} {verb:?}"),
            }
        }
    }
}

#[test]
fn what_does_not_belong_to_a_stage_is_refused_with_what_does() {
    for given in at_every_stage() {
        let stage = given.stage();
        for verb in verbs().filter(|verb| !is_taken(stage, *verb)) {
            let mut given = given.clone();
            let (by, command) = fitting(verb, given.incident());
            let refusal = given.when(&by, command).unwrap_err();
            let closed = matches!(&refusal, Refusal::ClosedAlready(at, _) if stage.is_end() && *at == stage);
            let right = closed || matches!(&refusal, Refusal::NotInStage(at, _) if !stage.is_end() && *at == stage);
            assert!(right, "{stage:?} {verb:?} {refusal:?}");
            assert_eq!(refusal.class(), RefusalClass::Precondition);
            assert!(!refusal.allowed().contains(&verb.as_str()));
        }
    }
}

/// What a member of staff is offered, who asks for what the stage does not take.
fn offered(given: &Given, by: &Actor) -> Vec<&'static str> {
    let mut asking = given.clone();
    let not_taken = verbs().find(|verb| !is_taken(given.stage(), *verb)).unwrap();
    let (_, command) = fitting(not_taken, given.incident());
    asking.when(by, command).unwrap_err().allowed()
}

#[test]
fn the_orders_that_are_offered_are_exactly_those_that_come_to_something() {
    for mut given in at_every_stage() {
        given.known.class = Some(class("E0101", 3));
        let (stage, offered) = (given.stage(), offered(&given, &officer(COUNTY)));
        for verb in verbs().filter(|verb| *verb != Verb::ReadIdentity) {
            let (by, command) = fitting(verb, given.incident());
            let taken = given.clone().when(&by, command);
            assert_eq!(taken.is_ok(), offered.contains(&verb.as_str()), "{stage:?} {verb:?} {taken:?}");
        }
        assert_eq!(offered.contains(&Verb::Reopen.as_str()), stage == StageName::Closed);
    }
}

#[test]
fn what_was_done_once_or_has_lapsed_is_not_offered_again() {
    let room = dispatcher(ROOM);
    let mut closed = Given::an_event(StageName::Closed);
    assert!(offered(&closed, &room).contains(&"EvaluateEvent"));
    closed.does(&party(), evaluate());
    assert!(!offered(&closed, &room).contains(&"EvaluateEvent"));
    closed.now = closed.due("reopen");
    assert!(!offered(&closed, &room).contains(&"ReopenEvent"));

    let mut handling = Given::an_event(StageName::Handling);
    assert!(offered(&handling, &room).contains(&"ExtendHandling"));
    handling.does(&dispatcher(CENTRE), extend(1));
    assert!(!offered(&handling, &room).contains(&"ExtendHandling"));
    for (command, before, after) in [
        (boundary(), "RaiseBoundary", "AgreeBoundary"),
        (outside(), "OfferOutside", "RecordReceipt"),
    ] {
        let mut given = handling.clone();
        assert!(offered(&given, &room).contains(&before) && !offered(&given, &room).contains(&after));
        given.does(&dispatcher(CENTRE), command);
        let offered = offered(&given, &room);
        assert!(!offered.contains(&before) && offered.contains(&after));
        assert!(
            !["RaiseBoundary", "OfferOutside"].iter().any(|one| offered.contains(one)),
            "one or the other"
        );
    }
}

#[test]
fn who_reported_it_is_offered_the_public_doors_orders_and_no_others() {
    for given in at_every_stage() {
        let stage = given.stage();
        let expected: &[&str] = if stage == StageName::Closed {
            &["SubmitRating"]
        } else if stage.is_end() {
            &[]
        } else {
            &["SubmitPhoto"]
        };
        assert_eq!(offered(&given, &party()), expected, "{stage:?}");
    }
    let mut rated = Given::an_event(StageName::Closed);
    rated.does(&party(), evaluate());
    assert_eq!(offered(&rated, &party()), [""; 0]);
    let program = Given::an_event(StageName::Handling);
    assert_eq!(offered(&program, &service("mediation")), [""; 0]);
    assert_eq!(
        offered(&ready_for(StageName::Handling, Verb::ReadIdentity), &service("mediation")),
        ["ReadGrantedIdentity"]
    );
}

#[test]
fn what_is_not_reported_takes_only_a_report() {
    let known = Given::an_event(StageName::Reported);
    for verb in verbs() {
        let (by, command) = fitting(verb, known.incident());
        assert_eq!(Given::nothing().refuses(&by, command), "EVENT_UNKNOWN");
    }
    assert_eq!(Given::nothing().refuses(&Actor::Clock, Command::Reckon), "EVENT_UNKNOWN");
    let mut twice = known;
    assert_eq!(twice.refuses(&patrol(), report()), "ALREADY_REPORTED");
}

#[test]
fn deciding_upon_an_event_needs_a_person_of_the_office() {
    let by_others = [Verb::Evaluate, Verb::AttachEvidence, Verb::ReadIdentity];
    for stage in StageName::ALL {
        for verb in verbs().filter(|verb| is_taken(stage, *verb) && !by_others.contains(verb)) {
            let mut given = ready_for(stage, verb);
            let (_, command) = fitting(verb, given.incident());
            for by in [service("grid"), Actor::Clock, party()] {
                assert_eq!(given.refuses(&by, command.clone()), "NEEDS_A_PERSON", "{stage:?} {verb:?}");
            }
        }
    }
}

#[test]
fn nobody_of_another_county_or_of_another_town_does_anything() {
    for stage in StageName::ALL {
        for verb in verbs().filter(|verb| is_taken(stage, *verb)) {
            let mut given = ready_for(stage, verb);
            let (_, command) = fitting(verb, given.incident());
            given.refuses(&dispatcher(OTHER_COUNTY), command.clone());
            if !matches!(verb, Verb::Evaluate | Verb::PayReward) {
                given.refuses(&dispatcher(NEXT_TOWN), command);
            }
        }
    }
}

#[test]
fn who_stands_aside_does_nothing_more() {
    for stage in StageName::ALL.into_iter().filter(|stage| !stage.is_end()) {
        for verb in verbs().filter(|verb| is_taken(stage, *verb) && *verb != Verb::ReadIdentity) {
            let mut given = ready_for(stage, verb);
            let (by, command) = fitting(verb, given.incident());
            given.does(&officer(TOWN), recuse(by.name()));
            assert_eq!(given.refuses(&by, command), "RECUSED", "{stage:?} {verb:?}");
        }
    }
}

#[test]
fn a_volunteer_reports_with_photos_and_does_nothing_else() {
    for stage in StageName::ALL {
        for verb in verbs().filter(|verb| is_taken(stage, *verb) && *verb != Verb::AttachEvidence) {
            let mut given = ready_for(stage, verb);
            let (_, command) = fitting(verb, given.incident());
            assert_eq!(given.refuses(&volunteer(), command), "ROLE_NOT_FITTING", "{stage:?} {verb:?}");
        }
    }
    let mut own = Given::reported(&volunteer(), reported_from(Source::Volunteer));
    own.does(&volunteer(), attach("a hash"));
}

#[test]
fn an_event_in_the_hands_of_another_service_still_ends() {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&dispatcher(ROOM), offer(Destination::Mediation));
    given.does(&officer(STATION), handled());
    given.does(&supervisor(), inspect(true));
    given.does(&dispatcher(ROOM), Command::Close);
    assert_eq!(given.incident().course.referrals[0].state, ReferralState::Returned);
    assert_eq!(given.does(&service("mediation"), answer(ReferralState::Accepted)), []);
}

#[test]
fn stage_course_and_clocks_are_read_as_they_were_written() {
    for given in at_every_stage() {
        let incident = given.incident();
        let kept = serde_json::to_string(&(&incident.stage, &incident.course, &incident.clocks)).unwrap();
        let read: (Stage, Course, Clocks) = serde_json::from_str(&kept).unwrap();
        assert_eq!(read, (incident.stage.clone(), incident.course.clone(), incident.clocks.clone()));
    }
}

#[test]
fn a_stage_has_one_word_and_an_order_one_method() {
    let words: std::collections::BTreeSet<_> = StageName::ALL.into_iter().map(StageName::as_str).collect();
    assert_eq!(words.len(), StageName::ALL.len());
    let methods: std::collections::BTreeSet<_> = Verb::ALL.into_iter().map(Verb::as_str).collect();
    assert_eq!(methods.len(), Verb::ALL.len());
    let taken: Vec<Verb> = StageName::ALL.into_iter().flat_map(StageName::takes).copied().collect();
    assert!(
        Verb::ALL
            .into_iter()
            .all(|verb| taken.contains(&verb) || Verb::BESIDE.contains(&verb) || Verb::ALWAYS.contains(&verb))
    );
}
