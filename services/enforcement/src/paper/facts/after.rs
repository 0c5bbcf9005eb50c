//! Documents from the service to the close.

use shiyu_kit::document::{fen, moment};

use super::{Desk, Sheet, law, on};
use crate::domain::account::Charge;
use crate::domain::course::{Decision, Delivery};
use crate::domain::stage::End;
use crate::domain::terms::{DeliveryMethod, Fen, RemedyKind, RemedyRuling};
use crate::standard::domain::DocumentKind;

impl Desk<'_> {
    /// Of the paper that was served last.
    pub(super) fn service_receipt(&self) -> Option<Sheet> {
        let course = &self.case.course;
        let decision = course.decision();
        let demand = course.demands.last().map(|demand| (&demand.delivery, DocumentKind::DemandLetter));
        let decided = decision.and_then(|decision| {
            let kind = if decision.on_the_spot {
                DocumentKind::SpotDecision
            } else {
                DocumentKind::Decision
            };
            Some((decision.delivery.as_ref()?, kind))
        });
        let notice = course.notice().map(|notice| (&notice.delivery, DocumentKind::PriorNotice));
        let (delivery, kind): (&Delivery, DocumentKind) = demand.or(decided).or(notice)?;
        let is_decision = matches!(kind, DocumentKind::Decision | DocumentKind::SpotDecision);
        let windows = decision.filter(|_| is_decision).map(|decision| self.windows(decision));
        let sheet = Sheet::of(delivery.at)
            .tell("served", format!("{}（{}）", self.title(kind), self.number(kind)))
            .tell("method", method(delivery.method))
            .tell("when", moment(delivery.at))
            .tell("proof", &delivery.proof)
            .tell("confirmation", delivery.confirmation.clone().unwrap_or_default())
            .tell("server", self.officer(&delivery.by))
            .tell("windows", windows.unwrap_or_default());
        Some(sheet)
    }

    /// Once it is overdue: what is still owed on that day.
    pub(super) fn demand_letter(&self) -> Option<Sheet> {
        let course = &self.case.course;
        let decision = course.decision().filter(|decision| decision.is_penalty())?;
        let owed = self.owed();
        if owed.is_empty() {
            return None;
        }
        let overdue = course.surcharge.is_some() || !course.demands.is_empty();
        let at = course.demands.last().map_or(decision.served_at, |demand| Some(demand.delivery.at));
        let at = at.filter(|_| overdue)?;
        let (_, wording) = self.register.standards.wording(DocumentKind::Decision, self.register.today);
        Some(
            self.of_decision(Sheet::of(at), decision)
                .tell("owed", owed)
                .tell("payment", wording.payment),
        )
    }

    pub(super) fn court_application(&self) -> Option<Sheet> {
        let course = &self.case.course;
        let decision = course.decision()?;
        let demand = course.demands.last()?;
        let at = course.court.as_ref().map_or(demand.served_at, |court| Some(court.applied_at))?;
        let served = decision.served_at?;
        let sheet = self
            .of_decision(Sheet::of(at), decision)
            .tell("owed", self.owed())
            .tell("served", on(served))
            .tell("demanded", on(demand.served_at?))
            .tell("contested", self.contested(decision));
        Some(sheet)
    }

    /// What the party did against a decision, or that it did nothing in time.
    fn contested(&self, decision: &Decision) -> String {
        let upon = self.case.course.remedies.iter().filter(|remedy| remedy.lodged_at >= decision.at);
        let told = upon.map(|remedy| {
            let way = match remedy.kind {
                RemedyKind::Reconsideration => "申请行政复议",
                RemedyKind::Litigation => "提起行政诉讼",
            };
            let word = remedy.word.as_ref();
            let word = word.map(|word| format!("经审理于{}{}（{}）", on(word.at), ruling(word.ruling), word.reference));
            let word = word.unwrap_or_else(|| "尚未审结".to_owned());
            format!("于{}向{}{way}，{word}", on(remedy.lodged_at), remedy.organ)
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() {
            return "在法定期限内不申请行政复议或者提起行政诉讼".to_owned();
        }
        format!("不服该决定，{}", told.join("；"))
    }

    pub(super) fn closing_approval(&self) -> Option<Sheet> {
        let ending = self.case.stage.ending()?;
        let course = &self.case.course;
        let decision = course.decisions.last();
        let delivered = decision.and_then(|decision| decision.delivery.as_ref());
        let delivery = delivered.map(|delivery| format!("{}于{}送达", method(delivery.method), on(delivery.at)));
        let sheet = Sheet::of(ending.at)
            .tell("subject", self.subject())
            .tell("filed", course.filing.as_ref().map(|filing| on(filing.at)).unwrap_or_default())
            .tell(
                "penalties",
                decision.map(|decision| law::penalties(&decision.outcome)).unwrap_or_default(),
            )
            .tell("delivery", delivery.unwrap_or_else(|| "无".to_owned()))
            .tell("performed", self.performed())
            .tell("remedied", self.remedied())
            .tell("ending", ended(&ending.end))
            .tell("officers", self.investigators());
        Some(sheet)
    }

    fn of_decision(&self, sheet: Sheet, decision: &Decision) -> Sheet {
        let number = self.number(DocumentKind::Decision);
        sheet
            .tell("decided", Self::decided(decision))
            .tell("decision", format!("{}（{number}）", DocumentKind::Decision.title()))
            .tell("court", self.court())
    }

    /// What is still to be paid, charge by charge.
    fn owed(&self) -> Vec<String> {
        let owed = |charge: Charge| (charge, self.case.course.account.standing(charge).outstanding());
        let some = Charge::ALL.iter().copied().map(owed).filter(|(_, amount)| !amount.is_zero());
        some.map(|(charge, amount)| format!("{}{}。", charged(charge), fen(amount.fen())))
            .collect()
    }

    fn performed(&self) -> String {
        let account = &self.case.course.account;
        let kept: Fen = Charge::ALL.iter().map(|charge| account.standing(*charge).kept()).sum();
        let open: Fen = Charge::ALL.iter().map(|charge| account.standing(*charge).outstanding()).sum();
        let others = self.case.course.performances.len();
        match (kept.is_zero(), open.is_zero()) {
            (true, true) if others == 0 => "无须履行。".to_owned(),
            (true, true) => format!("已履行{others}项。"),
            (_, true) => format!("罚没款{}已全部缴清。", fen(kept.fen())),
            (_, false) => format!("尚欠{}。", fen(open.fen())),
        }
    }

    fn remedied(&self) -> String {
        let told = self.case.course.remedies.iter().map(|remedy| {
            let kind = match remedy.kind {
                RemedyKind::Reconsideration => "行政复议",
                RemedyKind::Litigation => "行政诉讼",
            };
            let word = remedy.word.as_ref().map_or("未结", |word| ruling(word.ruling));
            format!("{kind}：{word}")
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() { "无".to_owned() } else { told.join("；") }
    }
}

const fn charged(charge: Charge) -> &'static str {
    match charge {
        Charge::Fine => "罚款",
        Charge::Confiscation => "没收违法所得",
        Charge::Surcharge => "加处罚款",
    }
}

const fn ruling(ruling: RemedyRuling) -> &'static str {
    match ruling {
        RemedyRuling::Upheld => "维持",
        RemedyRuling::Changed => "变更",
        RemedyRuling::Revoked => "撤销",
        RemedyRuling::Void => "确认违法或者无效",
        RemedyRuling::Withdrawn => "撤回",
        RemedyRuling::Dismissed => "驳回或者不予受理",
    }
}

const fn method(method: DeliveryMethod) -> &'static str {
    match method {
        DeliveryMethod::Direct => "直接送达",
        DeliveryMethod::LeftAtPlace => "留置送达",
        DeliveryMethod::Electronic => "电子送达",
        DeliveryMethod::Entrusted => "委托送达",
        DeliveryMethod::Mail => "邮寄送达",
        DeliveryMethod::Forwarded => "转交送达",
        DeliveryMethod::PublicNotice => "公告送达",
    }
}

fn ended(end: &End) -> String {
    match end {
        End::Dismissed { reason, .. } => format!("线索不成立：{reason}"),
        End::TransferredOut { organ, reason, .. } => format!("移送{organ}：{reason}"),
        End::NotFiled { reason, .. } => format!("不予立案：{reason}"),
        End::CaseWithdrawn { reason } => format!("撤销案件：{reason}"),
        End::CriminallyEnded { reference } => format!("已由司法机关处理：{reference}"),
        End::Closed { summary } => summary.clone(),
    }
}
