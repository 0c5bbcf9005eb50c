//! Deeds that are more than one call, or more than a line.

use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::upload_evidence_request::Part;
use time::Duration;

use super::super::paper;
use super::super::play::{Stand, day};
use super::order;
use crate::failure::Failure;
use crate::times;

pub(super) async fn propose(stand: &mut Stand<'_>, proposal: pb::Proposal) -> Result<(), Failure> {
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

pub(super) fn penalty(fine: i64, with: Option<&str>, deviation: Option<String>) -> pb::Proposal {
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

pub(super) async fn evidence(stand: &mut Stand<'_>) -> Result<(), Failure> {
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

pub(super) async fn correct(stand: &mut Stand<'_>, corrected: bool) -> Result<(), Failure> {
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

pub(super) async fn defend(stand: &mut Stand<'_>, accepted: bool) -> Result<(), Failure> {
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

pub(super) async fn ask_hearing(stand: &mut Stand<'_>, in_days: u32) -> Result<(), Failure> {
    order!(stand, "inspector", request_hearing, RequestHearingRequest { party: stand.party() });
    let host = stand.staff("host");
    // Nobody is told of a hearing before it was asked for.
    let asked = stand.case.course.iter().flat_map(|course| &course.hearings).next_back();
    let asked = asked.and_then(|hearing| hearing.request_time.as_ref());
    let told = asked.and_then(times::to_time).unwrap_or(stand.now);
    order!(
        stand,
        "inspector",
        schedule_hearing,
        ScheduleHearingRequest {
            host,
            place: "综合行政执法队听证室".to_owned(),
            public: true,
            notify_time: Some(times::to_stamp(told)),
            schedule_time: Some(times::to_stamp(told + Duration::days(in_days.into()))),
            closed_reason: String::new(),
        }
    );
    Ok(())
}

pub(super) async fn serve(stand: &mut Stand<'_>, electronic: bool) -> Result<(), Failure> {
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

pub(super) async fn pay(stand: &mut Stand<'_>, yuan: Option<i64>) -> Result<(), Failure> {
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

pub(super) async fn rule(stand: &mut Stand<'_>, allowed: bool) -> Result<(), Failure> {
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

pub(super) async fn ruled(stand: &mut Stand<'_>, ruling: &str, fine: Option<i64>) -> Result<(), Failure> {
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

pub(super) async fn crime(stand: &mut Stand<'_>) -> Result<(), Failure> {
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

pub(super) async fn record(stand: &mut Stand<'_>) -> Result<(), Failure> {
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
