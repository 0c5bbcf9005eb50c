//! Orders with more than a few fields.

use serde::Serialize;
use shiyu_kit::party::Sealed;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::case_file::{Clue, Number};
use crate::domain::course::{Act, Delivery};
use crate::domain::terms::{
    Capacity, DeliveryMethod, EvidenceKind, MeasureKind, Party, PenaltyItem, Proposal, RemedyKind, RemedyRuling, SubjectKind,
    TransferTarget, vocabulary,
};

/// A clue to be received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receive {
    /// The county.
    pub county: Code,
    /// The number that was drawn; the same request again draws another.
    #[serde(skip)]
    pub number: Number,
    /// The unit that receives it, where a service brings it.
    pub unit: Option<Code>,
    /// What was brought.
    pub clue: Clue,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// Their identities, sealed.
    pub sealed: Vec<Sealed>,
}

vocabulary! {
    /// Why cash is taken on the spot (行政处罚法 arts. 68, 69).
    OnTheSpot {
        /// 一百元以下的罚款.
        Small "small",
        /// 不当场收缴事后难以执行.
        HardLater "hard_later",
        /// 边远、水上、交通不便地区，当事人提出.
        RemoteOnRequest "remote_on_request",
    }
}

/// A decision on the spot (行政处罚法 arts. 51, 52), with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecideOnSpot {
    /// The clue: what the officers saw.
    pub received: Receive,
    /// Code of the power item.
    pub power: String,
    /// The act.
    pub act: Act,
    /// Whether a citizen or an organisation.
    pub subject: SubjectKind,
    /// Whether the suspect answers for what they do.
    pub capacity: Capacity,
    /// Why it is another act than one of the same days that is filed under another power.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_act: Option<String>,
    /// The officers, who showed their certificates.
    pub officers: Vec<String>,
    /// Facts and evidence.
    pub facts: String,
    /// A warning or a fine.
    pub item: PenaltyItem,
    /// What the party said; empty: nothing. They were asked (art. 45).
    pub heard: String,
    /// Whether the party was told content, facts, reasons, basis and rights before, and heard.
    pub told: bool,
    /// Whether the form was handed over signed, with the remedies, reconsideration first (行政复议法 art. 23).
    pub delivery: Serve,
}

/// A clue that is another organ's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TransferOut {
    /// What kind of organ.
    pub target: TransferTarget,
    /// Which, in words.
    pub organ: String,
    /// Its unit, if it is one of the county's.
    pub unit: Option<Code>,
    /// Why.
    pub reason: String,
}

/// What is filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileCase {
    /// Code of the power item.
    pub power: String,
    /// The act.
    pub act: Act,
    /// Whether a citizen or an organisation.
    pub subject: SubjectKind,
    /// Whether the suspect answers for what they do.
    pub capacity: Capacity,
    /// The officers who will investigate.
    pub officers: Vec<String>,
    /// Codes of the other items that the act breaks too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// Why it is another act than one of the same days that is filed under another power.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_act: Option<String>,
}

/// A piece of evidence as it was gathered, or a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gathered {
    /// The request's id, and its own.
    pub id: Uuid,
    /// Of which kind.
    pub kind: EvidenceKind,
    /// What it is.
    pub title: String,
    /// How it was lawfully obtained; empty for a lead.
    pub lawful_source: String,
    /// SHA-256 of the file.
    pub hash: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The film of how it was taken.
    pub recording: Option<String>,
    /// Whether electronic monitoring made it.
    pub monitoring: bool,
    /// The officers who gathered it; nobody: it is a lead.
    pub officers: Vec<String>,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TakeMeasure {
    /// The request's id, and its own.
    pub id: Uuid,
    /// Sealed or seized.
    pub kind: MeasureKind,
    /// What.
    pub items: Vec<String>,
    /// Why.
    pub reason: String,
    /// The officers.
    pub officers: Vec<String>,
    /// Whether it cannot wait for the approval.
    pub urgent: bool,
    /// Whether any of it is a necessity of life of the party or of who they keep (行政强制法 art. 23).
    pub necessities: bool,
    /// Whether it cuts residents off water, power, heat or gas (art. 43).
    pub cuts_supply: bool,
    /// When it was taken.
    pub taken_at: OffsetDateTime,
}

/// A paper that is served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Serve {
    /// How.
    pub method: DeliveryMethod,
    /// To which party.
    pub party: Uuid,
    /// When it reached them, or a public notice began.
    pub at: OffsetDateTime,
    /// The proof.
    pub proof: String,
    /// The addressee's consent to electronic service.
    pub confirmation: Option<String>,
    /// Where reconsideration can be asked for online.
    pub online_channel: Option<String>,
    /// Whether the remedies stand in it.
    pub remedies_told: bool,
}

impl Serve {
    /// What is written on it by hand.
    pub(super) fn told(&self) -> impl Iterator<Item = &str> {
        let proof = std::iter::once(self.proof.as_str());
        proof.chain(self.confirmation.as_deref()).chain(self.online_channel.as_deref())
    }

    /// As it is kept.
    #[must_use]
    pub fn delivery(&self, by: &str) -> Delivery {
        Delivery {
            method: self.method,
            party: self.party,
            at: self.at,
            proof: self.proof.clone(),
            confirmation: self.confirmation.clone(),
            online_channel: self.online_channel.clone(),
            remedies_told: self.remedies_told,
            by: by.to_owned(),
        }
    }
}

/// A prior notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServeNotice {
    /// The request's id, and its own.
    pub id: Uuid,
    /// Facts, reasons, basis and rights.
    pub facts: String,
    /// Whether the right to a hearing stands in it.
    pub hearing: bool,
    /// How it is served.
    pub serve: Serve,
}

/// When and by whom a hearing is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScheduleHearing {
    /// Subject of the host.
    pub host: String,
    /// Where.
    pub place: String,
    /// What stands against its being public, a secret or privacy; none: it is.
    pub closed_for: Option<String>,
    /// When the party was told.
    pub notified_at: OffsetDateTime,
    /// When it is held.
    pub scheduled_at: OffsetDateTime,
}

/// What came of a hearing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HoldHearing {
    /// Whether the party came.
    pub attended: bool,
    /// How many agents.
    pub agents: u8,
    /// SHA-256 of the signed record.
    pub record: String,
    /// What the host thinks.
    pub opinion: String,
}

/// What the head decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decide {
    /// What.
    pub outcome: Proposal,
    /// Facts and evidence.
    pub facts: String,
    /// The provisions it rests on.
    pub basis: Vec<String>,
    /// Why the penalty stays as it was told although a statement was followed.
    pub unchanged: Option<String>,
    /// Why it is decided after its time.
    pub late: Option<String>,
}

/// A remedy that was lodged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LodgeRemedy {
    /// The request's id, and its own.
    pub id: Uuid,
    /// Which kind.
    pub kind: RemedyKind,
    /// The organ or court.
    pub organ: String,
    /// Its paper.
    pub reference: String,
    /// Whether the execution is suspended.
    pub suspends: bool,
    /// When it was lodged.
    pub lodged_at: OffsetDateTime,
}

/// What became of a remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemedyRuled {
    /// Which.
    pub remedy: Uuid,
    /// What.
    pub ruling: RemedyRuling,
    /// What stands in the place of the penalty.
    pub items: Vec<PenaltyItem>,
    /// Whether the agency has to act anew.
    pub anew: bool,
    /// Its paper.
    pub reference: String,
    /// When it reached the party.
    pub ruled_at: OffsetDateTime,
}

/// A change of hands with the power list (S15).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rehome {
    /// To which unit.
    pub to: Code,
    /// The document by which the list changed.
    pub document: String,
    /// How the party was told.
    pub told: String,
}
