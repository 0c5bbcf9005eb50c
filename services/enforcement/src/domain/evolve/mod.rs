//! The case after an event. `None`: the event cannot follow, so the journal is corrupt.

use shiyu_kit::calendar::{Clocks, Moves, Ring};

use super::case_file::CaseFile;
use super::course::Course;
use super::event::{Event, Received, What};
use super::stage::Stage;

pub(super) fn evolve(case: Option<CaseFile>, event: &Event) -> Option<CaseFile> {
    let case = match (case, &event.what) {
        (None, What::Received(received)) => received_now(received),
        (None, _) => return None,
        (Some(case), what) => case.follow(what)?,
    };
    case.moved(&event.moves)
}

fn received_now(received: &Received) -> CaseFile {
    CaseFile {
        county: received.county.clone(),
        number: received.number.clone(),
        clue: received.clue.clone(),
        parties: received.parties.clone(),
        received_at: received.at,
        receiver: received.receiver.clone(),
        unit: received.receiver.clone(),
        stage: Stage::Clue,
        course: Course::default(),
        clocks: Clocks::default(),
    }
}

impl CaseFile {
    fn follow(mut self, what: &What) -> Option<Self> {
        match what {
            What::Received(_) => None,
            What::Archived { at } => {
                self.course.archived_at = Some(*at);
                Some(self)
            }
            What::ClockWarned { clock, ring } => self.rung(clock, *ring),
            What::ClockOverdue { clock, .. } => self.rung(clock, Ring::Overdue),
            What::WindowLapsed { .. } | What::ClocksReckoned { .. } => Some(self),
        }
    }

    fn moved(mut self, moves: &Moves) -> Option<Self> {
        self.clocks = self.clocks.moved(moves)?;
        Some(self)
    }

    fn rung(mut self, name: &str, ring: Ring) -> Option<Self> {
        self.clocks = self.clocks.rung(name, ring)?;
        Some(self)
    }
}
