//! Centres, counters and rooms: their requests, and what they are told as.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::Word;
use shiyu_proto::mediation::v1 as pb;
use uuid::Uuid;

use super::{CENTRES, COUNTERS, LINE, ROOMS, TITLE, Wanted, days, named, putting, told};
use crate::register::domain::{Centre, Counter, Order, Room};

/// Reads `PutCentre`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_centre(request: pb::PutCentreRequest, county: &Code) -> Result<Wanted, Violations> {
    let (mut reading, id) = putting(county, &request.parent, &request.request_id);
    let part = reading.part("centre", request.centre);
    let order = part.and_then(|part| read_centre(&mut reading, id, part));
    reading.wanted(id, order)
}

fn read_centre(reading: &mut Reading<'_>, request: Option<Uuid>, part: pb::Centre) -> Option<Order> {
    let put = reading.put("centre.name", &part.name, CENTRES, request);
    let unit = reading.code("centre.unit", &part.unit);
    let title = reading.impersonal("centre.title", part.title, TITLE);
    let address = reading.impersonal("centre.address", part.address, LINE);
    let phone = reading.phone("centre.phone", part.phone);
    let hours = reading.impersonal("centre.hours", part.hours, LINE);
    let days = days(reading, ("centre", &part.from_date, &part.to_date));
    let (standing, id) = put?;
    let centre = Centre {
        id,
        unit: unit?,
        title: title?,
        address: address?,
        phone: phone?,
        hours: hours?,
        days: days?,
    };
    Some(Order::PutCentre(standing, centre))
}

/// Reads `PutCounter`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_counter(request: pb::PutCounterRequest, county: &Code) -> Result<Wanted, Violations> {
    let (mut reading, id) = putting(county, &request.parent, &request.request_id);
    let part = reading.part("counter", request.counter);
    let order = part.and_then(|part| read_counter(&mut reading, id, part));
    reading.wanted(id, order)
}

fn read_counter(reading: &mut Reading<'_>, request: Option<Uuid>, part: pb::Counter) -> Option<Order> {
    let put = reading.put("counter.name", &part.name, COUNTERS, request);
    let centre = reading.name("counter.centre", &part.centre, CENTRES);
    let unit = reading.code("counter.unit", &part.unit);
    let kind = reading.word("counter.kind", part.kind);
    let title = reading.impersonal("counter.title", part.title, TITLE);
    let hours = reading.impersonal("counter.hours", part.hours, LINE);
    let days = days(reading, ("counter", &part.from_date, &part.to_date));
    let (standing, id) = put?;
    let counter = Counter {
        id,
        centre: centre?,
        unit: unit?,
        kind: kind?,
        title: title?,
        hours: hours?,
        days: days?,
    };
    Some(Order::PutCounter(standing, counter))
}

/// Reads `PutRoom`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_room(request: pb::PutRoomRequest, county: &Code) -> Result<Wanted, Violations> {
    let (mut reading, id) = putting(county, &request.parent, &request.request_id);
    let part = reading.part("room", request.room);
    let order = part.and_then(|part| read_room(&mut reading, id, part));
    reading.wanted(id, order)
}

fn read_room(reading: &mut Reading<'_>, request: Option<Uuid>, part: pb::Room) -> Option<Order> {
    let put = reading.put("room.name", &part.name, ROOMS, request);
    let unit = reading.code("room.unit", &part.unit);
    let title = reading.impersonal("room.title", part.title, TITLE);
    let address = reading.impersonal("room.address", part.address, LINE);
    let seats = reading.number("room.seats", part.seats, &(2..=200_u32));
    let days = days(reading, ("room", &part.from_date, &part.to_date));
    let (standing, id) = put?;
    let room = Room {
        id,
        unit: unit?,
        title: title?,
        address: address?,
        seats: seats?,
        days: days?,
    };
    Some(Order::PutRoom(standing, room))
}

/// A centre.
#[must_use]
pub fn centre(centre: &Centre, county: &Code) -> pb::Centre {
    pb::Centre {
        name: named(county, CENTRES, centre.id),
        unit: centre.unit.to_string(),
        title: centre.title.clone(),
        address: centre.address.clone(),
        phone: centre.phone.clone(),
        hours: centre.hours.clone(),
        from_date: centre.days.from.to_string(),
        to_date: told(centre.days.to),
    }
}

/// A counter.
#[must_use]
pub fn counter(counter: &Counter, county: &Code) -> pb::Counter {
    pb::Counter {
        name: named(county, COUNTERS, counter.id),
        centre: named(county, CENTRES, counter.centre),
        unit: counter.unit.to_string(),
        kind: counter.kind.number(),
        title: counter.title.clone(),
        hours: counter.hours.clone(),
        from_date: counter.days.from.to_string(),
        to_date: told(counter.days.to),
    }
}

/// A room.
#[must_use]
pub fn room(room: &Room, county: &Code) -> pb::Room {
    pb::Room {
        name: named(county, ROOMS, room.id),
        unit: room.unit.to_string(),
        title: room.title.clone(),
        address: room.address.clone(),
        seats: i32::try_from(room.seats).unwrap_or(i32::MAX),
        from_date: room.days.from.to_string(),
        to_date: told(room.days.to),
    }
}
