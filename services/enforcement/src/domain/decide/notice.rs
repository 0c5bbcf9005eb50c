//! Told beforehand, and heard (行政处罚法 arts. 44, 45, 61): how papers are served, what the party says, and what it gives up.

use uuid::Uuid;

use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{HEARING_REQUEST, PUBLIC_NOTICE, STATEMENT};
use crate::domain::command::{Serve, ServeNotice};
use crate::domain::course::{Delivery, Notice, Statement, StatementReview, Waiver};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Capacity, DeliveryMethod, Fen, PartyRole, PenaltyKind, Proposal};
use time::OffsetDateTime;

/// What the party may still say or ask for.
const WINDOWS: [&shiyu_kit::calendar::Rule; 2] = [&STATEMENT, &HEARING_REQUEST];

impl CaseFile {
    /// A paper to the suspect, or to who speaks for them: with proof; electronically only with their consent; not before it was made.
    pub(super) fn served(&self, serve: &Serve, made_at: OffsetDateTime, sitting: &Sitting<'_>) -> Result<Delivery, Refusal> {
        let by = self.an_officer(sitting)?;
        self.speaks(serve.party)?;
        if serve.at > sitting.at {
            return Err(Refusal::InFuture);
        }
        if serve.at < made_at {
            return Err(Refusal::BeforeItBegan);
        }
        if serve.method == DeliveryMethod::Electronic && serve.confirmation.is_none() {
            return Err(Refusal::ConfirmationMissing);
        }
        self.guarded()?;
        Ok(serve.delivery(by))
    }

    /// Who is not fully answerable has a guardian in the case.
    fn guarded(&self) -> Result<(), Refusal> {
        let capacity = self.course.filing.as_ref().map(|filing| filing.capacity);
        let needed = matches!(capacity, Some(Capacity::Under14 | Capacity::Under18 | Capacity::Incapable));
        let guarded = self.parties.iter().any(|party| party.role == PartyRole::Guardian);
        if needed && !guarded {
            return Err(Refusal::GuardianMissing);
        }
        Ok(())
    }

    /// Intended content, facts, reasons, basis and rights; where the law gives one, the right to a hearing too.
    pub(super) fn serve_notice(&self, serve: &ServeNotice, sitting: &Sitting<'_>) -> Decided {
        if self.course.notice().is_some_and(Notice::is_on_its_way) {
            return Err(Refusal::OnItsWay);
        }
        let proposal = self.course.proposal.clone().ok_or(Refusal::NothingProposed)?;
        let concluded = self.course.conclusion.as_ref().map_or(self.received_at, |conclusion| conclusion.at);
        let delivery = self.served(&serve.serve, concluded, sitting)?;
        if is_heard(&proposal, sitting.known.hearing_from) && !serve.hearing {
            return Err(Refusal::HearingRightUntold);
        }
        let noticed = delivery.method == DeliveryMethod::PublicNotice;
        let at = delivery.at;
        let event = Event::from(What::NoticeIssued(Box::new(Notice {
            id: serve.id,
            proposal,
            facts: serve.facts.clone(),
            hearing: serve.hearing,
            evidence: self.holding(),
            delivery,
            served_at: (!noticed).then_some(at),
        })));
        if noticed {
            let event = self.pausing(event, "public notice", "art. 61", sitting);
            return Ok(vec![sitting.begin_at(event, &PUBLIC_NOTICE, at)]);
        }
        Ok(vec![defence_begins(event, serve.hearing, at, sitting)])
    }

    /// What was noticed in public counts as served, and the party's windows open.
    pub(in crate::domain) fn notice_deemed(&self, at: OffsetDateTime, sitting: &Sitting<'_>) -> Vec<Event> {
        let hearing = self.course.notice().is_some_and(|notice| notice.hearing);
        let event = Event::from(What::NoticeServed { at });
        let event = self.resuming(event, sitting);
        vec![defence_begins(event, hearing, at, sitting)]
    }

    /// Whatever the party says is put on record, late or not, as long as nothing is submitted.
    pub(super) fn receive_statement(&self, id: Uuid, party: Uuid, text: &str, sitting: &Sitting<'_>) -> Decided {
        self.recorder(party, sitting)?;
        let what = What::StatementReceived(Statement {
            id,
            party,
            text: text.to_owned(),
            at: sitting.at,
            review: None,
        });
        Ok(vec![what.into()])
    }

    /// In writing, with reasons.
    pub(super) fn review_statement(&self, id: Uuid, accepted: bool, reasons: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        let statement = self.course.statements.iter().find(|statement| statement.id == id);
        let statement = statement.ok_or(Refusal::StatementUnknown(id))?;
        if statement.review.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let review = StatementReview {
            accepted,
            reasons: reasons.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
        };
        Ok(vec![What::StatementReviewed { statement: id, review }.into()])
    }

    /// The party gives up statement and hearing, in writing.
    pub(super) fn waive(&self, party: Uuid, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.recorder(party, sitting)?;
        let notice = self.course.notice().ok_or(Refusal::NoticeMissing)?.id;
        let event = Event::from(What::Waived(Waiver {
            notice,
            party,
            reference: reference.to_owned(),
            at: sitting.at,
        }));
        let event = self.stop_defence(event, sitting);
        Ok(vec![self.resuming(event, sitting)])
    }

    /// And the party's windows close.
    pub(super) fn stop_defence(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        self.stop_all(event, WINDOWS, sitting.at)
    }

    /// The last moment at which the party may still speak or ask, if there is one to come.
    pub(super) fn defence_open(&self, at: OffsetDateTime) -> Option<OffsetDateTime> {
        let due = |rule: &&shiyu_kit::calendar::Rule| self.clock(&rule.id).map(|clock| clock.due.legal);
        WINDOWS.iter().filter_map(due).filter(|due| at < *due).max()
    }
}

fn defence_begins(event: Event, hearing: bool, at: OffsetDateTime, sitting: &Sitting<'_>) -> Event {
    let event = sitting.begin_at(event, &STATEMENT, at);
    if hearing {
        return sitting.begin_at(event, &HEARING_REQUEST, at);
    }
    event
}

/// Whether the law gives the party a right to a hearing (行政处罚法 art. 63).
pub(crate) fn is_heard(proposal: &Proposal, from: Fen) -> bool {
    let large = |kinds: &[PenaltyKind]| {
        let sum: Fen = kinds.iter().map(|kind| proposal.amount(*kind)).sum();
        !sum.is_zero() && sum >= from
    };
    proposal.items().iter().any(|item| item.kind.is_heard())
        || large(&[PenaltyKind::Fine])
        || large(&[PenaltyKind::ConfiscateIncome, PenaltyKind::ConfiscateGoods])
}
