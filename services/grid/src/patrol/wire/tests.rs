//! A request is read whole, or all that is wrong with it is told at once.

use shiyu_kit::testkit::violations::{expected, told};
use shiyu_proto::grid::v1 as pb;

use crate::patrol::tests::scene::{COUNTY, code, id, parent, point};
use crate::patrol::wire;

#[test]
fn everything_wrong_with_a_plan_is_told() {
    let both = pb::Checkpoint {
        title: "\u{7}".to_owned(),
        point: point((200.0, 30.0)),
        address: "counties/330602/addresses/7".to_owned(),
        look_at: "联系13812345678".to_owned(),
        ..pb::Checkpoint::default()
    };
    let far = pb::Checkpoint {
        title: "桥".to_owned(),
        point: point((200.0, f64::NAN)),
        look_at: String::new(),
        ..pb::Checkpoint::default()
    };
    let nowhere = pb::Checkpoint {
        title: "桥".to_owned(),
        look_at: "护栏".to_owned(),
        ..pb::Checkpoint::default()
    };
    let plan = pb::PatrolPlan {
        grid: "counties/330602/grids/330603001003001".to_owned(),
        title: "长".repeat(101),
        frequency: pb::PatrolFrequency::Daily.into(),
        dates: vec!["2026-05-06".to_owned()],
        checkpoints: vec![both, far, nowhere],
        role: pb::GridRole::Volunteer.into(),
        valid_from: "2026-05-06".to_owned(),
        valid_to: "2026-05-05".to_owned(),
        ..pb::PatrolPlan::default()
    };
    let request = pb::PutPatrolPlanRequest {
        parent: "counties/330603".to_owned(),
        plan: Some(plan),
        request_id: String::new(),
    };
    let pairs = [
        ("parent", "UNKNOWN_COUNTY"),
        ("request_id", "REQUEST_ID_MISSING"),
        ("plan.grid", "GRID_INVALID"),
        ("plan.title", "TOO_LONG"),
        ("plan.dates", "DATES_WITHOUT_FREQUENCY"),
        ("plan.checkpoints[0].title", "CHARACTER_INVALID"),
        ("plan.checkpoints[0].address", "PLACE_AMBIGUOUS"),
        ("plan.checkpoints[0].look_at", "PERSONAL_DATA_IN_TEXT"),
        ("plan.checkpoints[1].point.longitude", "OUT_OF_RANGE"),
        ("plan.checkpoints[1].point.latitude", "OUT_OF_RANGE"),
        ("plan.checkpoints[1].look_at", "REQUIRED"),
        ("plan.checkpoints[2].point", "REQUIRED"),
        ("plan.role", "REQUIRED"),
        ("plan.valid_to", "DATES_REVERSED"),
    ];
    assert_eq!(told(wire::put_plan(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn everything_wrong_with_a_visit_is_told() {
    let pairs = [
        ("name", "NAME_INVALID"),
        ("checkpoint", "OUT_OF_RANGE"),
        ("point", "REQUIRED"),
        ("request_id", "REQUEST_ID_MISSING"),
    ];
    let read = wire::check_in(&pb::CheckInRequest::default(), &code(COUNTY));
    assert_eq!(told(read), expected(&pairs));
}

#[test]
fn everything_wrong_with_a_hazard_is_told() {
    let hazard = pb::Hazard {
        class_code: "E12".to_owned(),
        danger: 9,
        found_on: "today".to_owned(),
        event: "7".to_owned(),
        ..pb::Hazard::default()
    };
    let request = pb::RecordHazardRequest {
        parent: parent(),
        hazard: Some(hazard),
        request_id: id(),
    };
    let pairs = [
        ("hazard.grid", "NAME_INVALID"),
        ("hazard.whereabouts", "REQUIRED"),
        ("hazard.class_code", "CLASS_INVALID"),
        ("hazard.danger", "UNKNOWN_VALUE"),
        ("hazard.found_on", "DATE_INVALID"),
        ("hazard.event", "NAME_INVALID"),
    ];
    assert_eq!(told(wire::record_hazard(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn everything_wrong_with_a_campaign_is_told() {
    let campaign = pb::Campaign {
        title: "行动".to_owned(),
        sponsor: "330602".to_owned(),
        class_codes: vec!["E1203".to_owned(), "E1203".to_owned()],
        first_day: "2026-05-06".to_owned(),
        last_day: "2026-05-05".to_owned(),
        ..pb::Campaign::default()
    };
    let request = pb::PutCampaignRequest {
        parent: parent(),
        campaign: Some(campaign),
        request_id: id(),
    };
    let pairs = [
        ("campaign.class_codes[1]", "DUPLICATE"),
        ("campaign.areas", "REQUIRED"),
        ("campaign.last_day", "DATES_REVERSED"),
    ];
    assert_eq!(told(wire::put_campaign(request, &code(COUNTY))), expected(&pairs));
}

#[test]
fn what_was_found_is_an_event() {
    let result = |outcome: pb::ScreeningOutcome, findings: &[&str]| pb::ScreeningResult {
        item: "fire".to_owned(),
        outcome: outcome.into(),
        findings: findings.iter().map(ToString::to_string).collect(),
    };
    let event = format!("counties/330602/events/{}", id());
    let request = pb::ReportScreeningRequest {
        name: format!("counties/330602/screeningRounds/{}", id()),
        results: vec![
            result(pb::ScreeningOutcome::Found, &[]),
            result(pb::ScreeningOutcome::Clear, &[&event]),
        ],
        request_id: id(),
    };
    let pairs = [
        ("results[0].findings", "FINDING_MISSING"),
        ("results[1].item", "DUPLICATE"),
        ("results[1].findings", "FINDINGS_WITHOUT_OUTCOME"),
    ];
    assert_eq!(told(wire::report_screening(request, &code(COUNTY))), expected(&pairs));
}
