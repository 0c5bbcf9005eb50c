//! What is asked of periods, as it travels.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::{Order, Reading};
use shiyu_kit::unit::Code;
use shiyu_proto::assessment::v1 as pb;
use uuid::Uuid;

use super::PERIODS;
use crate::figures::Span;
use crate::period::command::Command;
use crate::period::domain::Verdict;

type Asked = Result<Order<Command>, Violations>;

/// Reads `OpenPeriod`.
///
/// # Errors
/// All that is wrong with the request.
pub fn open(request: pb::OpenPeriodRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let title = reading.impersonal("title", request.title, 100);
    let level = reading.word("level", request.level);
    let span = span(&mut reading, &request.from_date, &request.to_date);
    let command = title.zip(level).zip(span).map(|((title, level), span)| Command::Open {
        county: county.clone(),
        title,
        level,
        span,
    });
    reading.finish(id.zip(command)).map(|(id, command)| Order {
        id,
        case: id,
        expected: None,
        command,
    })
}

/// Some days, 366 at most. Violations: as of a date, `DATES_REVERSED`, `SPAN_TOO_LONG`.
pub(crate) fn span(reading: &mut Reading<'_>, from: &str, to: &str) -> Option<Span> {
    let (from, to) = (reading.date("from_date", from), reading.date("to_date", to));
    reading.in_order("to_date", from, to);
    let (from, to) = from.zip(to)?;
    let short = (to - from).whole_days() < 366;
    let violations = &mut reading.violations;
    violations
        .require(short, "to_date", "SPAN_TOO_LONG", "at most 366 days")
        .then_some(Span { from, to })
}

/// Reads an order that only names the period.
///
/// # Errors
/// All that is wrong with the request.
pub fn step((name, etag, id): (&str, &str, &str), command: Command, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.upon(PERIODS, name, etag, id);
    reading.order(Some(command))
}

/// Reads `Appeal`.
///
/// # Errors
/// All that is wrong with the request.
pub fn appeal(request: pb::AppealRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.upon(PERIODS, &request.name, &request.etag, &request.request_id);
    let indicator = reading.line("indicator", request.indicator, 60);
    let grounds = reading.impersonal("grounds", request.grounds, 2_000);
    let command = indicator
        .zip(grounds)
        .map(|(indicator, grounds)| Command::Appeal { indicator, grounds });
    reading.order(command)
}

/// Reads `DecideAppeal`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decide(request: pb::DecideAppealRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.upon(PERIODS, &request.name, &request.etag, &request.request_id);
    let number: Option<usize> = reading.number("number", request.number, &(1..=100_000));
    let verdict = reading.word("verdict", request.verdict);
    let sound = !request.set_aside || verdict != Some(Verdict::Dismissed);
    let what = "only what a unit was right about is set aside for it";
    reading.violations.require(sound, "set_aside", "SET_ASIDE_THOUGH_DISMISSED", what);
    let panel = reading.codes("panel", &(1..=20), request.panel);
    let reasons = reading.impersonal("reasons", request.reasons, 2_000);
    let command = number
        .zip(verdict)
        .zip(panel.zip(reasons))
        .map(|((number, verdict), (panel, reasons))| Command::Decide {
            index: number.saturating_sub(1),
            verdict,
            set_aside: request.set_aside,
            panel,
            reasons,
        });
    reading.order(command)
}

/// Reads `ExcludeCase`.
///
/// # Errors
/// All that is wrong with the request.
pub fn exclude(request: pb::ExcludeCaseRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.upon(PERIODS, &request.name, &request.etag, &request.request_id);
    let case = reading.uuid("case", &request.case);
    let reason = reading.word("reason", request.reason);
    let panel = reading.codes("panel", &(1..=20), request.panel);
    let command = case.zip(reason).zip(panel).map(|((case, reason), panel)| Command::Exclude {
        case,
        reason,
        panel,
        units: Vec::new(),
    });
    reading.order(command)
}

/// Reads the name of a period, and of which calculation; none for the latest.
///
/// # Errors
/// All that is wrong with the request.
pub fn of_calculation(name: &str, calculation: i32, county: &Code) -> Result<(Uuid, Option<usize>), Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, PERIODS);
    let number: Option<usize> = reading.number("calculation", calculation, &(0..=100_000));
    reading.finish(id.zip(number).map(|(id, number)| (id, number.checked_sub(1))))
}
