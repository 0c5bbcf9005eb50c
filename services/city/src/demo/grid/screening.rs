//! Screening (每周排查): the first village of the first town answers every item of its checklist, and what was found is an event and an
//! entry of the ledger (台账).

use std::time::Duration as Wait;

use shiyu_proto::grid::v1::{
    GetScreeningRoundRequest, ListScreeningLedgerRequest, ListScreeningRoundsRequest, ReportScreeningRequest, ScreeningOutcome,
    ScreeningResult, ScreeningRound, ScreeningState,
};

use super::super::cast::Cast;
use super::super::until::until;
use super::scene::Run;
use crate::desk::Desk;
use crate::failure::Failure;

/// The item under which something was found, and the story of it.
const FOUND: (&str, &str) = ("dispute", "neighbours");

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Screened {
    /// Rounds that were reported.
    pub reported: usize,
    /// Entries of the ledger.
    pub ledger: usize,
}

/// Reports the village's round of the week.
pub async fn report(cast: &Cast, run: &Run, wait: Wait) -> Result<(), Failure> {
    let village = run.county.unit("V1")?;
    let lead = cast.grid_seat("lead", &village)?;
    let weekly = until(wait, "the week's screening", async || {
        let open = rounds(&lead, &village).await?.into_iter();
        Ok(open
            .filter(|round| round.state() == ScreeningState::Open)
            .max_by(|one, two| one.first_day.cmp(&two.first_day)))
    });
    let name = weekly.await?.name;
    let round = lead
        .screenings()
        .get_screening_round(GetScreeningRoundRequest { name })
        .await?
        .into_inner();
    let finding = lead.name("events", &run.report_id(FOUND.1));
    let result = |code: &String| {
        let found = code == FOUND.0;
        ScreeningResult {
            item: code.clone(),
            outcome: if found { ScreeningOutcome::Found } else { ScreeningOutcome::Clear }.into(),
            findings: found.then(|| finding.clone()).into_iter().collect(),
        }
    };
    let request = ReportScreeningRequest {
        results: round.items.iter().map(|item| result(&item.code)).collect(),
        name: round.name,
        request_id: run.id("grid/screening"),
    };
    lead.screenings().report_screening(request).await?;
    Ok(())
}

/// What the village reported, and what the ledger has of it.
pub async fn count(cast: &Cast, run: &Run) -> Result<Screened, Failure> {
    let village = run.county.unit("V1")?;
    let lead = cast.grid_seat("lead", &village)?;
    let request = ListScreeningLedgerRequest {
        parent: lead.parent(),
        unit: village.clone(),
        ..ListScreeningLedgerRequest::default()
    };
    let ledger = lead.screenings().list_screening_ledger(request).await?.into_inner().entries;
    let reported = rounds(&lead, &village).await?.into_iter();
    Ok(Screened {
        reported: reported.filter(|round| round.state() == ScreeningState::Reported).count(),
        ledger: ledger.len(),
    })
}

async fn rounds(desk: &Desk, village: &str) -> Result<Vec<ScreeningRound>, Failure> {
    let request = ListScreeningRoundsRequest {
        parent: desk.parent(),
        unit: village.to_owned(),
        ..ListScreeningRoundsRequest::default()
    };
    Ok(desk.screenings().list_screening_rounds(request).await?.into_inner().rounds)
}
