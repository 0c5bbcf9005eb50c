//! 送审, 法制审核, 集体讨论 (行政处罚法 arts. 57, 58).

use super::notice::is_heard;
use crate::domain::case_file::CaseFile;
use crate::domain::clocks::REVIEW;
use crate::domain::course::{Discussion, Review, Submission};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::ReviewGround;

/// The role of a legal reviewer.
const REVIEWER: &str = "legal_reviewer";

impl CaseFile {
    /// When the party can say no more and everything it said was looked at. A hearing, and what is complex, are reviewed; what is heavy or
    /// complex is discussed.
    pub(super) fn submit(&self, grounds: &[ReviewGround], complex: bool, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        let notice = self.course.notice().ok_or(Refusal::NoticeMissing)?;
        if self.hearing_pending() {
            return Err(Refusal::HearingPending);
        }
        if let Some(open) = self.defence_open(sitting.at) {
            return Err(Refusal::DefenceOpen(open));
        }
        if self.course.statements.iter().any(|statement| statement.review.is_none()) {
            return Err(Refusal::StatementUnreviewed);
        }
        let mut grounds = grounds.to_vec();
        if self.course.hearing().is_some_and(|hearing| hearing.record.is_some()) {
            grounds.push(ReviewGround::Heard);
        }
        if complex {
            grounds.push(ReviewGround::Complex);
        }
        grounds.sort_unstable();
        grounds.dedup();
        let heavy = is_heard(&notice.proposal, sitting.known.hearing_from);
        let reviewed = !grounds.is_empty();
        let event = Event::from(What::Submitted(Submission {
            notice: notice.id,
            grounds,
            discussed: complex || heavy,
            by: by.to_owned(),
            at: sitting.at,
        }));
        let event = self.stop_defence(event, sitting);
        Ok(vec![if reviewed { sitting.begin(event, &REVIEW) } else { event }])
    }

    /// By a legal reviewer of the agency who never had a hand in the investigation. What does not pass is not decided.
    pub(super) fn decide_review(&self, passed: bool, opinion: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        if !sitting.has_role(REVIEWER) {
            return Err(Refusal::NotTheReviewer);
        }
        self.uninvolved(by)?;
        self.is_another_than_the_head(by, sitting)?;
        let event = Event::from(What::Reviewed(Review {
            passed,
            opinion: opinion.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
        }));
        Ok(vec![self.stop_if_running(event, &REVIEW, sitting.at)])
    }

    /// Led by the head; more voices for it than against.
    pub(super) fn discuss(&self, minutes: &str, (votes_for, votes_against): (u32, u32), sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        if votes_for.saturating_add(votes_against) < 2 {
            return Err(Refusal::NobodyDiscussed);
        }
        let what = What::Discussed(Discussion {
            minutes: minutes.to_owned(),
            votes_for,
            votes_against,
            agreed: votes_for > votes_against,
            by: by.to_owned(),
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }
}
