//! What each stage answers to each order.

mod receive;

use shiyu_kit::case::Context;

use super::case_file::CaseFile;
use super::command::{Command, Order};
use super::refusal::Refusal;
use super::sitting::{Decided, Sitting};

pub(super) fn decide(case: Option<&CaseFile>, order: &Order, context: &Context<'_>) -> Decided {
    let known = &order.known;
    match (case, &order.command) {
        (None, Command::Receive(receive)) => {
            let at = context.now;
            receive::receive(receive, &Sitting { context, known, at })
        }
        (None, _) => Err(Refusal::CaseUnknown),
        (Some(case), command) => {
            let at = case.clocks.moment(context.now);
            case.answer(command, &Sitting { context, known, at })
        }
    }
}

impl CaseFile {
    fn answer(&self, command: &Command, sitting: &Sitting<'_>) -> Decided {
        use Command as C;
        match command {
            C::Receive(_) => Err(Refusal::AlreadyReceived),
            // The ring is due by the database that keeps its time, even if this replica's wall clock is a moment behind.
            C::Tick { clock, at } => self.tick(
                clock,
                &Sitting {
                    at: sitting.at.max(*at),
                    ..*sitting
                },
            ),
            C::Reckon => Ok(self.reckon(sitting.context.calendar)),
        }
    }
}
