//! From the handling to the end, and after it.

use shiyu_proto::grid::v1::{Event, EventReport, ReopenEventRequest, SubmitRatingRequest};

use super::super::scene::Moment;
use super::{Deed, order};
use crate::failure::Failure;

impl Deed {
    /// From the handling to the end, and after it.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`carry_out` names every deed and sends each to its part"
    )]
    pub(super) async fn finish(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::Extend { days, why } => order!(
                at,
                extend_handling,
                ExtendHandlingRequest {
                    days: *days,
                    reason: at.text(why)
                }
            ),
            Self::Suspend { ground, why, until } => order!(
                at,
                suspend_event,
                SuspendEventRequest {
                    ground: (*ground).into(),
                    reason: at.text(why),
                    review_date: at.run.date(*until),
                }
            ),
            Self::Resume => order!(at, resume_event, ResumeEventRequest {}),
            Self::Handled { report, by_means } => order!(
                at,
                report_handled,
                ReportHandledRequest {
                    report: at.text(report),
                    measures: vec![(*by_means).into()],
                    evidence: Vec::new(),
                    enforcement_case: String::new(),
                }
            ),
            Self::Inspect { passed, note } => order!(
                at,
                inspect_event,
                InspectEventRequest {
                    passed: *passed,
                    note: at.text(note)
                }
            ),
            Self::Offer {
                to,
                purpose,
                summary,
                consent,
            } => order!(
                at,
                offer_referral,
                OfferReferralRequest {
                    destination: (*to).into(),
                    purpose: purpose.clone(),
                    summary: at.text(summary),
                    consent_reference: consent.clone(),
                    granted_fields: Vec::new(),
                    grant_expire_time: None,
                    asked_unit: String::new(),
                }
            ),
            Self::Close => order!(at, close_event, CloseEventRequest {}),
            Self::Reward { fen, basis } => order!(
                at,
                grant_reward,
                GrantRewardRequest {
                    amount_fen: *fen,
                    basis: basis.clone()
                }
            ),
            Self::Pay { voucher } => order!(
                at,
                pay_reward,
                PayRewardRequest {
                    code: at.scene.query_code.clone(),
                    voucher: voucher.clone()
                }
            ),
            Self::Rate { rating } => {
                let request = SubmitRatingRequest {
                    query_code: at.scene.query_code.clone(),
                    request_id: at.id(),
                    rating: (*rating).into(),
                };
                at.desk.reports().submit_rating(request).await.map(drop)
            }
            _ => Ok(()),
        }?;
        Ok(())
    }
}

/// The story goes on with the new event.
pub(super) async fn reopen(at: &Moment<'_>, title: &str, description: &str) -> Result<Event, Failure> {
    let report = EventReport {
        title: at.text(title),
        description: at.text(description),
        ..at.scene.report(at.run)?
    };
    let request = ReopenEventRequest {
        name: at.name(),
        request_id: at.id(),
        report: Some(report),
    };
    let answer = at.desk.events().reopen_event(request).await?.into_inner();
    Ok(answer.event.unwrap_or_default())
}
