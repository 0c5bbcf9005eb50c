//! A report, by each source.

use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;

use super::{ID, OTHER, SEEN, county, name, pairs, report, wrong};
use crate::domain::Command;
use crate::domain::terms::{PartyRole, Source};
use crate::wire::{cover_evidence, list, reopen_event, report_event, texts, upload_head, warnings};

fn request() -> pb::ReportEventRequest {
    pb::ReportEventRequest {
        parent: "counties/330602".to_owned(),
        request_id: ID.to_owned(),
        report: Some(report()),
        class_code: "E1201".to_owned(),
        point: Some(common::Point {
            longitude: 120.58,
            latitude: 30.01,
        }),
        parties: vec![pb::Party {
            id: OTHER.to_owned(),
            role: pb::PartyRole::Reporter.into(),
            identity: Some(pb::Identity {
                name: "沈园春".to_owned(),
                phone: "13812345678".to_owned(),
                ..pb::Identity::default()
            }),
        }],
        ..pb::ReportEventRequest::default()
    }
}

#[test]
fn a_report_bears_the_id_of_its_request() {
    let reporting = report_event(request(), &county()).unwrap();
    assert_eq!(reporting.id.to_string(), ID);
    let report = &reporting.report;
    assert_eq!((report.report.source, report.report.seen_at), (Source::Hotline, SEEN));
    assert_eq!(report.point.unwrap().longitude_e7, 1_205_800_000);
    assert_eq!(report.parties[0].role, PartyRole::Reporter);
    let asked = reporting.asked("index".to_owned(), Vec::new());
    assert_eq!((asked.id, asked.expected), (asked.case, None));
    let Command::Report(report) = asked.command else {
        panic!("a report")
    };
    assert_eq!(report.query_index, "index");
}

#[test]
fn a_report_of_which_nothing_is_said_lacks_everything_at_once() {
    let nothing = pb::ReportEventRequest::default();
    let expected = [
        ("parent", "NAME_INVALID"),
        ("request_id", "REQUEST_ID_MISSING"),
        ("report", "REQUIRED"),
        ("class_code", "REQUIRED"),
        ("point", "PLACE_MISSING"),
    ];
    assert_eq!(wrong(report_event(nothing, &county())), pairs(&expected));
    let empty = pb::ReportEventRequest {
        report: Some(pb::EventReport::default()),
        class_code: "E12".to_owned(),
        point: Some(common::Point {
            longitude: f64::NAN,
            latitude: 91.0,
        }),
        parties: vec![pb::Party::default()],
        ..request()
    };
    let expected = [
        ("report.source", "REQUIRED"),
        ("report.title", "REQUIRED"),
        ("report.description", "REQUIRED"),
        ("report.seen_time", "REQUIRED"),
        ("class_code", "CLASS_INVALID"),
        ("point.longitude", "OUT_OF_RANGE"),
        ("point.latitude", "OUT_OF_RANGE"),
        ("parties[0].id", "REQUIRED"),
        ("parties[0].role", "REQUIRED"),
        ("parties[0].identity", "REQUIRED"),
    ];
    assert_eq!(wrong(report_event(empty, &county())), pairs(&expected));
}

#[test]
fn a_component_says_where_and_of_which_subclass() {
    let of = |component: &str, class: &str| pb::ReportEventRequest {
        component: component.to_owned(),
        class_code: class.to_owned(),
        point: None,
        ..request()
    };
    let cover = "3306020103000001";
    let read = |class: &str| report_event(of(cover, class), &county()).unwrap().report;
    let own = read("");
    assert_eq!((own.class.to_string().as_str(), own.component.unwrap().as_str()), ("C0103", cover));
    assert_eq!(read("C0103").class.to_string(), "C0103");
    assert_eq!(read("E0103").class.to_string(), "E0103", "what happens at it may be an event");
    let told = |request: pb::ReportEventRequest| wrong(report_event(request, &county()));
    assert_eq!(told(of(cover, "C0101")), pairs(&[("class_code", "CLASS_OF_COMPONENT")]));
    assert_eq!(told(of("3306030103000001", "E0103")), pairs(&[("component", "UNKNOWN_COUNTY")]));
    let both = [("component", "COMPONENT_INVALID"), ("class_code", "REQUIRED")];
    assert_eq!(told(of("cover", "")), pairs(&both));
    let placed = pb::ReportEventRequest {
        point: request().point,
        ..of(cover, "")
    };
    assert_eq!(told(placed), pairs(&[("component", "PLACE_OF_COMPONENT")]));
}

#[test]
fn each_source_brings_what_is_its_own() {
    let from = |source: pb::EventSource, item: &str, event: &str| pb::ReportEventRequest {
        report: Some(pb::EventReport {
            source: source.into(),
            admission_item: item.to_owned(),
            handed_over_event: event.to_owned(),
            ..report()
        }),
        ..request()
    };
    let theirs = format!("counties/330603/events/{OTHER}");
    let read = |source, item: &str, event: &str| report_event(from(source, item, event), &county());
    let department = read(pb::EventSource::Department, OTHER, "").unwrap();
    assert_eq!(department.report.report.admission_item.unwrap().to_string(), OTHER);
    let neighbour = read(pb::EventSource::Neighbour, "", &theirs).unwrap();
    assert_eq!(neighbour.report.report.handed_over.as_ref(), Some(&theirs));
    let (item, event) = ("report.admission_item", "report.handed_over_event");
    let misplaced = [(item, "ADMISSION_ITEM_MISPLACED"), (event, "HANDED_OVER_MISPLACED")];
    assert_eq!(wrong(read(pb::EventSource::Patrol, OTHER, &theirs)), pairs(&misplaced));
    assert_eq!(wrong(read(pb::EventSource::Department, "", "")), pairs(&[(item, "REQUIRED")]));
    for ours in [name().as_str(), "counties/330603/petitions/7", "nothing"] {
        assert_eq!(wrong(read(pb::EventSource::Neighbour, "", ours)), pairs(&[(event, "NAME_INVALID")]));
    }
}

#[test]
fn a_reopening_names_the_closed_event() {
    let request = pb::ReopenEventRequest {
        name: name(),
        request_id: OTHER.to_owned(),
        report: Some(report()),
    };
    let reopening = reopen_event(request, &county()).unwrap();
    assert_eq!(
        (reopening.closed.to_string().as_str(), reopening.report.reopens),
        (ID, Some(reopening.closed))
    );
}

#[test]
fn personal_data_in_a_text_is_told_and_not_refused() {
    let mut request = request();
    request.report.as_mut().unwrap().description = "沈园春 13812345678 说灯坏了".to_owned();
    let reporting = report_event(request, &county()).unwrap();
    let identities: Vec<_> = reporting.identities.iter().map(|(_, identity)| identity).collect();
    let told = warnings(&texts(&reporting.report.report), &identities);
    let told: Vec<_> = told.iter().map(|told| (told.field.as_str(), told.reason.as_str())).collect();
    assert_eq!(
        told,
        [("report.description", "PARTY_IN_TEXT"), ("report.description", "PHONE_IN_TEXT")]
    );
}

#[test]
fn a_list_is_asked_for_whole() {
    let spoiled = pb::ListEventsRequest {
        page_size: -1,
        filter: Some(pb::EventFilter {
            stage: 99,
            grid: "1".to_owned(),
            town: "330602-ZJJ".to_owned(),
            class_code: "X".to_owned(),
            ..pb::EventFilter::default()
        }),
        ..pb::ListEventsRequest::default()
    };
    let expected = [
        ("parent", "NAME_INVALID"),
        ("filter.stage", "UNKNOWN_VALUE"),
        ("filter.grid", "GRID_INVALID"),
        ("filter.town", "PLACE_INVALID"),
        ("filter.class_code", "CLASS_INVALID"),
        ("page_size", "PAGE_SIZE_NEGATIVE"),
    ];
    assert_eq!(wrong(list(spoiled, &county())), pairs(&expected));
}

#[test]
fn an_upload_says_what_comes() {
    let empty = upload_head(pb::EvidenceHead::default(), &county());
    let expected = [
        ("name", "NAME_INVALID"),
        ("request_id", "REQUEST_ID_MISSING"),
        ("media_type", "REQUIRED"),
    ];
    assert_eq!(wrong(empty), pairs(&expected));
}

#[test]
fn what_is_covered_lies_within_the_picture_and_is_not_empty() {
    let area = |left, top, width, height| pb::PictureArea { left, top, width, height };
    let request = pb::CoverEvidenceRequest {
        name: name(),
        request_id: OTHER.to_owned(),
        hash: "a".repeat(64),
        areas: vec![area(0, 0, 10_000, 10_000), area(9_999, 0, 1, 1)],
        reason: "Somebody looks out of a window".to_owned(),
        ..pb::CoverEvidenceRequest::default()
    };
    let asked = cover_evidence(request.clone(), &county()).unwrap();
    let Command::CoverEvidence { hash, areas, .. } = asked.command else {
        panic!("{:?}", asked.command)
    };
    assert_eq!((hash, areas.len()), ("a".repeat(64), 2));

    let spoiled = pb::CoverEvidenceRequest {
        hash: "A".repeat(64),
        areas: vec![area(0, 0, 0, 1), area(0, 0, 1, 1), area(-1, 0, 9, 9), area(1, 0, 10_000, 1)],
        reason: "Call 13812345678".to_owned(),
        ..request.clone()
    };
    let expected = [
        ("hash", "HASH_INVALID"),
        ("areas[0]", "AREA_OUTSIDE_PICTURE"),
        ("areas[2]", "AREA_OUTSIDE_PICTURE"),
        ("areas[3]", "AREA_OUTSIDE_PICTURE"),
        ("reason", "PERSONAL_DATA_IN_TEXT"),
    ];
    assert_eq!(wrong(cover_evidence(spoiled, &county())), pairs(&expected));
    let many = |count| pb::CoverEvidenceRequest {
        areas: vec![area(0, 0, 1, 1); count],
        ..request.clone()
    };
    assert_eq!(wrong(cover_evidence(many(0), &county())), pairs(&[("areas", "REQUIRED")]));
    assert_eq!(wrong(cover_evidence(many(51), &county())), pairs(&[("areas", "TOO_MANY")]));
}
