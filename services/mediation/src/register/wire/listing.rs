//! Lists that are asked for, and single entries.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::{CENTRES, CLINICS, COMMITTEES};
use crate::register::store::{Filter, Key, kind_word};

type Asked = Result<Listing<Filter, Key>, Violations>;

/// The id of one entry, by its name.
///
/// # Errors
/// All that is wrong with it.
pub fn one(name: &str, collection: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, collection);
    reading.finish(id)
}

/// That what is asked for is asked of this county.
///
/// # Errors
/// All that is wrong with it.
pub fn parent(parent: &str, county: &Code) -> Result<(), Violations> {
    let mut reading = Reading::new(county);
    reading.parent(parent);
    reading.finish(Some(()))
}

/// A day, or today.
fn day_or(reading: &mut Reading<'_>, text: &str, today: Date) -> Option<Date> {
    if text.is_empty() { Some(today) } else { reading.date("date", text) }
}

/// Reads `ListCommittees`.
///
/// # Errors
/// All that is wrong with the request.
pub fn committees(request: &pb::ListCommitteesRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    let filter = Filter {
        unit: reading.optional_code("unit", &request.unit),
        on: reading.optional_date("date", &request.date),
        ..Filter::default()
    };
    let scope = ["committees", &request.unit, &request.date];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListMediators`.
///
/// # Errors
/// All that is wrong with the request.
pub fn mediators(request: &pb::ListMediatorsRequest, county: &Code, today: Date) -> Asked {
    let mut reading = Reading::new(county);
    let kind = reading.optional_word("kind", request.kind);
    let filter = Filter {
        unit: reading.optional_code("unit", &request.unit),
        parent: reading.optional_name("committee", &request.committee, COMMITTEES),
        word: kind.map(kind_word),
        on: day_or(&mut reading, &request.date, today),
        ..Filter::default()
    };
    let kind = kind.map_or("", kind_word);
    let scope = ["mediators", &request.unit, &request.committee, kind, &request.date];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListWorkload`.
///
/// # Errors
/// All that is wrong with the request.
pub fn workload(request: &pb::ListWorkloadRequest, county: &Code, today: Date) -> Asked {
    let mut reading = Reading::new(county);
    let filter = Filter {
        unit: reading.optional_code("unit", &request.unit),
        on: Some(today),
        ..Filter::default()
    };
    let scope = ["workload", &request.unit];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListCentres`.
///
/// # Errors
/// All that is wrong with the request.
pub fn centres(request: &pb::ListCentresRequest, county: &Code, today: Date) -> Asked {
    let mut reading = Reading::new(county);
    let filter = Filter {
        unit: reading.optional_code("unit", &request.unit),
        on: day_or(&mut reading, &request.date, today),
        ..Filter::default()
    };
    let scope = ["centres", &request.unit, &request.date];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListCounters`.
///
/// # Errors
/// All that is wrong with the request.
pub fn counters(request: &pb::ListCountersRequest, county: &Code, today: Date) -> Asked {
    let mut reading = Reading::new(county);
    let filter = Filter {
        parent: reading.optional_name("centre", &request.centre, CENTRES),
        on: day_or(&mut reading, &request.date, today),
        ..Filter::default()
    };
    let scope = ["counters", &request.centre, &request.date];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListRooms`.
///
/// # Errors
/// All that is wrong with the request.
pub fn rooms(request: &pb::ListRoomsRequest, county: &Code, today: Date) -> Asked {
    let mut reading = Reading::new(county);
    let filter = Filter {
        unit: reading.optional_code("unit", &request.unit),
        on: day_or(&mut reading, &request.date, today),
        ..Filter::default()
    };
    let scope = ["rooms", &request.unit, &request.date];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListAdvisers`.
///
/// # Errors
/// All that is wrong with the request.
pub fn advisers(request: &pb::ListAdvisersRequest, county: &Code, today: Date) -> Asked {
    let mut reading = Reading::new(county);
    let filter = Filter {
        unit: reading.optional_place("village", &request.village),
        on: day_or(&mut reading, &request.date, today),
        ..Filter::default()
    };
    let scope = ["advisers", &request.village, &request.date];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListConsultations`.
///
/// # Errors
/// All that is wrong with the request.
pub fn consultations(request: &pb::ListConsultationsRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    let filter = Filter {
        unit: reading.optional_place("village", &request.village),
        ..Filter::default()
    };
    let scope = ["consultations", &request.village];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListClinics`.
///
/// # Errors
/// All that is wrong with the request.
pub fn clinics(request: &pb::ListClinicsRequest, county: &Code, today: Date) -> Asked {
    let mut reading = Reading::new(county);
    let from = reading.optional_date("from_date", &request.from_date);
    let filter = Filter {
        unit: reading.optional_code("unit", &request.unit),
        from: Some(from.unwrap_or(today)),
        ..Filter::default()
    };
    let scope = ["clinics", &request.unit, &request.from_date];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListClinicVisits`.
///
/// # Errors
/// All that is wrong with the request.
pub fn visits(request: &pb::ListClinicVisitsRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    let filter = Filter {
        parent: reading.optional_name("clinic", &request.clinic, CLINICS),
        ..Filter::default()
    };
    let scope = ["visits", &request.clinic];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListMatters`.
///
/// # Errors
/// All that is wrong with the request.
pub fn matters(request: &pb::ListMattersRequest, county: &Code, today: Date) -> Asked {
    let mut reading = Reading::new(county);
    let filter = Filter {
        unit: reading.optional_code("agency", &request.agency),
        on: day_or(&mut reading, &request.date, today),
        ..Filter::default()
    };
    let scope = ["matters", &request.agency, &request.date];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}
