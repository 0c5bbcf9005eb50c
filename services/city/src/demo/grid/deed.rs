//! What can be done in a story, who does such things, and how it is asked for.

use serde::Deserialize;
use shiyu_proto::common::v1::ReferralDestination;
use shiyu_proto::grid::v1::{
    EmergencyLine, Event, EventRating, EventReport, Level, Measure, RejectionGround, ReopenEventRequest, SubmitRatingRequest,
    SuspensionGround,
};

use super::super::spoken::Word;
use super::scene::Moment;
use crate::failure::Failure;

/// Whose the unit is that does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The first village of the town it happens in.
    Village,
    /// The command room of the town.
    Room,
    /// The county's command centre.
    Centre,
    /// The unit whose turn it is.
    Holder,
}

/// What can be done.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Deed {
    /// 核实: somebody is sent to see.
    OrderVerification,
    /// What was seen.
    Verify { found: bool, note: String },
    /// 受理.
    Accept,
    /// Not accepted.
    Reject { ground: Word<RejectionGround>, why: String },
    /// 重复: the other story's event goes on.
    Merge { into: String },
    /// Not the same after all.
    Unmerge { why: String },
    /// To those who come at once.
    Emergency { line: Word<EmergencyLine>, reference: String },
    /// 格内处置.
    TakeUp,
    /// 立案.
    File,
    /// 派遣; by the table, or elsewhere for a reason.
    Dispatch { to: Option<String>, why: Option<String> },
    /// 签收.
    Sign,
    /// A wrong dispatch comes back.
    Return { why: String, competent: Option<String> },
    /// After two returns (S7).
    Designate { unit: String, why: String },
    /// Up the ladder (S3).
    Escalate { why: String },
    /// 延期.
    Extend { days: i32, why: String },
    /// 挂账 until a day.
    Suspend {
        ground: Word<SuspensionGround>,
        why: String,
        until: u32,
    },
    /// It goes on.
    Resume,
    /// 处置反馈.
    Handled { report: String, by_means: Word<Measure> },
    /// 核查.
    Inspect { passed: bool, note: String },
    /// 结案.
    Close,
    /// The reporter rates it at the public door.
    Rate { rating: Word<EventRating> },
    /// 举报奖励.
    Reward { fen: i64, basis: String },
    /// To whoever shows the code.
    Pay { voucher: String },
    /// It is about something else.
    Reclassify { class: String, why: String },
    /// S4, S5.
    Offer {
        to: Word<ReferralDestination>,
        purpose: String,
        summary: String,
        consent: String,
    },
    /// It may be another county's (S7).
    RaiseBoundary { with: String, why: String },
    /// The counties agreed.
    AgreeBoundary { owner: String, reference: String },
    /// 重开: the story goes on with the new event.
    Reopen { title: String, description: String },
}

/// An order upon the event of a moment, by whoever sits at its desk.
macro_rules! order {
    ($moment:ident, $call:ident, $request:ident { $($field:ident: $value:expr),* $(,)? }) => {
        $moment.desk.events().$call(shiyu_proto::grid::v1::$request {
            name: $moment.name(),
            etag: String::new(),
            request_id: $moment.id(),
            $($field: $value),*
        }).await.map(drop)
    };
}

impl Deed {
    /// Who does such a thing: the duty and the unit; nobody where the reporter does it at the public door.
    pub fn doer(&self) -> Option<(&'static str, Whose)> {
        Some(match self {
            Self::OrderVerification
            | Self::Accept
            | Self::Reject { .. }
            | Self::Merge { .. }
            | Self::Unmerge { .. }
            | Self::Emergency { .. }
            | Self::File
            | Self::Dispatch { .. }
            | Self::Close
            | Self::Pay { .. }
            | Self::Reclassify { .. }
            | Self::RaiseBoundary { .. }
            | Self::AgreeBoundary { .. } => ("dispatcher", Whose::Room),
            Self::Verify { .. } | Self::Reopen { .. } => ("patrol", Whose::Village),
            Self::Inspect { .. } => ("patrol2", Whose::Village),
            Self::TakeUp => ("lead", Whose::Village),
            Self::Sign | Self::Return { .. } | Self::Escalate { .. } | Self::Handled { .. } | Self::Offer { .. } => {
                ("handler", Whose::Holder)
            }
            Self::Designate { .. } | Self::Extend { .. } | Self::Suspend { .. } | Self::Resume | Self::Reward { .. } => {
                ("chief", Whose::Centre)
            }
            Self::Rate { .. } => return None,
        })
    }

    /// Does it; the event the story goes on with, if that is another.
    ///
    /// # Errors
    /// [`Failure::Refused`].
    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<Option<Event>, Failure> {
        match self {
            Self::Reopen { title, description } => return reopen(at, title, description).await.map(Some),
            Self::OrderVerification
            | Self::Verify { .. }
            | Self::Accept
            | Self::Reject { .. }
            | Self::Merge { .. }
            | Self::Unmerge { .. }
            | Self::Emergency { .. }
            | Self::Reclassify { .. } => Box::pin(self.take_in(at)).await,
            Self::TakeUp
            | Self::File
            | Self::Dispatch { .. }
            | Self::Sign
            | Self::Return { .. }
            | Self::Designate { .. }
            | Self::Escalate { .. }
            | Self::RaiseBoundary { .. }
            | Self::AgreeBoundary { .. } => Box::pin(self.send(at)).await,
            Self::Extend { .. }
            | Self::Suspend { .. }
            | Self::Resume
            | Self::Handled { .. }
            | Self::Inspect { .. }
            | Self::Offer { .. }
            | Self::Close
            | Self::Rate { .. }
            | Self::Reward { .. }
            | Self::Pay { .. } => Box::pin(self.finish(at)).await,
        }?;
        Ok(None)
    }

    /// From the report to its acceptance.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`carry_out` names every deed and sends each to its part"
    )]
    async fn take_in(&self, at: &Moment<'_>) -> Result<(), Failure> {
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

    /// To whoever handles it.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`carry_out` names every deed and sends each to its part"
    )]
    async fn send(&self, at: &Moment<'_>) -> Result<(), Failure> {
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
            Self::Sign => order!(at, sign_in, SignInRequest {}),
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

    /// From the handling to the end, and after it.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`carry_out` names every deed and sends each to its part"
    )]
    async fn finish(&self, at: &Moment<'_>) -> Result<(), Failure> {
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

    /// The other story it points at.
    #[cfg(test)]
    pub fn other(&self) -> Option<&str> {
        if let Self::Merge { into } = self { Some(into) } else { None }
    }

    /// The units it names.
    #[cfg(test)]
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others name no unit")]
    pub fn units(&self) -> Vec<&str> {
        let named = match self {
            Self::Dispatch { to, .. } => to.as_ref(),
            Self::Return { competent, .. } => competent.as_ref(),
            Self::Designate { unit, .. } => Some(unit),
            Self::RaiseBoundary { with, .. } => Some(with),
            Self::AgreeBoundary { owner, .. } => Some(owner),
            _ => None,
        };
        named.map(String::as_str).into_iter().collect()
    }
}

async fn reopen(at: &Moment<'_>, title: &str, description: &str) -> Result<Event, Failure> {
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
