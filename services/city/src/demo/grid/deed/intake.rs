//! From the report to its acceptance.

use super::super::scene::Moment;
use super::{Deed, order};
use crate::failure::Failure;

impl Deed {
    /// From the report to its acceptance.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`carry_out` names every deed and sends each to its part"
    )]
    pub(super) async fn take_in(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::OrderVerification => order!(at, order_verification, OrderVerificationRequest { to: String::new() }),
            Self::Verify { found, note } => order!(
                at,
                report_verification,
                ReportVerificationRequest {
                    found: *found,
                    note: at.text(note)
                }
            ),
            Self::Accept => order!(at, accept_event, AcceptEventRequest {}),
            Self::Reject { ground, why } => order!(
                at,
                reject_event,
                RejectEventRequest {
                    ground: (*ground).into(),
                    reason: at.text(why)
                }
            ),
            Self::Merge { into } => order!(
                at,
                merge_event,
                MergeEventRequest {
                    other_event: at.name_of(into)
                }
            ),
            Self::Unmerge { why } => order!(at, unmerge_event, UnmergeEventRequest { reason: at.text(why) }),
            Self::Emergency { line, reference } => order!(
                at,
                transfer_emergency,
                TransferEmergencyRequest {
                    line: (*line).into(),
                    reference: reference.clone()
                }
            ),
            Self::Reclassify { class, why } => order!(
                at,
                reclassify_event,
                ReclassifyEventRequest {
                    class_code: class.clone(),
                    reason: at.text(why)
                }
            ),
            _ => Ok(()),
        }?;
        Ok(())
    }
}
