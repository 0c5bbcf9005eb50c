//! How a matter is answered, served and closed.

use serde::{Deserialize, Serialize};

/// How a document reached the petitioner (送达).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryMethod {
    /// Handed over.
    Direct,
    /// 留置.
    LeftAtPlace,
    /// By mail.
    Mail,
    /// 委托.
    Entrusted,
    /// Electronically.
    Electronic,
    /// 公告.
    PublicNotice,
}

/// What an opinion says of the request (art. 32).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The facts are clear and the law supports it.
    Supported,
    /// Reasonable but without a legal basis: explained.
    Explained,
    /// No facts for it, or against the law.
    NotSupported,
}

/// How a petition came to be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// By the clock, when the petitioner's own window lapsed: the law's doing, no decision upon a person.
    Lapsed,
    /// By an officer, after the window had lapsed.
    ByOfficer,
    /// The request for review or re-review was late, or none.
    Dismissed,
}

/// Which remedy (arts. 35, 36).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// 复查, by the unit above the handler.
    Review,
    /// 复核, by the unit above the reviewer.
    Recheck,
}

/// What a reviewing unit decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// 维持.
    Upheld,
    /// 变更: the decision replaces the opinion.
    Changed,
    /// 撤销并责令重新办理: handled anew, in another 60 days. Only on review.
    Revoked,
}

/// How satisfied a petitioner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    /// 满意.
    Satisfied,
    /// 基本满意.
    BasicallySatisfied,
    /// 不满意.
    Dissatisfied,
}

/// Why the petition office supervises a unit (督办, art. 40).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// 拖延.
    Delay,
    /// 推诿, 敷衍.
    Evasion,
    /// 弄虚作假.
    Fraud,
    /// 拒不执行.
    NonExecution,
}

/// Why a unit is to be held responsible: with grave consequences, each (追究责任的建议, art. 40).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountabilityGround {
    /// 推诿.
    Evasion,
    /// 敷衍.
    Perfunctoriness,
    /// 拖延.
    Delay,
    /// 弄虚作假.
    Fraud,
}
