//! Advisers, consultations and clinics: their requests, and what they are told as.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::{Code, Level};
use shiyu_kit::wire::Word;
use shiyu_proto::mediation::v1 as pb;
use time::Time;
use time::macros::format_description;
use uuid::Uuid;

use super::{ADVISERS, CLINICS, CONSULTATIONS, LINE, MEDIATORS, NAME, ROOMS, TITLE, VISITS, WORDS, Wanted, days, named, putting, told};
use crate::register::domain::{Adviser, Clinic, Consultation, Consulting, Order, Visit, Visiting};

/// Reads `PutAdviser`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_adviser(request: pb::PutAdviserRequest, county: &Code) -> Result<Wanted, Violations> {
    let (mut reading, id) = putting(county, &request.parent, &request.request_id);
    let part = reading.part("adviser", request.adviser);
    let order = part.and_then(|part| read_adviser(&mut reading, id, part));
    reading.wanted(id, order)
}

fn read_adviser(reading: &mut Reading<'_>, request: Option<Uuid>, part: pb::Adviser) -> Option<Order> {
    let put = reading.put("adviser.name", &part.name, ADVISERS, request);
    let unit = reading.place("adviser.village", &part.village);
    let is_village = unit.as_ref().is_none_or(|unit| unit.level() == Level::Village);
    reading.violations.require(
        is_village,
        "adviser.village",
        "VILLAGE_INVALID",
        "a village or community has an adviser",
    );
    let firm = reading.impersonal("adviser.firm", part.firm, TITLE);
    let name = reading.impersonal("adviser.display_name", part.display_name, NAME);
    let phone = reading.phone("adviser.phone", part.phone);
    let days = days(reading, ("adviser", &part.from_date, &part.to_date));
    let (standing, id) = put?;
    let adviser = Adviser {
        id,
        unit: unit?,
        firm: firm?,
        name: name?,
        phone: phone?,
        days: days?,
    };
    Some(Order::PutAdviser(standing, adviser))
}

/// Reads `RecordConsultation`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_consultation(request: pb::RecordConsultationRequest, county: &Code) -> Result<Wanted, Violations> {
    let (mut reading, id) = putting(county, &request.parent, &request.request_id);
    let part = reading.part("consultation", request.consultation);
    let order = part.and_then(|part| read_consultation(&mut reading, id, &part));
    reading.wanted(id, order)
}

fn read_consultation(reading: &mut Reading<'_>, id: Option<Uuid>, part: &pb::Consultation) -> Option<Order> {
    let adviser = reading.name("consultation.adviser", &part.adviser, ADVISERS);
    let on = reading.date("consultation.date", &part.date);
    let channel = reading.word("consultation.channel", part.channel);
    let category = reading.word("consultation.category", part.category);
    let outcome = reading.word("consultation.outcome", part.outcome);
    Some(Order::RecordConsultation(Consulting {
        id: id?,
        adviser: adviser?,
        on: on?,
        channel: channel?,
        category: category?,
        outcome: outcome?,
    }))
}

/// Reads `PutClinic`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_clinic(request: pb::PutClinicRequest, county: &Code) -> Result<Wanted, Violations> {
    let (mut reading, id) = putting(county, &request.parent, &request.request_id);
    let part = reading.part("clinic", request.clinic);
    let order = part.and_then(|part| read_clinic(&mut reading, id, part));
    reading.wanted(id, order)
}

fn read_clinic(reading: &mut Reading<'_>, request: Option<Uuid>, part: pb::Clinic) -> Option<Order> {
    let put = reading.put("clinic.name", &part.name, CLINICS, request);
    let unit = reading.code("clinic.unit", &part.unit);
    let kind = reading.word("clinic.kind", part.kind);
    let place = reading.impersonal("clinic.place", part.place, LINE);
    let on = reading.date("clinic.date", &part.date);
    let from = read_time(reading, "clinic.from_time", &part.from_time);
    let to = read_time(reading, "clinic.to_time", &part.to_time);
    let ordered = from.zip(to).is_none_or(|(from, to)| from < to);
    let form = "it ends after it begins";
    reading.violations.require(ordered, "clinic.to_time", "TIME_INVALID", form);
    let mediators = reading.distinct("clinic.mediators", &(0..=5), part.mediators, |reading, field, name| {
        reading.name(field, &name, MEDIATORS)
    });
    let adviser = reading.optional_name("clinic.adviser", &part.adviser, ADVISERS);
    let room = reading.optional_name("clinic.room", &part.room, ROOMS);
    let (standing, id) = put?;
    let clinic = Clinic {
        id,
        unit: unit?,
        kind: kind?,
        place: place?,
        on: on?,
        from: from?,
        to: to?,
        mediators: mediators?,
        adviser,
        room,
        cancelled: None,
    };
    Some(Order::PutClinic(standing, clinic))
}

/// A time of the day, `HH:MM`. Violations: `REQUIRED`, `TIME_INVALID`.
fn read_time(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<Time> {
    if !reading.given(field, text) {
        return None;
    }
    let time = Time::parse(text, format_description!("[hour]:[minute]")).ok();
    reading
        .violations
        .present(time, field, "TIME_INVALID", "a time is of the form 08:30")
}

/// Reads `CancelClinic`.
///
/// # Errors
/// All that is wrong with the request.
pub fn cancel_clinic(request: pb::CancelClinicRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, CLINICS);
    let asked = reading.request_id(&request.request_id);
    let reason = reading.impersonal("reason", request.reason, WORDS);
    let order = id.zip(reason).map(|(id, reason)| Order::CancelClinic { id, reason });
    reading.wanted(asked, order)
}

/// Reads `RecordClinicVisit`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_visit(request: pb::RecordClinicVisitRequest, county: &Code) -> Result<Wanted, Violations> {
    let (mut reading, id) = putting(county, &request.parent, &request.request_id);
    let part = reading.part("visit", request.visit);
    let order = part.and_then(|part| read_visit(&mut reading, id, &part));
    reading.wanted(id, order)
}

fn read_visit(reading: &mut Reading<'_>, id: Option<Uuid>, part: &pb::ClinicVisit) -> Option<Order> {
    let clinic = reading.name("visit.clinic", &part.clinic, CLINICS);
    let category = reading.word("visit.category", part.category);
    let outcome = reading.word("visit.outcome", part.outcome);
    Some(Order::RecordVisit(Visiting {
        id: id?,
        clinic: clinic?,
        category: category?,
        outcome: outcome?,
    }))
}

/// An adviser.
#[must_use]
pub fn adviser(adviser: &Adviser, county: &Code) -> pb::Adviser {
    pb::Adviser {
        name: named(county, ADVISERS, adviser.id),
        village: adviser.unit.to_string(),
        firm: adviser.firm.clone(),
        display_name: adviser.name.clone(),
        phone: adviser.phone.clone(),
        from_date: adviser.days.from.to_string(),
        to_date: told(adviser.days.to),
    }
}

/// A consultation.
#[must_use]
pub fn consultation(consultation: &Consultation, county: &Code) -> pb::Consultation {
    pb::Consultation {
        name: named(county, CONSULTATIONS, consultation.id),
        adviser: named(county, ADVISERS, consultation.adviser),
        village: consultation.unit.to_string(),
        date: consultation.on.to_string(),
        channel: consultation.channel.number(),
        category: consultation.category.number(),
        outcome: consultation.outcome.number(),
    }
}

/// A clinic.
#[must_use]
pub fn clinic(clinic: &Clinic, county: &Code) -> pb::Clinic {
    let clock = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
    pb::Clinic {
        name: named(county, CLINICS, clinic.id),
        unit: clinic.unit.to_string(),
        kind: clinic.kind.number(),
        place: clinic.place.clone(),
        date: clinic.on.to_string(),
        from_time: clock(clinic.from),
        to_time: clock(clinic.to),
        mediators: clinic.mediators.iter().map(|id| named(county, MEDIATORS, *id)).collect(),
        cancelled: clinic.cancelled.is_some(),
        cancel_reason: clinic.cancelled.clone().unwrap_or_default(),
        adviser: clinic.adviser.map(|id| named(county, ADVISERS, id)).unwrap_or_default(),
        room: clinic.room.map(|id| named(county, ROOMS, id)).unwrap_or_default(),
    }
}

/// A visit to a clinic.
#[must_use]
pub fn visit(visit: &Visit, county: &Code) -> pb::ClinicVisit {
    pb::ClinicVisit {
        name: named(county, VISITS, visit.id),
        clinic: named(county, CLINICS, visit.clinic),
        category: visit.category.number(),
        outcome: visit.outcome.number(),
        date: visit.on.to_string(),
    }
}
