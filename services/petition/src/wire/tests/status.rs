//! The public door.

use shiyu_kit::calendar::{Calendar, Clock};
use shiyu_kit::referral::{Confirmation, Settled};
use shiyu_kit::testkit::party::person;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use time::Duration;
use time::macros::date;
use uuid::Uuid;

use super::events::{every_end, message};
use super::given::{ID, PARTY, START, county, issued, pairs, petition, wrong};
use crate::domain::command::{Evaluate, RequestRemedy, Withdraw};
use crate::domain::course::{
    Classified, Course, Delivery, Dismissal, FastTrack, OpinionIssued, ReferralState, RemedyCase, Reply, RulingGiven, Sender,
};
use crate::domain::{
    Adoption, Classification, Closing, Command, DeliveryMethod, End, Ending, FAST_ANSWER, HANDLE, Petition, REVIEW_WINDOW, Rating, Remedy,
    Ruling, Stage,
};
use crate::wire::status::{answer, query, submit_evaluation, submit_message, submit_remedy_request, submit_supplement, submit_withdrawal};
use crate::wire::terms::timestamp;

const CODE: &str = "7K2M-9QXA-41BD";

fn shown(petition: &Petition) -> pb::QueryStatusResponse {
    answer(petition, "", &[], START)
}

fn delivered() -> Delivery {
    Delivery {
        method: DeliveryMethod::Mail,
        proof: String::new(),
        at: START,
        entered_at: None,
    }
}

fn supplement() -> pb::SubmitSupplementRequest {
    pb::SubmitSupplementRequest {
        query_code: CODE.to_owned(),
        second_factor: " 002X ".to_owned(),
        party: String::new(),
        request_id: ID.to_owned(),
        text: "more".to_owned(),
    }
}

#[test]
fn what_a_petitioner_brings_becomes_an_order_of_a_party() {
    let submitted = submit_supplement(supplement(), &county()).unwrap();
    assert_eq!((submitted.id.to_string().as_str(), submitted.party), (ID, None));
    let shown = &submitted.credentials;
    assert_eq!((shown.code.as_str(), shown.factor.as_str()), (CODE, "002X"));
    assert!(!format!("{submitted:?}").contains("002X") && !format!("{submitted:?}").contains("7K2M"));
    let text = "more".to_owned();
    assert_eq!(submitted.wish.by(PARTY), Command::Supplement { party: PARTY, text });
    let (query_code, second_factor, party, request_id) = (CODE.to_owned(), "002X".to_owned(), PARTY.to_string(), ID.to_owned());
    let withdrawal = pb::SubmitWithdrawalRequest {
        query_code: query_code.clone(),
        second_factor: second_factor.clone(),
        party: party.clone(),
        request_id: request_id.clone(),
        reason: String::new(),
    };
    let submitted = submit_withdrawal(withdrawal, &county()).unwrap();
    assert_eq!(submitted.party, Some(PARTY));
    let expected = Command::Withdraw(Withdraw {
        party: PARTY,
        reason: String::new(),
        proof: None,
        for_all: false,
        own: std::collections::BTreeSet::new(),
    });
    assert_eq!(submitted.wish.by(PARTY), expected);
    let remedy = pb::SubmitRemedyRequestRequest {
        query_code: query_code.clone(),
        second_factor: second_factor.clone(),
        party: party.clone(),
        request_id: request_id.clone(),
        reasons: "why".to_owned(),
    };
    let reasons = "why".to_owned();
    let expected = Command::RequestRemedy(RequestRemedy {
        party: PARTY,
        reasons,
        at: None,
        posted_at: None,
    });
    assert_eq!(submit_remedy_request(remedy, &county()).unwrap().wish.by(PARTY), expected);
    let message = pb::SubmitMessageRequest {
        query_code: query_code.clone(),
        second_factor: second_factor.clone(),
        party: party.clone(),
        request_id: request_id.clone(),
        text: "when".to_owned(),
    };
    let expected = Command::Message {
        from: Some(PARTY),
        text: "when".to_owned(),
    };
    assert_eq!(submit_message(message, &county()).unwrap().wish.by(PARTY), expected);
    let evaluation = pb::SubmitEvaluationRequest {
        query_code,
        second_factor,
        party,
        request_id,
        petition_office: pb::Rating::Satisfied.into(),
        handling_unit: 0,
    };
    let expected = Command::Evaluate(Evaluate {
        party: PARTY,
        petition_office: Some(Rating::Satisfied),
        handling_unit: None,
    });
    assert_eq!(submit_evaluation(evaluation, &county()).unwrap().wish.by(PARTY), expected);
}

#[test]
fn everything_wrong_at_the_public_door_is_told_at_once() {
    let head = [
        ("query_code", "REQUIRED"),
        ("second_factor", "REQUIRED"),
        ("request_id", "REQUEST_ID_MISSING"),
    ];
    let with = |own: &[(&str, &'static str)]| pairs(&[&head, own].concat());
    let county = county();
    assert_eq!(
        wrong(submit_supplement(pb::SubmitSupplementRequest::default(), &county)),
        with(&[("text", "REQUIRED")])
    );
    assert_eq!(wrong(submit_withdrawal(pb::SubmitWithdrawalRequest::default(), &county)), with(&[]));
    let message = pb::SubmitMessageRequest::default();
    assert_eq!(wrong(submit_message(message, &county)), with(&[("text", "REQUIRED")]));
    let remedy = pb::SubmitRemedyRequestRequest::default();
    assert_eq!(wrong(submit_remedy_request(remedy, &county)), with(&[("reasons", "REQUIRED")]));
    let evaluation = pb::SubmitEvaluationRequest::default();
    assert_eq!(
        wrong(submit_evaluation(evaluation, &county)),
        with(&[("petition_office", "REQUIRED")])
    );
    assert_eq!(wrong(query(&pb::QueryStatusRequest::default())), pairs(&head[..2]));
    let bad = pb::SubmitSupplementRequest {
        query_code: "长".repeat(101),
        party: "x".to_owned(),
        ..supplement()
    };
    assert_eq!(
        wrong(submit_supplement(bad, &county)),
        pairs(&[("query_code", "TOO_LONG"), ("party", "ID_INVALID")])
    );
}

#[test]
fn a_code_of_the_wrong_form_is_as_good_as_a_wrong_code() {
    let request = pb::QueryStatusRequest {
        query_code: "nonsense".to_owned(),
        second_factor: "1".to_owned(),
    };
    assert_eq!(query(&request).unwrap().code, "nonsense");
}

#[test]
fn a_petitioner_sees_the_next_step_of_the_law_and_the_next_remedy() {
    let identities = [
        (PARTY, person("王小明", 7).masked()),
        (Uuid::from_u128(8), person("李四", 8).masked()),
    ];
    let mut case = petition();
    case.course.opinions[0].delivery = Some(delivered());
    let told = answer(&case, "府山街道", &identities, START);
    assert_eq!((told.number, told.unit_name.as_str()), (case.number.text.clone(), "府山街道"));
    assert_eq!(
        (told.due_clock.as_str(), told.due_time),
        ("handle", Some(timestamp(case.clock("handle").unwrap().due.legal)))
    );
    assert_eq!(told.extension_reason, "planted why");
    assert_eq!(told.next_remedy, i32::from(pb::RemedyKind::Review));
    assert_eq!(told.next_remedy_time, Some(timestamp(case.window().unwrap().due.legal)));
    let parties: Vec<_> = told
        .parties
        .iter()
        .map(|party| (party.id.clone(), party.masked_name.as_str()))
        .collect();
    assert_eq!(parties, [(PARTY.to_string(), "王**")], "a respondent may not act, and is not shown");
    assert_eq!(told.result, "supported");
}

#[test]
fn nothing_is_decided_before_it_is_served_nor_told_of_an_accusation() {
    assert_eq!(shown(&petition()).result, "");
    let reply = |adoption| Reply {
        adoption,
        text: String::new(),
        at: START,
    };
    let with = |classification, adoption| Petition {
        course: Course {
            classifications: vec![Classified { classification, at: START }],
            reply: Some(reply(adoption)),
            ..Course::default()
        },
        ..petition()
    };
    let suggestion = with(Classification::Suggestion, Some(Adoption::PartlyAdopted));
    assert_eq!(shown(&suggestion).result, "partly_adopted");
    assert_eq!(shown(&with(Classification::Accusation, None)).result, "");
}

#[test]
fn a_window_that_lapsed_and_was_not_closed_yet_is_no_remedy() {
    let case = petition();
    let until = case.window().unwrap().due.legal;
    let told = |now| answer(&case, "", &[], now);
    let last = told(until - Duration::SECOND);
    assert_eq!(
        (last.next_remedy(), last.next_remedy_time),
        (pb::RemedyKind::Review, Some(timestamp(until)))
    );
    let lapsed = told(until);
    assert_eq!((lapsed.next_remedy(), lapsed.next_remedy_time), (pb::RemedyKind::Unspecified, None));
    assert_eq!(lapsed.due_time, last.due_time, "what the office owes is still due");
}

#[test]
fn why_there_is_more_to_wait_is_told_of_the_handling_under_way() {
    assert_eq!(shown(&petition()).extension_reason, "planted why");
    let mut anew = petition();
    let moves = anew.clocks.stopping("handle", START);
    anew.clocks = anew.clocks.moved(&moves.starting(HANDLE, START, &Calendar::builtin())).unwrap();
    assert_eq!(shown(&anew).extension_reason, "");
}

#[test]
fn a_revoked_opinion_is_told_as_revoked_and_the_next_one_as_it_is() {
    let mut case = petition();
    case.course.opinions[0].delivery = Some(delivered());
    case.course.remedies.push(RemedyCase {
        remedy: Remedy::Review,
        party: PARTY,
        reasons: String::new(),
        requested_at: START,
        posted_at: None,
        organ: county(),
        taken_up: None,
        ruling: Some(RulingGiven {
            ruling: Ruling::Revoked,
            text: String::new(),
            legal_basis: Vec::new(),
            supported: false,
            decided_by: String::new(),
            at: START + Duration::DAY,
            delivery: None,
        }),
        dismissed: None,
    });
    assert_eq!(shown(&case).result, "supported", "nothing is told before it is served");
    case.course.remedies[0].ruling.as_mut().unwrap().delivery = Some(delivered());
    assert_eq!(shown(&case).result, "revoked");
    let again = OpinionIssued {
        at: START + Duration::days(2),
        ..issued()
    };
    case.course.opinions.push(again);
    case.course.opinions[1].delivery = Some(delivered());
    assert_eq!(shown(&case).result, "supported");
}

#[test]
fn until_another_unit_has_accepted_the_one_that_received_it_is_responsible() {
    let asked = shown(&Petition {
        stage: Stage::Forwarded,
        ..petition()
    });
    assert_eq!((asked.unit.as_str(), asked.asked_unit.as_str()), ("330602-XFJ", "330602001"));
    let accepted = shown(&petition());
    assert_eq!((accepted.unit.as_str(), accepted.asked_unit.as_str()), ("330602001", ""));
}

#[test]
fn a_petitioner_reads_what_was_written_both_ways() {
    let mut case = petition();
    case.course.messages = vec![message(Sender::Party(PARTY)), message(Sender::Unit(county()))];
    let thread = shown(&case).messages;
    let senders: Vec<_> = thread
        .into_iter()
        .map(|message| (message.party, message.unit, message.text))
        .collect();
    let text = || "planted message".to_owned();
    let expected = [
        (PARTY.to_string(), String::new(), text()),
        (String::new(), county().to_string(), text()),
    ];
    assert_eq!(senders, expected);
}

#[test]
fn a_diverted_matter_tells_the_ways_that_are_open() {
    for end in every_end() {
        let diverted = matches!(end, End::Diverted(_));
        let case = Petition {
            stage: Stage::Ended(Ending { end, at: START }),
            ..petition()
        };
        let last: Vec<_> = shown(&case).ways.into_iter().map(|way| way.last_date).collect();
        let expected: &[String] = &[date!(2026 - 09 - 30).to_string()];
        assert_eq!(last, if diverted { expected } else { &[] });
    }
}

#[test]
fn a_petitioner_reads_what_was_promised_and_what_became_of_offers() {
    let mut case = petition();
    let calendar = Calendar::builtin();
    let promised = Clock::start(FAST_ANSWER, START, &calendar);
    let due = promised.due.legal;
    case.clocks = case.clocks.iter().cloned().chain([promised]).collect::<Vec<_>>().into();
    case.course.fast_track = Some(FastTrack {
        since: START,
        left_at: None,
        reason: None,
    });
    case.course.referrals[0].state = ReferralState::Done;
    case.course.referrals[0].confirmation = Some(Confirmation::Confirmed);
    case.course.referrals[0].settled = Some(Settled::Whole);
    let seen = shown(&case);
    assert_eq!((seen.fast_track_time, seen.fast_track_left.as_str()), (Some(timestamp(due)), ""));
    assert_eq!(seen.due_clock, "handle", "the law's own time is told as before");
    let [offer] = seen.referrals.as_slice() else { panic!("one offer") };
    assert_eq!(
        (offer.destination(), offer.state(), offer.confirmation(), offer.settled()),
        (
            common::ReferralDestination::Mediation,
            common::ReferralState::Done,
            common::ReferralConfirmation::Confirmed,
            common::ReferralSettled::Whole
        )
    );
    case.course.fast_track.as_mut().unwrap().reason = Some("why".to_owned());
    assert_eq!(shown(&case).fast_track_left, "why");
    case.accused.units.insert(county());
    assert_eq!(shown(&case).referrals, []);
}

#[test]
fn who_was_dismissed_reads_why_and_until_when_they_may_ask_again() {
    let mut case = petition();
    case.course.opinions[0].delivery = Some(delivered());
    case.stage = Stage::Ended(Ending {
        end: End::Closed(Closing::Dismissed),
        at: START,
    });
    case.course.remedies.push(RemedyCase {
        remedy: Remedy::Review,
        party: PARTY,
        reasons: String::new(),
        requested_at: START,
        posted_at: None,
        organ: county(),
        taken_up: None,
        ruling: None,
        dismissed: Some(Dismissal {
            reason: "It asks for nothing".to_owned(),
            at: START + Duration::days(10),
        }),
    });
    let window = case.clocks.latest(&REVIEW_WINDOW.id).unwrap().due.legal;
    let moves = case.clocks.stopping_but(&[], START);
    case.clocks = case.clocks.moved(&moves).unwrap();
    let seen = shown(&case);
    assert_eq!(seen.dismissal_reason, "It asks for nothing");
    assert_eq!(
        (seen.next_remedy(), seen.next_remedy_time),
        (pb::RemedyKind::Review, Some(timestamp(window + Duration::days(10))))
    );
    let late = answer(&case, "", &[], window + Duration::days(10));
    assert_eq!((late.next_remedy(), late.next_remedy_time), (pb::RemedyKind::Unspecified, None));
}
