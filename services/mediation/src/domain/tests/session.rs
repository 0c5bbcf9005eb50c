use shiyu_kit::booking::slots;
use time::Duration;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::{Invite, MakeOffer, PlanSession, RecordSession};
use crate::domain::terms::{InvitedAs, Party, PartyRole, Termination};
use crate::domain::{Command, StageName};

fn planned() -> Given {
    let mut given = Given::a_dispute(StageName::Mediating);
    let plan = plan(SESSION, given.now + Duration::days(1));
    given.does(&mediator(), Command::PlanSession(plan));
    given
}

#[test]
fn a_planned_session_takes_its_mediators_and_its_room() {
    let given = planned();
    let booked = given.dispute().bookings(SESSION);
    let session = &given.dispute().course.sessions[0];
    assert_eq!(booked.len(), 3 * slots(session.starts_at, session.ends_at).count());
    assert!(booked.iter().any(|row| row.resource == format!("room/{ROOM}")));
    assert!(booked.iter().any(|row| row.resource == format!("mediator/{MEDIATOR}")));
}

#[test]
fn who_is_in_the_register_twice_is_taken_once() {
    let of = |given: &Given| -> Vec<String> {
        let booked = given.dispute().bookings(SESSION).into_iter();
        booked.map(|row| row.resource).filter(|of| of.starts_with("person/")).collect()
    };
    let mut given = Given::a_dispute(StageName::MediatorSelection);
    for known in given.known.mediators.iter_mut().filter(|known| known.id == SECOND) {
        known.subject = "mediator".to_owned();
    }
    given.does(&clerk(), appoint(SECOND));
    given.does(&mediator(), disclose(SECOND, false));
    given.does(&mediator(), Command::Begin);
    let starts_at = planned().dispute().course.sessions[0].starts_at;
    let as_second = PlanSession {
        mediators: vec![SECOND],
        room: None,
        ..plan(SESSION, starts_at)
    };
    given.does(&mediator(), Command::PlanSession(as_second));
    assert!(!of(&given).is_empty());
    assert_eq!(of(&given), of(&planned()), "under two names one person, whose time is taken");
}

#[test]
fn whatever_ends_a_session_frees_them() {
    let cancel = Command::CancelSession {
        session: SESSION,
        reason: "一方出差".to_owned(),
    };
    for command in [cancel, ends(APPLICANT)] {
        let mut given = planned();
        given.does(&clerk(), command);
        assert!(given.dispute().bookings(SESSION).is_empty());
    }
    let mut given = planned();
    given.now += Duration::days(2);
    given.does(&mediator(), Command::RecordSession(Box::new(record(SESSION))));
    assert!(given.dispute().bookings(SESSION).is_empty());
    assert_eq!(
        given.refuses(&mediator(), Command::RecordSession(Box::new(record(SESSION)))),
        "SESSION_OVER"
    );
}

#[test]
fn a_session_is_planned_ahead_in_a_known_room_with_its_own_mediators() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let soon = given.now + Duration::hours(5);
    let with = |change: &dyn Fn(&mut PlanSession)| {
        let mut session = plan(SESSION, soon);
        change(&mut session);
        Command::PlanSession(session)
    };
    let now = given.now;
    let past = with(&|session| session.starts_at = now);
    assert_eq!(given.refuses(&mediator(), past), "SESSION_IN_PAST");
    let due = given.due("mediate");
    let late = |by: Duration| {
        with(&|session| {
            session.starts_at = due + by;
            session.ends_at = session.starts_at + Duration::hours(1);
        })
    };
    assert_eq!(given.refuses(&mediator(), late(Duration::ZERO)), "SESSION_AFTER_LIMIT");
    let longer = Command::Extend { days: 3, agreed: both() };
    let mut extended = given.clone();
    extended.does(&mediator(), longer);
    extended.does(&mediator(), late(Duration::days(1)));
    let room = with(&|session| session.room = Some(Uuid::from_u128(1)));
    assert_eq!(given.refuses(&mediator(), room), "ROOM_UNKNOWN");
    let other = with(&|session| session.mediators = vec![SECOND]);
    assert_eq!(given.refuses(&mediator(), other), "MEDIATOR_NOT_ENGAGED");
    given.does(&clerk(), appoint(SECOND));
    let other = with(&|session| session.mediators = vec![SECOND]);
    assert_eq!(given.refuses(&mediator(), other), "DISCLOSURE_MISSING");
    given.known.room.as_mut().unwrap().open = false;
    assert_eq!(given.refuses(&mediator(), with(&|_| ())), "ROOM_UNKNOWN");
    let elsewhere = with(&|session| session.room = None);
    given.does(&mediator(), elsewhere);
}

#[test]
fn two_sessions_of_one_dispute_take_no_mediator_and_no_room_at_once() {
    let mut given = planned();
    let first = given.dispute().course.sessions[0].clone();
    let other = Uuid::from_u128(0xA2);
    let at = |starts_at| Command::PlanSession(plan(other, starts_at));
    let last = first.ends_at - Duration::minutes(1);
    assert_eq!(given.refuses(&mediator(), at(first.starts_at)), "BOOKED_ALREADY");
    assert_eq!(given.refuses(&mediator(), at(last)), "BOOKED_ALREADY");
    let without_room = Command::PlanSession(PlanSession {
        room: None,
        ..plan(other, last)
    });
    assert_eq!(given.refuses(&mediator(), without_room), "BOOKED_ALREADY", "the mediator");
    given.does(&clerk(), appoint(SECOND));
    given.does(&second(), disclose(SECOND, false));
    let with_second = |room| {
        Command::PlanSession(PlanSession {
            mediators: vec![SECOND],
            room,
            ..plan(other, last)
        })
    };
    assert_eq!(given.refuses(&mediator(), with_second(Some(ROOM))), "BOOKED_ALREADY", "the room");
    given.does(&mediator(), with_second(None));
    let later = plan(Uuid::from_u128(0xA3), first.ends_at + Duration::hours(3));
    given.does(&mediator(), Command::PlanSession(later));
}

#[test]
fn a_cancelled_session_takes_nobody() {
    let mut given = planned();
    let starts_at = given.dispute().course.sessions[0].starts_at;
    let cancel = Command::CancelSession {
        session: SESSION,
        reason: "一方出差".to_owned(),
    };
    given.does(&clerk(), cancel);
    given.does(&mediator(), Command::PlanSession(plan(Uuid::from_u128(0xA2), starts_at)));
}

#[test]
fn it_is_private_unless_every_party_wants_it_public() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let soon = given.now + Duration::hours(5);
    let public = |public: Vec<Uuid>| {
        Command::PlanSession(PlanSession {
            public,
            ..plan(SESSION, soon)
        })
    };
    assert_eq!(given.refuses(&mediator(), public(vec![APPLICANT])), "CONSENT_MISSING");
    given.does(&mediator(), public(both()));
    assert!(given.dispute().course.sessions[0].public);
}

#[test]
fn nothing_is_recorded_of_a_session_that_has_not_begun() {
    let mut given = planned();
    let recorded = || Command::RecordSession(Box::new(record(SESSION)));
    assert_eq!(given.refuses(&mediator(), recorded()), "SESSION_NOT_YET");
    given.now += Duration::days(2);
    let stranger = Command::RecordSession(Box::new(RecordSession {
        invited: vec![Uuid::from_u128(1)],
        ..record(SESSION)
    }));
    assert_eq!(given.refuses(&mediator(), stranger), "NOT_A_PARTY");
    given.does(&mediator(), recorded());
}

#[test]
fn others_come_as_every_party_consents() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let uncle = Uuid::from_u128(0xAB);
    let invite = |agreed: Vec<Uuid>| {
        Command::Invite(Invite {
            party: Party {
                id: uncle,
                role: PartyRole::Invited,
                speaks_for: None,
                granted: false,
            },
            invited_as: InvitedAs::Relative,
            agreed,
            sealed: sealed(uncle),
        })
    };
    assert_eq!(given.refuses(&mediator(), invite(vec![RESPONDENT])), "CONSENT_MISSING");
    given.does(&mediator(), invite(both()));
    assert_eq!(
        given.refuses(&clerk(), consent(uncle, true)),
        "NOT_A_PARTY",
        "the invited are no parties"
    );
    assert_eq!(
        given.refuses(&clerk(), join(Uuid::from_u128(2), PartyRole::Invited)),
        "CONSENT_MISSING"
    );
}

#[test]
fn offers_are_countered_and_answered_once_by_others() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let offer = Uuid::from_u128(0x01);
    let make = |id: u128, party: Uuid, counters: Option<Uuid>| {
        Command::MakeOffer(MakeOffer {
            id: Uuid::from_u128(id),
            party,
            counters,
            terms: "一千五百元".to_owned(),
        })
    };
    let answer = |party: Uuid, accepted: bool| Command::AnswerOffer { offer, party, accepted };
    given.does(&mediator(), make(1, RESPONDENT, None));
    assert_eq!(given.refuses(&mediator(), answer(RESPONDENT, true)), "OFFER_ANSWERED");
    assert_eq!(given.refuses(&mediator(), make(2, RESPONDENT, Some(offer))), "OFFER_UNKNOWN");
    given.does(&mediator(), make(2, APPLICANT, Some(offer)));
    given.does(&mediator(), answer(APPLICANT, false));
    assert_eq!(given.refuses(&mediator(), answer(APPLICANT, true)), "OFFER_ANSWERED");
}

#[test]
fn what_nobody_disputes_is_recorded_with_every_partys_consent() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let fact = |agreed: Vec<Uuid>| Command::RecordUndisputed {
        text: "漏水属实".to_owned(),
        agreed,
    };
    assert_eq!(given.refuses(&mediator(), fact(vec![APPLICANT])), "CONSENT_MISSING");
    given.does(&mediator(), fact(both()));
    given.does(&mediator(), terminate(Termination::Failed));
    assert_eq!(given.refuses(&mediator(), fact(vec![APPLICANT])), "CONSENT_MISSING");
    assert_eq!(
        given.does(&mediator(), fact(both())),
        ["undisputed.recorded"],
        "and when it has failed"
    );
    assert_eq!(given.stage(), StageName::Terminated);
}

#[test]
fn more_time_takes_every_party_and_the_pack_and_comes_before_the_end() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let longer = |days: u32, agreed: Vec<Uuid>| Command::Extend { days, agreed };
    assert_eq!(given.refuses(&mediator(), longer(10, vec![APPLICANT])), "CONSENT_MISSING");
    assert_eq!(given.refuses(&mediator(), longer(31, both())), "EXTENSION_NOT_ALLOWED");
    let before = given.due("mediate");
    given.does(&mediator(), longer(10, both()));
    assert!(given.due("mediate") >= before + Duration::days(9));
    given.when_time_passes(given.due("mediate"));
    assert_eq!(given.refuses(&mediator(), longer(5, both())), "MEDIATION_OVERDUE");
    given.does(&mediator(), terminate(Termination::Expired));
}

#[test]
fn who_is_in_office_no_more_on_the_day_of_a_session_is_not_planned_for_it() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let mut then = given.known.mediators.clone();
    for mediator in &mut then {
        mediator.in_term = false;
    }
    let soon = Command::PlanSession(plan(SESSION, given.now + Duration::days(4)));
    given.known.then = then;
    assert_eq!(given.refuses(&clerk(), soon.clone()), "MEDIATOR_NOT_FIT");
    given.known.then = given.known.mediators.clone();
    given.does(&clerk(), soon);
}
