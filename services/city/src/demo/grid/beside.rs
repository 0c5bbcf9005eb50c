//! Beside the events: patrols, hazards of places, a campaign, screening, a meeting and a notice. What begins on the first day ends with
//! the last one.

use std::time::Duration as Wait;

use super::super::cast::Cast;
use super::campaign::{self, Progress};
use super::hazards::{self, Hazards};
use super::notices::{self, Notices};
use super::rounds::{self, Rounds};
use super::scene::Run;
use super::screening::{self, Screened};
use crate::failure::Failure;

/// What was begun on the first day.
#[derive(Debug)]
pub struct Begun {
    campaign: String,
}

/// What came of it.
#[derive(Debug)]
pub struct Beside {
    /// Patrols.
    pub rounds: Rounds,
    /// Hazards of places.
    pub hazards: Hazards,
    /// The campaign.
    pub campaign: Progress,
    /// Screening.
    pub screening: Screened,
    /// A meeting and a notice.
    pub notices: Notices,
}

/// On the first day, when everything is reported and nothing is done yet.
pub async fn begin(cast: &Cast, run: &Run, wait: Wait) -> Result<Begun, Failure> {
    rounds::walk(cast, run, wait).await?;
    let campaign = campaign::announce(cast, run).await?;
    hazards::record(cast, run, &campaign).await?;
    screening::report(cast, run, wait).await?;
    Ok(Begun { campaign })
}

/// When the last day is over.
pub async fn end(cast: &Cast, run: &Run, (begun, wait): (Begun, Wait)) -> Result<Beside, Failure> {
    Ok(Beside {
        rounds: rounds::count(cast, run, wait).await?,
        hazards: hazards::count(cast, run, wait).await?,
        campaign: campaign::progress(cast, run, begun.campaign).await?,
        screening: screening::count(cast, run).await?,
        notices: notices::play(cast, run).await?,
    })
}
