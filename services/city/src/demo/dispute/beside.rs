//! Beside the disputes: the week's screening of a village, of whose finding comes a dispute (每周排查, 台账), and law in the village
//! (一村一法律顾问): a consultation of its adviser and a visit to a lawyers' clinic, of which nobody's name is kept.

use std::time::Duration as Wait;

use shiyu_proto::mediation::v1 as pb;

use super::super::cast::Cast;
use super::super::until::until;
use super::scene::Run;
use super::settle::{CENTRE, adviser_id, mediator_id};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::grids::date;
use crate::pages;

/// The village that screens and is advised.
const VILLAGE: &str = "V1";
/// The item under which something was found.
const ITEM: &str = "neighbour";
/// What was found, in neutral words.
const FOUND: &str = "楼顶太阳能热水器支架影响邻户采光";

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// Rounds that were reported.
    pub reported: usize,
    /// Entries of the ledger.
    pub ledger: usize,
    /// Those whose dispute ended by an agreement.
    pub agreed: usize,
    /// Consultations of the adviser.
    pub consultations: usize,
    /// Visits to the clinic.
    pub visits: usize,
}

/// Reports the village's round of the week; id of what was found. A run that is taken up again finds it in the ledger.
pub async fn screen(cast: &Cast, run: &Run, wait: Wait) -> Result<String, Failure> {
    let (desk, village) = office(cast, run)?;
    let first_day = date(run.start);
    let is_ours = |entry: &pb::ScreeningFinding| entry.summary == FOUND && entry.reported_on >= first_day;
    if let Some(entry) = ledger(&desk, &village).await?.iter().find(|entry| is_ours(entry)) {
        return Ok(pages::id(&entry.name).to_owned());
    }
    let weekly = until(wait, "the week's screening of disputes", async || {
        let open = rounds(&desk, &village, pb::ScreeningState::Open).await?.into_iter();
        Ok(open.max_by(|one, two| one.first_day.cmp(&two.first_day)))
    });
    let name = weekly.await?.name;
    report(&desk, (&village, name), run).await?;
    until(wait, "the ledger of screening", async || {
        let entries = ledger(&desk, &village).await?;
        Ok(entries
            .iter()
            .find(|entry| is_ours(entry))
            .map(|entry| pages::id(&entry.name).to_owned()))
    })
    .await
}

async fn report(desk: &Desk, (village, name): (&str, String), run: &Run) -> Result<(), Failure> {
    let mut screenings = desk.dispute_screenings();
    let request = pb::GetScreeningRoundRequest { name };
    let round = screenings.get_screening_round(request).await?.into_inner();
    let result = |item: &pb::ScreeningItem| {
        let found = (item.code == ITEM).then(|| pb::ScreeningFound {
            category: pb::DisputeCategory::Neighbour.into(),
            place: village.to_owned(),
            summary: FOUND.to_owned(),
            settled: false,
        });
        let outcome = if found.is_some() {
            pb::ScreeningOutcome::Found
        } else {
            pb::ScreeningOutcome::Nothing
        };
        pb::ScreeningResult {
            item: item.code.clone(),
            outcome: outcome.into(),
            findings: found.into_iter().collect(),
        }
    };
    let request = pb::ReportScreeningRequest {
        results: round.items.iter().map(result).collect(),
        name: round.name,
        request_id: run.id("dispute/screening"),
    };
    screenings.report_screening(request).await?;
    Ok(())
}

/// Somebody asks the village's adviser, and somebody comes to the clinic of the centre's lawyer.
pub async fn counsel(cast: &Cast, run: &Run) -> Result<(), Failure> {
    let (desk, village) = office(cast, run)?;
    let consulted = pb::RecordConsultationRequest {
        parent: desk.parent(),
        consultation: Some(pb::Consultation {
            adviser: format!("{}/advisers/{}", desk.parent(), adviser_id(&village)),
            date: date(run.start),
            channel: pb::ConsultationChannel::Visit.into(),
            category: pb::DisputeCategory::HouseLand.into(),
            outcome: pb::CounselOutcome::Answered.into(),
            ..pb::Consultation::default()
        }),
        request_id: run.id("dispute/consultation"),
    };
    desk.counsel().record_consultation(consulted).await?;
    let clinic = pb::PutClinicRequest {
        parent: desk.parent(),
        clinic: Some(pb::Clinic {
            unit: village,
            kind: pb::ClinicKind::Lawyer.into(),
            place: "党群服务中心一楼".to_owned(),
            date: date(run.start),
            from_time: "09:00".to_owned(),
            to_time: "11:00".to_owned(),
            mediators: vec![format!(
                "{}/mediators/{}",
                desk.parent(),
                mediator_id(&run.county.unit(CENTRE)?, "lawyer")
            )],
            ..pb::Clinic::default()
        }),
        request_id: run.id("dispute/clinic"),
    };
    let clinic = desk.counsel().put_clinic(clinic).await?.into_inner();
    let visited = pb::RecordClinicVisitRequest {
        parent: desk.parent(),
        visit: Some(pb::ClinicVisit {
            clinic: clinic.name,
            category: pb::DisputeCategory::MarriageFamily.into(),
            outcome: pb::CounselOutcome::Mediation.into(),
            ..pb::ClinicVisit::default()
        }),
        request_id: run.id("dispute/visit"),
    };
    desk.counsel().record_clinic_visit(visited).await?;
    Ok(())
}

/// How it stands at the end, once the ledger has heard of the dispute's.
pub async fn count(cast: &Cast, run: &Run, wait: Wait) -> Result<Beside, Failure> {
    let (desk, village) = office(cast, run)?;
    let agreed = |entry: &&pb::ScreeningFinding| entry.state() == pb::ScreeningFindingState::Agreed;
    let entries = until(wait, "what came of the finding", async || {
        let entries = ledger(&desk, &village).await?;
        let told = entries.iter().any(|entry| pages::id(&entry.name) == run.finding && agreed(&entry));
        Ok(told.then_some(entries))
    });
    let entries = entries.await?;
    let consultations = pb::ListConsultationsRequest {
        parent: desk.parent(),
        village: village.clone(),
        ..pb::ListConsultationsRequest::default()
    };
    let visits = pb::ListClinicVisitsRequest {
        parent: desk.parent(),
        ..pb::ListClinicVisitsRequest::default()
    };
    Ok(Beside {
        reported: rounds(&desk, &village, pb::ScreeningState::Reported).await?.len(),
        ledger: entries.len(),
        agreed: entries.iter().filter(agreed).count(),
        consultations: desk
            .counsel()
            .list_consultations(consultations)
            .await?
            .into_inner()
            .consultations
            .len(),
        visits: desk.counsel().list_clinic_visits(visits).await?.into_inner().visits.len(),
    })
}

/// The village's registrar, and its code.
fn office(cast: &Cast, run: &Run) -> Result<(Desk, String), Failure> {
    let village = run.county.unit(VILLAGE)?;
    Ok((cast.mediation_seat("registrar", &village)?, village))
}

async fn rounds(desk: &Desk, village: &str, state: pb::ScreeningState) -> Result<Vec<pb::ScreeningRound>, Failure> {
    let request = pb::ListScreeningRoundsRequest {
        parent: desk.parent(),
        unit: village.to_owned(),
        state: state.into(),
        ..pb::ListScreeningRoundsRequest::default()
    };
    let listed = desk.dispute_screenings().list_screening_rounds(request).await?;
    Ok(listed.into_inner().rounds)
}

async fn ledger(desk: &Desk, village: &str) -> Result<Vec<pb::ScreeningFinding>, Failure> {
    let request = pb::ListScreeningFindingsRequest {
        parent: desk.parent(),
        unit: village.to_owned(),
        ..pb::ListScreeningFindingsRequest::default()
    };
    let listed = desk.dispute_screenings().list_screening_findings(request).await?;
    Ok(listed.into_inner().findings)
}
