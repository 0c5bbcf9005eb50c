//! Who mediates, and where.

use serde::{Deserialize, Serialize};

/// What kind of mediator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediatorKind {
    /// 人民调解员.
    People,
    /// 行政调解员.
    Administrative,
    /// 行业性专业性调解员.
    Industry,
    /// 律师调解员.
    Lawyer,
    /// 调解专员: deputies, veterans, elders of the village.
    CommunityCommissioner,
}

/// Why a mediator left a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaving {
    /// 回避: a party asked for it, or the mediator stood aside; for good.
    Recused,
    /// 更换.
    Replaced,
}

/// What a mediator is said to have done wrong (人民调解法 art. 15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// 偏袒一方当事人.
    Bias,
    /// 侮辱当事人.
    Insult,
    /// 索取、收受财物.
    Benefit,
    /// 泄露个人隐私、商业秘密.
    Leak,
}

/// As what somebody is invited (art. 20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitedAs {
    /// 亲属.
    Relative,
    /// 邻里.
    Neighbour,
    /// 同事.
    Colleague,
    /// 有专门知识的人员.
    Expert,
    /// 有关社会组织的人员.
    SocialOrganisation,
}

/// How a session is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionForm {
    /// 现场.
    InPerson,
    /// 视频.
    Video,
    /// 电话.
    Phone,
    /// 背对背: with each side for itself.
    Separate,
}

/// What a dispute may turn into (art. 25).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// It may grow worse: measures are taken.
    Escalation,
    /// 治安案件.
    PublicOrder,
    /// 刑事案件.
    Criminal,
}

impl Risk {
    /// Whether the police are told of it.
    #[must_use]
    pub fn is_reported(self) -> bool {
        matches!(self, Self::PublicOrder | Self::Criminal)
    }
}
