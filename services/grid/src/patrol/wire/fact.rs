//! What others are told: ids, places, classes, counts and times; nobody's name or subject, and no words.

use shiyu_kit::operations::timestamp;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::resource::count;
use super::terms;
use crate::patrol::domain::{Campaign, Round, Screening, Standpoint};
use crate::patrol::store::{round, screening};

fn id(id: Option<Uuid>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// `patrol.finished`.
#[must_use]
pub fn patrol_ended(round: &Round) -> pb::PatrolEnded {
    pb::PatrolEnded {
        round: round.id.to_string(),
        plan: round.plan.to_string(),
        grid: round.grid.to_string(),
        first_day: round.days.first.to_string(),
        last_day: round.days.last.to_string(),
        checkpoint_count: count(round.stops.len()),
        visited_count: count(round.visited()),
        finding_count: count(round.findings()),
        end_time: round.ended_at.map(timestamp),
    }
}

/// `patrol.missed`, of a row as it lies in the table.
#[must_use]
pub fn patrol_missed(row: &round::Model) -> pb::PatrolEnded {
    pb::PatrolEnded {
        round: row.id.to_string(),
        plan: row.plan.to_string(),
        grid: row.grid.clone(),
        first_day: row.first_day.to_string(),
        last_day: row.last_day.to_string(),
        checkpoint_count: row.checkpoints,
        visited_count: row.visited,
        finding_count: row.findings,
        end_time: row.due_at.map(timestamp),
    }
}

/// `hazard.found`, `hazard.accepted`, `hazard.reopened`, `hazard.removed`.
#[must_use]
pub fn hazard_moved(found: &Standpoint) -> pb::HazardMoved {
    let hazard = &found.hazard;
    pb::HazardMoved {
        hazard: hazard.id.to_string(),
        grid: hazard.at.grid.to_string(),
        class_code: hazard.class.to_string(),
        danger: terms::danger(hazard.danger).into(),
        found_on: hazard.found_on.to_string(),
        event: id(hazard.event),
        campaign: id(hazard.campaign),
        state: terms::hazard_state(found.state).into(),
        review_on: found.review_on.map(|day| day.to_string()).unwrap_or_default(),
        change_time: Some(timestamp(found.changed_at)),
    }
}

/// `campaign.announced`, `campaign.ended`.
#[must_use]
pub fn campaign_moved(campaign: &Campaign, now: OffsetDateTime) -> pb::CampaignMoved {
    pb::CampaignMoved {
        campaign: campaign.id.to_string(),
        sponsor: campaign.sponsor.to_string(),
        class_codes: campaign.classes.iter().map(ToString::to_string).collect(),
        areas: campaign.area.divisions.iter().map(ToString::to_string).collect(),
        grids: campaign.area.grids.iter().map(ToString::to_string).collect(),
        first_day: campaign.days.first.to_string(),
        last_day: campaign.days.last.to_string(),
        change_time: Some(timestamp(now)),
    }
}

/// `screening.reported`.
#[must_use]
pub fn screening_ended(round: &Screening) -> pb::ScreeningEnded {
    pb::ScreeningEnded {
        round: round.id.to_string(),
        template: round.template.clone(),
        unit: round.unit.to_string(),
        first_day: round.days.first.to_string(),
        last_day: round.days.last.to_string(),
        item_count: count(round.items.len()),
        finding_count: count(round.findings()),
        late: round.late(),
        end_time: round.reported_at.map(timestamp),
    }
}

/// `screening.missed`, of a row as it lies in the table.
#[must_use]
pub fn screening_missed(row: &screening::Model) -> pb::ScreeningEnded {
    pb::ScreeningEnded {
        round: row.id.to_string(),
        template: row.template.clone(),
        unit: row.unit.clone(),
        first_day: row.first_day.to_string(),
        last_day: row.last_day.to_string(),
        item_count: row.items,
        finding_count: row.findings,
        late: false,
        end_time: row.due_at.map(timestamp),
    }
}
