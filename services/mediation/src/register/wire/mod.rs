//! Protobuf ↔ the words of the registers, and nothing else.

mod busy;
mod committee;
mod counsel;
mod house;
mod listing;
mod matter;
mod roster;
mod screening;
mod terms;

use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::domain::{Days, Order};

pub use busy::{busy_times, told_busy};
pub use committee::{committee, committee_changed, dissolve_committee, put_committee, report_committee};
pub use counsel::{adviser, cancel_clinic, clinic, consultation, put_adviser, put_clinic, record_consultation, record_visit, visit};
pub use house::{centre, counter, put_centre, put_counter, put_room, room};
pub use listing::{
    advisers, centres, clinics, committees, consultations, counters, matters, mediators, one, parent, rooms, visits, workload,
};
pub use matter::{limit_packs, matter, put_matter};
pub use roster::{charge_mediator, decide_charge, end_mediator, mediator, mediator_in_full, mediator_public, put_mediator, workload_of};
pub use screening::{finding, findings, report_screening, round, round_in_full, rounds, screening_ended};

type Wanted = shiyu_kit::register::Wanted<Order>;

pub(super) const COMMITTEES: &str = "committees";
pub(super) const MEDIATORS: &str = "mediators";
pub(super) const CENTRES: &str = "centres";
pub(super) const COUNTERS: &str = "counters";
pub(super) const ROOMS: &str = "rooms";
pub(super) const ADVISERS: &str = "advisers";
pub(super) const CONSULTATIONS: &str = "consultations";
pub(super) const CLINICS: &str = "clinics";
pub(super) const VISITS: &str = "clinicVisits";
pub(super) const MATTERS: &str = "matters";
pub(super) const ROUNDS: &str = "screeningRounds";
pub(super) const FINDINGS: &str = "screeningFindings";
const DISPUTES: &str = "disputes";

/// A name of an office holder.
const NAME: usize = 30;
/// A title.
const TITLE: usize = 60;
/// A line of text.
const LINE: usize = 100;
/// A basis in law, or a short reason.
const WORDS: usize = 200;
/// A reason.
const REASON: usize = 500;
/// Subject of a token.
const SUBJECT: usize = 200;
/// A number of a certificate.
const NUMBER: usize = 50;

/// Begins to read a request that puts something: its parent, and its id.
fn putting<'c>(county: &'c Code, parent: &str, request_id: &str) -> (Reading<'c>, Option<Uuid>) {
    let mut reading = Reading::new(county);
    reading.parent(parent);
    let request = reading.request_id(request_id);
    (reading, request)
}

/// The days on which something stands. Violations: as of dates, `DATES_REVERSED`.
fn days(reading: &mut Reading<'_>, (part, from, to): (&str, &str, &str)) -> Option<Days> {
    let (from_field, to_field) = (format!("{part}.from_date"), format!("{part}.to_date"));
    let from = reading.date(&from_field, from);
    let to = reading.optional_date(&to_field, to);
    reading.in_order(&to_field, from, to);
    from.map(|from| Days { from, to })
}

fn named(county: &Code, collection: &str, id: Uuid) -> String {
    format!("counties/{county}/{collection}/{id}")
}

fn optionally_named(county: &Code, collection: &str, id: Option<Uuid>) -> String {
    id.map(|id| named(county, collection, id)).unwrap_or_default()
}

fn told(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
