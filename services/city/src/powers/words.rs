//! Penalties and ranges as people read them, and as the cells of a file have them.

use shiyu_proto::enforcement::v1::{LegalBasis, MultipleOf, PenaltyKind, PenaltyRange, PowerItem, PowerListState, RangeSubject};

use crate::words::word;

/// `fine`.
#[must_use]
pub fn kind(of: PenaltyKind) -> String {
    word(of.as_str_name(), "PENALTY_KIND_").replace('-', "_")
}

/// `organisation`; nothing for everybody.
#[must_use]
pub fn subject(of: RangeSubject) -> String {
    match of {
        RangeSubject::Unspecified => String::new(),
        RangeSubject::Citizen | RangeSubject::Organisation => word(of.as_str_name(), "RANGE_SUBJECT_"),
    }
}

/// `illegal_income`.
#[must_use]
pub fn multiple(of: MultipleOf) -> String {
    word(of.as_str_name(), "MULTIPLE_OF_").replace('-', "_")
}

/// `published`.
#[must_use]
pub fn state(of: PowerListState) -> String {
    word(of.as_str_name(), "POWER_LIST_STATE_")
}

/// `《中华人民共和国水法》第六十五条`.
#[must_use]
pub fn bases(of: &[LegalBasis]) -> String {
    let texts = of.iter().map(|basis| format!("《{}》{}", basis.law, basis.article));
    texts.collect::<Vec<_>>().join("; ")
}

/// What an item allows, in yuan.
#[must_use]
pub fn penalties(of: &PowerItem) -> String {
    let texts = of.penalties.iter().map(penalty);
    texts.collect::<Vec<_>>().join("；")
}

fn penalty(of: &PenaltyRange) -> String {
    let term = match of.kind() {
        PenaltyKind::Unspecified => "",
        PenaltyKind::Warning => "警告",
        PenaltyKind::CriticismNotice => "通报批评",
        PenaltyKind::Fine => "罚款",
        PenaltyKind::ConfiscateIncome => "没收违法所得",
        PenaltyKind::ConfiscateGoods => "没收非法财物",
        PenaltyKind::SuspendLicence => "暂扣许可证件",
        PenaltyKind::Downgrade => "降低资质等级",
        PenaltyKind::RevokeLicence => "吊销许可证件",
        PenaltyKind::RestrictActivity => "限制开展生产经营活动",
        PenaltyKind::SuspendBusiness => "责令停产停业",
        PenaltyKind::CloseDown => "责令关闭",
        PenaltyKind::BarFromTrade => "限制从业",
        PenaltyKind::Other => "其他",
    };
    let who = match of.subject() {
        RangeSubject::Unspecified => "",
        RangeSubject::Citizen => "（个人）",
        RangeSubject::Organisation => "（单位）",
    };
    let money = of
        .min_fen
        .zip(of.max_fen)
        .map(|(least, most)| format!(" {}–{} 元", yuan(least), yuan(most)));
    let of_what = match of.multiple_of() {
        MultipleOf::Unspecified => "",
        MultipleOf::IllegalIncome => "违法所得",
        MultipleOf::GoodsValue => "货值金额",
        MultipleOf::ContractPrice => "合同价款",
        MultipleOf::SquareMetre => "每平方米",
    };
    let times = of.min_multiple.zip(of.max_multiple).map(|(least, most)| match of.multiple_of() {
        MultipleOf::SquareMetre => format!(" {of_what} {}–{} 元", yuan(least), yuan(most)),
        MultipleOf::Unspecified | MultipleOf::IllegalIncome | MultipleOf::GoodsValue | MultipleOf::ContractPrice => {
            format!(" {of_what}的 {}–{} 倍", thousandths(least), thousandths(most))
        }
    });
    [term, who, &money.unwrap_or_default(), &times.unwrap_or_default()].concat()
}

/// Fen as yuan, without what is nothing.
#[must_use]
pub fn yuan(fen: i64) -> String {
    match fen % 100 {
        0 => (fen / 100).to_string(),
        rest => format!("{}.{rest:02}", fen / 100),
    }
}

fn thousandths(number: i64) -> String {
    let text = format!("{}.{:03}", number / 1_000, number % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_reads_in_yuan_and_in_times() {
        let mut range = PenaltyRange {
            kind: PenaltyKind::Fine.into(),
            subject: RangeSubject::Organisation.into(),
            min_fen: Some(100_050),
            max_fen: Some(1_000_000),
            ..PenaltyRange::default()
        };
        assert_eq!(penalty(&range), "罚款（单位） 1000.50–10000 元");
        range.subject = 0;
        range.min_fen = None;
        range.max_fen = None;
        range.multiple_of = MultipleOf::IllegalIncome.into();
        range.min_multiple = Some(1_000);
        range.max_multiple = Some(2_500);
        assert_eq!(penalty(&range), "罚款 违法所得的 1–2.5 倍");
        assert_eq!(
            (
                kind(PenaltyKind::SuspendLicence).as_str(),
                subject(RangeSubject::Unspecified).as_str()
            ),
            ("suspend_licence", "")
        );
    }
}
