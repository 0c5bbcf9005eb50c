//! The steps of a period, each an order with an id of its own.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;
use uuid::Uuid;

use super::words;
use crate::desk::Desk;
use crate::failure::Failure;

/// The collection they are named in.
pub(super) const PERIODS: &str = "periods";

/// Which one.
#[derive(Debug, Args)]
pub struct OneOptions {
    /// Its name or its id.
    pub period: String,
}

/// A period.
#[derive(Debug, Args)]
pub struct OpenOptions {
    /// What it is called.
    pub title: String,
    /// Which units are compared, as in `town`.
    #[arg(long, value_parser = words::parse_level)]
    pub level: pb::UnitLevel,
    /// Its first day, as in 2026-05-01.
    #[arg(long)]
    pub from: String,
    /// Its last day.
    #[arg(long)]
    pub to: String,
}

/// Against what, and why.
#[derive(Debug, Args)]
pub struct AppealOptions {
    /// The period's name or its id.
    pub period: String,
    /// Code of the indicator.
    pub indicator: String,
    /// Why, without a person's data.
    #[arg(long)]
    pub grounds: String,
}

/// What the panel says to an appeal.
#[derive(Debug, Args)]
pub struct DecideOptions {
    /// The period's name or its id.
    pub period: String,
    /// Number of the appeal, from 1.
    pub number: i32,
    /// Why.
    #[arg(long)]
    pub reasons: String,
    /// A unit of the panel; may be given several times.
    #[arg(long, required = true)]
    pub panel: Vec<String>,
    /// It is not upheld.
    #[arg(long)]
    pub dismissed: bool,
    /// From the next calculation on the item gives the unit no points.
    #[arg(long, conflicts_with = "dismissed")]
    pub set_aside: bool,
}

/// Which case is not counted, and why.
#[derive(Debug, Args)]
pub struct ExcludeOptions {
    /// The period's name or its id.
    pub period: String,
    /// Id of the case.
    pub case: Uuid,
    /// Why, as in `no-legal-basis`.
    #[arg(value_parser = words::parse_exclusion)]
    pub reason: pb::ExclusionReason,
    /// A unit of the panel; may be given several times.
    #[arg(long, required = true)]
    pub panel: Vec<String>,
}

type Answered = Result<pb::Period, Failure>;

pub async fn get(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::GetPeriodRequest {
        name: desk.name(PERIODS, &options.period),
    };
    Ok(desk.periods().get_period(request).await?.into_inner())
}

pub async fn open(desk: &Desk, options: &OpenOptions) -> Answered {
    let request = pb::OpenPeriodRequest {
        parent: desk.parent(),
        title: options.title.clone(),
        level: options.level.into(),
        from_date: options.from.clone(),
        to_date: options.to.clone(),
        request_id: new_id().to_string(),
    };
    Ok(desk.periods().open_period(request).await?.into_inner())
}

pub async fn appeal(desk: &Desk, options: &AppealOptions) -> Answered {
    let request = pb::AppealRequest {
        name: desk.name(PERIODS, &options.period),
        request_id: new_id().to_string(),
        indicator: options.indicator.clone(),
        grounds: options.grounds.clone(),
        ..pb::AppealRequest::default()
    };
    Ok(desk.periods().appeal(request).await?.into_inner())
}

pub async fn decide(desk: &Desk, options: &DecideOptions) -> Answered {
    let verdict = if options.dismissed {
        pb::Verdict::Dismissed
    } else {
        pb::Verdict::Upheld
    };
    let request = pb::DecideAppealRequest {
        name: desk.name(PERIODS, &options.period),
        request_id: new_id().to_string(),
        number: options.number,
        verdict: verdict.into(),
        panel: options.panel.clone(),
        set_aside: options.set_aside,
        reasons: options.reasons.clone(),
        ..pb::DecideAppealRequest::default()
    };
    Ok(desk.periods().decide_appeal(request).await?.into_inner())
}

pub async fn exclude(desk: &Desk, options: &ExcludeOptions) -> Answered {
    let request = pb::ExcludeCaseRequest {
        name: desk.name(PERIODS, &options.period),
        request_id: new_id().to_string(),
        case: options.case.to_string(),
        reason: options.reason.into(),
        panel: options.panel.clone(),
        ..pb::ExcludeCaseRequest::default()
    };
    Ok(desk.periods().exclude_case(request).await?.into_inner())
}

/// A step that only names the period: which method, with which message.
macro_rules! steps {
    ($($order:ident $call:ident $request:ident),+ $(,)?) => {$(
        pub async fn $order(desk: &Desk, options: &OneOptions) -> Answered {
            let request = pb::$request {
                name: desk.name(PERIODS, &options.period),
                request_id: new_id().to_string(),
                ..pb::$request::default()
            };
            Ok(desk.periods().$call(request).await?.into_inner())
        }
    )+};
}

steps! {
    collect collect_period CollectPeriodRequest,
    freeze freeze_period FreezePeriodRequest,
    compute compute_period ComputePeriodRequest,
    open_appeals open_appeals OpenAppealsRequest,
    finalise finalise_period FinalisePeriodRequest,
    publish publish_period PublishPeriodRequest,
}
