//! What is done in a story of enforcement, and how the contract is asked for it.

use serde::Deserialize;
use shiyu_kit::party::PartyKind;
use shiyu_proto::common::v1::{DocumentKind, Identity, PartyKind as Kind};
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::upload_evidence_request::Part;
use time::Duration;
use uuid::Uuid;

use super::paper;
use super::play::{Stand, day};
use crate::failure::Failure;
use crate::times;

/// What is done. Amounts are in yuan.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Deed {
    /// Two officers look: there is something, or nothing.
    Verify { found: bool },
    /// The clue leads nowhere.
    Dismiss,
    /// It goes to another organ.
    TransferOut { organ: String },
    /// The head files it.
    File,
    /// The head does not.
    RefuseFiling { ground: String, competent: Option<String> },
    /// A record of the scene by two officers.
    Evidence,
    /// What has to be put right, and whether it was.
    Correct { corrected: bool },
    /// 调查终结.
    Conclude,
    /// 撤案.
    Withdraw,
    /// A fine, and what else.
    Propose {
        fine: i64,
        with: Option<String>,
        deviation: Option<String>,
    },
    /// Nobody is punished.
    Spare { exemption: String },
    /// 事先告知.
    Notice { hearing: bool },
    /// 陈述申辩, and what the office makes of it.
    Defend { accepted: bool },
    /// The party gives up the rest.
    Waive,
    /// The party asks for a hearing, which is called.
    AskHearing { in_days: u32 },
    /// It is held.
    Hear,
    /// 送审.
    Submit { ground: Option<String>, complex: bool },
    /// 法制审核.
    Review,
    /// 集体讨论.
    Discuss,
    /// The head decides as proposed.
    Decide,
    /// Served, directly or electronically.
    Serve { electronic: bool },
    /// So many yuan are paid; none: what is owed.
    Pay { yuan: Option<i64> },
    /// What is no money is done.
    Perform { kind: String },
    /// In two parts.
    Defer,
    /// 催告.
    Demand,
    /// The court is asked.
    ApplyToCourt,
    /// It takes it up, and rules.
    Rule { allowed: bool },
    /// Its execution is over.
    EndExecution,
    /// A remedy is lodged.
    Remedy { kind: String },
    /// What became of it.
    Ruling { ruling: String, fine: Option<i64> },
    /// What was taken is given back.
    Refund,
    /// 公示.
    Publish,
    /// 撤回公示.
    Unpublish,
    /// It may be a crime: reported, approved, handed over, taken up by the police, the materials too.
    Crime,
    /// It comes back, ended or not.
    Return { ended: bool },
    /// Decided on the spot, with cash taken or not.
    Spot { fine: i64, cash: bool },
    /// Put on record with the agency, the cash handed in and banked.
    Record,
    /// A document is set.
    Paper { kind: String },
    /// 结案.
    Close { summary: String },
}

/// Calls one method upon the case, and keeps the case as it then stands.
macro_rules! order {
    ($stand:ident, $duty:literal, $method:ident, $request:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {{
        let request = pb::$request {
            name: $stand.name(),
            etag: String::new(),
            request_id: $stand.id(stringify!($method)),
            $($field $(: $value)?,)*
        };
        let done = $stand.seat($duty)?.cases().$method(request).await?;
        $stand.case = done.into_inner();
    }};
}

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
            Self::File => order!(
                stand,
                "director",
                file_case,
                FileCaseRequest {
                    power: stand.story.power.clone(),
                    act: Some(stand.act()),
                    subject: stand.subject().into(),
                    capacity: pb::Capacity::Full.into(),
                    officers: stand.officers(),
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
            Self::Evidence => evidence(stand).await?,
            Self::Correct { corrected } => correct(stand, *corrected).await?,
            Self::Conclude => order!(
                stand,
                "inspector",
                conclude_investigation,
                ConcludeInvestigationRequest {
                    facts: stand.facts(),
                    officers: stand.officers(),
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

async fn propose(stand: &mut Stand<'_>, proposal: pb::Proposal) -> Result<(), Failure> {
    stand.proposal = Some(proposal.clone());
    order!(
        stand,
        "inspector",
        propose_outcome,
        ProposeOutcomeRequest {
            proposal: Some(proposal),
            officers: stand.officers(),
        }
    );
    Ok(())
}

fn penalty(fine: i64, with: Option<&str>, deviation: Option<String>) -> pb::Proposal {
    let money = pb::PenaltyItem {
        kind: pb::PenaltyKind::Fine.into(),
        amount_fen: fine * 100,
    };
    let other = with.and_then(pb::PenaltyKind::from_str_name).map(|kind| pb::PenaltyItem {
        kind: kind.into(),
        amount_fen: 0,
    });
    pb::Proposal {
        items: [money].into_iter().chain(other).collect(),
        deviation: deviation.unwrap_or_default(),
        ..pb::Proposal::default()
    }
}

async fn evidence(stand: &mut Stand<'_>) -> Result<(), Failure> {
    let head = pb::EvidenceHead {
        name: stand.name(),
        etag: String::new(),
        request_id: stand.id("evidence"),
        media_type: "application/pdf".to_owned(),
        kind: pb::EvidenceKind::InspectionRecord.into(),
        title: "现场检查（勘验）笔录".to_owned(),
        lawful_source: "两名执法人员出示证件后现场制作，当事人签名确认".to_owned(),
        recording: "执法记录仪全过程记录".to_owned(),
        monitoring: false,
        officers: stand.officers(),
    };
    let parts = [Part::Head(head), Part::Content(paper::record(&stand.story.title))];
    let parts = parts.map(|part| pb::UploadEvidenceRequest { part: Some(part) });
    let desk = stand.seat("inspector")?;
    stand.case = desk.evidence().upload_evidence(futures::stream::iter(parts)).await?.into_inner();
    Ok(())
}

async fn correct(stand: &mut Stand<'_>, corrected: bool) -> Result<(), Failure> {
    let until = day(stand.now + Duration::days(7));
    order!(
        stand,
        "inspector",
        order_correction,
        OrderCorrectionRequest {
            demand: "停止违法行为，恢复原状".to_owned(),
            until_date: until,
            officers: stand.officers(),
        }
    );
    let ordered = stand.case.course.iter().flat_map(|course| &course.corrections).next_back();
    let correction = ordered.map(|one| one.id.clone()).unwrap_or_default();
    order!(
        stand,
        "inspector",
        check_correction,
        CheckCorrectionRequest {
            correction,
            corrected,
            note: "现场复查".to_owned(),
            officers: stand.officers(),
        }
    );
    Ok(())
}

async fn defend(stand: &mut Stand<'_>, accepted: bool) -> Result<(), Failure> {
    order!(
        stand,
        "inspector",
        receive_statement,
        ReceiveStatementRequest {
            party: stand.party(),
            text: "请求从轻处理".to_owned(),
        }
    );
    let said = stand.case.course.iter().flat_map(|course| &course.statements).next_back();
    let statement = said.map(|one| one.id.clone()).unwrap_or_default();
    order!(
        stand,
        "inspector",
        review_statement,
        ReviewStatementRequest {
            statement,
            accepted,
            reasons: "已在裁量基准内考虑，不因申辩加重".to_owned(),
        }
    );
    Ok(())
}

async fn ask_hearing(stand: &mut Stand<'_>, in_days: u32) -> Result<(), Failure> {
    order!(stand, "inspector", request_hearing, RequestHearingRequest { party: stand.party() });
    let host = stand.staff("host");
    order!(
        stand,
        "inspector",
        schedule_hearing,
        ScheduleHearingRequest {
            host,
            place: "综合行政执法队听证室".to_owned(),
            public: true,
            notify_time: Some(times::to_stamp(stand.now)),
            schedule_time: Some(times::to_stamp(stand.now + Duration::days(in_days.into()))),
        }
    );
    Ok(())
}

async fn serve(stand: &mut Stand<'_>, electronic: bool) -> Result<(), Failure> {
    let delivery = if electronic {
        pb::Delivery {
            confirmation: "电子送达地址确认书".to_owned(),
            online_channel: "浙里复议".to_owned(),
            ..stand.delivery(pb::DeliveryMethod::Electronic)
        }
    } else {
        stand.delivery(pb::DeliveryMethod::Direct)
    };
    order!(
        stand,
        "inspector",
        serve_decision,
        ServeDecisionRequest { delivery: Some(delivery) }
    );
    Ok(())
}

async fn pay(stand: &mut Stand<'_>, yuan: Option<i64>) -> Result<(), Failure> {
    // What is owed with the surcharge up to today stands in the case as it is read.
    stand.refresh().await?;
    let account = stand.account();
    let owed = account.outstanding_fen + account.accruing_fen;
    let reference = format!("银行回单{}", stand.count());
    order!(
        stand,
        "inspector",
        record_payment,
        RecordPaymentRequest {
            amount_fen: yuan.map_or(owed, |yuan| yuan * 100),
            reference,
            pay_time: Some(times::to_stamp(stand.now)),
            cash_ground: 0,
        }
    );
    Ok(())
}

async fn rule(stand: &mut Stand<'_>, allowed: bool) -> Result<(), Failure> {
    order!(
        stand,
        "inspector",
        record_court_acceptance,
        RecordCourtAcceptanceRequest {
            accept_time: Some(times::to_stamp(stand.now)),
        }
    );
    let ruling = if allowed {
        pb::CourtRuling::Allowed
    } else {
        pb::CourtRuling::Refused
    };
    order!(
        stand,
        "inspector",
        record_court_ruling,
        RecordCourtRulingRequest {
            ruling: ruling.into(),
            reference: "行政裁定书".to_owned(),
        }
    );
    Ok(())
}

async fn ruled(stand: &mut Stand<'_>, ruling: &str, fine: Option<i64>) -> Result<(), Failure> {
    let lodged = stand.case.course.iter().flat_map(|course| &course.remedies).next_back();
    let remedy = lodged.map(|one| one.id.clone()).unwrap_or_default();
    let items = fine.map(|fine| pb::PenaltyItem {
        kind: pb::PenaltyKind::Fine.into(),
        amount_fen: fine * 100,
    });
    order!(
        stand,
        "inspector",
        record_remedy_ruling,
        RecordRemedyRulingRequest {
            remedy,
            ruling: pb::RemedyRuling::from_str_name(ruling).unwrap_or_default().into(),
            items: items.into_iter().collect(),
            anew: false,
            reference: "行政复议决定书".to_owned(),
            rule_time: Some(times::to_stamp(stand.now)),
        }
    );
    Ok(())
}

async fn crime(stand: &mut Stand<'_>) -> Result<(), Failure> {
    order!(
        stand,
        "inspector",
        report_crime,
        ReportCrimeRequest {
            reason: "违法数额达到刑事立案追诉标准".to_owned(),
            officers: stand.officers(),
        }
    );
    order!(
        stand,
        "director",
        decide_transfer,
        DecideTransferRequest {
            approved: true,
            reason: "同意移送".to_owned()
        }
    );
    order!(
        stand,
        "inspector",
        transfer_to_police,
        TransferToPoliceRequest {
            to: format!("{}公安局", stand.county.name),
            reference: "涉嫌犯罪案件移送书".to_owned(),
        }
    );
    order!(
        stand,
        "inspector",
        record_police_answer,
        RecordPoliceAnswerRequest {
            answer: pb::CriminalAnswer::Filed.into(),
            reference: "立案决定书".to_owned(),
        }
    );
    order!(
        stand,
        "inspector",
        hand_over_materials,
        HandOverMaterialsRequest {
            reference: "案件材料移交清单".to_owned()
        }
    );
    Ok(())
}

async fn record(stand: &mut Stand<'_>) -> Result<(), Failure> {
    order!(stand, "inspector", record_spot_decision, RecordSpotDecisionRequest {});
    let receipts: Vec<String> = stand
        .case
        .course
        .iter()
        .flat_map(|course| &course.cash)
        .map(|cash| cash.receipt.clone())
        .collect();
    for receipt in receipts {
        order!(stand, "inspector", hand_in_cash, HandInCashRequest { receipt: receipt.clone() });
        order!(stand, "clerk", bank_cash, BankCashRequest { receipt });
    }
    Ok(())
}

impl Stand<'_> {
    /// Puts on record what begins the case: a clue, or a decision on the spot.
    pub async fn begin(&mut self) -> Result<(), Failure> {
        let first = self.story.steps.first().map(|step| &step.deed);
        if let Some(Deed::Spot { fine, cash }) = first {
            self.on_the_spot((*fine, *cash)).await
        } else {
            self.clue().await
        }
    }

    async fn clue(&mut self) -> Result<(), Failure> {
        let request = pb::ReceiveClueRequest {
            parent: self.parent(),
            request_id: self.id("clue"),
            clue: Some(self.told()),
            parties: self.parties(),
        };
        let answer = self.seat("inspector")?.cases().receive_clue(request).await?.into_inner();
        self.case = answer.case.unwrap_or_default();
        Ok(())
    }

    async fn on_the_spot(&mut self, (fine, cash): (i64, bool)) -> Result<(), Failure> {
        let request = pb::DecideOnSpotRequest {
            parent: self.parent(),
            request_id: self.id("clue"),
            clue: Some(self.told()),
            parties: self.parties(),
            power: self.story.power.clone(),
            act: Some(pb::Act {
                from_date: day(self.now),
                to_date: day(self.now),
                description: self.story.description.clone(),
            }),
            subject: self.subject().into(),
            capacity: pb::Capacity::Full.into(),
            officers: self.officers(),
            facts: self.facts(),
            item: Some(pb::PenaltyItem {
                kind: pb::PenaltyKind::Fine.into(),
                amount_fen: fine * 100,
            }),
            heard: "当事人未提出异议".to_owned(),
            told: true,
            delivery: Some(self.delivery(pb::DeliveryMethod::Direct)),
        };
        self.case = self.seat("inspector")?.cases().decide_on_spot(request).await?.into_inner();
        if cash {
            let reference = "财政票据0001".to_owned();
            let course = self.case.course.as_ref();
            let decided = course
                .and_then(|course| course.decisions.last())
                .and_then(|decision| decision.decide_time);
            order!(
                self,
                "inspector",
                record_payment,
                RecordPaymentRequest {
                    amount_fen: fine * 100,
                    reference,
                    pay_time: decided,
                    cash_ground: pb::CashGround::Small.into(),
                }
            );
        }
        Ok(())
    }

    fn told(&self) -> pb::Clue {
        pb::Clue {
            source: pb::ClueSource::from_str_name(&format!("CLUE_SOURCE_{}", self.story.source.to_uppercase()))
                .unwrap_or_default()
                .into(),
            source_reference: format!("{}-{}", self.run.simple(), self.story.key),
            title: self.story.title.clone(),
            description: self.story.description.clone(),
            place: self.town().to_owned(),
            found_time: Some(times::to_stamp(self.now)),
            ..pb::Clue::default()
        }
    }

    fn parties(&self) -> Vec<pb::Party> {
        let suspect = &self.story.suspect;
        let (kind, document) = match suspect.kind {
            PartyKind::Person => (Kind::Person, DocumentKind::IdentityCard),
            PartyKind::Organisation => (Kind::Organisation, DocumentKind::CreditCode),
        };
        let named = pb::Party {
            id: self.party(),
            role: pb::PartyRole::Suspect.into(),
            identity: Some(Identity {
                kind: kind.into(),
                name: suspect.name.clone(),
                document_kind: document.into(),
                document_number: suspect.number.clone(),
                address: format!("{}胜利西路12号", self.county.name),
                ..Identity::default()
            }),
        };
        let complainant = self.story.complained.then(|| pb::Party {
            id: Uuid::new_v5(&self.run, format!("{}/complainant", self.story.key).as_bytes()).to_string(),
            role: pb::PartyRole::Complainant.into(),
            identity: Some(Identity {
                kind: Kind::Person.into(),
                name: "孟举报".to_owned(),
                phone: "13857512345".to_owned(),
                ..Identity::default()
            }),
        });
        [named].into_iter().chain(complainant).collect()
    }
}
