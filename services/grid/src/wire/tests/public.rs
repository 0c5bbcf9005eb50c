//! The public door: what is brought to it, and what it answers.

use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use time::Duration;

use super::{ID, county, pairs, seen, wrong};
use crate::domain::StageName;
use crate::domain::terms::{ClassCode, PartyRole, Source};
use crate::domain::tests::given::{Given, at_every_stage, evaluate, linked, party};
use crate::wire::public::{answer, answer_to_duplicate, photo_head, query, submit_rating, submit_report};

fn otherwise() -> ClassCode {
    "E1701".parse().unwrap()
}

fn request() -> pb::SubmitReportRequest {
    pb::SubmitReportRequest {
        request_id: ID.to_owned(),
        title: "灯坏了".to_owned(),
        description: "天黑看不见".to_owned(),
        point: Some(common::Point {
            longitude: 120.58,
            latitude: 30.01,
        }),
        seen_time: Some(seen()),
        ..pb::SubmitReportRequest::default()
    }
}

#[test]
fn a_citizen_reports_without_a_name() {
    let reporting = submit_report(request(), &county(), otherwise()).unwrap();
    assert_eq!(reporting.report.report.source, Source::Citizen);
    assert_eq!(reporting.report.class, otherwise());
    assert!(reporting.identities.is_empty());
    let [reporter] = reporting.report.parties.as_slice() else {
        panic!("one")
    };
    assert_eq!((reporter.id, reporter.role), (reporting.id, PartyRole::Reporter));
}

#[test]
fn a_contact_is_kept_under_the_same_id() {
    let mut named = request();
    named.contact = Some(pb::Identity {
        name: "沈园春".to_owned(),
        phone: "13812345678".to_owned(),
        ..pb::Identity::default()
    });
    named.class_code = "C0203".to_owned();
    let reporting = submit_report(named, &county(), otherwise()).unwrap();
    assert_eq!(reporting.report.class.to_string(), "C0203");
    assert_eq!(reporting.identities[0].0, reporting.report.parties[0]);
}

#[test]
fn a_citizen_names_a_component_which_says_where_and_of_which_subclass() {
    let of = |component: &str, class: &str| pb::SubmitReportRequest {
        point: None,
        component: component.to_owned(),
        class_code: class.to_owned(),
        ..request()
    };
    let cover = "3306020103000001";
    let read = |class: &str| submit_report(of(cover, class), &county(), otherwise()).unwrap().report;
    let own = read("");
    assert_eq!(own.component.unwrap().as_str(), cover);
    assert_eq!((own.class.to_string().as_str(), own.point), ("C0103", None));
    assert_eq!(read("E0103").class.to_string(), "E0103", "what happens at it may be an event");
    let told = |request: pb::SubmitReportRequest| wrong(submit_report(request, &county(), otherwise()));
    assert_eq!(told(of("cover", "")), pairs(&[("component", "COMPONENT_INVALID")]));
    assert_eq!(told(of(cover, "C0101")), pairs(&[("class_code", "CLASS_OF_COMPONENT")]));
    let placed = pb::SubmitReportRequest {
        point: request().point,
        ..of(cover, "")
    };
    assert_eq!(told(placed), pairs(&[("component", "PLACE_OF_COMPONENT")]));
}

#[test]
fn a_photograph_comes_with_the_code_and_nothing_shows_it() {
    let head = pb::PhotoHead {
        query_code: " 7K2M-9QXA-41BD ".to_owned(),
        request_id: ID.to_owned(),
        media_type: "image/jpeg".to_owned(),
        taken_at: request().point,
    };
    let photo = photo_head(head, &county()).unwrap();
    assert_eq!((photo.code.as_str(), photo.media_type.as_str()), ("7K2M-9QXA-41BD", "image/jpeg"));
    assert!(photo.taken_at.is_some() && !format!("{photo:?}").contains("7K2M"));
    let expected = [
        ("query_code", "REQUIRED"),
        ("request_id", "REQUEST_ID_MISSING"),
        ("media_type", "REQUIRED"),
    ];
    assert_eq!(wrong(photo_head(pb::PhotoHead::default(), &county())), pairs(&expected));
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let nothing = submit_report(pb::SubmitReportRequest::default(), &county(), otherwise());
    let expected = [
        ("request_id", "REQUEST_ID_MISSING"),
        ("point", "PLACE_MISSING"),
        ("title", "REQUIRED"),
        ("description", "REQUIRED"),
        ("seen_time", "REQUIRED"),
    ];
    assert_eq!(wrong(nothing), pairs(&expected));
    let mut spoiled = request();
    spoiled.contact = Some(pb::Identity {
        phone: "1".to_owned(),
        ..pb::Identity::default()
    });
    let expected = [("contact.name", "REQUIRED"), ("contact.phone", "PHONE_INVALID")];
    assert_eq!(wrong(submit_report(spoiled, &county(), otherwise())), pairs(&expected));
    let rating = submit_rating(&pb::SubmitRatingRequest::default(), &county());
    let expected = [
        ("query_code", "REQUIRED"),
        ("request_id", "REQUEST_ID_MISSING"),
        ("rating", "REQUIRED"),
    ];
    assert_eq!(wrong(rating), pairs(&expected));
    let long = pb::QueryReportRequest {
        query_code: "7".repeat(101),
    };
    assert_eq!(wrong(query(&long)), pairs(&[("query_code", "TOO_LONG")]));
}

#[test]
fn whoever_has_the_code_is_told_where_it_stands_and_nobodys_words() {
    for given in at_every_stage() {
        let shown = answer(given.incident(), "某镇", given.now);
        let rejected = given.stage() == StageName::Rejected;
        assert_eq!(!shown.rejection_reason.is_empty(), rejected, "only a rejection is explained");
        assert_eq!(shown.result.is_empty(), !given.stage().is_end());
        assert_eq!(shown.due_time.is_some(), !shown.due_clock.is_empty());
    }
    let closed = Given::an_event(StageName::Closed);
    let until = closed.incident().clock("evaluate").unwrap().due.legal;
    let at = |now| answer(closed.incident(), "", now).rate_before_time;
    assert!(at(until - Duration::SECOND).is_some());
    assert!(at(until).is_none(), "a window that has lapsed is none");
}

#[test]
fn whoever_reported_what_was_merged_is_told_how_the_other_goes_on_and_ended() {
    let mut merged = Given::an_event(StageName::Duplicate);
    let shown = |merged: &Given, main: &Given| answer_to_duplicate((merged.incident(), main.incident()), "某镇", main.now);
    let (open, closed) = (Given::an_event(StageName::Handling), Given::an_event(StageName::Closed));
    assert_eq!(shown(&merged, &open).result, "duplicate");
    assert_eq!(shown(&merged, &open).rate_before_time, None);
    let told = shown(&merged, &closed);
    assert_eq!((told.result.as_str(), told.rate_before_time.is_some()), ("handled", true));
    merged.known.linked = Some(linked(StageName::Closed));
    merged.does(&party(), evaluate());
    assert_eq!(shown(&merged, &closed).rate_before_time, None, "once with each code");
    assert_eq!(
        answer(closed.incident(), "", closed.now).rate_before_time,
        told.rate_before_time,
        "the other's own is untouched"
    );
}
