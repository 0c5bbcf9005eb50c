//! Protobuf ↔ campaigns, and nothing else.

use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::many;
use shiyu_proto::assessment::v1 as pb;
use uuid::Uuid;

use super::domain::{Campaign, Chosen, Milestone, Plan};
use super::store::SERVICES;
use super::{Ended, Order};
use crate::shelf::{Key, name_of};

const CAMPAIGNS: &str = "campaigns";

/// Reads `OpenBacklogCampaign`.
///
/// # Errors
/// All that is wrong with the request.
pub fn open(request: pb::OpenBacklogCampaignRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let title = reading.impersonal_line("title", request.title, 100);
    let document = reading.line("document", request.document, 100);
    let sponsor = reading.code("sponsor", &request.sponsor);
    let before = reading.date("opened_before", &request.opened_before);
    let known = request.service.is_empty() || SERVICES.iter().any(|(service, _, _)| *service == request.service);
    let violations = &mut reading.violations;
    violations.require(known, "service", "SERVICE_INVALID", "`petition`, `mediation` or nothing");
    let category = reading.optional_line("category", request.category, 60);
    let milestones = reading.each("milestones", &(1..=30), request.milestones, |reading, field, told| {
        let title = reading.impersonal_line(&format!("{field}.title"), told.title, 100);
        let due = reading.date(&format!("{field}.due_date"), &told.due_date);
        Some(Milestone {
            title: title?,
            due: due?,
            reached_at: None,
        })
    });
    let plan = (|| {
        Some(Plan {
            id: id?,
            title: title?,
            document: document?,
            sponsor: sponsor?,
            before: before?,
            service: Some(request.service).filter(|service| !service.is_empty()),
            category,
            milestones: milestones?,
        })
    })();
    reading.wanted(id, plan.map(Order::Open))
}

/// Reads `ReachBacklogMilestone`.
///
/// # Errors
/// All that is wrong with the request.
pub fn reach(request: &pb::ReachBacklogMilestoneRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let campaign = reading.name("name", &request.name, CAMPAIGNS);
    let number: Option<usize> = reading.number("number", request.number, &(1..=30));
    let id = reading.request_id(&request.request_id);
    let order = campaign
        .zip(number)
        .map(|(campaign, number)| Order::Reach(campaign, number.saturating_sub(1)));
    reading.wanted(id, order)
}

/// Reads `ReleaseBacklogCase`.
///
/// # Errors
/// All that is wrong with the request.
pub fn release(request: pb::ReleaseBacklogCaseRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let campaign = reading.name("name", &request.name, CAMPAIGNS);
    let case = reading.uuid("case", &request.case);
    let reason = reading.impersonal("reason", request.reason, 500);
    let id = reading.request_id(&request.request_id);
    let order = campaign.zip(case).zip(reason);
    let order = order.map(|((campaign, case), reason)| Order::Release(campaign, case, reason));
    reading.wanted(id, order)
}

/// Reads `CloseBacklogCampaign`.
///
/// # Errors
/// All that is wrong with the request.
pub fn close(request: &pb::CloseBacklogCampaignRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let campaign = reading.name("name", &request.name, CAMPAIGNS);
    let id = reading.request_id(&request.request_id);
    reading.wanted(id, campaign.map(Order::Close))
}

/// Reads which campaign is meant.
///
/// # Errors
/// All that is wrong with the name.
pub fn name(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, CAMPAIGNS);
    reading.finish(id)
}

/// Reads `ListBacklogCampaigns`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: &pb::ListBacklogCampaignsRequest, county: &Code) -> Result<Listing<(), Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &[CAMPAIGNS], ())
}

/// A campaign as it travels, with those of its cases that came to their end.
#[must_use]
pub fn campaign(campaign: &Campaign, ended: &Ended, county: &Code) -> pb::BacklogCampaign {
    let plan = &campaign.plan;
    let case = |chosen: &Chosen| pb::BacklogCase {
        case: chosen.case.to_string(),
        service: chosen.service.clone(),
        unit: chosen.unit.clone(),
        category: chosen.category.clone(),
        open_date: chosen.opened.to_string(),
        end_date: ended.get(&chosen.case).map(ToString::to_string).unwrap_or_default(),
        release_reason: chosen.released.clone().unwrap_or_default(),
    };
    let milestone = |milestone: &Milestone| pb::BacklogMilestone {
        title: milestone.title.clone(),
        due_date: milestone.due.to_string(),
        reach_time: milestone.reached_at.map(timestamp),
    };
    pb::BacklogCampaign {
        name: name_of(county, CAMPAIGNS, plan.id),
        title: plan.title.clone(),
        document: plan.document.clone(),
        sponsor: plan.sponsor.to_string(),
        opened_before: plan.before.to_string(),
        service: plan.service.clone().unwrap_or_default(),
        category: plan.category.clone().unwrap_or_default(),
        milestones: plan.milestones.iter().map(milestone).collect(),
        cases: campaign.cases.iter().map(case).collect(),
        open_time: Some(timestamp(campaign.opened_at)),
        close_time: campaign.closed_at.map(timestamp),
        ended: at_their_end(campaign, ended),
    }
}

fn at_their_end(campaign: &Campaign, ended: &Ended) -> i32 {
    many(campaign.kept().filter(|chosen| ended.contains_key(&chosen.case)).count())
}

/// What is told of a campaign.
#[must_use]
pub fn moved(campaign: &Campaign, ended: &Ended, county: &Code) -> pb::BacklogCampaignMoved {
    pb::BacklogCampaignMoved {
        name: name_of(county, CAMPAIGNS, campaign.plan.id),
        sponsor: campaign.plan.sponsor.to_string(),
        cases: many(campaign.kept().count()),
        ended: at_their_end(campaign, ended),
    }
}
