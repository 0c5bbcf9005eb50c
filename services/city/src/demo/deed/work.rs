//! While it is handled (arts. 28, 31, 33, 34).

use serde::Deserialize;
use shiyu_proto::common::v1::ReferralDestination;
use shiyu_proto::petition::v1::DeliveryMethod;

use super::{Whose, order};
use crate::demo::moment::Moment;
use crate::demo::spoken::Word;
use crate::failure::Failure;

/// What is done while it is handled.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Work {
    /// 简易办理.
    Simplify,
    /// Back to the ordinary course.
    Resume { why: String },
    /// Another organ is asked.
    Reroute { unit: String, why: String },
    /// 延期.
    Extend { days: i32, why: String },
    /// 听证.
    OpenHearing,
    /// Its result.
    CloseHearing { finding: String },
    /// 联合办理.
    Assist { unit: String, task: String, days: i32 },
    /// The unit that assists reports.
    ReportAssistance { text: String },
    /// The organ whose duty it is tells how far it is.
    ReportDuty { text: String },
    /// It holds itself not competent.
    DeclineDuty { why: String },
    /// The office answers a message.
    Tell { text: String },
    /// The parties settled.
    Settle { agreement: String },
    /// Another service is asked to take it on.
    Offer {
        to: Word<ReferralDestination>,
        summary: String,
        consent: String,
    },
}

impl Work {
    /// Who does such a thing.
    pub fn doer(&self) -> (&'static str, Whose) {
        match self {
            Self::Extend { .. } => ("head", Whose::Holder),
            Self::Simplify
            | Self::Resume { .. }
            | Self::Reroute { .. }
            | Self::OpenHearing
            | Self::CloseHearing { .. }
            | Self::Assist { .. }
            | Self::ReportAssistance { .. }
            | Self::ReportDuty { .. }
            | Self::DeclineDuty { .. }
            | Self::Tell { .. }
            | Self::Settle { .. }
            | Self::Offer { .. } => ("handler", Whose::Holder),
        }
    }

    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::Extend { days, why } => {
                let told = DeliveryMethod::Mail.into();
                order!(
                    at,
                    extend_handling,
                    ExtendHandlingRequest {
                        days: *days,
                        reason: at.text(why),
                        notice_method: told
                    }
                )
            }
            Self::Simplify => order!(at, simplify_handling, SimplifyHandlingRequest {}),
            Self::Resume { why } => order!(at, resume_ordinary_handling, ResumeOrdinaryHandlingRequest { reason: at.text(why) }),
            Self::Reroute { unit, why } => {
                let duty_organ = at.unit(unit)?;
                order!(
                    at,
                    reroute_duty,
                    RerouteDutyRequest {
                        duty_organ: duty_organ,
                        reason: at.text(why)
                    }
                )
            }
            Self::OpenHearing => order!(at, open_hearing, OpenHearingRequest {}),
            Self::CloseHearing { finding } => order!(at, close_hearing, CloseHearingRequest { finding: at.text(finding) }),
            Self::Assist { unit, task, days } => {
                let unit = at.unit(unit)?;
                order!(
                    at,
                    request_assistance,
                    RequestAssistanceRequest {
                        unit: unit,
                        task: at.text(task),
                        days: *days
                    }
                )
            }
            Self::ReportAssistance { text } => order!(at, report_assistance, ReportAssistanceRequest { report: at.text(text) }),
            Self::ReportDuty { text } => order!(at, report_duty, ReportDutyRequest { report: at.text(text) }),
            Self::DeclineDuty { why } => order!(at, decline_duty, DeclineDutyRequest { reason: at.text(why) }),
            Self::Tell { text } => order!(at, send_message, SendMessageRequest { text: at.text(text) }),
            Self::Settle { agreement } => order!(
                at,
                settle_petition,
                SettlePetitionRequest {
                    agreement: at.text(agreement)
                }
            ),
            Self::Offer { to, summary, consent } => order!(
                at,
                offer_referral,
                OfferReferralRequest {
                    destination: (*to).into(),
                    purpose: "mediation".to_owned(),
                    summary: at.text(summary),
                    consent_reference: at.text(consent),
                    granted_fields: Vec::new(),
                    grant_days: 0,
                    point: None,
                    asked_unit: String::new(),
                }
            ),
        }?;
        Ok(())
    }
}
