//! What can be done in a story, who does such things, and how it is asked for.

mod border;
mod intake;
mod way;
mod work;

use futures::FutureExt as _;
use serde::Deserialize;
use shiyu_proto::common::v1::ReferralDestination;
use shiyu_proto::grid::v1::{BoundaryWord, EmergencyLine, Event, EventRating, Measure, RejectionGround, SuspensionGround};

use super::super::spoken::Word;
use super::scene::Moment;
use crate::failure::Failure;

/// Whose the unit is that does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The first village of the town it happens in.
    Village,
    /// The command room of the town.
    Room,
    /// The county's command centre.
    Centre,
    /// The unit whose turn it is.
    Holder,
    /// The command centre of the neighbour.
    Neighbour,
    /// The command centre of the city.
    City,
}

/// What can be done.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Deed {
    /// 核实: somebody is sent to see.
    OrderVerification,
    /// What was seen.
    Verify { found: bool, note: String },
    /// 受理.
    Accept,
    /// Not accepted.
    Reject { ground: Word<RejectionGround>, why: String },
    /// 重复: the other story's event goes on.
    Merge { into: String },
    /// Not the same after all.
    Unmerge { why: String },
    /// To those who come at once.
    Emergency { line: Word<EmergencyLine>, reference: String },
    /// 格内处置.
    TakeUp,
    /// 立案.
    File,
    /// 派遣; by the table, or elsewhere for a reason.
    Dispatch { to: Option<String>, why: Option<String> },
    /// 转办.
    Transfer { to: String, why: String },
    /// 签收.
    Sign,
    /// 联系: somebody speaks with the citizen who reported it.
    Contact,
    /// A wrong dispatch comes back.
    Return { why: String, competent: Option<String> },
    /// After two returns (S7).
    Designate { unit: String, why: String },
    /// Up the ladder (S3).
    Escalate { why: String },
    /// 延期.
    Extend { days: i32, why: String },
    /// 挂账 until a day.
    Suspend {
        ground: Word<SuspensionGround>,
        why: String,
        until: u32,
    },
    /// It goes on.
    Resume,
    /// 处置反馈.
    Handled { report: String, by_means: Word<Measure> },
    /// 核查.
    Inspect { passed: bool, note: String },
    /// 结案.
    Close,
    /// The reporter rates it at the public door.
    Rate { rating: Word<EventRating> },
    /// 举报奖励.
    Reward { fen: i64, basis: String },
    /// To whoever shows the code.
    Pay { voucher: String },
    /// It is about something else.
    Reclassify { class: String, why: String },
    /// S4, S5.
    Offer {
        to: Word<ReferralDestination>,
        purpose: String,
        summary: String,
        consent: String,
    },
    /// It may be another county's (S7).
    RaiseBoundary { with: String, why: String },
    /// The counties agreed.
    AgreeBoundary { owner: String, reference: String },
    /// The other county says over its own door whether it is its own.
    AnswerBoundary { word: Word<BoundaryWord>, reference: String },
    /// The city designates (指定管辖).
    DesignateOwner { owner: String, reference: String },
    /// 重开: the story goes on with the new event.
    Reopen { title: String, description: String },
}

/// An order upon the event of a moment, by whoever sits at its desk.
macro_rules! order {
    ($moment:ident, $call:ident, $request:ident { $($field:ident: $value:expr),* $(,)? }) => {
        $moment.desk.events().$call(shiyu_proto::grid::v1::$request {
            name: $moment.name(),
            etag: String::new(),
            request_id: $moment.id(),
            $($field: $value),*
        }).await.map(drop)
    };
}

use order;

impl Deed {
    /// Who does such a thing: the duty and the unit; nobody where the reporter does it at the public door.
    pub fn doer(&self) -> Option<(&'static str, Whose)> {
        Some(match self {
            Self::OrderVerification
            | Self::Accept
            | Self::Reject { .. }
            | Self::Merge { .. }
            | Self::Unmerge { .. }
            | Self::Emergency { .. }
            | Self::File
            | Self::Dispatch { .. }
            | Self::Transfer { .. }
            | Self::Close
            | Self::Pay { .. }
            | Self::Reclassify { .. }
            | Self::RaiseBoundary { .. }
            | Self::AgreeBoundary { .. } => ("dispatcher", Whose::Room),
            Self::Verify { .. } | Self::Reopen { .. } => ("patrol", Whose::Village),
            Self::Inspect { .. } => ("patrol2", Whose::Village),
            Self::TakeUp => ("lead", Whose::Village),
            Self::Sign | Self::Contact | Self::Return { .. } | Self::Escalate { .. } | Self::Handled { .. } | Self::Offer { .. } => {
                ("handler", Whose::Holder)
            }
            Self::Designate { .. } | Self::Extend { .. } | Self::Suspend { .. } | Self::Resume | Self::Reward { .. } => {
                ("chief", Whose::Centre)
            }
            Self::AnswerBoundary { .. } => ("dispatcher", Whose::Neighbour),
            Self::DesignateOwner { .. } => ("chief", Whose::City),
            Self::Rate { .. } => return None,
        })
    }

    /// Does it; the event the story goes on with, if that is another.
    ///
    /// # Errors
    /// [`Failure::Refused`].
    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<Option<Event>, Failure> {
        match self {
            Self::Reopen { title, description } => return work::reopen(at, title, description).await.map(Some),
            Self::OrderVerification
            | Self::Verify { .. }
            | Self::Accept
            | Self::Reject { .. }
            | Self::Merge { .. }
            | Self::Unmerge { .. }
            | Self::Emergency { .. }
            | Self::Reclassify { .. } => self.take_in(at).boxed_local().await,
            Self::TakeUp
            | Self::File
            | Self::Dispatch { .. }
            | Self::Transfer { .. }
            | Self::Sign
            | Self::Contact
            | Self::Return { .. }
            | Self::Designate { .. }
            | Self::Escalate { .. }
            | Self::RaiseBoundary { .. }
            | Self::AgreeBoundary { .. } => self.send(at).boxed_local().await,
            Self::AnswerBoundary { word, reference } => border::answer(at, *word, reference).boxed_local().await,
            Self::DesignateOwner { owner, reference } => border::designate(at, owner, reference).boxed_local().await,
            Self::Extend { .. }
            | Self::Suspend { .. }
            | Self::Resume
            | Self::Handled { .. }
            | Self::Inspect { .. }
            | Self::Offer { .. }
            | Self::Close
            | Self::Rate { .. }
            | Self::Reward { .. }
            | Self::Pay { .. } => self.finish(at).boxed_local().await,
        }?;
        Ok(None)
    }

    /// Whether another county, or the city, has a part in it.
    pub fn reaches_out(&self) -> bool {
        matches!(self.doer(), Some((_, Whose::Neighbour | Whose::City)))
    }

    /// The other story it points at.
    #[cfg(test)]
    pub fn other(&self) -> Option<&str> {
        if let Self::Merge { into } = self { Some(into) } else { None }
    }

    /// The units it names.
    #[cfg(test)]
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others name no unit")]
    pub fn units(&self) -> Vec<&str> {
        let named = match self {
            Self::Dispatch { to, .. } => to.as_ref(),
            Self::Return { competent, .. } => competent.as_ref(),
            Self::Designate { unit, .. } | Self::Transfer { to: unit, .. } => Some(unit),
            Self::RaiseBoundary { with, .. } => Some(with),
            Self::AgreeBoundary { owner, .. } | Self::DesignateOwner { owner, .. } => Some(owner),
            _ => None,
        };
        named.map(String::as_str).into_iter().collect()
    }
}
