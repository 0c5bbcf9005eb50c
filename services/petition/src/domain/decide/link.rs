//! One matter that points at another: merged into it, or not accepted for its sake. Both are in hand, so that two that point at each
//! other are decided one after the other.

use shiyu_kit::case::Filed;
use uuid::Uuid;

use crate::domain::command::Command;
use crate::domain::event::What;
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::StageName;
use crate::domain::terms::NotAccepted;

impl Petition {
    /// It is of the same unit, kept from the same people, and stands where it has to: it goes on, or it has the final answer.
    pub(super) fn pointed_at(&self, first: &Filed<Self>, (own, command): (Uuid, &Command), sitting: &Sitting<'_>) -> Decided {
        let other = &first.case;
        let shared = self.unit == other.unit || self.receiver == other.receiver;
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
        let what = What::Joined {
            petition: first.id,
            at: sitting.at,
        };
        Ok(vec![what.into()])
    }

    fn has_final_answer(&self) -> bool {
        matches!(self.stage.name(), StageName::Closed | StageName::Terminated | StageName::Archived)
    }
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
