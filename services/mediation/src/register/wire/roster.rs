//! Mediators: their requests, and what they are told as.

use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::Word;
use shiyu_proto::mediation::v1 as pb;
use uuid::Uuid;

use super::{COMMITTEES, DISPUTES, LINE, MEDIATORS, NAME, NUMBER, REASON, SUBJECT, Wanted, days, named, optionally_named, putting, told};
use crate::register::domain::{Certificate, Charge, Charging, Deciding, Ending, EndingOrder, Mediator, Order};

/// Reads `PutMediator`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_mediator(request: pb::PutMediatorRequest, county: &Code) -> Result<Wanted, Violations> {
    let (mut reading, id) = putting(county, &request.parent, &request.request_id);
    let part = reading.part("mediator", request.mediator);
    let order = part.and_then(|part| read_mediator(&mut reading, id, part));
    reading.wanted(id, order)
}

fn read_mediator(reading: &mut Reading<'_>, request: Option<Uuid>, part: pb::Mediator) -> Option<Order> {
    let put = reading.put("mediator.name", &part.name, MEDIATORS, request);
    let unit = reading.code("mediator.unit", &part.unit);
    let committee = reading.optional_name("mediator.committee", &part.committee, COMMITTEES);
    let kind = reading.word("mediator.kind", part.kind);
    let subject = reading.line("mediator.subject", part.subject, SUBJECT);
    let name = reading.impersonal("mediator.display_name", part.display_name, NAME);
    let term = days(reading, ("mediator", &part.from_date, &part.to_date));
    let certificate = match part.certificate {
        None => Some(None),
        Some(part) => read_certificate(reading, part).map(Some),
    };
    let categories = reading.each("mediator.categories", &(0..=14), part.categories, |reading, field, number| {
        reading.word(field, number)
    });
    let disclosures = reading.each("mediator.disclosures", &(0..=10), part.disclosures, |reading, field, text| {
        reading.impersonal(field, text, LINE)
    });
    let (standing, id) = put?;
    let mediator = Mediator {
        id,
        unit: unit?,
        committee,
        kind: kind?,
        subject: subject?,
        name: name?,
        term: term?,
        certificate: certificate?,
        categories: categories?,
        disclosures: disclosures?,
        committee_until: None,
        ended: None,
        charges: Vec::new(),
    };
    Some(Order::PutMediator(standing, mediator))
}

fn read_certificate(reading: &mut Reading<'_>, part: pb::MediatorCertificate) -> Option<Certificate> {
    let number = reading.line("mediator.certificate.number", part.number, NUMBER);
    let valid_to = reading.date("mediator.certificate.valid_to", &part.valid_to);
    number.zip(valid_to).map(|(number, valid_to)| Certificate { number, valid_to })
}

/// Reads `EndMediator`.
///
/// # Errors
/// All that is wrong with the request.
pub fn end_mediator(request: &pb::EndMediatorRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, MEDIATORS);
    let asked = reading.request_id(&request.request_id);
    let last = reading.date("last_date", &request.last_date);
    let why = reading.value("ending", request.ending, |told| Ending::read(told).filter(|why| why.is_given()));
    let whole = id.zip(last).zip(why);
    let order = whole.map(|((id, last), why)| Order::EndMediator(EndingOrder { id, last, why }));
    reading.wanted(asked, order)
}

/// Reads `ChargeMediator`.
///
/// # Errors
/// All that is wrong with the request.
pub fn charge_mediator(request: &pb::ChargeMediatorRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let mediator = reading.name("name", &request.name, MEDIATORS);
    let asked = reading.request_id(&request.request_id);
    let fault = reading.word("fault", request.fault);
    let dispute = reading.optional_name("dispute", &request.dispute, DISPUTES);
    let whole = mediator.zip(asked).zip(fault);
    let order = whole.map(|((mediator, id), fault)| {
        Order::Charge(Charging {
            id,
            mediator,
            fault,
            dispute,
        })
    });
    reading.wanted(asked, order)
}

/// Reads `DecideCharge`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decide_charge(request: pb::DecideChargeRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let mediator = reading.name("name", &request.name, MEDIATORS);
    let asked = reading.request_id(&request.request_id);
    let charge = reading.uuid("accusation", &request.accusation);
    let outcome = reading.word("outcome", request.outcome);
    let reason = reading.impersonal("reason", request.reason, REASON);
    let whole = mediator.zip(charge).zip(outcome.zip(reason));
    let order = whole.map(|((mediator, charge), (outcome, reason))| {
        Order::Decide(Deciding {
            mediator,
            charge,
            outcome,
            reason,
        })
    });
    reading.wanted(asked, order)
}

/// A mediator as everybody sees one: from whom the parties choose.
#[must_use]
pub fn mediator_public(mediator: &Mediator, county: &Code) -> pb::Mediator {
    pb::Mediator {
        subject: String::new(),
        ..self::mediator(mediator, county)
    }
}

/// A mediator as staff sees one.
#[must_use]
pub fn mediator(mediator: &Mediator, county: &Code) -> pb::Mediator {
    let certificate = |held: &Certificate| pb::MediatorCertificate {
        number: held.number.clone(),
        valid_to: held.valid_to.to_string(),
    };
    pb::Mediator {
        name: named(county, MEDIATORS, mediator.id),
        unit: mediator.unit.to_string(),
        committee: optionally_named(county, COMMITTEES, mediator.committee),
        kind: mediator.kind.number(),
        subject: mediator.subject.clone(),
        display_name: mediator.name.clone(),
        from_date: mediator.term.from.to_string(),
        to_date: told(mediator.days().to),
        certificate: mediator.certificate.as_ref().map(certificate),
        categories: mediator.categories.iter().map(|known| known.number()).collect(),
        disclosures: mediator.disclosures.clone(),
        ending: mediator.ended.map_or(0, |ended| ended.why.number()),
        charges: Vec::new(),
    }
}

/// A mediator as those see one who decide on charges, and the mediator.
#[must_use]
pub fn mediator_in_full(mediator: &Mediator, county: &Code) -> pb::Mediator {
    pb::Mediator {
        charges: mediator.charges.iter().map(|charge| self::charge(charge, county)).collect(),
        ..self::mediator(mediator, county)
    }
}

/// What a mediator has under way.
#[must_use]
pub fn workload_of(mediator: &Mediator, open: Option<i64>, county: &Code) -> pb::Workload {
    pb::Workload {
        mediator: named(county, MEDIATORS, mediator.id),
        display_name: mediator.name.clone(),
        unit: mediator.unit.to_string(),
        open_disputes: open.map_or(0, |open| i32::try_from(open).unwrap_or(i32::MAX)),
    }
}

fn charge(charge: &Charge, county: &Code) -> pb::MediatorCharge {
    let verdict = charge.verdict.as_ref();
    pb::MediatorCharge {
        id: charge.id.to_string(),
        fault: charge.fault.number(),
        dispute: optionally_named(county, DISPUTES, charge.dispute),
        record_time: Some(timestamp(charge.at)),
        outcome: verdict.map(|verdict| verdict.outcome.number()).unwrap_or_default(),
        reason: verdict.map(|verdict| verdict.reason.clone()).unwrap_or_default(),
        decide_time: verdict.map(|verdict| timestamp(verdict.at)),
    }
}
