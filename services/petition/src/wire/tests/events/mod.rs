//! Every kind of event, each with planted words wherever it has words.

mod beside;
mod boundary;
mod end;
mod intake;
mod work;

use beside::{beside, clocks};
use boundary::boundary;
use end::{ends, remedies};
use intake::intake;
use work::{answers, work};

pub(super) use beside::{care, evaluation, message, proposal, sponsorship, supervision, withdrawal};
pub(super) use boundary::{outside, raised};
pub(super) use end::{every_end, publication};

use crate::domain::Event;

pub(super) fn all() -> Vec<Event> {
    let groups = [intake(), boundary(), work(), answers(), remedies(), ends(), beside(), clocks()];
    groups.into_iter().flatten().map(Event::from).collect()
}
