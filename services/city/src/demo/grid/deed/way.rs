//! To whoever handles it.

use shiyu_proto::grid::v1::Level;

use super::super::scene::Moment;
use super::{Deed, order};
use crate::failure::Failure;

impl Deed {
    /// To whoever handles it.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`carry_out` names every deed and sends each to its part"
    )]
    pub(super) async fn send(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::TakeUp => order!(at, take_up_in_grid, TakeUpInGridRequest {}),
            Self::File => order!(at, file_event, FileEventRequest {}),
            Self::Dispatch { to, why } => {
                let unit = to.as_ref().map(|to| at.unit(to)).transpose()?.unwrap_or_default();
                order!(
                    at,
                    dispatch_event,
                    DispatchEventRequest {
                        unit: unit,
                        platform: 0,
                        level: Level::Unspecified.into(),
                        reason: why.as_ref().map(|why| at.text(why)).unwrap_or_default(),
                    }
                )
            }
            Self::Transfer { to, why } => {
                let unit = at.unit(to)?;
                order!(
                    at,
                    transfer_event,
                    TransferEventRequest {
                        unit: unit,
                        reason: at.text(why)
                    }
                )
            }
            Self::Sign => order!(at, sign_in, SignInRequest {}),
            Self::Contact => order!(at, record_contact, RecordContactRequest {}),
            Self::Return { why, competent } => {
                let competent = competent.as_ref().map(|unit| at.unit(unit)).transpose()?;
                order!(
                    at,
                    return_event,
                    ReturnEventRequest {
                        reason: at.text(why),
                        competent_unit: competent.unwrap_or_default(),
                    }
                )
            }
            Self::Designate { unit, why } => {
                let unit = at.unit(unit)?;
                order!(
                    at,
                    designate_handler,
                    DesignateHandlerRequest {
                        unit: unit,
                        reasons: at.text(why)
                    }
                )
            }
            Self::Escalate { why } => order!(at, escalate_event, EscalateEventRequest { reason: at.text(why) }),
            Self::RaiseBoundary { with, why } => {
                let counties = vec![at.unit(with)?];
                order!(
                    at,
                    raise_boundary,
                    RaiseBoundaryRequest {
                        counties: counties,
                        reason: at.text(why)
                    }
                )
            }
            Self::AgreeBoundary { owner, reference } => {
                let owner = at.unit(owner)?;
                order!(
                    at,
                    agree_boundary,
                    AgreeBoundaryRequest {
                        owner: owner,
                        reference: reference.clone()
                    }
                )
            }
            _ => Ok(()),
        }?;
        Ok(())
    }
}
