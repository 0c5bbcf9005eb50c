//! Protobuf ↔ signals, and nothing else.

use shiyu_kit::demand::Week;
use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::vocabulary;
use shiyu_kit::wire::Word as _;
use shiyu_proto::assessment::v1 as pb;
use time::macros::format_description;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::Order;
use super::domain::{Signal, Stage};
use crate::shelf::{Key, name_of};

const SIGNALS: &str = "signals";

vocabulary! { Stage is pb::SignalStage: Raised Answered Expired }

/// Reads `DetectSignals`.
///
/// # Errors
/// All that is wrong with the request.
pub fn detect(request: &pb::DetectSignalsRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let week = reading.week("week", &request.week);
    let id = reading.request_id(&request.request_id);
    let order = week.zip(id).map(|(week, id)| Order::Detect(id, week.to_string(), week));
    reading.wanted(id, order)
}

/// Reads `AnswerSignal`.
///
/// # Errors
/// All that is wrong with the request.
pub fn answer(request: pb::AnswerSignalRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let signal = reading.name("name", &request.name, SIGNALS);
    let finding = reading.impersonal("finding", request.finding, 2_000);
    let action = reading.impersonal("action", request.action, 2_000);
    let id = reading.request_id(&request.request_id);
    let order = signal.zip(finding).zip(action);
    let order = order.map(|((signal, finding), action)| Order::Answer(signal, finding, action));
    reading.wanted(id, order)
}

/// Reads `GetSignal`.
///
/// # Errors
/// All that is wrong with the name.
pub fn name(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, SIGNALS);
    reading.finish(id)
}

/// Reads `ListSignals`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: &pb::ListSignalsRequest, county: &Code) -> Result<Listing<(), Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &[SIGNALS], ())
}

/// A signal as it travels.
#[must_use]
pub fn signal(signal: &Signal, county: &Code, now: OffsetDateTime) -> pb::Signal {
    let answer = signal.answer.as_ref();
    let (before, weeks) = signal.before;
    let usual = rust_decimal::Decimal::from(before) / rust_decimal::Decimal::from(weeks.max(1));
    let lead = signal.lead_days(week(&signal.week));
    pb::Signal {
        name: name_of(county, SIGNALS, signal.id),
        service: signal.subject.service.clone(),
        category: signal.subject.category.clone(),
        place: signal.subject.place.clone(),
        week: signal.week.clone(),
        cases: i64::try_from(signal.cases).unwrap_or(i64::MAX),
        usual: crate::indicator::two_places(usual),
        chance: format!("{:.8}", signal.chance),
        unit: signal.unit.to_string(),
        stage: signal.stage(now).number(),
        raise_time: Some(timestamp(signal.raised_at)),
        expire_time: Some(timestamp(signal.expires_at)),
        finding: answer.map(|answer| answer.finding.clone()).unwrap_or_default(),
        action: answer.map(|answer| answer.action.clone()).unwrap_or_default(),
        answer_time: answer.map(|answer| timestamp(answer.at)),
        lead_days: i32::try_from(lead).unwrap_or(i32::MAX),
    }
}

/// What is told of a signal.
#[must_use]
pub fn moved(signal: &Signal, county: &Code, now: OffsetDateTime) -> pb::SignalMoved {
    pb::SignalMoved {
        name: name_of(county, SIGNALS, signal.id),
        service: signal.subject.service.clone(),
        category: signal.subject.category.clone(),
        place: signal.subject.place.clone(),
        week: signal.week.clone(),
        unit: signal.unit.to_string(),
        stage: signal.stage(now).number(),
    }
}

fn week(text: &str) -> Option<Week> {
    let day = Date::parse(text, format_description!("[year]-[month]-[day]")).ok()?;
    Week::beginning(day)
}
