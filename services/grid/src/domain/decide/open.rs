//! Which orders an event takes as it stands: those of its stage, without those that would come to nothing. A refused order is
//! answered with them.

use shiyu_kit::calendar::Extension;
use shiyu_kit::case::Actor;
use shiyu_kit::referral::Referral;

use super::beside::MOST_EVIDENCE;
use super::ladder::after_escalation;
use crate::domain::clocks::{HANDLE, REOPEN};
use crate::domain::course::{EscalationGround, Evidence, Outside};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::Sitting;
use crate::domain::stage::Stage;
use crate::domain::terms::{Ground, Level};
use crate::domain::verb::Verb;

impl Incident {
    /// That the order is not one of those the event takes now.
    pub(super) fn not_now(&self, sitting: &Sitting<'_>) -> Refusal {
        let (stage, allowed) = (self.stage.name(), self.methods(sitting));
        if stage.is_end() {
            Refusal::ClosedAlready(stage, allowed)
        } else {
            Refusal::NotInStage(stage, allowed)
        }
    }

    /// The methods that may be called now: by staff those of the office, by a program what it was granted, by the reporter the public
    /// door's.
    pub(super) fn methods(&self, sitting: &Sitting<'_>) -> Vec<&'static str> {
        let stage = self.stage.name();
        let beside: &[Verb] = if stage.is_end() { &[] } else { &Verb::BESIDE };
        let besides = [Verb::Return, Verb::DesignateHandler];
        let besides = besides.into_iter().filter(|verb| self.takes_besides(*verb));
        let taken = stage.takes().iter().chain(beside).chain(&Verb::ALWAYS).copied().chain(besides);
        let open = taken.filter(|verb| is_of(*verb, sitting.context.by) && self.is_open_to(*verb, sitting));
        let party = matches!(sitting.context.by, Actor::Party { .. });
        open.map(|verb| if party { at_the_public_door(verb) } else { verb.as_str() })
            .collect()
    }

    /// Whether an order that belongs to the stage could come to something.
    fn is_open_to(&self, verb: Verb, sitting: &Sitting<'_>) -> bool {
        use Verb as V;
        let course = &self.course;
        match verb {
            V::OrderVerification
            | V::Reject
            | V::Merge
            | V::Unmerge
            | V::TransferEmergency
            | V::TakeBackEmergency
            | V::Transfer
            | V::SignIn
            | V::DesignateHandler
            | V::RenewSuspension
            | V::ReportHandled
            | V::Inspect
            | V::Reclassify
            | V::OfferReferral
            | V::Recuse => true,
            V::Accept | V::TakeUpInGrid | V::File => self.stage != Stage::Reported || self.is_verified().is_ok(),
            V::Dispatch => !self.is_designated() && (self.stage != Stage::Reported || self.is_verified().is_ok()),
            V::ReportVerification => self.stage != Stage::Verified || self.hands.patrolled_by.is_none(),
            V::Return => self.may_come_back(sitting).is_ok(),
            V::Escalate => self.may_go_up(),
            V::Extend => self.may_be_extended(sitting),
            V::Suspend => self.clock(&HANDLE.id).is_some_and(|handle| !handle.is_overdue(sitting.at)),
            V::Resume => !(self.stands_still_for_another() && self.is_with_another_service()),
            V::Close => self.hands.missing().is_empty() && !self.has_open_boundary(),
            V::Evaluate => {
                let asked = !matches!(sitting.context.by, Actor::Party { .. });
                let last = self.rated_until(asked, sitting);
                self.may_be_rated(asked) && last.is_some_and(|last| sitting.at < last)
            }
            V::Reopen => course.reopened_by.is_none() && self.is_before_the_end_of(&REOPEN.id, sitting),
            V::GrantReward => self.may_be_rewarded().is_ok(),
            V::PayReward => course.reward.as_ref().is_some_and(|reward| reward.paid.is_none()),
            V::AttachEvidence => {
                let of_staff = !matches!(sitting.context.by, Actor::Party { .. });
                course.evidence.len() < MOST_EVIDENCE && (of_staff || self.takes_photo().is_ok())
            }
            V::CoverEvidence => course.evidence.iter().any(Evidence::is_picture),
            V::WithdrawReferral => course.referrals.iter().any(|referral| referral.state.is_open()),
            V::ReadIdentity => {
                let granted = |referral: &Referral| referral.granted_to(sitting.context.by, sitting.at).is_some();
                course.referrals.iter().any(granted)
            }
            V::ReportStep => self.class.steps.iter().any(|limit| !self.has_done(limit.step)),
            V::Reveal => !self.parties.is_empty(),
            V::EndRecusal => course.recusals.iter().any(|recusal| recusal.ended.is_none()),
            V::RaiseBoundary => course.boundary.is_none() && !self.waits_for_another_city(),
            V::AgreeBoundary => self.open_boundary().is_some_and(|boundary| boundary.referred_at.is_none()),
            V::OfferOutside => course.outside.is_none() && !self.has_open_boundary(),
            V::RecordContact => self.waits_for_contact(),
            V::RecordReceipt => course.outside.as_ref().is_some_and(Outside::is_open) && !self.has_open_boundary(),
        }
    }

    fn may_go_up(&self) -> bool {
        let up = after_escalation(self.stage.name(), self.level, EscalationGround::NoAuthority);
        up.is_some() && (self.level < Level::County || self.is_joined()) && !self.is_designated()
    }

    fn may_be_extended(&self, sitting: &Sitting<'_>) -> bool {
        let one_day = Extension {
            days: 1,
            approver: String::new(),
            reason: String::new(),
            at: sitting.at,
        };
        let handle = self.clock(&HANDLE.id);
        handle.is_some_and(|handle| handle.extend(one_day, sitting.context.calendar).is_ok())
    }

    fn stands_still_for_another(&self) -> bool {
        self.course.suspensions.last().is_some_and(|last| last.ground == Ground::Referred)
    }

    pub(super) fn has_open_boundary(&self) -> bool {
        self.open_boundary().is_some()
    }

    fn is_before_the_end_of(&self, clock: &str, sitting: &Sitting<'_>) -> bool {
        let last = self.clocks.latest(clock).map(|clock| clock.due.legal);
        last.is_some_and(|last| sitting.at < last)
    }
}

/// Whether an order of this kind is given by somebody of this kind at all.
fn is_of(verb: Verb, by: &Actor) -> bool {
    match by {
        Actor::Person { .. } | Actor::Clock => verb != Verb::ReadIdentity,
        Actor::Service { .. } => verb == Verb::ReadIdentity,
        Actor::Party { .. } => [Verb::Evaluate, Verb::AttachEvidence].contains(&verb),
    }
}

/// What it is called where a reporter does it.
fn at_the_public_door(verb: Verb) -> &'static str {
    if verb == Verb::AttachEvidence {
        "SubmitPhoto"
    } else {
        "SubmitRating"
    }
}
