//! The steps of a campaign, each an order with an id of its own.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;
use uuid::Uuid;

use super::words;
use crate::desk::Desk;
use crate::failure::Failure;

/// The collection they are named in.
const CAMPAIGNS: &str = "campaigns";

/// Which one.
#[derive(Debug, Args)]
pub struct OneOptions {
    /// Its name or its id.
    pub campaign: String,
}

/// A campaign.
#[derive(Debug, Args)]
pub struct OpenOptions {
    /// What it is called.
    pub title: String,
    /// The document it rests on.
    #[arg(long)]
    pub document: String,
    /// Code of the unit that sponsors it (包案单位).
    #[arg(long)]
    pub sponsor: String,
    /// Cases opened before this day, as in 2026-01-01.
    #[arg(long)]
    pub before: String,
    /// Only of `petition` or of `mediation`.
    #[arg(id = "of", long, default_value = "")]
    pub service: String,
    /// Only of this category.
    #[arg(long, default_value = "")]
    pub category: String,
    /// A step of the plan and its day, as in `2026-06-30:全部约谈`; may be given several times.
    #[arg(long = "milestone", required = true, value_parser = words::parse_milestone)]
    pub milestones: Vec<pb::BacklogMilestone>,
}

/// Which milestone.
#[derive(Debug, Args)]
pub struct ReachOptions {
    /// The campaign's name or its id.
    pub campaign: String,
    /// Its number, from 1.
    pub number: i32,
}

/// Which case, and why.
#[derive(Debug, Args)]
pub struct ReleaseOptions {
    /// The campaign's name or its id.
    pub campaign: String,
    /// Id of the case.
    pub case: Uuid,
    /// Why, without a person's data.
    #[arg(long)]
    pub reason: String,
}

type Answered = Result<pb::BacklogCampaign, Failure>;

pub async fn get(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::GetBacklogCampaignRequest {
        name: desk.name(CAMPAIGNS, &options.campaign),
    };
    Ok(desk.backlogs().get_backlog_campaign(request).await?.into_inner())
}

pub async fn open(desk: &Desk, options: &OpenOptions) -> Answered {
    let request = pb::OpenBacklogCampaignRequest {
        parent: desk.parent(),
        title: options.title.clone(),
        document: options.document.clone(),
        sponsor: options.sponsor.clone(),
        opened_before: options.before.clone(),
        service: options.service.clone(),
        category: options.category.clone(),
        milestones: options.milestones.clone(),
        request_id: new_id().to_string(),
    };
    Ok(desk.backlogs().open_backlog_campaign(request).await?.into_inner())
}

pub async fn reach(desk: &Desk, options: &ReachOptions) -> Answered {
    let request = pb::ReachBacklogMilestoneRequest {
        name: desk.name(CAMPAIGNS, &options.campaign),
        number: options.number,
        request_id: new_id().to_string(),
    };
    Ok(desk.backlogs().reach_backlog_milestone(request).await?.into_inner())
}

pub async fn release(desk: &Desk, options: &ReleaseOptions) -> Answered {
    let request = pb::ReleaseBacklogCaseRequest {
        name: desk.name(CAMPAIGNS, &options.campaign),
        case: options.case.to_string(),
        reason: options.reason.clone(),
        request_id: new_id().to_string(),
    };
    Ok(desk.backlogs().release_backlog_case(request).await?.into_inner())
}

pub async fn close(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::CloseBacklogCampaignRequest {
        name: desk.name(CAMPAIGNS, &options.campaign),
        request_id: new_id().to_string(),
    };
    Ok(desk.backlogs().close_backlog_campaign(request).await?.into_inner())
}
