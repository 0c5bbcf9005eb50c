//! Who stands aside for a direct interest (回避), and takes part again.

use shiyu_kit::unit::Code;

use crate::authority::speaks_for;
use crate::domain::course::{Dispatch, Recusal, RecusalEnd};
use crate::domain::event::What;
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};

impl Incident {
    /// Everybody says so of themselves, of others one above them. Whoever it is works in the grid, had a hand in the event, or is to have
    /// one: of the staff of the unit whose turn it is its head says so before their first act. Any other name that nobody knows keeps
    /// nobody out.
    pub(super) fn recuse(&self, subject: &str, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.staff()?;
        let acted = sitting.known.sent.is_some() || self.has_a_hand(subject);
        let mut unit = None;
        if by != subject || !acted {
            self.overseer(sitting)?;
        }
        if by != subject && !acted && self.heads_it(sitting)? {
            unit = Some(self.unit.clone());
        } else if by != subject {
            self.is_above(subject, sitting)?;
            acted.then_some(()).ok_or_else(|| Refusal::NotInTheTeam(subject.to_owned()))?;
        }
        if self.course.stands_aside(subject) {
            return Err(Refusal::DoneAlready);
        }
        let what = What::Recused(Recusal {
            subject: subject.to_owned(),
            unit,
            reason: reason.to_owned(),
            at: sitting.at,
            ended: None,
        });
        Ok(vec![what.into()])
    }

    /// Whether a head or chief of the unit acts whose turn it is. Of the village that is nobody who works in its grids alone.
    fn heads_it(&self, sitting: &Sitting<'_>) -> Result<bool, Refusal> {
        Ok(sitting.heads() && sitting.own_unit()? == self.unit)
    }

    /// One above whoever stands aside says why they take part again; nobody says it of themselves.
    pub(super) fn end_recusal(&self, subject: &str, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.overseer(sitting)?;
        self.is_above(subject, sitting)?;
        if !self.course.stands_aside(subject) {
            return Err(Refusal::NotRecused);
        }
        let what = What::RecusalEnded {
            subject: subject.to_owned(),
            end: RecusalEnd {
                reason: reason.to_owned(),
                by: by.to_owned(),
                at: sitting.at,
            },
        };
        Ok(vec![what.into()])
    }

    /// That a chief or a head acts, of the unit for which this one acted in it or of one above; who only dispatches, handles or works in
    /// the grids is above nobody. Where it is not on record for whom they acted, the desk that has it says so.
    fn is_above(&self, subject: &str, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        if sitting.is_above_nobody() {
            return Err(Refusal::NotTheChief);
        }
        let Some(unit) = self.acted_for(subject, sitting) else {
            return self.dispatcher(sitting).map(drop);
        };
        let (own, units) = (sitting.own_unit()?, sitting.context.units);
        if sitting.chain(unit).iter().any(|above| speaks_for(&own, above, units)) {
            Ok(())
        } else {
            Err(Refusal::NotTheLevelAbove(unit.clone()))
        }
    }

    /// The unit for which somebody acted in it last: the one that signed in or handled it, the desk that dispatched it or gave it on; the
    /// village for whoever works in its grid; or the command room that accepted it. Of whom a head said it before, the head's unit.
    fn acted_for(&self, subject: &str, sitting: &Sitting<'_>) -> Option<&Code> {
        let course = &self.course;
        let signed = |dispatch: &&Dispatch| dispatch.signed_by.as_deref() == Some(subject);
        let signed = course.dispatches.iter().rev().find(signed);
        let sent = course.dispatches.iter().rev().find(|dispatch| dispatch.by == subject);
        let given_on = course.transfers.iter().rev().find(|transfer| transfer.by == subject);
        let of_the_grid = sitting.known.sent.is_some() || course.taken_up_by.as_deref() == Some(subject);
        let accepted = course.acceptance.as_ref().filter(|acceptance| acceptance.by == subject);
        let filed = course.filing.as_ref().filter(|filing| filing.by == subject);
        let handled = course.dispatch().filter(|_| course.handlers.contains(subject));
        let unit = signed.map(|dispatch| &dispatch.to).or(sent.map(|dispatch| &dispatch.by_unit));
        unit.or(given_on.map(|transfer| &transfer.from))
            .or(of_the_grid.then_some(&self.place.village))
            .or(handled.map(|dispatch| &dispatch.to))
            .or(accepted.map(|_| &self.receiver))
            .or(filed.map(|_| &self.receiver))
            .or(course.recused_of(subject))
    }

    /// Whether somebody of staff had a hand in it, by its own record.
    fn has_a_hand(&self, subject: &str) -> bool {
        let (course, hands) = (&self.course, &self.hands);
        let slots = [&hands.patrolled_by, &hands.reported_by, &hands.handled_by, &hands.verified_by];
        let slots = slots.into_iter().flatten();
        let verification = course.verification.iter().flat_map(|seen| [&seen.asked, &seen.by]).flatten();
        let acceptance = course.acceptance.iter().map(|acceptance| &acceptance.by);
        let filing = course.filing.iter().map(|filing| &filing.by);
        let transfers = course.transfers.iter().map(|transfer| &transfer.by);
        let sent = course.dispatches.iter().map(|dispatch| &dispatch.by);
        let signed = course.dispatches.iter().filter_map(|dispatch| dispatch.signed_by.as_ref());
        let looked = course.inspections.iter().map(|inspection| &inspection.by);
        let approved = course.suspensions.iter().map(|suspension| &suspension.approver);
        let brought = course.evidence.iter().map(|evidence| &evidence.by);
        let spoken = course.contact.iter().map(|contact| &contact.by);
        let hands = slots.chain(verification).chain(&course.handlers).chain(acceptance).chain(filing);
        let hands = hands.chain(transfers).chain(sent).chain(signed);
        let mut hands = hands.chain(looked).chain(approved).chain(brought).chain(spoken);
        hands.any(|hand| hand == subject)
    }
}
