//! What is done in a story of enforcement, and how the contract is asked for it.

mod begin;
mod carried;
mod held;
mod steps;

use serde::Deserialize;

use super::story::Somebody;

/// What is done. Amounts are in yuan.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Deed {
    /// Two officers look: there is something, or nothing.
    Verify { found: bool },
    /// The clue leads nowhere.
    Dismiss,
    /// It goes to another organ.
    TransferOut { organ: String },
    /// The head files it; of a party that answers for what it does only so far, it says so.
    File { capacity: Option<String> },
    /// A guardian joins.
    Guardian(Somebody),
    /// 先行登记保存, and what becomes of it.
    Preserve { items: Vec<String>, outcome: String },
    /// The head does not.
    RefuseFiling { ground: String, competent: Option<String> },
    /// A record of the scene by two officers.
    Evidence,
    /// What has to be put right, and whether it was.
    Correct { corrected: bool },
    /// 调查终结.
    Conclude,
    /// 撤案.
    Withdraw,
    /// A fine, and what else.
    Propose {
        fine: i64,
        with: Option<String>,
        deviation: Option<String>,
    },
    /// Nobody is punished.
    Spare { exemption: String },
    /// 事先告知.
    Notice { hearing: bool },
    /// 陈述申辩, and what the office makes of it.
    Defend { accepted: bool },
    /// The party gives up the rest.
    Waive,
    /// The party asks for a hearing, which is called.
    AskHearing { in_days: u32 },
    /// It is held.
    Hear,
    /// 送审.
    Submit { ground: Option<String>, complex: bool },
    /// 法制审核.
    Review,
    /// 集体讨论.
    Discuss,
    /// The head decides as proposed.
    Decide,
    /// Served, directly or electronically.
    Serve { electronic: bool },
    /// So many yuan are paid; none: what is owed.
    Pay { yuan: Option<i64> },
    /// What is no money is done.
    Perform { kind: String },
    /// In two parts.
    Defer,
    /// 催告.
    Demand,
    /// The court is asked.
    ApplyToCourt,
    /// It takes it up, and rules.
    Rule { allowed: bool },
    /// Its execution is over.
    EndExecution,
    /// A remedy is lodged.
    Remedy { kind: String },
    /// What became of it.
    Ruling { ruling: String, fine: Option<i64> },
    /// What was taken is given back.
    Refund,
    /// 公示.
    Publish,
    /// 撤回公示.
    Unpublish,
    /// It may be a crime: reported, approved, handed over, taken up by the police, the materials too.
    Crime,
    /// It comes back, ended or not.
    Return { ended: bool },
    /// Decided on the spot, with cash taken or not.
    Spot { fine: i64, cash: bool },
    /// Put on record with the agency, the cash handed in and banked.
    Record,
    /// A document is set.
    Paper { kind: String },
    /// 结案.
    Close { summary: String },
}

/// Calls one method upon the case, and keeps the case as it then stands.
macro_rules! order {
    ($stand:ident, $duty:literal, $method:ident, $request:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {{
        let request = pb::$request {
            name: $stand.name(),
            etag: String::new(),
            request_id: $stand.id(stringify!($method)),
            $($field $(: $value)?,)*
        };
        let done = $stand.seat($duty)?.cases().$method(request).await?;
        $stand.case = done.into_inner();
    }};
}

use order;
