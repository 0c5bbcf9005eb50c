//! A village screens its disputes every week: the round is made by the calendar, what it finds becomes a dispute, the ledger says what
//! came of it, and what nobody reports is missed.

use shiyu_e2e::hall::{COMMITTEE_CLERK, HALL_AUDITOR, opening};
use shiyu_e2e::people::{OPERATOR, Post, post};
use shiyu_e2e::sample::{PLACE, import, parent, unit};
use shiyu_e2e::{Accord, Backends, Hall, PATIENCE, Storage, Town, moment};
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::violations;
use shiyu_kit::testkit::eventually;
use shiyu_proto::mediation::v1 as pb;
use tonic::Code::{FailedPrecondition, InvalidArgument, NotFound, PermissionDenied};
use tonic::Status;

use crate::saying::refused;

on_both_storages! {
    a_week_of_screening_and_what_comes_of_it;
}

/// The village beside the one it happens in; it is founded in the middle of the week.
const NEW_VILLAGE: &str = "330602001009";
/// The clerk of the village's committee.
const VILLAGE_CLERK: Post = post("staff-of-village", "committee_clerk", Some(PLACE));
/// The clerk of the new village's.
const NEW_CLERK: Post = post("staff-of-new-village", "committee_clerk", Some(NEW_VILLAGE));

async fn rounds(hall: &Hall, post: &Post, unit: &str, state: pb::ScreeningState) -> Vec<pb::ScreeningRound> {
    let request = pb::ListScreeningRoundsRequest {
        parent: parent(),
        unit: unit.to_owned(),
        state: state.into(),
        ..pb::ListScreeningRoundsRequest::default()
    };
    let listed = hall.caller(post).screenings().list_screening_rounds(request).await;
    listed.unwrap().into_inner().rounds
}

async fn open_rounds(hall: &Hall, unit: &str) -> Vec<pb::ScreeningRound> {
    rounds(hall, &COMMITTEE_CLERK, unit, pb::ScreeningState::Open).await
}

/// The round of this week, whole.
async fn this_week(hall: &Hall, unit: &str) -> pb::ScreeningRound {
    eventually(PATIENCE, async || !open_rounds(hall, unit).await.is_empty()).await;
    let name = open_rounds(hall, unit).await.remove(0).name;
    get(hall, &COMMITTEE_CLERK, &name).await.unwrap()
}

async fn get(hall: &Hall, post: &Post, name: &str) -> Result<pb::ScreeningRound, Status> {
    let request = pb::GetScreeningRoundRequest { name: name.to_owned() };
    let round = hall.caller(post).screenings().get_screening_round(request).await?;
    Ok(round.into_inner())
}

async fn report(hall: &Hall, post: &Post, request: &pb::ReportScreeningRequest) -> Result<pb::ScreeningRound, Status> {
    let reported = hall.caller(post).screenings().report_screening(request.clone()).await?;
    Ok(reported.into_inner())
}

fn found(summary: &str, settled: bool) -> pb::ScreeningFound {
    pb::ScreeningFound {
        category: pb::DisputeCategory::Neighbour.into(),
        place: PLACE.to_owned(),
        summary: summary.to_owned(),
        settled,
    }
}

/// Nothing but what is found between neighbours.
fn answers(round: &pb::ScreeningRound, between_neighbours: &[pb::ScreeningFound]) -> pb::ReportScreeningRequest {
    let result = |item: &pb::ScreeningItem| {
        let findings = if item.code == "neighbour" { between_neighbours } else { &[] };
        let outcome = if findings.is_empty() {
            pb::ScreeningOutcome::Nothing
        } else {
            pb::ScreeningOutcome::Found
        };
        pb::ScreeningResult {
            item: item.code.clone(),
            outcome: outcome.into(),
            findings: findings.to_vec(),
        }
    };
    pb::ReportScreeningRequest {
        name: round.name.clone(),
        results: round.items.iter().map(result).collect(),
        request_id: new_id().to_string(),
    }
}

async fn ledger(hall: &Hall, round: &str) -> Vec<pb::ScreeningFinding> {
    let request = pb::ListScreeningFindingsRequest {
        parent: parent(),
        round: round.to_owned(),
        ..pb::ListScreeningFindingsRequest::default()
    };
    let listed = hall.caller(&COMMITTEE_CLERK).screenings().list_screening_findings(request).await;
    listed.unwrap().into_inner().findings
}

async fn a_week_of_screening_and_what_comes_of_it(backends: Backends, storage: Storage) {
    let (town, hall) = Hall::open(&backends, storage).await;
    let round = this_week(&hall, PLACE).await;
    assert_eq!(
        (round.template.as_str(), round.state()),
        ("village_weekly", pb::ScreeningState::Open)
    );
    nonsense_changes_nothing(&hall, &round).await;

    let request = answers(&round, &[found("楼道堆物影响通行", false), found("晾衣滴水", true)]);
    let reported = report(&hall, &VILLAGE_CLERK, &request).await.unwrap();
    assert_eq!(
        (reported.state(), reported.finding_count, reported.late),
        (pb::ScreeningState::Reported, 2, false)
    );
    assert_eq!(
        report(&hall, &VILLAGE_CLERK, &request).await.unwrap(),
        reported,
        "the same report again"
    );
    let again = answers(&round, &[]);
    refused(
        report(&hall, &VILLAGE_CLERK, &again).await,
        FailedPrecondition,
        "SCREENING_REPORTED",
    );
    a_finding_becomes_a_dispute(&hall, &round.name).await;

    found_in_the_middle_of_the_week(&town).await;
    let strange = this_week(&hall, NEW_VILLAGE).await;
    refused(get(&hall, &NEW_CLERK, &round.name).await, NotFound, "SCREENING_UNKNOWN");
    refused(
        report(&hall, &VILLAGE_CLERK, &answers(&strange, &[])).await,
        PermissionDenied,
        "UNIT_NOT_YOURS",
    );
    nobody_reports_in_time(&town, &hall, &strange).await;
}

async fn nonsense_changes_nothing(hall: &Hall, round: &pb::ScreeningRound) {
    let empty = report(hall, &VILLAGE_CLERK, &pb::ReportScreeningRequest::default())
        .await
        .unwrap_err();
    let fields: Vec<String> = violations(&empty).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["name", "request_id", "results"]);
    let with = |change: &dyn Fn(&mut pb::ReportScreeningRequest)| {
        let mut request = answers(round, &[found("楼道堆物影响通行", false)]);
        change(&mut request);
        request
    };
    let neighbour = round.items.iter().position(|item| item.code == "neighbour").unwrap();
    let malformed = [
        (with(&|request| request.results[neighbour].findings.clear()), "REQUIRED"),
        (
            with(&|request| request.results[neighbour].outcome = pb::ScreeningOutcome::Nothing.into()),
            "TOO_MANY",
        ),
        (with(&|request| request.results[neighbour].outcome = 99), "UNKNOWN_VALUE"),
        (
            with(&|request| request.results[neighbour].findings[0].summary = "身份证11010519491231002X".to_owned()),
            "PERSONAL_DATA_IN_TEXT",
        ),
        (
            with(&|request| request.results[neighbour].findings[0].place = "330602-JTJ".to_owned()),
            "PLACE_INVALID",
        ),
        (
            with(&|request| request.results.push(request.results[neighbour].clone())),
            "DUPLICATE",
        ),
    ];
    for (request, reason) in malformed {
        let status = report(hall, &VILLAGE_CLERK, &request).await.unwrap_err();
        let told: Vec<String> = violations(&status).into_iter().map(|(_, reason)| reason).collect();
        assert!(told.contains(&reason.to_owned()), "{reason} is not among {told:?}");
        assert_eq!(status.code(), InvalidArgument);
    }
    let unlawful = [
        (
            with(&|request| request.results[neighbour].item = "weather".to_owned()),
            FailedPrecondition,
            "ITEMS_UNKNOWN",
        ),
        (with(&|request| drop(request.results.pop())), FailedPrecondition, "ITEMS_UNANSWERED"),
        (
            with(&|request| request.results[neighbour].findings[0].place = "330602001".to_owned()),
            FailedPrecondition,
            "PLACE_OUTSIDE_UNIT",
        ),
        (
            with(&|request| request.name = format!("{}/screeningRounds/{}", parent(), new_id())),
            NotFound,
            "SCREENING_UNKNOWN",
        ),
    ];
    for (request, code, reason) in unlawful {
        refused(report(hall, &VILLAGE_CLERK, &request).await, code, reason);
    }
    let reader = report(hall, &HALL_AUDITOR, &answers(round, &[])).await;
    refused(reader, PermissionDenied, "NOT_PERMITTED");
    assert_eq!(get(hall, &VILLAGE_CLERK, &round.name).await.unwrap(), *round);
    assert!(ledger(hall, &round.name).await.is_empty());
}

async fn a_finding_becomes_a_dispute(hall: &Hall, round: &str) {
    use pb::ScreeningFindingState as State;
    let states = async || {
        let mut found: Vec<_> = ledger(hall, round).await.iter().map(pb::ScreeningFinding::state).collect();
        found.sort_unstable();
        found
    };
    assert_eq!(states().await, [State::Open, State::Settled]);
    let entries = ledger(hall, round).await;
    let entry = entries.iter().find(|entry| entry.state() == State::Open).unwrap();
    let of = |finding: &str, source: pb::DisputeSource| {
        let mut request = opening();
        let submission = request.submission.as_mut().unwrap();
        submission.source = source.into();
        finding.clone_into(&mut submission.finding);
        request
    };
    let finding = entry.name.rsplit('/').next().unwrap();
    let mut disputes = hall.caller(&COMMITTEE_CLERK).disputes();
    let unknown = disputes.open_dispute(of(&new_id().to_string(), pb::DisputeSource::Screening)).await;
    refused(unknown, FailedPrecondition, "FINDING_UNKNOWN");
    let by_parties = disputes.open_dispute(of(finding, pb::DisputeSource::Parties)).await;
    refused(by_parties, FailedPrecondition, "SOURCE_NOT_FITTING");

    let accord = Accord::opened_as(hall, of(finding, pb::DisputeSource::Screening)).await;
    assert_eq!(accord.get(hall).await.stage(), pb::DisputeStage::ProactiveDraft);
    eventually(PATIENCE, async || states().await == [State::Settled, State::InMediation]).await;
    let twice = disputes.open_dispute(of(finding, pb::DisputeSource::Screening)).await;
    refused(twice, FailedPrecondition, "FINDING_TAKEN");
    accord.mediating(hall).await;
    accord.agreed(hall, 20).await;
    accord.paid(hall).await;
    eventually(PATIENCE, async || states().await == [State::Settled, State::Agreed]).await;
    let entries = ledger(hall, round).await;
    assert!(entries.iter().any(|entry| entry.dispute == accord.name));
}

async fn found_in_the_middle_of_the_week(town: &Town) {
    let founded = vec![unit(NEW_VILLAGE, "罗门社区", "330602001")];
    let imported = town.caller(&OPERATOR).units().import_units(import(founded)).await;
    imported.expect("the new village");
}

async fn nobody_reports_in_time(town: &Town, hall: &Hall, round: &pb::ScreeningRound) {
    hall.advance_past(moment(round.due_time)).await;
    let renamed = vec![unit(NEW_VILLAGE, "罗门新村", "330602001")];
    let imported = town.caller(&OPERATOR).units().import_units(import(renamed)).await;
    imported.expect("the new village, renamed: the week is looked at");
    let missed = async || rounds(hall, &COMMITTEE_CLERK, NEW_VILLAGE, pb::ScreeningState::Missed).await;
    eventually(PATIENCE, async || !missed().await.is_empty()).await;
    let next = this_week(hall, NEW_VILLAGE).await;
    assert!(next.first_day > round.last_day, "and the next week has begun");
    let late = report(hall, &NEW_CLERK, &answers(round, &[])).await.unwrap();
    assert!(late.late && late.state() == pb::ScreeningState::Reported);
    hall.settled().await;
    let told = hall.told().await;
    let of = |kind: &str| told.iter().filter(|fact| fact.subject.ends_with(kind)).count();
    assert_eq!(of("mediation.screening.reported"), 2);
    assert!(of("mediation.screening.missed") >= 1, "and more where a month is over too");
    let words = "楼道堆物".as_bytes();
    let leaks = |bytes: Vec<u8>| bytes.windows(words.len()).any(|part| part == words);
    assert!(!told.iter().any(|fact| leaks(fact.bytes())), "what was found stays in the ledger");
}
