//! Rows of the registers of officers and of regulated objects.

use shiyu_proto::enforcement::v1::{
    Certificate, ObjectKind, Officer, OfficerKind, PutOfficerRequest, PutRegulatedObjectRequest, RegulatedObject,
};

use super::super::draft::Request;
use super::Row;
use crate::words::{choose, word};

/// An officer with a certificate; without one an auxiliary, who may only assist.
pub(super) fn officer(row: &mut Row<'_>) -> Request {
    let certificate = Certificate {
        number: row.text("number"),
        issuer: row.text("issuer"),
        valid_from: row.text("valid_from"),
        valid_to: row.text("valid_to"),
        ..Certificate::default()
    };
    let certified = !certificate.number.is_empty();
    let usual = if certified { OfficerKind::Officer } else { OfficerKind::Auxiliary };
    let officer = Officer {
        subject: row.text("subject"),
        display_name: row.text("display_name"),
        unit: row.text("unit"),
        kind: row.word("kind", usual, parse_officer).into(),
        certificate: certified.then_some(certificate),
        ..Officer::default()
    };
    Request::Officer(PutOfficerRequest {
        parent: row.parent(),
        officer: Some(officer),
        request_id: row.id.to_string(),
    })
}

fn parse_officer(text: &str) -> Result<OfficerKind, String> {
    let all = [OfficerKind::Officer, OfficerKind::Auxiliary];
    choose(text, all.into_iter(), |kind| word(kind.as_str_name(), "OFFICER_KIND_"))
}

/// An enterprise with a credit code; without one a place.
pub(super) fn object(row: &mut Row<'_>) -> Request {
    let credit_code = row.text("credit_code");
    let usual = if credit_code.is_empty() {
        ObjectKind::Place
    } else {
        ObjectKind::Enterprise
    };
    let object = RegulatedObject {
        kind: row.word("kind", usual, parse_object).into(),
        credit_code,
        title: row.text("title"),
        place: row.text("place"),
        grid: row.text("grid"),
        whereabouts: row.text("whereabouts"),
        category: row.text("category"),
        unit: row.text("unit"),
        cadence_days: row.number("cadence_days", 0),
        ..RegulatedObject::default()
    };
    Request::Object(PutRegulatedObjectRequest {
        parent: row.parent(),
        object: Some(object),
        request_id: row.id.to_string(),
    })
}

fn parse_object(text: &str) -> Result<ObjectKind, String> {
    let all = [ObjectKind::Place, ObjectKind::Enterprise];
    choose(text, all.into_iter(), |kind| word(kind.as_str_name(), "OBJECT_KIND_"))
}
