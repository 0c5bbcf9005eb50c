//! Penalties, remedies and their organs in the words of the law.

use shiyu_kit::calendar::local_date;
use shiyu_kit::document::{day, fen};
use shiyu_kit::unit::{Code, Level};

use super::Desk;
use crate::domain::course::Decision;
use crate::domain::terms::{Exemption, PenaltyItem, PenaltyKind, Proposal};
use crate::domain::{LITIGATION, RECONSIDERATION};

/// What is intended or decided, line by line.
pub(super) fn penalties(proposal: &Proposal) -> Vec<String> {
    match proposal {
        Proposal::Penalty { items, .. } => items.iter().map(penalty).collect(),
        Proposal::NoPenalty(no) => vec![
            format!("{}，不予行政处罚。", exemption(no.ground)),
            format!("教育当事人：{}", no.education),
        ],
    }
}

fn penalty(item: &PenaltyItem) -> String {
    let name = name(item.kind);
    if item.amount.is_zero() {
        return format!("{name}。");
    }
    let yuan = item.amount.fen() / 100;
    let rest = item.amount.fen() % 100;
    let figures = if rest == 0 { yuan.to_string() } else { format!("{yuan}.{rest:02}") };
    format!("{name}{figures}元（{}）。", fen(item.amount.fen()))
}

/// The penalty's name (行政处罚法 art. 9).
pub(super) const fn name(kind: PenaltyKind) -> &'static str {
    match kind {
        PenaltyKind::Warning => "警告",
        PenaltyKind::CriticismNotice => "通报批评",
        PenaltyKind::Fine => "罚款",
        PenaltyKind::ConfiscateIncome => "没收违法所得",
        PenaltyKind::ConfiscateGoods => "没收非法财物，价值",
        PenaltyKind::SuspendLicence => "暂扣许可证件",
        PenaltyKind::Downgrade => "降低资质等级",
        PenaltyKind::RevokeLicence => "吊销许可证件",
        PenaltyKind::RestrictActivity => "限制开展生产经营活动",
        PenaltyKind::SuspendBusiness => "责令停产停业",
        PenaltyKind::CloseDown => "责令关闭",
        PenaltyKind::BarFromTrade => "限制从业",
        PenaltyKind::Other => "法律、行政法规规定的其他行政处罚",
    }
}

/// Why nobody is punished, with its article.
pub(super) const fn exemption(ground: Exemption) -> &'static str {
    match ground {
        Exemption::Minor => "违法行为轻微并及时改正，没有造成危害后果（《中华人民共和国行政处罚法》第三十三条第一款）",
        Exemption::First => "初次违法且危害后果轻微并及时改正（《中华人民共和国行政处罚法》第三十三条第一款）",
        Exemption::NoFault => "有证据足以证明没有主观过错（《中华人民共和国行政处罚法》第三十三条第二款）",
        Exemption::Unfounded => "违法事实不能成立（《中华人民共和国行政处罚法》第五十七条第一款第三项）",
        Exemption::MinorAge => "不满十四周岁（《中华人民共和国行政处罚法》第三十条）",
        Exemption::Incapacity => "不能辨认或者不能控制自己行为（《中华人民共和国行政处罚法》第三十一条）",
        Exemption::Limitation => "违法行为超过追责时效（《中华人民共和国行政处罚法》第三十六条）",
    }
}

impl Desk<'_> {
    /// The government that reconsiders: that of the same level for a department, that of the county for a town, its offices and its
    /// street offices (行政复议法 art. 24).
    pub(super) fn government(&self) -> String {
        let unit = &self.case.unit;
        let division = unit.enclosing().filter(|_| unit.is_office()).unwrap_or_else(|| unit.clone());
        let county = match division.level() {
            Level::City | Level::County => division,
            Level::Town | Level::Village => self.case.county.clone(),
        };
        format!("{}人民政府", self.place(&county))
    }

    /// The court at the seat of the agency (行政诉讼法 art. 18).
    pub(super) fn court(&self) -> String {
        format!("{}人民法院", self.place(&self.case.county))
    }

    /// A division's name.
    pub(super) fn place(&self, code: &Code) -> String {
        self.unit(code)
    }

    /// What can be done against a decision, where, and until when; with the last days once it was served (行政复议法 arts. 20 to 24,
    /// 行政诉讼法 arts. 45, 46).
    pub(super) fn remedies(&self, decision: &Decision, online: &str) -> Vec<String> {
        let (government, court) = (self.government(), self.court());
        let first = if decision.on_the_spot {
            format!(
                "如不服本决定，依据《中华人民共和国行政复议法》第二十三条的规定，应当先自收到本决定书之日起六十日内向{government}申请行政复议；\
                 对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向{court}提起行政诉讼。"
            )
        } else {
            format!(
                "如不服本决定，可以自收到本决定书之日起六十日内向{government}申请行政复议，\
                 也可以自收到本决定书之日起六个月内直接向{court}提起行政诉讼。"
            )
        };
        let mut told = vec![first];
        if decision.is_penalty() {
            told.push("行政复议或者行政诉讼期间，行政处罚不停止执行，法律另有规定的除外；加处罚款的数额不予计算。".to_owned());
        }
        let of_delivery = decision.delivery.as_ref().and_then(|delivery| delivery.online_channel.clone());
        let channel = of_delivery.unwrap_or_else(|| online.to_owned());
        if !channel.is_empty() {
            told.push(format!("可以通过互联网渠道申请行政复议：{channel}。"));
        }
        told
    }

    /// The last days on which a decision that was served can be attacked.
    pub(super) fn windows(&self, decision: &Decision) -> Vec<String> {
        let Some(served) = decision.served_at else { return Vec::new() };
        let last = |rule: &shiyu_kit::calendar::Rule| day(self.register.calendar.due(rule, served).last_day());
        let reconsider = format!("申请行政复议的最后一日为{}，机关为{}。", last(&RECONSIDERATION), self.government());
        if decision.on_the_spot {
            return vec![reconsider, "本决定系当场作出，应当先申请行政复议。".to_owned()];
        }
        let sue = format!("提起行政诉讼的最后一日为{}，法院为{}。", last(&LITIGATION), self.court());
        vec![reconsider, sue]
    }

    /// The day on which a decision was made.
    pub(super) fn decided(decision: &Decision) -> String {
        day(local_date(decision.at))
    }
}
