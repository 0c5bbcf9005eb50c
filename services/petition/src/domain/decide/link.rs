//! One matter that points at another: merged into it, or not accepted for its sake. Both are in hand, so that two that point at each
//! other are decided one after the other.

use shiyu_kit::calendar::Bound;
use shiyu_kit::case::Filed;
use uuid::Uuid;

use crate::domain::command::Command;
use crate::domain::event::What;
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::End;
use crate::domain::terms::NotAccepted;

impl Petition {
    /// It is of the same unit, kept from the same people, and stands where it has to: it goes on, or it has the final answer. A superior
    /// does not accept what a unit below it is handling or has answered for good either (arts. 19, 36).
    pub(super) fn pointed_at(&self, first: &Filed<Self>, (own, command): (Uuid, &Command), sitting: &Sitting<'_>) -> Decided {
        if matches!(command, Command::Unmerge { .. } | Command::Part { .. }) {
            return Ok(self.parted(first.id, sitting));
        }
        let other = &first.case;
        if matches!(command, Command::Register(_)) {
            return self.followed(first, own, sitting);
        }
        let below = || is_declined(command) && sitting.overseer_of(&self.unit).is_ok();
        let shared = self.unit == other.unit || self.receiver == other.receiver || below();
        if !shared || self.is_kept_from(sitting.context.by, sitting) {
            return Err(Refusal::LinkedMatterUnknown(own));
        }
        if (self.is_sealed(), &self.accused) != (other.is_sealed(), &other.accused) {
            return Err(Refusal::LinkedMatterSealed(own));
        }
        if is_for_a_final_answer(command) {
            let answered = self.has_final_answer();
            // It does not change any more: there is nothing to hold.
            return answered.then(Vec::new).ok_or(Refusal::LinkedMatterOpen(own));
        }
        if self.stage.name().is_end() {
            return Err(Refusal::LinkedMatterEnded(own));
        }
        if is_declined(command) && !self.is_in_hand(sitting) {
            return Err(Refusal::LinkedMatterNotInHand(own));
        }
        if self.needs_explaining(other, command) {
            return Err(Refusal::MergeUnexplained);
        }
        let what = What::Joined {
            petition: first.id,
            merged: !is_declined(command),
            at: sitting.at,
        };
        Ok(vec![what.into()])
    }

    /// New facts or reasons re-open as a matter of their own (art. 36): of one that has ended, for one that goes on takes them in itself;
    /// and no link tells of an accusation. That it is the same petitioner's is looked at by the door, which sees who they are.
    fn followed(&self, first: &Filed<Self>, own: Uuid, sitting: &Sitting<'_>) -> Decided {
        if self.is_kept_from(sitting.context.by, sitting) {
            return Err(Refusal::LinkedMatterUnknown(own));
        }
        if (self.is_sealed(), &self.accused) != (first.case.is_sealed(), &first.case.accused) {
            return Err(Refusal::LinkedMatterSealed(own));
        }
        if !self.stage.name().is_end() || self.merged_into().is_some() {
            return Err(Refusal::LinkedMatterOpen(own));
        }
        let what = What::Followed {
            petition: first.id,
            at: sitting.at,
        };
        Ok(vec![what.into()])
    }

    /// Matters of two categories or places are hardly the same one: whoever merges them says why.
    fn needs_explaining(&self, other: &Self, command: &Command) -> bool {
        let (one, two) = (&self.submission, &other.submission);
        let alike = one.category == two.category && one.place == two.place;
        !alike && matches!(command, Command::Merge { reason: None, .. })
    }

    /// Accepted, and within its time (art. 19): nobody is turned away for the sake of a matter that is not accepted, or is late.
    fn is_in_hand(&self, sitting: &Sitting<'_>) -> bool {
        let mut late = self
            .clocks
            .running()
            .filter(|clock| clock.rule.bound == Bound::Agency && !clock.rule.ours);
        self.course.acceptance.is_some() && !late.any(|clock| clock.is_overdue(sitting.at))
    }

    /// Also once it lies in the archive; what ended otherwise was not answered for good.
    fn has_final_answer(&self) -> bool {
        let end = self.stage.ending().map(|ending| &ending.end);
        matches!(end, Some(End::Closed(_) | End::Terminated))
    }
}

fn is_declined(command: &Command) -> bool {
    matches!(command, Command::Decline { .. })
}

fn is_for_a_final_answer(command: &Command) -> bool {
    matches!(
        command,
        Command::Decline {
            ground: NotAccepted::Finalised,
            ..
        }
    )
}
