//! Until an agreement is in effect.

use serde::Deserialize;
use shiyu_proto::mediation::v1::{AgreementForm, MediationObligation, ObligationKind};

use super::super::super::spoken::Word;
use super::super::scene::Moment;
use super::order;
use crate::failure::Failure;

/// Something owed: by who answers to who asks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owed {
    content: String,
    #[serde(default)]
    fen: i64,
    /// In how many days; without it when the condition holds.
    days: Option<u32>,
    #[serde(default)]
    condition: String,
}

/// What is done.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Agree {
    /// An agreement is drafted.
    Draft {
        form: Word<AgreementForm>,
        facts: String,
        points: String,
        terms: String,
        #[serde(default)]
        owed: Vec<Owed>,
        #[serde(default)]
        at_once: bool,
    },
    /// Every party signs.
    Signatures {},
    /// The mediator signs.
    Signed {},
    /// The committee seals.
    Seal {},
}

impl Agree {
    pub const fn duty(&self) -> &'static str {
        match self {
            Self::Draft { .. } | Self::Signed {} => "mediator",
            Self::Signatures {} | Self::Seal {} => "registrar",
        }
    }

    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::Draft {
                form,
                facts,
                points,
                terms,
                owed,
                at_once,
            } => order!(
                at,
                draft_agreement,
                DraftAgreementRequest {
                    form: (*form).into(),
                    partial: false,
                    facts: at.text(facts),
                    points: at.text(points),
                    terms: at.text(terms),
                    obligations: owed.iter().map(|one| obligation(one, at)).collect(),
                    at_once: *at_once,
                    rest: String::new(),
                }
            )?,
            Self::Signatures {} => {
                for (nth, party) in at.parties().into_iter().enumerate() {
                    let part = nth.to_string();
                    order!(
                        at,
                        &part,
                        sign_agreement,
                        SignAgreementRequest {
                            party,
                            method: at.method().into(),
                        }
                    )?;
                }
            }
            Self::Signed {} => order!(at, sign_as_mediator, SignAsMediatorRequest {})?,
            Self::Seal {} => {
                let reference = format!("YZ-{:03}", at.scene.number);
                order!(at, seal_agreement, SealAgreementRequest { reference })?;
            }
        }
        Ok(())
    }
}

fn obligation(owed: &Owed, at: &Moment<'_>) -> MediationObligation {
    let kind = if owed.fen > 0 {
        ObligationKind::Payment
    } else {
        ObligationKind::Act
    };
    MediationObligation {
        debtor: at.party(false),
        creditor: at.party(true),
        kind: kind.into(),
        content: at.text(&owed.content),
        amount_fen: owed.fen,
        due_date: owed.days.map(|days| at.date(at.day + days)).unwrap_or_default(),
        condition: at.text(&owed.condition),
        ..MediationObligation::default()
    }
}
