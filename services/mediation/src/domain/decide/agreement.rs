//! An agreement: drafted, signed by all, sealed, in effect (人民调解法 arts. 28 to 31).

use shiyu_kit::referral::ReferralState;
use time::Duration;
use uuid::Uuid;

use crate::domain::clocks::{DRAFT, MEDIATE, ROUTES, due_by};
use crate::domain::command::{DraftAgreement, ObligationDraft};
use crate::domain::course::{Agreement, Obligation, Seal, Signature};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::StageName;
use crate::domain::terms::{Form, Method, ObligationKind};

/// Why a session is not held once they have agreed.
const AGREED: &str = "已达成协议";
/// How far ahead something may be due: thirty years, the longest a debt may run by instalments here (internal rule).
const LONGEST: Duration = Duration::days(30 * 366);
/// Drafts of one dispute.
const AGREEMENTS: usize = 50;

impl Dispute {
    /// In writing if a party asks for it, if it is not performed at once, and if it is major or complex (M-22).
    pub(super) fn draft(&self, draft: &DraftAgreement, sitting: &Sitting<'_>) -> Decided {
        let by = self.hand(sitting)?;
        self.is_consented()?;
        if self.course.engaged().next().is_none() {
            return Err(Refusal::MediatorMissing);
        }
        self.is_led_fairly(sitting)?;
        if self.course.agreements.len() >= AGREEMENTS {
            return Err(Refusal::TooMany(AGREEMENTS));
        }
        if self.pending().is_some() {
            return Err(Refusal::DraftPending);
        }
        let in_writing = self.course.wants_writing() || !draft.at_once || self.submission.major || self.course.complex;
        if draft.form == Form::Oral && in_writing {
            return Err(Refusal::WritingNeeded);
        }
        if draft.obligations.is_empty() && !draft.at_once {
            return Err(Refusal::ObligationMissing);
        }
        let later = |owed: &ObligationDraft| !owed.condition.is_empty() || owed.due_on.is_some_and(|day| day > sitting.today());
        if draft.at_once && draft.obligations.iter().any(later) {
            return Err(Refusal::NotAtOnce);
        }
        // What a court refused held once: its numbers are not given again.
        let held = self.course.agreements.iter().filter(|agreement| agreement.effective_at.is_some());
        let held = held.flat_map(|agreement| &agreement.obligations);
        let held = held.map(|owed| owed.number).max().unwrap_or_default();
        let numbered = (held.saturating_add(1)..).zip(&draft.obligations);
        let obligations = numbered.map(|(number, owed)| self.obligation(number, owed, sitting));
        let obligations = obligations.collect::<Result<Vec<_>, Refusal>>()?;
        let event = Event::from(What::AgreementDrafted(Box::new(Agreement {
            number: u32::try_from(self.course.agreements.len()).unwrap_or(u32::MAX).saturating_add(1),
            attempt: self.course.attempt,
            form: draft.form,
            partial: draft.partial,
            facts: draft.facts.clone(),
            points: draft.points.clone(),
            terms: draft.terms.clone(),
            obligations,
            at_once: draft.at_once,
            rest: draft.rest.clone(),
            drafted_by: by.to_owned(),
            drafted_at: sitting.at,
            signatures: Vec::new(),
            signed_by_mediators: Vec::new(),
            seal: None,
            effective_at: None,
            voided: None,
        })));
        let event = self.stop_if_running(event, &ROUTES.id, sitting.at);
        Ok(vec![sitting.begin(event, &DRAFT)])
    }

    fn obligation(&self, number: u32, owed: &ObligationDraft, sitting: &Sitting<'_>) -> Result<Obligation, Refusal> {
        self.principal(owed.debtor)?;
        self.principal(owed.creditor)?;
        if owed.debtor == owed.creditor {
            return Err(Refusal::OwedToOneself);
        }
        if (owed.kind == ObligationKind::Payment) != (owed.amount_fen > 0) {
            return Err(Refusal::AmountNotFitting);
        }
        if owed.due_on.is_some_and(|day| day < sitting.today()) {
            return Err(Refusal::DueDayPassed);
        }
        if owed.due_on.is_some_and(|day| day > sitting.today().saturating_add(LONGEST)) {
            return Err(Refusal::DueDayTooFar);
        }
        Ok(Obligation {
            number,
            debtor: owed.debtor,
            creditor: owed.creditor,
            kind: owed.kind,
            content: owed.content.clone(),
            amount_fen: owed.amount_fen,
            due_on: owed.due_on,
            condition: owed.condition.clone(),
            performances: Vec::new(),
            reminders: Vec::new(),
            breach: None,
        })
    }

    /// What is written is signed; to what is spoken a party says yes.
    pub(super) fn sign(&self, party: Uuid, method: Method, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.principal(party)?;
        self.is_consented()?;
        let agreement = self.drafted(sitting)?;
        if (agreement.form == Form::Oral) != (method == Method::Spoken) {
            return Err(Refusal::MethodNotFitting);
        }
        if agreement.signatures.iter().any(|signature| signature.party == party) {
            return Err(Refusal::SignedAlready);
        }
        let signature = Signature {
            party,
            method,
            at: sitting.at,
        };
        self.effective_with(What::AgreementSigned(signature), sitting)
    }

    /// The mediator who acts signs it, or has recorded what was said; as everybody who mediates, once they have disclosed.
    pub(super) fn sign_as_mediator(&self, sitting: &Sitting<'_>) -> Decided {
        let appointment = self.mediator(sitting)?;
        self.may_begin(appointment, sitting)?;
        let mediator = appointment.mediator;
        if self.drafted(sitting)?.signed_by_mediators.contains(&mediator) {
            return Err(Refusal::SignedAlready);
        }
        let at = sitting.at;
        self.effective_with(What::AgreementSignedByMediator { mediator, at }, sitting)
    }

    /// Not before anybody has signed: a seal under an empty draft says nothing.
    pub(super) fn seal(&self, reference: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.clerk(sitting)?;
        let agreement = self.drafted(sitting)?;
        if agreement.form == Form::Oral {
            return Err(Refusal::SealNotNeeded);
        }
        if agreement.signatures.is_empty() && agreement.signed_by_mediators.is_empty() {
            return Err(Refusal::SignatureMissing);
        }
        if agreement.seal.is_some() {
            return Err(Refusal::SignedAlready);
        }
        let seal = Seal {
            reference: reference.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
        };
        self.effective_with(What::AgreementSealed(seal), sitting)
    }

    /// And if it was the last one wanting, it takes effect in the same act.
    fn effective_with(&self, what: What, sitting: &Sitting<'_>) -> Decided {
        self.then(Ok(vec![what.into()]), |signed| {
            if signed.is_complete(sitting) {
                signed.takes_effect(sitting)
            } else {
                Ok(Vec::new())
            }
        })
    }

    /// All parties, a mediator who is in office and still mediates it, and the seal where it is written (art. 29).
    fn is_complete(&self, sitting: &Sitting<'_>) -> bool {
        let Some(agreement) = self.pending() else { return false };
        let signed = |id: Uuid| agreement.signatures.iter().any(|signature| signature.party == id);
        let sealed = agreement.form == Form::Oral || agreement.seal.is_some();
        let mediated = self
            .course
            .engaged()
            .any(|one| agreement.signed_by_mediators.contains(&one.mediator) && sitting.is_in_office(one.mediator));
        self.all_consented() && self.principals().all(|party| signed(party.id)) && mediated && sealed
    }

    /// The parties' thirty days begin, and the time for what is owed: on no condition, because nobody is late with what hangs on one that
    /// was not fulfilled, and when it is, whoever declares a breach says. What was performed on the spot is the end of it, unless part of
    /// the dispute is open: with that they go on in the time that the mediation has (art. 26).
    fn takes_effect(&self, sitting: &Sitting<'_>) -> Decided {
        let at = sitting.at;
        let agreement = self.drafted(sitting)?;
        let event = Event::from(What::AgreementEffective { at });
        let event = self.stop_if_running(event, &DRAFT.id, at);
        let event = if agreement.partial {
            self.telling_of_the_rest(event, sitting)
        } else {
            self.stop_all(event, [MEDIATE.id.as_ref(), ROUTES.id.as_ref()], at)
        };
        let mut event = sitting.begin_as(event, self.window_rule(agreement, sitting));
        for owed in agreement.obligations.iter().filter(|owed| owed.condition.is_empty()) {
            if let Some(day) = owed.due_on.filter(|_| !agreement.at_once) {
                event = sitting.begin_as(event, due_by(owed.number, day, sitting));
            }
        }
        let mut events = if agreement.partial {
            Vec::new()
        } else {
            self.not_held(AGREED, sitting)
        };
        events.push(event);
        let events = self.answering(events, ReferralState::Done, Some(agreement), sitting);
        self.then(Ok(events), |effective| Ok(effective.settling(sitting)))
    }

    pub(super) fn void_draft(&self, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        Ok(vec![self.voiding(reason, sitting)])
    }

    /// They go on mediating, or choose a mediator first if there is none any more; with the open part of what holds, while there is time.
    pub(in crate::domain) fn voiding(&self, reason: &str, sitting: &Sitting<'_>) -> Event {
        let event = self.void(reason, sitting);
        if self.stage.is_in_effect() {
            return self.telling_of_the_rest(event, sitting);
        }
        if self.course.engaged().next().is_some() {
            return event;
        }
        self.seeking_a_mediator(event, sitting)
    }

    /// The draft in hand. Once its time is over it is none any more, whether or not the clock has rung.
    fn drafted(&self, sitting: &Sitting<'_>) -> Result<&Agreement, Refusal> {
        let lapsed = self.clock(&DRAFT.id).is_some_and(|clock| clock.is_overdue(sitting.at));
        let pending = self.pending().filter(|_| !lapsed);
        let stage = self.stage.name();
        let now = if stage == StageName::AgreementDrafted {
            StageName::Mediating
        } else {
            stage
        };
        pending.ok_or(Refusal::NotInStage(now))
    }
}
