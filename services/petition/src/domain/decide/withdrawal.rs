//! Who withdraws, and whether the matter ends with that.

use shiyu_kit::case::Actor;
use uuid::Uuid;

use crate::domain::command::Withdraw;
use crate::domain::course::PartyWithdrawal;
use crate::domain::event::What;
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting, is_petition_office};
use crate::domain::stage::End;
use crate::domain::terms::PartyRole;

impl Petition {
    /// Whoever withdraws takes out themselves; the matter ends when nobody of those who brought it is left. For all of them speaks
    /// only who has everybody's consent, on paper. What others brought and was merged into it is no part of what they withdraw: it comes
    /// apart first.
    pub(super) fn withdraw(&self, withdraw: &Withdraw, sitting: &Sitting<'_>) -> Decided {
        self.acting_party(withdraw.party, sitting)?;
        if matches!(sitting.context.by, Actor::Person { .. }) {
            self.taken_down(withdraw, sitting)?;
        }
        let role = self.party(withdraw.party).map(|party| party.role);
        let asks = role.is_some_and(PartyRole::asks);
        let others = self.asking().filter(|party| *party != withdraw.party).count();
        let alone = if asks { others == 0 } else { others <= 1 };
        let for_all = withdraw.proof.is_some() && role != Some(PartyRole::Petitioner);
        let consented = if withdraw.for_all { for_all } else { asks || alone };
        if !consented {
            return Err(Refusal::ConsentMissing);
        }
        if alone || withdraw.for_all {
            if self.course.joined.iter().any(|merged| !withdraw.own.contains(merged)) {
                return Err(Refusal::OthersMerged);
            }
            let end = End::Withdrawn {
                party: withdraw.party,
                reason: withdraw.reason.clone(),
                proof: withdraw.proof.clone(),
            };
            return Ok(vec![self.ending(end, sitting)]);
        }
        let what = What::PartyWithdrew(PartyWithdrawal {
            party: withdraw.party,
            reason: withdraw.reason.clone(),
            proof: withdraw.proof.clone(),
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }

    /// Put on record for a petitioner by the petition office, upon what they signed: neither by the unit that handles the matter, nor by
    /// anybody who had a hand in it.
    fn taken_down(&self, withdraw: &Withdraw, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let (by, own) = (sitting.staff()?, sitting.own_unit()?);
        let handles = self.handler() == Some(&own) || self.course.had_a_hand(by);
        if handles || !is_petition_office(&own) {
            return Err(Refusal::NotThePetitionOffice);
        }
        if withdraw.proof.is_none() {
            return Err(Refusal::ProofMissing);
        }
        Ok(())
    }

    /// Those who brought it and have not withdrawn.
    fn asking(&self) -> impl Iterator<Item = Uuid> {
        let asking = self.parties.iter().filter(|party| party.role.asks()).map(|party| party.id);
        asking.filter(move |party| !self.course.has_withdrawn(*party))
    }
}
