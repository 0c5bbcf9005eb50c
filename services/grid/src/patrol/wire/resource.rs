//! Plans, rounds, hazards, campaigns and screening rounds as resources.

use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::point;
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use super::{ADDRESSES, CAMPAIGNS, EVENTS, GRIDS, HAZARDS, PLANS, ROUNDS, SCREENINGS, terms};
use crate::domain::terms::GridCode;
use crate::patrol::domain::{Campaign, Checkpoint, Entry, Frequency, Plan, Round, Screening, Standpoint, Tally};

fn named(county: &Code, collection: &str, id: Uuid) -> String {
    format!("counties/{county}/{collection}/{id}")
}

fn named_or_nothing(county: &Code, collection: &str, id: Option<Uuid>) -> String {
    id.map(|id| named(county, collection, id)).unwrap_or_default()
}

fn grid(county: &Code, grid: &GridCode) -> String {
    format!("counties/{county}/{GRIDS}/{grid}")
}

pub(super) fn count(many: usize) -> i32 {
    i32::try_from(many).unwrap_or(i32::MAX)
}

fn checkpoint((index, checkpoint): (usize, &Checkpoint), county: &Code) -> pb::Checkpoint {
    pb::Checkpoint {
        number: count(index + 1),
        title: checkpoint.title.clone(),
        point: Some(point(checkpoint.point)),
        address: named_or_nothing(county, ADDRESSES, checkpoint.address),
        look_at: checkpoint.look_at.clone(),
    }
}

/// A plan.
#[must_use]
pub fn plan(plan: &Plan, county: &Code) -> pb::PatrolPlan {
    let dates = match &plan.frequency {
        Frequency::OnDates(dates) => dates.iter().map(ToString::to_string).collect(),
        Frequency::Daily | Frequency::WorkingDays | Frequency::Weekly | Frequency::Monthly => Vec::new(),
    };
    let numbered = plan.checkpoints.iter().enumerate();
    pb::PatrolPlan {
        name: named(county, PLANS, plan.id),
        grid: grid(county, &plan.grid),
        title: plan.title.clone(),
        frequency: terms::frequency(&plan.frequency).into(),
        dates,
        checkpoints: numbered.map(|numbered| checkpoint(numbered, county)).collect(),
        role: terms::role(plan.role).into(),
        valid_from: plan.valid_from.to_string(),
        valid_to: plan.valid_to.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// A round as lists show it.
#[must_use]
pub fn round(round: &Round, county: &Code) -> pb::PatrolRound {
    pb::PatrolRound {
        name: named(county, ROUNDS, round.id),
        plan: named(county, PLANS, round.plan),
        grid: grid(county, &round.grid),
        title: round.title.clone(),
        role: terms::role(round.role).into(),
        first_day: round.days.first.to_string(),
        last_day: round.days.last.to_string(),
        due_time: Some(timestamp(round.due_at())),
        state: terms::round_state(round.state).into(),
        checkpoint_count: count(round.stops.len()),
        visited_count: count(round.visited()),
        stops: Vec::new(),
        patrolled_by: Vec::new(),
        start_time: round.started_at.map(timestamp),
        end_time: round.ended_at.map(timestamp),
    }
}

/// A round with its stops, and without those who walked it.
#[must_use]
pub fn round_with_stops(shown: &Round, county: &Code) -> pb::PatrolRound {
    let stops = shown.stops.iter().enumerate().map(|(index, stop)| pb::Stop {
        checkpoint: Some(checkpoint((index, &stop.checkpoint), county)),
        visit_time: stop.visited_at.map(timestamp),
        finding: named_or_nothing(county, EVENTS, stop.finding),
    });
    pb::PatrolRound {
        stops: stops.collect(),
        ..round(shown, county)
    }
}

/// A hazard.
#[must_use]
pub fn hazard(found: &Standpoint, county: &Code) -> pb::Hazard {
    let hazard = &found.hazard;
    pb::Hazard {
        name: named(county, HAZARDS, hazard.id),
        grid: grid(county, &hazard.at.grid),
        point: hazard.at.point.map(point),
        address: named_or_nothing(county, ADDRESSES, hazard.at.address),
        whereabouts: hazard.at.whereabouts.clone(),
        class_code: hazard.class.to_string(),
        danger: terms::danger(hazard.danger).into(),
        found_on: hazard.found_on.to_string(),
        event: named_or_nothing(county, EVENTS, hazard.event),
        campaign: named_or_nothing(county, CAMPAIGNS, hazard.campaign),
        state: terms::hazard_state(found.state).into(),
        review_on: found.review_on.map(|day| day.to_string()).unwrap_or_default(),
        reason: found.reason.clone().unwrap_or_default(),
        change_time: Some(timestamp(found.changed_at)),
    }
}

/// A campaign.
#[must_use]
pub fn campaign(campaign: &Campaign, county: &Code) -> pb::Campaign {
    let ended = campaign.ended.as_ref();
    pb::Campaign {
        name: named(county, CAMPAIGNS, campaign.id),
        title: campaign.title.clone(),
        sponsor: campaign.sponsor.to_string(),
        class_codes: campaign.classes.iter().map(ToString::to_string).collect(),
        areas: campaign.area.divisions.iter().map(ToString::to_string).collect(),
        grids: campaign.area.grids.iter().map(|code| grid(county, code)).collect(),
        first_day: campaign.days.first.to_string(),
        last_day: campaign.days.last.to_string(),
        end_time: ended.map(|ended| timestamp(ended.at)),
        end_reason: ended.map(|ended| ended.reason.clone()).unwrap_or_default(),
    }
}

/// How far a campaign is in one place.
#[must_use]
pub fn progress_of(tally: &Tally) -> pb::CampaignProgress {
    pb::CampaignProgress {
        place: tally.place.clone(),
        checked: tally.checked,
        found: tally.found,
        removed: tally.removed,
    }
}

/// A screening round as lists show it.
#[must_use]
pub fn screening(round: &Screening, county: &Code) -> pb::ScreeningRound {
    pb::ScreeningRound {
        name: named(county, SCREENINGS, round.id),
        template: round.template.clone(),
        title: round.title.clone(),
        unit: round.unit.to_string(),
        first_day: round.days.first.to_string(),
        last_day: round.days.last.to_string(),
        due_time: Some(timestamp(round.due_at())),
        state: terms::screening_state(round.state).into(),
        late: round.late(),
        items: Vec::new(),
        report_time: round.reported_at.map(timestamp),
        finding_count: count(round.findings()),
    }
}

/// A screening round with its checklist.
#[must_use]
pub fn screening_with_items(round: &Screening, county: &Code) -> pb::ScreeningRound {
    let items = round.items.iter().map(|item| pb::ScreeningItem {
        code: item.code.clone(),
        title: item.title.clone(),
        class_code: item.class.map(|class| class.to_string()).unwrap_or_default(),
        outcome: terms::outcome(item.outcome).into(),
        finding_count: count(item.findings),
    });
    pb::ScreeningRound {
        items: items.collect(),
        ..screening(round, county)
    }
}

/// An entry of the ledger.
#[must_use]
pub fn entry(entry: &Entry, county: &Code) -> pb::LedgerEntry {
    pb::LedgerEntry {
        round: named(county, SCREENINGS, entry.round),
        unit: entry.unit.to_string(),
        item: entry.item.clone(),
        class_code: entry.class.map(|class| class.to_string()).unwrap_or_default(),
        event: named(county, EVENTS, entry.event),
        reported_on: entry.reported_on.to_string(),
    }
}
