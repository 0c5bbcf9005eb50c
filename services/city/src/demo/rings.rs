//! Which ring of a clock must have rung by a given time.

use shiyu_proto::common::v1::{Clock, Ring};
use shiyu_proto::petition::v1::Petition;
use time::{Duration, OffsetDateTime};

use crate::times;

/// Clocks that do not warn: the petitioner's own, and the way to the archive. They stop when their time is over.
const SILENT: [&str; 3] = ["review_window", "recheck_window", "archive"];
/// The clock that stands still during a hearing (art. 36).
const RECHECK: &str = "recheck";
/// Rings this fresh are not insisted on.
const SLACK: Duration = Duration::seconds(1);

/// Whether the city has done by `now` what the clocks of a petition ask for.
pub fn settled(petition: &Petition, now: OffsetDateTime) -> bool {
    let hearings = petition.course.iter().flat_map(|course| &course.hearings);
    let heard = hearings.into_iter().any(|hearing| hearing.close_time.is_none());
    let mut running = petition.clocks.iter().filter(|clock| clock.stop_time.is_none());
    running.all(|clock| heard && clock.name == RECHECK || has_rung(clock, now - SLACK))
}

/// How many clocks of a petition ever passed their legal due time, running or stopped.
pub fn overdue(petition: &Petition) -> usize {
    petition
        .clocks
        .iter()
        .filter(|clock| clock.rung().any(|ring| ring == Ring::Overdue))
        .count()
}

/// Whether the office's own clocks that run rang by `now` as far as they are due.
pub fn have_rung(clocks: &[Clock], now: OffsetDateTime) -> bool {
    let mut running = clocks.iter().filter(|clock| clock.stop_time.is_none());
    running.all(|clock| has_rung(clock, now - SLACK))
}

fn has_rung(clock: &Clock, now: OffsetDateTime) -> bool {
    if SILENT.contains(&clock.name.as_str()) {
        return time(clock.legal_due_time.as_ref()).is_none_or(|due| now < due);
    }
    let Some(due) = due_ring(clock, now) else { return true };
    clock.rung().any(|ring| ring >= due)
}

/// The sharpest ring that is due.
fn due_ring(clock: &Clock, now: OffsetDateTime) -> Option<Ring> {
    let start = time(clock.start_time.as_ref())?;
    let internal = time(clock.internal_due_time.as_ref())?;
    let legal = time(clock.legal_due_time.as_ref())?;
    let way = internal - start;
    let ladder = [
        (legal, Ring::Overdue),
        (internal, Ring::Internal),
        (start + way * 4 / 5, Ring::Eighty),
        (start + way / 2, Ring::Half),
    ];
    ladder.into_iter().find(|(at, _)| *at <= now).map(|(_, ring)| ring)
}

fn time(stamp: Option<&prost_types::Timestamp>) -> Option<OffsetDateTime> {
    stamp.and_then(times::to_time)
}

#[cfg(test)]
mod tests {
    use shiyu_proto::petition::v1::{Course, Hearing, Stage};
    use time::macros::datetime;

    use super::*;

    const START: OffsetDateTime = datetime!(2026-01-05 01:00 UTC);

    fn clock(name: &str, rung: &[Ring]) -> Clock {
        Clock {
            name: name.into(),
            start_time: Some(times::to_stamp(START)),
            internal_due_time: Some(times::to_stamp(START + Duration::days(10))),
            legal_due_time: Some(times::to_stamp(START + Duration::days(15))),
            rung: rung.iter().map(|ring| i32::from(*ring)).collect(),
            ..Clock::default()
        }
    }

    fn petition(clock: Clock) -> Petition {
        Petition {
            stage: Stage::Handling.into(),
            clocks: vec![clock],
            ..Petition::default()
        }
    }

    #[test]
    fn a_petition_is_settled_once_its_sharpest_due_ring_rang() {
        let at = |days| START + Duration::days(days);
        assert!(settled(&petition(clock("handle", &[])), at(4)));
        assert!(!settled(&petition(clock("handle", &[])), at(6)));
        assert!(settled(&petition(clock("handle", &[Ring::Half])), at(6)));
        assert!(!settled(
            &petition(clock("handle", &[Ring::Half, Ring::Eighty, Ring::Internal])),
            at(16)
        ));
        assert!(settled(&petition(clock("handle", &[Ring::Overdue])), at(16)));
    }

    #[test]
    fn a_window_that_lapsed_stops_and_does_not_ring() {
        let open = petition(clock("recheck_window", &[]));
        assert!(settled(&open, START + Duration::days(14)));
        assert!(!settled(&open, START + Duration::days(16)));
        let mut lapsed = open;
        lapsed.clocks[0].stop_time = Some(times::to_stamp(START + Duration::days(15)));
        assert!(settled(&lapsed, START + Duration::days(16)));
    }

    #[test]
    fn the_time_of_a_hearing_is_not_insisted_on() {
        let mut heard = petition(clock("recheck", &[]));
        assert!(!settled(&heard, START + Duration::days(6)));
        heard.course = Some(Course {
            hearings: vec![Hearing::default()],
            ..Course::default()
        });
        assert!(settled(&heard, START + Duration::days(6)));
    }
}
