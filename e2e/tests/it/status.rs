//! The public door (arts. 18, 21; G-25): a petitioner with the code of the receipt and a second factor, and nobody else.

use shiyu_e2e::people::{HANDLER, HEAD, OFFICER, STRANGER};
use shiyu_e2e::sample::{BUREAU, another, factor, party, person, resident};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::retry_after;
use shiyu_proto::common::v1::ActorKind;
use shiyu_proto::petition::v1::{self as pb, MatterKind, PartyRole, Rating, ReliefPath, RemedyKind, Stage};
use tonic::Code::{FailedPrecondition, InvalidArgument, NotFound, PermissionDenied, ResourceExhausted};
use tonic::{Response, Status};

use crate::saying::{at, refused};

on_both_storages! {
    a_petitioner_follows_the_matter;
    a_wrong_code_and_a_wrong_factor_are_one_answer;
    whoever_knocks_too_often_waits;
    a_petitioner_withdraws_and_nobody_else_does;
    a_petitioner_asks_for_review_and_rates_both_offices;
    a_petitioner_writes_and_is_answered;
    a_diverted_matter_shows_the_ways_that_are_open;
}

/// A door at which the walkthrough may knock as often as it likes.
pub const OFTEN: [(&str, &str); 2] = [
    ("SHIYU_STATUS__CALLS_PER_MINUTE_OF_AN_ADDRESS", "10000"),
    ("SHIYU_STATUS__CALLS_PER_MINUTE_WITH_A_CODE", "10000"),
];

async fn query(town: &Town, code: &str, factor: &str) -> Result<pb::QueryStatusResponse, Status> {
    let request = pb::QueryStatusRequest {
        query_code: code.to_owned(),
        second_factor: factor.to_owned(),
    };
    town.anonymous().status().query_status(request).await.map(Response::into_inner)
}

async fn withdraw(town: &Town, code: &str, factor: &str, party: &str) -> Result<pb::QueryStatusResponse, Status> {
    let request = pb::SubmitWithdrawalRequest {
        query_code: code.to_owned(),
        second_factor: factor.to_owned(),
        party: party.to_owned(),
        request_id: new_id().to_string(),
        reason: "It was mended".to_owned(),
    };
    town.anonymous().status().submit_withdrawal(request).await.map(Response::into_inner)
}

/// The code with a sign changed: of the right form, and nobody's.
fn unknown(code: &str) -> String {
    let last = if code.ends_with('0') { "1" } else { "0" };
    format!("{}{last}", &code[..code.len() - 1])
}

async fn a_petitioner_follows_the_matter(backends: Backends, storage: Storage) {
    let town = Town::open_with(&backends, storage, &OFTEN).await;
    let matter = Matter::register(&town).await;
    let by_document = factor(&resident());
    let by_phone = resident().phone[7..].to_owned();
    let typed = matter.code.to_lowercase().replace('-', " ");
    for (code, factor) in [(&matter.code, &by_document), (&matter.code, &by_phone), (&typed, &by_document)] {
        let shown = query(&town, code, factor).await.unwrap();
        assert_eq!((shown.number.as_str(), shown.stage()), (matter.number.as_str(), Stage::Registered));
        assert_eq!(shown.due_clock, "forward");
        assert_eq!(shown.parties.len(), 1);
        assert_eq!(
            (shown.parties[0].id.as_str(), shown.parties[0].masked_name.as_str()),
            (matter.petitioner.as_str(), "沈**")
        );
    }
    matter.bring_to(&town, Stage::Handling).await;
    let extended = matter
        .by(&town, &HEAD)
        .extend(30, "A survey takes its time", pb::DeliveryMethod::Mail);
    extended.await.unwrap();
    let shown = query(&town, &matter.code, &by_document).await.unwrap();
    assert_eq!((shown.unit.as_str(), shown.unit_name.as_str()), (BUREAU, "越城区住房和城乡建设局"));
    assert_eq!(
        (shown.due_clock.as_str(), shown.extension_reason.as_str()),
        ("handle", "A survey takes its time")
    );
    assert_eq!(shown.due_time, matter.clock(&town, "handle").await.legal_due_time);
    assert_eq!((shown.result.as_str(), shown.next_remedy()), ("", RemedyKind::Unspecified));

    matter.answer(&town, pb::Decision::NotSupported).await;
    let shown = query(&town, &matter.code, &by_document).await.unwrap();
    assert_eq!((shown.result.as_str(), shown.next_remedy()), ("not_supported", RemedyKind::Review));
    assert_eq!(shown.next_remedy_time, matter.clock(&town, "review_window").await.legal_due_time);
}

async fn a_wrong_code_and_a_wrong_factor_are_one_answer(backends: Backends, storage: Storage) {
    let town = Town::open_with(&backends, storage, &OFTEN).await;
    let matter = Matter::register(&town).await;
    let (right, wrong) = (factor(&resident()), "0000");
    let unknown = unknown(&matter.code);
    let mut answers = Vec::new();
    for (code, factor) in [
        (matter.code.as_str(), wrong),
        (&unknown, wrong),
        (&unknown, &right),
        ("no code at all", &right),
    ] {
        let refused = query(&town, code, factor).await.unwrap_err();
        answers.push((refused.code(), refused.message().to_owned(), refused.details().to_vec()));
        let refused = withdraw(&town, code, factor, "").await.unwrap_err();
        answers.push((refused.code(), refused.message().to_owned(), refused.details().to_vec()));
    }
    assert!(answers.windows(2).all(|two| two[0] == two[1]), "{answers:?}");
    refused(query(&town, &unknown, wrong).await, NotFound, "STATUS_UNKNOWN");
    refused(query(&town, "", "").await, InvalidArgument, "INVALID_REQUEST");
    assert_eq!(matter.kinds(&town).await, ["matter.registered"]);
}

async fn whoever_knocks_too_often_waits(backends: Backends, storage: Storage) {
    let few = [
        ("SHIYU_STATUS__CALLS_PER_MINUTE_OF_AN_ADDRESS", "10"),
        ("SHIYU_STATUS__CALLS_PER_MINUTE_WITH_A_CODE", "3"),
    ];
    let town = Town::open_with(&backends, storage, &few).await;
    let (matter, right) = (Matter::register(&town).await, factor(&resident()));
    for _ in 0..3 {
        refused(query(&town, &matter.code, "0000").await, NotFound, "STATUS_UNKNOWN");
    }
    let waits = query(&town, &matter.code, &right).await.unwrap_err();
    assert!(retry_after(&waits).is_some_and(|wait| !wait.is_zero()), "{waits:?}");
    refused(Err::<(), _>(waits), ResourceExhausted, "RATE_LIMITED");
    // Other codes are tried from the same place, until that has knocked too often as well.
    let other = unknown(&matter.code);
    let mut knocks = 0;
    let limited = loop {
        let code = format!("{}{knocks}", &other[..other.len() - 1]);
        let refusal = query(&town, &code, &right).await.unwrap_err();
        if refusal.code() == ResourceExhausted {
            break refusal;
        }
        knocks += 1;
        assert!(knocks < 10, "nobody is stopped");
    };
    refused(Err::<(), _>(limited), ResourceExhausted, "RATE_LIMITED");
    matter.by(&town, &OFFICER).get().await.expect("the office goes on");
}

async fn a_petitioner_withdraws_and_nobody_else_does(backends: Backends, storage: Storage) {
    let town = Town::open_with(&backends, storage, &OFTEN).await;
    let (petitioner, respondent) = (resident(), person("陆若耶", 90));
    let matter = Matter::register_as(&town.caller(&OFFICER), |petition| {
        let id = another(new_id(), 9);
        petition.parties.push(party(id, PartyRole::Respondent, respondent.clone()));
    })
    .await;
    let other = Matter::register(&town).await;
    let accused = withdraw(&town, &matter.code, &factor(&respondent), "").await;
    refused(accused, NotFound, "STATUS_UNKNOWN");
    let right = factor(&petitioner);
    let foreign = withdraw(&town, &matter.code, &right, &other.petitioner).await;
    refused(foreign, PermissionDenied, "NOT_A_PARTY");
    assert_eq!(matter.kinds(&town).await, ["matter.registered"]);

    let withdrawn = withdraw(&town, &matter.code, &right, &matter.petitioner).await.unwrap();
    assert_eq!(withdrawn.stage(), Stage::Withdrawn);
    let actor = matter.timeline(&town).await.pop().unwrap().actor.unwrap();
    assert_eq!(
        (actor.kind(), actor.subject.as_str()),
        (ActorKind::Party, matter.petitioner.as_str())
    );
    let ending = matter.get(&town).await.ending.unwrap();
    assert_eq!(
        (ending.party.as_str(), ending.reason.as_str()),
        (matter.petitioner.as_str(), "It was mended")
    );
    let again = withdraw(&town, &matter.code, &right, "").await;
    refused(again, FailedPrecondition, "CLOSED_ALREADY");
}

async fn a_petitioner_asks_for_review_and_rates_both_offices(backends: Backends, storage: Storage) {
    let town = Town::open_with(&backends, storage, &OFTEN).await;
    let (matter, right) = (at(&town, Stage::OpinionServed).await, factor(&resident()));
    let mut door = town.anonymous().status();
    let rating = pb::SubmitEvaluationRequest {
        query_code: matter.code.clone(),
        second_factor: right.clone(),
        request_id: new_id().to_string(),
        petition_office: Rating::Satisfied.into(),
        handling_unit: Rating::Dissatisfied.into(),
        ..pb::SubmitEvaluationRequest::default()
    };
    door.submit_evaluation(rating.clone()).await.unwrap();
    door.submit_evaluation(rating.clone()).await.expect("the same once more");
    let twice = pb::SubmitEvaluationRequest {
        request_id: new_id().to_string(),
        ..rating
    };
    refused(door.submit_evaluation(twice).await, FailedPrecondition, "EVALUATED_ALREADY");
    let rated = matter.course(&town).await.evaluation.unwrap();
    assert_eq!(
        (rated.petition_office(), rated.handling_unit()),
        (Rating::Satisfied, Rating::Dissatisfied)
    );

    let brought = pb::SubmitSupplementRequest {
        query_code: matter.code.clone(),
        second_factor: right.clone(),
        request_id: new_id().to_string(),
        text: "It rained again".to_owned(),
        ..pb::SubmitSupplementRequest::default()
    };
    door.submit_supplement(brought).await.unwrap();
    let asked = pb::SubmitRemedyRequestRequest {
        query_code: matter.code.clone(),
        second_factor: right,
        request_id: new_id().to_string(),
        reasons: "It still leaks".to_owned(),
        ..pb::SubmitRemedyRequestRequest::default()
    };
    let shown = door.submit_remedy_request(asked).await.unwrap().into_inner();
    assert_eq!((shown.stage(), shown.due_clock.as_str()), (Stage::ReviewRequested, "review"));
    let course = matter.course(&town).await;
    assert_eq!(
        (course.remedies[0].party.as_str(), course.supplements.len()),
        (matter.petitioner.as_str(), 1)
    );
}

async fn a_petitioner_writes_and_is_answered(backends: Backends, storage: Storage) {
    let town = Town::open_with(&backends, storage, &OFTEN).await;
    let (matter, right) = (at(&town, Stage::Handling).await, factor(&resident()));
    let wrote = pb::SubmitMessageRequest {
        query_code: matter.code.clone(),
        second_factor: right.clone(),
        request_id: new_id().to_string(),
        text: "Has anybody looked at the roof?".to_owned(),
        ..pb::SubmitMessageRequest::default()
    };
    let mut door = town.anonymous().status();
    door.submit_message(wrote.clone()).await.unwrap();
    door.submit_message(wrote).await.expect("the same once more");
    assert_eq!(matter.running(&town).await, ["handle", "answer_message"]);
    let answer = matter.by(&town, &HANDLER).send_message("The surveyor comes on Friday");
    answer.await.unwrap();
    let shown = query(&town, &matter.code, &right).await.unwrap();
    let thread: Vec<_> = shown
        .messages
        .iter()
        .map(|message| (message.party.as_str(), message.unit.as_str(), message.text.as_str()))
        .collect();
    let expected = [
        (matter.petitioner.as_str(), "", "Has anybody looked at the roof?"),
        ("", BUREAU, "The surveyor comes on Friday"),
    ];
    assert_eq!(thread, expected);
    assert_eq!(matter.running(&town).await, ["handle"]);
    let stranger = matter.by(&town, &STRANGER).send_message("Hello");
    refused(stranger.await, NotFound, "PETITION_UNKNOWN");
}

async fn a_diverted_matter_shows_the_ways_that_are_open(backends: Backends, storage: Storage) {
    let town = Town::open_with(&backends, storage, &OFTEN).await;
    let (matter, right) = (Matter::register(&town).await, factor(&resident()));
    let (relief, path) = (MatterKind::AppealForRelief, ReliefPath::AdministrativeProcedure);
    let diverted = matter.by(&town, &OFFICER).divert(relief, path, "越城区人民政府", "2026-05-06");
    diverted.await.unwrap();
    let shown = query(&town, &matter.code, &right).await.unwrap();
    let ways: Vec<_> = shown.ways.iter().map(|way| way.last_date.as_str()).collect();
    assert_eq!((shown.stage(), ways), (Stage::Diverted, vec!["2026-07-06", "2026-11-06"]));

    let sealed = Matter::register_as(&town.caller(&OFFICER), |petition| {
        petition.accused = Some(pb::Accused {
            units: vec!["330602-JTJ".to_owned()],
            subjects: Vec::new(),
        });
    })
    .await;
    sealed.bring_to(&town, Stage::Accepted).await;
    let handler = sealed.by(&town, &HANDLER);
    handler.classify(crate::saying::kind(MatterKind::Accusation)).await.unwrap();
    handler.reply(pb::Adoption::Unspecified, "It was looked into").await.unwrap();
    let shown = query(&town, &sealed.code, &right).await.unwrap();
    assert_eq!((shown.stage(), shown.result.as_str()), (Stage::Replied, ""));
}
