//! Where a case comes from.

use super::vocabulary;

vocabulary! {
    /// How a clue (线索) came.
    ClueSource {
        /// 监督检查: found by officers on patrol or inspection.
        Inspection "inspection",
        /// 投诉举报.
        Complaint "complaint",
        /// 信访转来, over path ⑤ of 信访工作条例 art. 31.
        Petition "petition",
        /// 网格上报.
        Grid "grid",
        /// 其他机关移送.
        Transfer "transfer",
        /// 上级交办.
        Superior "superior",
        /// 公检法移送, among them what is returned without a criminal case.
        Justice "justice",
    }
}

vocabulary! {
    /// Why a case is not filed (不予立案).
    NotFiledGround {
        /// No illegality was found.
        NoViolation "no_violation",
        /// 追责时效已过 (行政处罚法 art. 36).
        Limitation "limitation",
        /// Slight and corrected (art. 33).
        Minor "minor",
        /// The unit holds no such power; the competent organ is named.
        NoPower "no_power",
        /// Another organ filed it first (art. 25).
        FiledElsewhere "filed_elsewhere",
        /// The suspect is under 14, or was not answerable (arts. 30, 31).
        NotAnswerable "not_answerable",
    }
}

vocabulary! {
    /// To what kind of organ a clue goes that is not ours.
    TransferTarget {
        /// Another administrative organ.
        Organ "organ",
        /// 公安机关, for what is a crime from the start.
        Police "police",
        /// 监察机关.
        Supervision "supervision",
    }
}

vocabulary! {
    /// What another city is asked (S14).
    OutsidePurpose {
        /// 移送: to take what is its own (行政处罚法 art. 22).
        Transfer "transfer",
        /// 协助: to help with what is ours (art. 26).
        Assistance "assistance",
    }
}
