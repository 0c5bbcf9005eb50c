//! The steps of a round and of its visits, each an order with an id of its own.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;
use time::OffsetDateTime;

use super::words;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::times;

/// The collection they are named in.
pub(super) const ROUNDS: &str = "covertRounds";

/// Which round.
#[derive(Debug, Args)]
pub struct OneOptions {
    /// Its name or its id.
    pub round: String,
}

/// A round.
#[derive(Debug, Args)]
pub struct AnnounceOptions {
    /// What it is called.
    pub title: String,
    /// Code of a unit or division that is drawn from; at least one.
    #[arg(required = true)]
    pub pool: Vec<String>,
    /// How many are drawn.
    #[arg(long)]
    pub visits: i32,
    /// The document it rests on.
    #[arg(long)]
    pub document: String,
}

/// What the draw is made by.
#[derive(Debug, Args)]
pub struct DrawOptions {
    /// Its name or its id.
    pub round: String,
    /// The seed.
    #[arg(long)]
    pub seed: String,
    /// Where it comes from, as in `双色球2026052期开奖号码`.
    #[arg(long)]
    pub source: String,
}

/// Which visit.
#[derive(Debug, Args)]
pub struct VisitOptions {
    /// The round's name or its id.
    pub round: String,
    /// Its number, from 1.
    pub number: i32,
}

/// When somebody was there.
#[derive(Debug, Args)]
pub struct VisitedOptions {
    /// Which visit.
    #[command(flatten)]
    pub visit: VisitOptions,
    /// When, as in 2026-05-01T08:00:00Z.
    #[arg(long, value_parser = times::parse)]
    pub at: OffsetDateTime,
}

/// What was found.
#[derive(Debug, Args)]
pub struct FindOptions {
    /// Which visit.
    #[command(flatten)]
    pub visit: VisitOptions,
    /// What was looked at, how often, and how often it was not as it should be, as in `灭火器:10:2`; may be given several times.
    #[arg(long = "finding", required = true, value_parser = words::parse_finding)]
    pub findings: Vec<pb::CovertFinding>,
}

/// What was done about it.
#[derive(Debug, Args)]
pub struct RectifyOptions {
    /// Which visit.
    #[command(flatten)]
    pub visit: VisitOptions,
    /// In words, without a person's data.
    pub words: String,
}

type Answered = Result<pb::CovertRound, Failure>;

pub async fn get(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::GetCovertRoundRequest {
        name: desk.name(ROUNDS, &options.round),
    };
    Ok(desk.covert().get_covert_round(request).await?.into_inner())
}

pub async fn announce(desk: &Desk, options: &AnnounceOptions) -> Answered {
    let request = pb::AnnounceCovertRoundRequest {
        parent: desk.parent(),
        title: options.title.clone(),
        document: options.document.clone(),
        pool: options.pool.clone(),
        visits: options.visits,
        request_id: new_id().to_string(),
    };
    Ok(desk.covert().announce_covert_round(request).await?.into_inner())
}

pub async fn draw(desk: &Desk, options: &DrawOptions) -> Answered {
    let request = pb::DrawCovertVisitsRequest {
        name: desk.name(ROUNDS, &options.round),
        seed: options.seed.clone(),
        seed_source: options.source.clone(),
        request_id: new_id().to_string(),
    };
    Ok(desk.covert().draw_covert_visits(request).await?.into_inner())
}

pub async fn visit(desk: &Desk, options: &VisitedOptions) -> Answered {
    let request = pb::RecordCovertVisitRequest {
        name: desk.name(ROUNDS, &options.visit.round),
        number: options.visit.number,
        visit_time: Some(times::to_stamp(options.at)),
        request_id: new_id().to_string(),
    };
    Ok(desk.covert().record_covert_visit(request).await?.into_inner())
}

pub async fn find(desk: &Desk, options: &FindOptions) -> Answered {
    let request = pb::RecordCovertFindingsRequest {
        name: desk.name(ROUNDS, &options.visit.round),
        number: options.visit.number,
        findings: options.findings.clone(),
        request_id: new_id().to_string(),
    };
    Ok(desk.covert().record_covert_findings(request).await?.into_inner())
}

pub async fn share(desk: &Desk, options: &VisitOptions) -> Answered {
    let request = pb::ShareCovertVisitRequest {
        name: desk.name(ROUNDS, &options.round),
        number: options.number,
        request_id: new_id().to_string(),
    };
    Ok(desk.covert().share_covert_visit(request).await?.into_inner())
}

pub async fn rectify(desk: &Desk, options: &RectifyOptions) -> Answered {
    let request = pb::RectifyCovertVisitRequest {
        name: desk.name(ROUNDS, &options.visit.round),
        number: options.visit.number,
        rectification: options.words.clone(),
        request_id: new_id().to_string(),
    };
    Ok(desk.covert().rectify_covert_visit(request).await?.into_inner())
}
