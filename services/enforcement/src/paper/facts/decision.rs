//! The decision, as it is made in the office or on the spot (行政处罚法 arts. 52, 59).

use shiyu_kit::calendar::local_date;
use shiyu_kit::document::day;

use super::{Desk, Sheet, before, law};
use crate::domain::course::Decision;
use crate::domain::terms::{EvidenceKind, PenaltyKind};
use crate::standard::domain::{DocumentKind, Wording};

impl Desk<'_> {
    pub(super) fn decision(&self) -> Option<Sheet> {
        let decision = self.case.course.decision().filter(|decision| !decision.on_the_spot)?;
        Some(self.decided_upon(decision, DocumentKind::Decision))
    }

    pub(super) fn spot_decision(&self) -> Option<Sheet> {
        let decision = self.case.course.decision().filter(|decision| decision.on_the_spot)?;
        let sheet = self.decided_upon(decision, DocumentKind::SpotDecision);
        let sheet = sheet
            .tell("place", self.place(&self.case.clue.place))
            .tell("officers", self.investigators());
        Some(sheet)
    }

    fn decided_upon(&self, decision: &Decision, kind: DocumentKind) -> Sheet {
        let (_, wording) = self.register.standards.wording(kind, local_date(decision.at));
        Sheet::of(decision.at)
            .tell("facts", &decision.facts)
            .tell("evidence", self.evidence())
            .tell("course", self.heard())
            .tell("basis", decision.basis.join("、"))
            .tell("penalties", law::penalties(&decision.outcome))
            .tell("deviation", before::deviation(&decision.outcome))
            .tell("performance", performance(decision, &wording))
            .tell("remedies", self.remedies(decision, &wording.online_reconsideration))
    }

    /// What the facts rest on: only what holds.
    fn evidence(&self) -> Vec<String> {
        let holds = self.case.course.evidence.iter().filter(|evidence| evidence.holds());
        holds
            .map(|evidence| format!("{}：{}。", kind(evidence.kind), evidence.title))
            .collect()
    }

    /// That the party was told and heard.
    fn heard(&self) -> Vec<String> {
        let course = &self.case.course;
        let served = course.notice().and_then(|notice| notice.served_at);
        let told = served.map(|at| {
            format!(
                "本机关于{}依法向当事人送达行政处罚事先告知书，告知其享有的权利。",
                day(local_date(at))
            )
        });
        let statements = course.statements.iter().map(before::statement);
        let held = course.hearing().and_then(|hearing| hearing.record.as_ref());
        let hearing = held.map(|record| {
            let came = if record.attended {
                ""
            } else {
                "当事人无正当理由未出席，视为放弃听证。"
            };
            format!("本机关于{}依法举行听证。{came}", day(local_date(record.at)))
        });
        let decision = course.decision();
        let unchanged = decision.and_then(|decision| decision.unchanged.as_ref());
        let unchanged = unchanged.map(|why| format!("本机关采纳当事人的意见而处罚种类和数额不变的理由：{why}"));
        told.into_iter().chain(statements).chain(hearing).chain(unchanged).collect()
    }
}

/// How and until when it is performed (行政处罚法 arts. 66, 67, 72).
fn performance(decision: &Decision, wording: &Wording) -> Vec<String> {
    if !decision.is_penalty() {
        return Vec::new();
    }
    let items = decision.outcome.items();
    let money = items.iter().any(|item| item.kind.is_money());
    let mut told = Vec::new();
    if money {
        let place = if wording.payment.is_empty() {
            String::new()
        } else {
            format!("（{}）", wording.payment)
        };
        told.push(format!(
            "当事人应当自收到本决定书之日起十五日内，到指定的银行或者通过电子支付系统缴纳罚没款{place}。"
        ));
    }
    if items.iter().any(|item| item.kind == PenaltyKind::Fine) {
        told.push("到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超过罚款的数额。确有经济困难的，可以申请暂缓或者分期缴纳。".to_owned());
    }
    let other = items
        .iter()
        .filter(|item| !item.kind.is_money() && !matches!(item.kind, PenaltyKind::Warning | PenaltyKind::CriticismNotice));
    told.extend(other.map(|item| format!("{}：自本决定书送达之日起履行。", law::name(item.kind))));
    told.push("当事人应当改正违法行为。".to_owned());
    told
}

const fn kind(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Documentary => "书证",
        EvidenceKind::Physical => "物证",
        EvidenceKind::Audiovisual => "视听资料",
        EvidenceKind::ElectronicData => "电子数据",
        EvidenceKind::WitnessTestimony => "证人证言",
        EvidenceKind::PartyStatement => "当事人的陈述",
        EvidenceKind::ExpertOpinion => "鉴定意见",
        EvidenceKind::InspectionRecord => "勘验笔录、现场笔录",
    }
}
