//! Orders as the tests give them.

use shiyu_kit::calendar::TimeUnit;
use shiyu_kit::case::Actor;
use time::{Date, Duration};
use uuid::Uuid;

use super::given::*;
use crate::domain::command::{self, Extend, ReportHandled, ReportStep, Suspend};
use crate::domain::course::CountyWord;
use crate::domain::incident::Report;
use crate::domain::terms::{EmergencyLine, Ground, Limit, Measure, Party, PartyRole, Rating, Rejection, Source, Step, StepLimit};
use crate::domain::{Command, StageName};

/// Another event.
pub(crate) const OTHER: Uuid = Uuid::from_u128(70);
/// An offer.
pub(crate) const OFFER: Uuid = Uuid::from_u128(80);
/// That of a second one.
pub(crate) const SECOND_OFFER: Uuid = Uuid::from_u128(180);
/// A boundary.
pub(crate) const BOUNDARY: Uuid = Uuid::from_u128(90);
/// The index of the reporter's code.
pub(crate) const CODE: &str = "the keyed index of a code";

pub(crate) fn words() -> String {
    "in a few words".to_owned()
}

/// The first order.
pub(crate) fn from(source: Source) -> command::Report {
    command::Report {
        county: code(COUNTY),
        report: Report {
            source,
            source_reference: None,
            title: words(),
            description: words(),
            whereabouts: words(),
            seen_at: START,
            reopens: None,
            admission_item: None,
            handed_over: None,
            carried: None,
            offered: None,
        },
        class: "E1201".parse().unwrap(),
        point: None,
        address: None,
        component: None,
        query_index: CODE.to_owned(),
        parties: vec![Party {
            id: REPORTER,
            role: PartyRole::Reporter,
        }],
        sealed: Vec::new(),
    }
}

pub(crate) fn reported_from(source: Source) -> Command {
    Command::Report(Box::new(from(source)))
}

/// By a patrol.
pub(crate) fn report() -> Command {
    reported_from(Source::Patrol)
}

/// By a citizen, over the hotline.
pub(crate) fn call() -> Command {
    reported_from(Source::Hotline)
}

pub(crate) fn order_verification() -> Command {
    Command::OrderVerification { to: None }
}

pub(crate) fn verification(found: bool) -> Command {
    Command::ReportVerification { found, note: words() }
}

pub(crate) fn reject() -> Command {
    Command::Reject {
        ground: Rejection::NotPublic,
        reason: words(),
    }
}

pub(crate) fn merge() -> Command {
    Command::Merge { into: OTHER }
}

pub(crate) fn unmerge() -> Command {
    Command::Unmerge { reason: words() }
}

pub(crate) fn emergency() -> Command {
    Command::TransferEmergency {
        line: EmergencyLine::Fire,
        reference: words(),
    }
}

pub(crate) fn take_back() -> Command {
    Command::TakeBackEmergency { reason: words() }
}

/// By the table.
pub(crate) fn dispatch() -> Command {
    Command::Dispatch(command::Dispatch::default())
}

/// By the dispatcher's own reasons.
pub(crate) fn dispatch_to(unit: &str) -> Command {
    Command::Dispatch(command::Dispatch {
        to: Some(code(unit)),
        reason: Some(words()),
        ..command::Dispatch::default()
    })
}

pub(crate) fn transfer(to: &str) -> Command {
    Command::Transfer {
        to: code(to),
        reason: words(),
    }
}

pub(crate) fn send_back() -> Command {
    Command::Return {
        reason: words(),
        competent: None,
    }
}

pub(crate) fn designate(unit: &str) -> Command {
    Command::DesignateHandler {
        unit: code(unit),
        reasons: words(),
    }
}

pub(crate) fn escalate() -> Command {
    Command::Escalate { reason: words() }
}

pub(crate) fn extend(days: u32) -> Command {
    Command::Extend(Extend { days, reason: words() })
}

pub(crate) fn suspend(review_on: Date) -> Command {
    Command::Suspend(Suspend {
        ground: Ground::Weather,
        reason: words(),
        review_on,
    })
}

pub(crate) fn renew(review_on: Date) -> Command {
    Command::RenewSuspension {
        review_on,
        reason: words(),
    }
}

pub(crate) fn report_step(step: Step) -> Command {
    Command::ReportStep(ReportStep {
        step,
        note: words(),
        enforcement_case: (step == Step::Penalise).then(words),
    })
}

/// Four work-hours to stop it, seven working days to decide on a penalty, twenty to remove it.
pub(crate) fn steps() -> Vec<StepLimit> {
    let limit = |step, amount, unit| StepLimit {
        step,
        limit: Limit { amount, unit, version: 1 },
    };
    vec![
        limit(Step::Stop, 4, TimeUnit::WorkHour),
        limit(Step::Penalise, 7, TimeUnit::WorkingDay),
        limit(Step::Remove, 20, TimeUnit::WorkingDay),
    ]
}

pub(crate) fn handled_by(measure: Measure) -> Command {
    Command::ReportHandled(ReportHandled {
        report: words(),
        measures: vec![measure],
        evidence: Vec::new(),
        enforcement_case: (measure == Measure::Fined).then(words),
    })
}

pub(crate) fn handled() -> Command {
    handled_by(Measure::Cleared)
}

pub(crate) fn inspect(passed: bool) -> Command {
    Command::Inspect { passed, note: words() }
}

pub(crate) fn evaluate() -> Command {
    Command::Evaluate { rating: Rating::Satisfied }
}

pub(crate) fn grant() -> Command {
    Command::GrantReward {
        amount_fen: 50_000,
        basis: words(),
    }
}

pub(crate) fn pay(code: &str) -> Command {
    Command::PayReward {
        code_index: code.to_owned(),
        voucher: words(),
    }
}

/// The day on which the tests look at a suspension again.
pub(crate) fn review_day() -> Date {
    START.date() + Duration::days(20)
}

/// The steps that lead to a stage from the one before.
pub(crate) fn steps_to(stage: StageName) -> Vec<(Actor, Command)> {
    use StageName as S;
    let room = dispatcher(ROOM);
    vec![match stage {
        S::Reported => (patrol(), report()),
        S::Verifying => (room, order_verification()),
        S::Accepted => (room, Command::Accept),
        S::InGrid => (lead(), Command::TakeUpInGrid),
        S::Filed => (room, Command::File),
        S::Dispatched => (room, dispatch()),
        S::Handling => (officer(STATION), Command::SignIn),
        S::Suspended => (room, suspend(review_day())),
        S::Handled => (officer(STATION), handled()),
        S::Verified => (supervisor(), inspect(true)),
        S::Closed => (room, Command::Close),
        S::Rejected => (room, reject()),
        S::Duplicate => (room, merge()),
        S::EmergencyTransferred => (room, emergency()),
        S::Disputed => {
            return vec![
                (officer(STATION), send_back()),
                (room, dispatch_to(WORKS)),
                (officer(WORKS), send_back()),
            ];
        }
        S::HandedOver => return vec![(room, boundary()), (service("grid"), said(OTHER_COUNTY, CountyWord::Claimed))],
    }]
}
