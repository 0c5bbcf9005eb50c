//! The steps of a supervision, each an order with an id of its own.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;
use uuid::Uuid;

use super::words;
use crate::desk::Desk;
use crate::failure::Failure;

/// Which unit, about which case, and why.
#[derive(Debug, Args)]
pub struct OpenOptions {
    /// Code of the unit.
    pub unit: String,
    /// Id of the case.
    pub case: Uuid,
    /// Whose case it is, as in `petition`.
    #[arg(long = "of", value_parser = words::parse_service)]
    pub service: pb::SupervisedService,
    /// Why, as in `delay`.
    #[arg(long, value_parser = words::parse_ground)]
    pub ground: pb::SupervisionGround,
}

/// Which one.
#[derive(Debug, Args)]
pub struct OneOptions {
    /// Its name or its id.
    pub supervision: String,
}

/// Which one, and what is said.
#[derive(Debug, Args)]
pub struct WordsOptions {
    /// Its name or its id.
    pub supervision: String,
    /// In words, without a person's data.
    pub words: String,
}

/// Which one, by which document.
#[derive(Debug, Args)]
pub struct DocumentOptions {
    /// Its name or its id.
    pub supervision: String,
    /// Number of the document.
    pub document: String,
}

/// Which one, and whether it is put right.
#[derive(Debug, Args)]
pub struct VerifyOptions {
    /// Its name or its id.
    pub supervision: String,
    /// It is not: it goes on being put right.
    #[arg(long)]
    pub not_done: bool,
}

type Answered = Result<pb::Supervision, Failure>;

fn named(desk: &Desk, of: &str) -> String {
    desk.name("supervisions", of)
}

fn id() -> String {
    new_id().to_string()
}

pub async fn get(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::GetSupervisionRequest {
        name: named(desk, &options.supervision),
    };
    Ok(desk.supervisions().get_supervision(request).await?.into_inner())
}

pub async fn urge(desk: &Desk, options: &OpenOptions) -> Answered {
    let request = pb::UrgeUnitRequest {
        parent: desk.parent(),
        request_id: id(),
        service: options.service.into(),
        case: options.case.to_string(),
        unit: options.unit.clone(),
        ground: options.ground.into(),
    };
    Ok(desk.supervisions().urge_unit(request).await?.into_inner())
}

pub async fn supervise(desk: &Desk, options: &OpenOptions) -> Answered {
    let request = pb::SuperviseUnitRequest {
        parent: desk.parent(),
        request_id: id(),
        service: options.service.into(),
        case: options.case.to_string(),
        unit: options.unit.clone(),
        ground: options.ground.into(),
    };
    Ok(desk.supervisions().supervise_unit(request).await?.into_inner())
}

pub async fn urge_again(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::UrgeAgainRequest {
        name: named(desk, &options.supervision),
        request_id: id(),
        ..pb::UrgeAgainRequest::default()
    };
    Ok(desk.supervisions().urge_again(request).await?.into_inner())
}

pub async fn acknowledge(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::AcknowledgeSupervisionRequest {
        name: named(desk, &options.supervision),
        request_id: id(),
        ..pb::AcknowledgeSupervisionRequest::default()
    };
    Ok(desk.supervisions().acknowledge_supervision(request).await?.into_inner())
}

pub async fn begin(desk: &Desk, options: &WordsOptions) -> Answered {
    let request = pb::BeginRectificationRequest {
        name: named(desk, &options.supervision),
        request_id: id(),
        measures: options.words.clone(),
        ..pb::BeginRectificationRequest::default()
    };
    Ok(desk.supervisions().begin_rectification(request).await?.into_inner())
}

pub async fn report(desk: &Desk, options: &WordsOptions) -> Answered {
    let request = pb::ReportRectificationRequest {
        name: named(desk, &options.supervision),
        request_id: id(),
        result: options.words.clone(),
        ..pb::ReportRectificationRequest::default()
    };
    Ok(desk.supervisions().report_rectification(request).await?.into_inner())
}

pub async fn verify(desk: &Desk, options: &VerifyOptions) -> Answered {
    let request = pb::VerifyRectificationRequest {
        name: named(desk, &options.supervision),
        request_id: id(),
        done: !options.not_done,
        ..pb::VerifyRectificationRequest::default()
    };
    Ok(desk.supervisions().verify_rectification(request).await?.into_inner())
}

pub async fn close(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::CloseSupervisionRequest {
        name: named(desk, &options.supervision),
        request_id: id(),
        ..pb::CloseSupervisionRequest::default()
    };
    Ok(desk.supervisions().close_supervision(request).await?.into_inner())
}

pub async fn withdraw(desk: &Desk, options: &DocumentOptions) -> Answered {
    let request = pb::WithdrawSupervisionRequest {
        name: named(desk, &options.supervision),
        request_id: id(),
        document: options.document.clone(),
        ..pb::WithdrawSupervisionRequest::default()
    };
    Ok(desk.supervisions().withdraw_supervision(request).await?.into_inner())
}
