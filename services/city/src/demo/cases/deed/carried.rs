//! Every deed, as the contract is asked for it.

use shiyu_proto::enforcement::v1 as pb;

use super::super::paper;
use super::super::play::Stand;
use super::held::{answerable, guardian, preserve};
use super::steps::{ask_hearing, correct, crime, defend, evidence, pay, penalty, propose, record, rule, ruled, serve};
use super::{Deed, order};
use crate::failure::Failure;
use crate::times;

impl Deed {
    /// Does it.
    ///
    /// # Errors
    /// [`Failure::Refused`].
    #[expect(clippy::too_many_lines, reason = "a line or two for each of the contract's methods")]
    pub async fn carry_out(&self, stand: &mut Stand<'_>) -> Result<(), Failure> {
        match self {
            Self::Verify { found } => order!(
                stand,
                "inspector",
                verify_clue,
                VerifyClueRequest {
                    officers: stand.officers(),
                    found: *found,
                    note: "现场核实情况属实".to_owned(),
                }
            ),
            Self::Dismiss => order!(
                stand,
                "director",
                dismiss_clue,
                DismissClueRequest {
                    reason: "经两名执法人员核实，未发现违法行为".to_owned(),
                    told: pb::DeliveryMethod::Direct.into(),
                }
            ),
            Self::TransferOut { organ } => order!(
                stand,
                "director",
                transfer_out,
                TransferOutRequest {
                    target: pb::TransferTarget::Organ.into(),
                    organ: organ.clone(),
                    unit: String::new(),
                    reason: "不属于本机关管辖".to_owned(),
                }
            ),
            Self::File { capacity } => order!(
                stand,
                "director",
                file_case,
                FileCaseRequest {
                    power: stand.story.power.clone(),
                    act: Some(stand.act()),
                    subject: stand.subject().into(),
                    capacity: answerable(capacity.as_deref()).into(),
                    officers: stand.officers(),
                    other_powers: Vec::new(),
                    other_act: String::new(),
                }
            ),
            Self::RefuseFiling { ground, competent } => order!(
                stand,
                "director",
                refuse_filing,
                RefuseFilingRequest {
                    ground: pb::NotFiledGround::from_str_name(ground).unwrap_or_default().into(),
                    reason: "不符合立案条件".to_owned(),
                    competent_unit: match competent {
                        Some(word) => stand.county.unit(word)?,
                        None => String::new(),
                    },
                    told: pb::DeliveryMethod::Direct.into(),
                }
            ),
            Self::Guardian(somebody) => guardian(stand, somebody).await?,
            Self::Preserve { items, outcome } => preserve(stand, items, outcome).await?,
            Self::Evidence => evidence(stand).await?,
            Self::Correct { corrected } => correct(stand, *corrected).await?,
            Self::Conclude => order!(
                stand,
                "inspector",
                conclude_investigation,
                ConcludeInvestigationRequest {
                    facts: stand.facts(),
                    officers: stand.officers(),
                    bases: Vec::new(),
                }
            ),
            Self::Withdraw => order!(
                stand,
                "director",
                withdraw_case,
                WithdrawCaseRequest {
                    reason: "涉嫌违法的主体已依法注销，案件终止".to_owned(),
                }
            ),
            Self::Propose { fine, with, deviation } => {
                let proposal = penalty(*fine, with.as_deref(), deviation.clone());
                propose(stand, proposal).await?;
            }
            Self::Spare { exemption } => {
                let proposal = pb::Proposal {
                    exemption: pb::Exemption::from_str_name(exemption).unwrap_or_default().into(),
                    education: "已对当事人进行法治教育".to_owned(),
                    ..pb::Proposal::default()
                };
                propose(stand, proposal).await?;
            }
            Self::Notice { hearing } => order!(
                stand,
                "inspector",
                serve_notice,
                ServeNoticeRequest {
                    facts: stand.facts(),
                    hearing: *hearing,
                    delivery: Some(stand.delivery(pb::DeliveryMethod::Direct)),
                }
            ),
            Self::Defend { accepted } => defend(stand, *accepted).await?,
            Self::Waive => order!(
                stand,
                "inspector",
                waive_rights,
                WaiveRightsRequest {
                    party: stand.party(),
                    reference: "放弃陈述申辩和听证声明".to_owned(),
                }
            ),
            Self::AskHearing { in_days } => ask_hearing(stand, *in_days).await?,
            Self::Hear => order!(
                stand,
                "host",
                hold_hearing,
                HoldHearingRequest {
                    attended: true,
                    agents: 1,
                    record: paper::hash("听证笔录"),
                    opinion: "事实清楚，建议维持拟处罚意见".to_owned(),
                }
            ),
            Self::Submit { ground, complex } => order!(
                stand,
                "inspector",
                submit_case,
                SubmitCaseRequest {
                    grounds: ground
                        .iter()
                        .filter_map(|word| pb::ReviewGround::from_str_name(word))
                        .map(i32::from)
                        .collect(),
                    complex: *complex,
                }
            ),
            Self::Review => order!(
                stand,
                "counsel",
                decide_review,
                DecideReviewRequest {
                    passed: true,
                    opinion: "事实清楚、证据确凿、程序合法、裁量适当".to_owned(),
                }
            ),
            Self::Discuss => order!(
                stand,
                "director",
                record_discussion,
                RecordDiscussionRequest {
                    minutes: paper::hash("集体讨论记录"),
                    votes_for: 5,
                    votes_against: 0,
                }
            ),
            Self::Decide => order!(
                stand,
                "director",
                decide_case,
                DecideCaseRequest {
                    outcome: stand.proposal.clone(),
                    facts: stand.facts(),
                    basis: stand.basis(),
                    unchanged_reason: String::new(),
                    late_reason: String::new(),
                }
            ),
            Self::Serve { electronic } => serve(stand, *electronic).await?,
            Self::Pay { yuan } => pay(stand, *yuan).await?,
            Self::Perform { kind } => order!(
                stand,
                "inspector",
                record_performance,
                RecordPerformanceRequest {
                    kind: pb::PenaltyKind::from_str_name(kind).unwrap_or_default().into(),
                    note: "两名执法人员现场确认已履行".to_owned(),
                    officers: stand.officers(),
                }
            ),
            Self::Defer => order!(
                stand,
                "director",
                grant_deferral,
                GrantDeferralRequest {
                    parts: stand.halves(),
                    application: "分期缴纳罚款申请书".to_owned(),
                }
            ),
            Self::Demand => order!(
                stand,
                "inspector",
                serve_demand,
                ServeDemandRequest {
                    delivery: Some(stand.delivery(pb::DeliveryMethod::Direct)),
                }
            ),
            Self::ApplyToCourt => order!(
                stand,
                "director",
                apply_to_court,
                ApplyToCourtRequest {
                    court: format!("{}人民法院", stand.county.name),
                    reference: "行政处罚强制执行申请书".to_owned(),
                }
            ),
            Self::Rule { allowed } => rule(stand, *allowed).await?,
            Self::EndExecution => order!(
                stand,
                "inspector",
                end_execution,
                EndExecutionRequest {
                    reference: "终结本次执行程序裁定书".to_owned(),
                }
            ),
            Self::Remedy { kind } => order!(
                stand,
                "inspector",
                lodge_remedy,
                LodgeRemedyRequest {
                    kind: pb::RemedyKind::from_str_name(kind).unwrap_or_default().into(),
                    organ: format!("{}人民政府", stand.county.name),
                    reference: "行政复议答复通知书".to_owned(),
                    suspends: false,
                    lodge_time: Some(times::to_stamp(stand.now)),
                }
            ),
            Self::Ruling { ruling, fine } => ruled(stand, ruling, *fine).await?,
            Self::Refund => order!(
                stand,
                "inspector",
                refund_payment,
                RefundPaymentRequest {
                    amount_fen: stand.account().refundable_fen,
                    reference: "退款凭证".to_owned(),
                }
            ),
            Self::Publish => {
                let masked = paper::published(stand).await?;
                order!(
                    stand,
                    "inspector",
                    publish_decision,
                    PublishDecisionRequest {
                        reference: "政府网站行政执法公示专栏".to_owned(),
                        masked,
                    }
                );
            }
            Self::Unpublish => order!(
                stand,
                "inspector",
                withdraw_publication,
                WithdrawPublicationRequest {
                    reason: "行政处罚决定已被复议机关变更或者撤销".to_owned(),
                    mistake_reference: String::new(),
                }
            ),
            Self::Crime => crime(stand).await?,
            Self::Return { ended } => order!(
                stand,
                "inspector",
                return_from_justice,
                ReturnFromJusticeRequest {
                    reference: "刑事判决书".to_owned(),
                    ended: *ended,
                }
            ),
            Self::Spot { .. } => {}
            Self::Record => record(stand).await?,
            Self::Paper { kind } => paper::set(stand, kind).await?,
            Self::Close { summary } => order!(stand, "director", close_case, CloseCaseRequest { summary: summary.clone() }),
        }
        Ok(())
    }
}
