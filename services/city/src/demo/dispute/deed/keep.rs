//! While an agreement is kept.

use serde::Deserialize;
use shiyu_proto::mediation::v1::{ConfirmationOutcome, ConfirmationSubject, CourtBasis, NotConfirmedGround, WordChannel};

use super::super::super::spoken::Word;
use super::super::scene::Moment;
use super::order;
use crate::failure::Failure;

/// What is done.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Keep {
    /// Something is performed.
    Performed {
        obligation: i32,
        #[serde(default)]
        fen: i64,
        proof: String,
    },
    /// Somebody is reminded.
    Remind { obligation: i32 },
    /// Something is not performed.
    Breach {
        obligation: i32,
        reason: String,
        /// Of what is owed on a condition: the day on which that was fulfilled.
        #[serde(default)]
        met: Option<u32>,
    },
    /// They apply for confirmation.
    Apply { court: String },
    /// The court decides.
    Confirm {
        outcome: Word<ConfirmationOutcome>,
        ground: Option<Word<NotConfirmedGround>>,
        reference: String,
    },
    /// The creditor applies for enforcement.
    Enforce { court: String, reference: String },
}

impl Keep {
    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::Performed { obligation, fen, proof } => order!(
                at,
                record_performance,
                RecordPerformanceRequest {
                    obligation: *obligation,
                    amount_fen: *fen,
                    date: at.date(at.day),
                    proof: proof.clone(),
                }
            )?,
            Self::Remind { obligation } => order!(
                at,
                remind_performance,
                RemindPerformanceRequest {
                    obligation: *obligation,
                    channel: WordChannel::Phone.into(),
                }
            )?,
            Self::Breach { obligation, reason, met } => order!(
                at,
                declare_breach,
                DeclareBreachRequest {
                    obligation: *obligation,
                    reason: at.text(reason),
                    condition_met_date: met.map(|day| at.date(day)).unwrap_or_default(),
                }
            )?,
            Self::Apply { court } => order!(
                at,
                apply_confirmation,
                ApplyConfirmationRequest {
                    court: at.text(court),
                    basis: CourtBasis::OrganisationSeat.into(),
                    subject: ConfirmationSubject::Obligations.into(),
                    applicants: at.parties(),
                }
            )?,
            Self::Confirm {
                outcome,
                ground,
                reference,
            } => order!(
                at,
                record_confirmation,
                RecordConfirmationRequest {
                    outcome: (*outcome).into(),
                    ground: ground.map(i32::from).unwrap_or_default(),
                    reference: reference.clone(),
                }
            )?,
            Self::Enforce { court, reference } => order!(
                at,
                apply_enforcement,
                ApplyEnforcementRequest {
                    creditor: at.party(true),
                    court: at.text(court),
                    reference: reference.clone(),
                }
            )?,
        }
        Ok(())
    }
}
