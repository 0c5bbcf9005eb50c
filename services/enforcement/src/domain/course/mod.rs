//! What happened to a case, in lists that only grow. Where it stands is [`Stage`](super::Stage)'s to say.

mod criminal;
mod decision;
mod filing;
mod hearing;
mod inquiry;
mod measure;
mod outside;
mod overlay;
mod payment;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::local_date;
use time::OffsetDateTime;

pub use criminal::{Crime, PoliceWord, Transfer};
pub use decision::{Decision, Delivery, Discussion, Review, Submission};
pub use filing::{Act, Border, Dispute, Filing, Named, Settlement, Turn, Verification};
pub use hearing::{Hearing, HearingRecord, Notice, Statement, StatementReview, Waiver};
pub use inquiry::{Conclusion, Correction, CorrectionResult, Custody, Evidence, Exclusion, MonitoringReview, Suspension};
pub use measure::{Disposal, Measure, Preservation, Release};
pub use outside::Outside;
pub use overlay::{DocumentIssued, Mark, Publication, Recusal, RecusalWord, Rehoming, Remedy, RemedyWord, Withdrawal};
pub use payment::{Cash, Court, Deferral, Demand, Instalment, Performance, Surcharge};
pub use shiyu_kit::border::{CountyAnswer, CountyWord};

use super::account::Account;
use super::answer::Answer;
use super::terms::{Officer, PenaltyKind};

/// What happened so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Course {
    /// What two officers found when they looked at the clue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
    /// That it was disputed whose it is (管辖争议).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<Dispute>,
    /// What other cities are asked (S14).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outside: Vec<Outside>,
    /// 立案.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filing: Option<Filing>,
    /// 办案人员: who investigates, with their certificates on the day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub officers: Vec<Officer>,
    /// Who did and does no more, with the name and certificate of the day on which they began.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Officer>,
    /// Evidence, and the leads that are none yet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// 先行登记保存.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub preservations: Vec<Preservation>,
    /// 查封、扣押.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// 责令改正.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// 中止调查.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suspensions: Vec<Suspension>,
    /// 调查终结, the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<Conclusion>,
    /// 拟处理意见, the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<super::terms::Proposal>,
    /// 事先告知, each that was served or waits for its public notice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// 陈述申辩.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// The party gives up statement and hearing, of the notice that was served last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
    /// 听证.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hearings: Vec<Hearing>,
    /// 送审.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub submissions: Vec<Submission>,
    /// 法制审核.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Review>,
    /// 集体讨论.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub discussions: Vec<Discussion>,
    /// The decision that stands, and those before it that were revoked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Fine, confiscation, surcharge, payments, refunds.
    #[serde(skip_serializing_if = "Account::is_empty")]
    pub account: Account,
    /// Cash taken on the spot.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cash: Vec<Cash>,
    /// What was performed that is no money.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub performances: Vec<Performance>,
    /// 暂缓、分期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deferral: Option<Deferral>,
    /// 催告.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub demands: Vec<Demand>,
    /// 申请法院强制执行.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub court: Option<Court>,
    /// 公示.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<Publication>,
    /// 复议、诉讼.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// 行刑衔接.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub crimes: Vec<Crime>,
    /// 回避.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recusals: Vec<Recusal>,
    /// 权力清单调整后的移交 (S15).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rehomings: Vec<Rehoming>,
    /// By what whoever complained to another service is known again in a text, once it was read who that is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Mark>,
    /// Documents, by the hash of what was rendered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentIssued>,
    /// What the service that offered it was told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// Since when, and up to which day, the surcharge is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surcharge: Option<Surcharge>,
    /// When a decision on the spot was put on record with the agency.
    #[serde(with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub spot_recorded_at: Option<OffsetDateTime>,
    /// When it was put into the archive.
    #[serde(with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<OffsetDateTime>,
}

impl Course {
    /// These investigate from now on, and those no more.
    pub(super) fn assign(&mut self, officers: &[Officer], former: &[Officer]) {
        self.officers = officers.to_vec();
        for officer in former {
            if self.former.iter().all(|known| known.subject != officer.subject) {
                self.former.push(officer.clone());
            }
        }
    }

    /// Who investigates now, and would no more if these did.
    pub(super) fn leaving(&self, officers: &[Officer]) -> Vec<Officer> {
        let stays = |officer: &&Officer| officers.iter().all(|other| other.subject != officer.subject);
        self.officers.iter().filter(stays).cloned().collect()
    }

    /// Somebody who investigates or did, as they were when they began.
    #[must_use]
    pub fn assigned(&self, subject: &str) -> Option<&Officer> {
        let mut known = self.former.iter().chain(&self.officers);
        known.find(|officer| officer.subject == subject)
    }

    /// Whether somebody stands aside in it, as the head decided.
    #[must_use]
    pub fn stands_aside(&self, subject: &str) -> bool {
        let granted = |recusal: &&Recusal| recusal.word.as_ref().is_some_and(|word| word.granted);
        self.recusals.iter().filter(granted).any(|recusal| recusal.subject == subject)
    }

    /// Whether somebody investigates it.
    #[must_use]
    pub fn investigates(&self, subject: &str) -> bool {
        self.officers.iter().any(|officer| officer.subject == subject)
    }

    /// Whether somebody ever had a hand in the investigation.
    #[must_use]
    pub fn had_a_hand(&self, subject: &str) -> bool {
        let concluded = self
            .conclusion
            .as_ref()
            .is_some_and(|conclusion| conclusion.officers.iter().any(|by| by == subject));
        let gathered = self
            .evidence
            .iter()
            .any(|evidence| evidence.officers.iter().any(|by| by == subject));
        self.investigates(subject) || concluded || gathered
    }

    /// A piece of evidence.
    #[must_use]
    pub fn evidence(&self, id: uuid::Uuid) -> Option<&Evidence> {
        self.evidence.iter().find(|evidence| evidence.id == id)
    }

    /// The notice that holds, served or not.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        self.notices.last()
    }

    /// The hearing about the notice that holds.
    #[must_use]
    pub fn hearing(&self) -> Option<&Hearing> {
        let notice = self.notice()?;
        self.hearings.iter().rfind(|hearing| hearing.notice == notice.id)
    }

    /// The decision that stands.
    #[must_use]
    pub fn decision(&self) -> Option<&Decision> {
        self.decisions.last().filter(|decision| !decision.revoked)
    }

    /// The demand upon the decision that stands.
    #[must_use]
    pub fn demand(&self) -> Option<&Demand> {
        let decided = self.decision()?.at;
        self.demands.last().filter(|demand| demand.delivery.at >= decided)
    }

    /// The remedy that is under way.
    #[must_use]
    pub fn open_remedy(&self) -> Option<&Remedy> {
        self.remedies.iter().find(|remedy| remedy.word.is_none())
    }

    /// The transfer to criminal justice that is under way.
    #[must_use]
    pub fn open_crime(&self) -> Option<&Crime> {
        self.crimes.last().filter(|crime| crime.ended_at.is_none())
    }

    /// Whether a penalty of this kind needs nothing more but money.
    #[must_use]
    pub fn is_performed(&self, kind: PenaltyKind) -> bool {
        let decided = self.decision().map(|decision| decision.at);
        let since = |performance: &&Performance| decided.is_none_or(|at| performance.at >= at);
        let mut performed = self.performances.iter().filter(since);
        kind.is_money() || kind.is_said() || performed.any(|performance| performance.kind == kind)
    }

    /// Whether the wrong was put right in time, as two officers saw up to the last day.
    #[must_use]
    pub fn is_corrected(&self) -> bool {
        let in_time = |correction: &Correction, at| local_date(at) <= correction.until;
        let corrected = |correction: &Correction| {
            let result = correction.result.as_ref();
            result.is_some_and(|result| result.corrected && in_time(correction, result.at))
        };
        self.corrections.iter().any(corrected)
    }

    /// The publication that stands.
    #[must_use]
    pub fn published(&self) -> Option<&Publication> {
        self.publications.last().filter(|publication| publication.withdrawal.is_none())
    }
}
