//! Campaigns, what they looked at, and what a screening round found.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use super::{LINE, REASON, Wanted};
use crate::patrol::domain::{Answer, Area, Campaign, Check, Order, Outcome, Remove, Report};
use crate::patrol::wire::terms::read_outcome;
use crate::patrol::wire::{CAMPAIGNS, EVENTS, SCREENINGS, field};

/// Reads `PutCampaign`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_campaign(request: pb::PutCampaignRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let campaign = reading.part("campaign", request.campaign);
    let order = campaign.and_then(|campaign| campaign_of(&mut reading, id, campaign));
    reading.wanted(id, order)
}

fn campaign_of(reading: &mut Reading<'_>, request: Option<Uuid>, campaign: pb::Campaign) -> Option<Order> {
    let put = reading.put("campaign.name", &campaign.name, CAMPAIGNS, request);
    let title = reading.impersonal("campaign.title", campaign.title, LINE);
    let sponsor = reading.code("campaign.sponsor", &campaign.sponsor);
    let classes = reading.distinct("campaign.class_codes", &(1..=50), campaign.class_codes, |reading, path, text| {
        field::class(reading, path, &text)
    });
    let somewhere = !campaign.areas.is_empty() || !campaign.grids.is_empty();
    reading
        .violations
        .require(somewhere, "campaign.areas", "REQUIRED", "at least one area or grid");
    let divisions = reading.distinct("campaign.areas", &(0..=100), campaign.areas, |reading, path, text| {
        reading.place(path, &text)
    });
    let grids = reading.distinct("campaign.grids", &(0..=200), campaign.grids, |reading, path, text| {
        field::grid(reading, path, &text)
    });
    let (first, last) = (&campaign.first_day, &campaign.last_day);
    let days = field::period(reading, ("campaign.first_day", first), ("campaign.last_day", last));
    let (standing, id) = put?;
    let area = Area {
        divisions: divisions?.into_iter().collect(),
        grids: grids?.into_iter().collect(),
    };
    let campaign = Campaign {
        id,
        title: title?,
        sponsor: sponsor?,
        classes: classes?,
        area,
        days: days?,
        ended: None,
    };
    Some(Order::PutCampaign(standing, campaign))
}

/// Reads `EndCampaign`.
///
/// # Errors
/// All that is wrong with the request.
pub fn end_campaign(request: pb::EndCampaignRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let campaign = reading.name("name", &request.name, CAMPAIGNS);
    let reason = reading.impersonal("reason", request.reason, REASON);
    let id = reading.request_id(&request.request_id);
    let order = campaign.zip(reason).map(|(id, reason)| Order::EndCampaign(Remove { id, reason }));
    reading.wanted(id, order)
}

/// Reads `RecordCampaignCheck`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_check(request: &pb::RecordCampaignCheckRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let campaign = reading.name("name", &request.name, CAMPAIGNS);
    let grid = field::grid(&mut reading, "grid", &request.grid);
    let places = reading.number("places", request.places, &(1_i64..=500));
    let id = reading.request_id(&request.request_id);
    let read = campaign.zip(grid).zip(places);
    let order = read.map(|((campaign, grid), places)| Order::Check(Check { campaign, grid, places }));
    reading.wanted(id, order)
}

/// Reads `ReportScreening`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_screening(request: pb::ReportScreeningRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let round = reading.name("name", &request.name, SCREENINGS);
    let mut seen = std::collections::BTreeSet::new();
    let answers = reading.each("results", &(1..=100), request.results, |reading, path, result| {
        let new = seen.insert(result.item.clone());
        let field = format!("{path}.item");
        reading.violations.require(new, field, "DUPLICATE", "it is answered twice");
        answer(reading, path, result)
    });
    let id = reading.request_id(&request.request_id);
    let order = round.zip(answers).map(|(round, answers)| Order::Report(Report { round, answers }));
    reading.wanted(id, order)
}

fn answer(reading: &mut Reading<'_>, path: &str, result: pb::ScreeningResult) -> Option<Answer> {
    let item = reading.line(&format!("{path}.item"), result.item, 40);
    let outcome = reading.value(&format!("{path}.outcome"), result.outcome, read_outcome);
    let field = format!("{path}.findings");
    let none = result.findings.is_empty();
    let found = outcome == Some(Outcome::Found);
    reading
        .violations
        .require(!found || !none, field.as_str(), "FINDING_MISSING", "what was found is an event");
    let fits = found || none || outcome.is_none();
    let text = "nothing was found";
    reading.violations.require(fits, field.as_str(), "FINDINGS_WITHOUT_OUTCOME", text);
    let findings = reading.distinct(&field, &(0..=20), result.findings, |reading, path, text| {
        reading.name(path, &text, EVENTS)
    });
    Some(Answer {
        item: item?,
        outcome: outcome?,
        findings: findings?,
    })
}
