//! What another service offered (S1, S4): who stands in it is asked here, and how it ended is told there.

use serde::Deserialize;
use shiyu_proto::common::v1::{Referral, ReferralState};
use shiyu_proto::grid::v1::GetEventRequest;
use shiyu_proto::mediation::v1::OfferedBy;

use super::super::super::places::PETITIONS;
use super::super::super::until::until;
use super::super::super::waiting::fetch;
use super::super::scene::Moment;
use super::order;
use crate::failure::Failure;

/// The petition service, as offers name it; the other one is that of the grids.
const PETITION: &str = "petition";

/// What is done.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Offered {
    /// Everybody in it is put down: no identity came with the offer.
    Parties {},
    /// Whoever offered it has heard that there is an agreement.
    Told {},
}

impl Offered {
    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::Parties {} => {
                for (nth, party) in at.scene.parties(at.run).into_iter().enumerate() {
                    let part = nth.to_string();
                    order!(at, &part, add_party, AddPartyRequest { party: Some(party) })?;
                }
                Ok(())
            }
            Self::Told {} => told(at).await,
        }
    }
}

async fn told(at: &Moment<'_>) -> Result<(), Failure> {
    let course = at.scene.dispute.as_ref().and_then(|dispute| dispute.course.as_ref());
    let offer = course.and_then(|course| course.offered_by.as_ref());
    let offer = offer.ok_or_else(|| Failure::Late(format!("{}: nobody offered it", at.scene.story.key)))?;
    until(at.run.wait, "what became of an offer, where it was made,", async || {
        let offers = offers(at, offer).await?;
        let done = |one: &Referral| one.id == offer.referral && one.state() == ReferralState::Done;
        Ok(offers.iter().any(done).then_some(()))
    })
    .await
}

/// The offers of the case that it came of, as they stand there.
async fn offers(at: &Moment<'_>, offer: &OfferedBy) -> Result<Vec<Referral>, Failure> {
    if offer.service == PETITION {
        let officer = at.cast.seat("officer", &at.run.county.unit(PETITIONS)?)?;
        let petition = fetch(&officer, &offer.offered_case).await?;
        return Ok(petition.course.unwrap_or_default().referrals);
    }
    let chief = at.cast.grid_seat("chief", &at.run.county.centre())?;
    let name = offer.offered_case.clone();
    let event = chief.events().get_event(GetEventRequest { name }).await?.into_inner();
    Ok(event.course.unwrap_or_default().referrals)
}
