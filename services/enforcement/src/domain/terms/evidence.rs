//! Evidence, and what is done to keep things as they are.

use super::vocabulary;

vocabulary! {
    /// The eight kinds of evidence (行政处罚法 art. 46).
    EvidenceKind {
        /// 书证.
        Documentary "documentary",
        /// 物证.
        Physical "physical",
        /// 视听资料.
        Audiovisual "audiovisual",
        /// 电子数据.
        ElectronicData "electronic_data",
        /// 证人证言.
        WitnessTestimony "witness_testimony",
        /// 当事人的陈述.
        PartyStatement "party_statement",
        /// 鉴定意见.
        ExpertOpinion "expert_opinion",
        /// 勘验笔录、现场笔录.
        InspectionRecord "inspection_record",
    }
}

vocabulary! {
    /// What a piece of evidence is worth.
    EvidenceStatus {
        /// 线索材料: brought by others, not evidence until two officers verify it.
        Lead "lead",
        /// 经查证属实.
        Verified "verified",
        /// 非法证据, excluded.
        Excluded "excluded",
    }
}

vocabulary! {
    /// Compulsory measures of an administrative organ (行政强制法 art. 9).
    MeasureKind {
        /// 查封场所、设施或者财物.
        Sealing "sealing",
        /// 扣押财物.
        Seizure "seizure",
    }
}

vocabulary! {
    /// Why an investigation stands still (中止调查).
    SuspensionGround {
        /// 检测、检验、检疫、鉴定.
        Appraisal "appraisal",
        /// 公告.
        PublicNotice "public_notice",
        /// 等待刑事程序.
        Criminal "criminal",
        /// 不可抗力, or another decision on which it depends.
        OtherDecision "other_decision",
    }
}
