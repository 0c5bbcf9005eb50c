//! From the opening of a dispute to the parties' word.

use serde::Deserialize;
use shiyu_proto::mediation::v1::{CourtVerdict, DeclineGround, DisputeProcedure, WordChannel};

use super::super::super::spoken::Word;
use super::super::scene::Moment;
use super::{Side, order};
use crate::failure::Failure;
use crate::times;

/// What is done.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum TakeIn {
    /// Taken up and looked at, by an agency also as a complex one.
    TakeUp {
        #[serde(default)]
        complex: bool,
    },
    /// Accepted.
    Accept {},
    /// Not taken on, in writing.
    Decline { ground: Word<DeclineGround>, reason: String },
    /// Handed to a unit of the county, or to somebody outside.
    Transfer {
        unit: Option<String>,
        outside: Option<String>,
        reason: String,
    },
    /// A party's word.
    Consent {
        of: Side,
        #[serde(default = "yes")]
        given: bool,
    },
    /// Every party consents.
    Consents {},
    /// It goes to the court's own mediation.
    ToCourt { court: String, reference: String, reason: String },
    /// The court's end of it.
    Verdict { verdict: Word<CourtVerdict>, reference: String },
}

const fn yes() -> bool {
    true
}

impl TakeIn {
    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::TakeUp { complex } => order!(at, take_up_dispute, TakeUpDisputeRequest { complex: *complex })?,
            Self::Accept {} => order!(at, accept_dispute, AcceptDisputeRequest {})?,
            Self::Decline { ground, reason } => {
                let ground = (*ground).into();
                order!(
                    at,
                    decline_dispute,
                    DeclineDisputeRequest {
                        ground,
                        reason: at.text(reason),
                    }
                )?;
            }
            Self::Transfer { unit, outside, reason } => {
                let unit = unit.as_ref().map(|unit| at.unit(unit)).transpose()?.unwrap_or_default();
                order!(
                    at,
                    transfer_dispute,
                    TransferDisputeRequest {
                        unit,
                        outside: outside.clone().unwrap_or_default(),
                        reason: at.text(reason),
                    }
                )?;
            }
            Self::Consent { of, given } => consent(at, at.party(of.asks()), *given, "").await?,
            Self::Consents {} => {
                for (nth, party) in at.parties().into_iter().enumerate() {
                    consent(at, party, true, &nth.to_string()).await?;
                }
            }
            Self::ToCourt { court, reference, reason } => order!(
                at,
                change_procedure,
                ChangeProcedureRequest {
                    to: DisputeProcedure::Judicial.into(),
                    unit: String::new(),
                    court: at.text(court),
                    court_reference: reference.clone(),
                    reason: at.text(reason),
                    agreed: at.parties(),
                    matter: String::new(),
                }
            )?,
            Self::Verdict { verdict, reference } => order!(
                at,
                record_court_verdict,
                RecordCourtVerdictRequest {
                    verdict: (*verdict).into(),
                    reference: reference.clone(),
                    time: Some(times::to_stamp(at.run.start)),
                }
            )?,
        }
        Ok(())
    }
}

async fn consent(at: &Moment<'_>, party: String, given: bool, part: &str) -> Result<(), Failure> {
    order!(
        at,
        part,
        record_consent,
        RecordConsentRequest {
            party,
            given,
            channel: WordChannel::InPerson.into(),
            agent: String::new(),
            reference: String::new(),
            wants_writing: false,
            reuse_address: false,
            say_time: at.accepted(),
        }
    )?;
    Ok(())
}
