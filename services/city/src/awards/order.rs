//! The steps of a unit's year and of a veto, each an order with an id of its own.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;

use super::words;
use crate::desk::Desk;
use crate::failure::Failure;

/// The collection years are named in.
pub(super) const YEARS: &str = "award-years";
const VETOES: &str = "vetoes";

/// Which unit, for which year.
#[derive(Debug, Args)]
pub struct NominateOptions {
    /// Code of the unit.
    pub unit: String,
    /// The year.
    pub year: i32,
    /// The document.
    #[arg(long)]
    pub document: String,
}

/// Which year, and whether it qualifies.
#[derive(Debug, Args)]
pub struct DecideOptions {
    /// Its name or its id.
    pub award: String,
    /// The document.
    #[arg(long)]
    pub document: String,
    /// It does not qualify.
    #[arg(long)]
    pub not_qualified: bool,
}

/// Which year, by which document.
#[derive(Debug, Args)]
pub struct YearOptions {
    /// Its name or its id.
    pub award: String,
    /// The document.
    #[arg(long)]
    pub document: String,
}

/// What somebody objects.
#[derive(Debug, Args)]
pub struct ObjectOptions {
    /// The year's name or its id.
    pub award: String,
    /// What is wrong with the award.
    pub grounds: String,
    /// The file it lies in.
    #[arg(long)]
    pub document: String,
}

/// What is answered.
#[derive(Debug, Args)]
pub struct AnswerOptions {
    /// The year's name or its id.
    pub award: String,
    /// Number of the objection, from 1.
    pub number: i32,
    /// The document of the answer.
    #[arg(long)]
    pub document: String,
    /// The objection is right: the year does not qualify.
    #[arg(long, requires = "heard")]
    pub upheld: bool,
    /// The record of what the unit said to it.
    #[arg(long)]
    pub heard: Option<String>,
}

/// A veto.
#[derive(Debug, Args)]
pub struct ProposeOptions {
    /// Code of the unit.
    pub unit: String,
    /// The year.
    pub year: i32,
    /// What happened, as in `falsified-figures`.
    #[arg(value_parser = words::parse_event)]
    pub event: pb::VetoEvent,
    /// What shows that it happened, as the archive files it.
    #[arg(long)]
    pub evidence: String,
}

/// That the unit was heard.
#[derive(Debug, Args)]
pub struct HearOptions {
    /// The veto's name or its id.
    pub veto: String,
    /// The day of the hearing.
    pub day: String,
    /// The record of it.
    #[arg(long)]
    pub document: String,
}

/// What is decided about a veto.
#[derive(Debug, Args)]
pub struct DecideVetoOptions {
    /// The veto's name or its id.
    pub veto: String,
    /// The document.
    #[arg(long)]
    pub document: String,
    /// A unit of the panel; may be given several times.
    #[arg(long, required = true)]
    pub panel: Vec<String>,
    /// There is none.
    #[arg(long)]
    pub dismissed: bool,
}

type Year = Result<pb::AwardYear, Failure>;
type Veto = Result<pb::Veto, Failure>;

fn id() -> String {
    new_id().to_string()
}

pub async fn nominate(desk: &Desk, options: &NominateOptions) -> Year {
    let request = pb::NominateUnitRequest {
        parent: desk.parent(),
        request_id: id(),
        unit: options.unit.clone(),
        year: options.year,
        document: options.document.clone(),
    };
    Ok(desk.awards().nominate_unit(request).await?.into_inner())
}

pub async fn decide(desk: &Desk, options: &DecideOptions) -> Year {
    let request = pb::DecideAwardRequest {
        name: desk.name(YEARS, &options.award),
        request_id: id(),
        qualified: !options.not_qualified,
        document: options.document.clone(),
    };
    Ok(desk.awards().decide_award(request).await?.into_inner())
}

pub async fn publicise(desk: &Desk, options: &YearOptions) -> Year {
    let request = pb::PubliciseAwardRequest {
        name: desk.name(YEARS, &options.award),
        request_id: id(),
        document: options.document.clone(),
    };
    Ok(desk.awards().publicise_award(request).await?.into_inner())
}

pub async fn grant(desk: &Desk, options: &YearOptions) -> Year {
    let request = pb::GrantAwardRequest {
        name: desk.name(YEARS, &options.award),
        request_id: id(),
        document: options.document.clone(),
    };
    Ok(desk.awards().grant_award(request).await?.into_inner())
}

pub async fn object(desk: &Desk, options: &ObjectOptions) -> Year {
    let request = pb::ObjectToAwardRequest {
        name: desk.name(YEARS, &options.award),
        request_id: id(),
        grounds: options.grounds.clone(),
        document: options.document.clone(),
    };
    Ok(desk.awards().object_to_award(request).await?.into_inner())
}

pub async fn answer(desk: &Desk, options: &AnswerOptions) -> Year {
    let request = pb::AnswerObjectionRequest {
        name: desk.name(YEARS, &options.award),
        request_id: id(),
        number: options.number,
        upheld: options.upheld,
        hearing_document: options.heard.clone().unwrap_or_default(),
        document: options.document.clone(),
    };
    Ok(desk.awards().answer_objection(request).await?.into_inner())
}

pub async fn propose(desk: &Desk, options: &ProposeOptions) -> Veto {
    let request = pb::ProposeVetoRequest {
        parent: desk.parent(),
        request_id: id(),
        unit: options.unit.clone(),
        year: options.year,
        event: options.event.into(),
        evidence: options.evidence.clone(),
    };
    Ok(desk.awards().propose_veto(request).await?.into_inner())
}

pub async fn hear(desk: &Desk, options: &HearOptions) -> Veto {
    let request = pb::HearUnitRequest {
        name: desk.name(VETOES, &options.veto),
        request_id: id(),
        hearing_date: options.day.clone(),
        document: options.document.clone(),
    };
    Ok(desk.awards().hear_unit(request).await?.into_inner())
}

pub async fn decide_veto(desk: &Desk, options: &DecideVetoOptions) -> Veto {
    let request = pb::DecideVetoRequest {
        name: desk.name(VETOES, &options.veto),
        request_id: id(),
        vetoed: !options.dismissed,
        document: options.document.clone(),
        panel: options.panel.clone(),
    };
    Ok(desk.awards().decide_veto(request).await?.into_inner())
}
