//! What is agreed.

use serde::{Deserialize, Serialize};

/// How an agreement is made (人民调解法 arts. 28 to 30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// 调解协议书.
    Written,
    /// 口头协议: the mediator records its content.
    Oral,
}

/// How a party signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 签名.
    Signature,
    /// 盖章.
    Seal,
    /// 按指印.
    Fingerprint,
    /// 电子签名.
    Electronic,
    /// Said so; of an oral agreement.
    Spoken,
}

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObligationKind {
    /// Money.
    Payment,
    /// To do, to bear or to leave something.
    Act,
}
