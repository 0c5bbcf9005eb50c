//! Requests that change something, read whole: either an order, or everything that is wrong with it.

mod campaign;

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use super::terms::{read_danger, read_role};
use super::{ADDRESSES, CAMPAIGNS, EVENTS, HAZARDS, PLANS, ROUNDS, field};
use crate::patrol::domain::{Accept, CheckIn, Draft, Frequency, Hazard, Order, Remove, Sketch, Spot, Where};

pub use campaign::{end_campaign, put_campaign, record_check, report_screening};

const LINE: usize = 100;
const WORDS: usize = 200;
const REASON: usize = 500;
const CHECKPOINTS: usize = 50;
const DATES: usize = 100;

type Wanted = shiyu_kit::register::Wanted<Order>;

/// Reads `PutPatrolPlan`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_plan(request: pb::PutPatrolPlanRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let plan = reading.part("plan", request.plan);
    let order = plan.and_then(|plan| plan_of(&mut reading, id, plan));
    reading.wanted(id, order)
}

fn plan_of(reading: &mut Reading<'_>, request: Option<Uuid>, plan: pb::PatrolPlan) -> Option<Order> {
    let put = reading.put("plan.name", &plan.name, PLANS, request);
    let grid = field::grid(reading, "plan.grid", &plan.grid);
    let title = reading.impersonal("plan.title", plan.title, LINE);
    let frequency = frequency_of(reading, plan.frequency, plan.dates);
    let checkpoints = reading.each("plan.checkpoints", &(1..=CHECKPOINTS), plan.checkpoints, draft);
    let role = reading.value("plan.role", plan.role, read_role);
    let valid_from = reading.date("plan.valid_from", &plan.valid_from);
    let valid_to = reading.optional_date("plan.valid_to", &plan.valid_to);
    reading.in_order("plan.valid_to", valid_from, valid_to);
    let (standing, id) = put?;
    let sketch = Sketch {
        id,
        grid: grid?,
        title: title?,
        frequency: frequency?,
        checkpoints: checkpoints?,
        role: role?,
        valid_from: valid_from?,
        valid_to,
    };
    Some(Order::PutPlan(standing, sketch))
}

fn frequency_of(reading: &mut Reading<'_>, number: i32, dates: Vec<String>) -> Option<Frequency> {
    let field = "plan.dates";
    let word = reading.value("plan.frequency", number, |word| match word {
        pb::PatrolFrequency::Unspecified => None,
        pb::PatrolFrequency::Daily => Some(Frequency::Daily),
        pb::PatrolFrequency::WorkingDays => Some(Frequency::WorkingDays),
        pb::PatrolFrequency::Weekly => Some(Frequency::Weekly),
        pb::PatrolFrequency::Monthly => Some(Frequency::Monthly),
        pb::PatrolFrequency::OnDates => Some(Frequency::OnDates(Vec::new())),
    })?;
    if matches!(word, Frequency::OnDates(_)) {
        let dates = reading.distinct(field, &(1..=DATES), dates, |reading, field, text| reading.date(field, &text));
        return dates.map(Frequency::OnDates);
    }
    let none = dates.is_empty();
    let reason = "DATES_WITHOUT_FREQUENCY";
    reading
        .violations
        .require(none, field, reason, "dates go with the frequency of dates")
        .then_some(word)
}

fn draft(reading: &mut Reading<'_>, path: &str, checkpoint: pb::Checkpoint) -> Option<Draft> {
    let title = reading.impersonal(&format!("{path}.title"), checkpoint.title, LINE);
    let spot = spot(reading, path, (checkpoint.point, &checkpoint.address));
    let place = spot.and_then(|spot| reading.part(&format!("{path}.point"), spot));
    let look_at = reading.impersonal(&format!("{path}.look_at"), checkpoint.look_at, REASON);
    Some(Draft {
        title: title?,
        spot: place?,
        look_at: look_at?,
    })
}

/// A point, an address, or neither; the outer `None` says that something was noted.
#[expect(clippy::option_option, reason = "nothing read and nothing given are two things")]
fn spot(reading: &mut Reading<'_>, path: &str, (point, address): (Option<common::Point>, &str)) -> Option<Option<Spot>> {
    match (point, address.is_empty()) {
        (None, true) => Some(None),
        (Some(point), true) => reading.point(&format!("{path}.point"), point).map(|point| Some(Spot::Point(point))),
        (None, false) => {
            let address = reading.name(&format!("{path}.address"), address, ADDRESSES);
            address.map(|address| Some(Spot::Address(address)))
        }
        (Some(_), false) => {
            let text = "a point or an address, not both";
            reading.violations.add(format!("{path}.address"), "PLACE_AMBIGUOUS", text);
            None
        }
    }
}

/// Reads `CheckIn`.
///
/// # Errors
/// All that is wrong with the request.
pub fn check_in(request: &pb::CheckInRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let round = reading.name("name", &request.name, ROUNDS);
    let checkpoint = reading.number("checkpoint", request.checkpoint, &(1..=CHECKPOINTS));
    let point = reading.part("point", request.point);
    let point = point.and_then(|point| reading.point("point", point));
    let finding = reading.optional_name("finding", &request.finding, EVENTS);
    let id = reading.request_id(&request.request_id);
    let read = round.zip(checkpoint).zip(point);
    let order = read.map(|((round, checkpoint), point)| {
        Order::CheckIn(CheckIn {
            round,
            checkpoint,
            point,
            finding,
        })
    });
    reading.wanted(id, order)
}

/// Reads `RecordHazard`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_hazard(request: pb::RecordHazardRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let hazard = reading.part("hazard", request.hazard);
    let order = hazard.and_then(|hazard| hazard_of(&mut reading, id, hazard));
    reading.wanted(id, order)
}

fn hazard_of(reading: &mut Reading<'_>, id: Option<Uuid>, hazard: pb::Hazard) -> Option<Order> {
    let grid = field::grid(reading, "hazard.grid", &hazard.grid);
    let spot = spot(reading, "hazard", (hazard.point, &hazard.address));
    let whereabouts = reading.impersonal("hazard.whereabouts", hazard.whereabouts, WORDS);
    let class = field::class(reading, "hazard.class_code", &hazard.class_code);
    let danger = reading.value("hazard.danger", hazard.danger, read_danger);
    let found_on = reading.date("hazard.found_on", &hazard.found_on);
    let event = reading.optional_name("hazard.event", &hazard.event, EVENTS);
    let campaign = reading.optional_name("hazard.campaign", &hazard.campaign, CAMPAIGNS);
    let (point, address) = match spot? {
        None => (None, None),
        Some(Spot::Point(point)) => (Some(point), None),
        Some(Spot::Address(address)) => (None, Some(address)),
    };
    let at = Where {
        grid: grid?,
        point,
        address,
        whereabouts: whereabouts?,
    };
    Some(Order::RecordHazard(Hazard {
        id: id?,
        at,
        class: class?,
        danger: danger?,
        found_on: found_on?,
        event,
        campaign,
    }))
}

/// Reads `AcceptHazard`.
///
/// # Errors
/// All that is wrong with the request.
pub fn accept_hazard(request: pb::AcceptHazardRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let hazard = reading.name("name", &request.name, HAZARDS);
    let reason = reading.impersonal("reason", request.reason, REASON);
    let review_on = reading.date("review_on", &request.review_on);
    let id = reading.request_id(&request.request_id);
    let read = hazard.zip(reason).zip(review_on);
    let order = read.map(|((hazard, reason), review_on)| Order::AcceptHazard(Accept { hazard, reason, review_on }));
    reading.wanted(id, order)
}

/// Reads `RemoveHazard`.
///
/// # Errors
/// All that is wrong with the request.
pub fn remove_hazard(request: pb::RemoveHazardRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let hazard = reading.name("name", &request.name, HAZARDS);
    let reason = reading.impersonal("reason", request.reason, REASON);
    let id = reading.request_id(&request.request_id);
    let order = hazard.zip(reason).map(|(id, reason)| Order::RemoveHazard(Remove { id, reason }));
    reading.wanted(id, order)
}
