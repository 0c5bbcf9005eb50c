//! What the petitioner and the office write to each other.

use uuid::Uuid;

use crate::domain::clocks::ANSWER_MESSAGE;
use crate::domain::course::{Message, Sender};
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};

/// Messages of one matter. Who has more to say comes, or brings it in writing.
const MESSAGES: usize = 100;

impl Petition {
    /// A petitioner is answered in a time of our own, however much they wrote before the answer.
    pub(super) fn message(&self, from: Option<Uuid>, text: &str, sitting: &Sitting<'_>) -> Decided {
        let sender = self.sender(from, sitting)?;
        if self.course.messages.len() >= MESSAGES {
            return Err(Refusal::ThreadFull);
        }
        let answered = matches!(sender, Sender::Unit(_));
        let event = Event::from(What::Messaged(Message {
            from: sender,
            text: text.to_owned(),
            at: sitting.at,
        }));
        Ok(vec![if answered {
            self.stop_if_running(event, &ANSWER_MESSAGE.id, sitting.at)
        } else if self.clock(&ANSWER_MESSAGE.id).is_some() {
            event
        } else {
            sitting.begin(event, &ANSWER_MESSAGE)
        }])
    }

    /// The office writes through whoever answers for the matter where it lies, or where it was brought.
    fn sender(&self, from: Option<Uuid>, sitting: &Sitting<'_>) -> Result<Sender, Refusal> {
        let Some(party) = from else {
            self.overseer(sitting)?;
            return Ok(Sender::Unit(sitting.own_unit()?));
        };
        self.acting_party(party, sitting)?;
        Ok(Sender::Party(party))
    }
}
