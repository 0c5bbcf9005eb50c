//! The scene: a city, a county with its bureaus, a town; officers with certificates and without; and a case at every stage.

use std::collections::BTreeSet;

use shiyu_kit::calendar::{Calendar, Limits};
use shiyu_kit::case::{Actor, Case, Context};
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::unit::Units;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

pub(crate) use super::county::*;
pub(crate) use super::orders::*;
pub(crate) use super::people::*;
pub(crate) use super::steps::*;
use crate::domain::terms::Fen;
use crate::domain::{CaseFile, Command, Event, Known, Order, Refusal, StageName};

/// A Monday morning in Beijing, without a holiday for weeks.
pub(crate) const START: OffsetDateTime = datetime!(2026-03-02 01:00 UTC);

/// A case and the world around it; time is moved by hand.
#[derive(Clone)]
pub(crate) struct Given {
    pub(crate) case: Option<CaseFile>,
    pub(crate) journal: Vec<Event>,
    pub(crate) now: OffsetDateTime,
    pub(crate) calendar: Calendar,
    pub(crate) limits: Limits,
    pub(crate) units: Units,
    /// What the door looks up, but for the officers.
    pub(crate) known: Known,
}

impl Given {
    pub(crate) fn nothing() -> Self {
        Self {
            case: None,
            journal: Vec::new(),
            now: START,
            calendar: Calendar::builtin(),
            limits: Limits::default(),
            units: units(),
            known: known(),
        }
    }

    /// At this stage for an hour, by the shortest lawful way with an hour between the steps.
    pub(crate) fn a_case(stage: StageName) -> Self {
        let Some(before) = before(stage) else {
            let mut given = Self::nothing();
            given.does(&officer(LI), receive());
            given.now += Duration::hours(1);
            return given;
        };
        let mut given = Self::a_case(before);
        given.goes_on_to(stage);
        assert_eq!(given.stage(), stage);
        given.now += Duration::hours(1);
        given
    }

    /// From the stage before, by the lawful steps.
    pub(crate) fn goes_on_to(&mut self, stage: StageName) {
        for step in steps_to(stage) {
            match step {
                Step::Do(by, command) => {
                    self.does(&by, *command);
                    self.now += Duration::minutes(5);
                }
                Step::Wait(days) => self.lives(Duration::days(days)),
            }
        }
    }

    /// A penalty of this much is on its way to the head.
    pub(crate) fn with_a_fine_of(yuan: u64) -> Self {
        let mut given = Self::a_case(StageName::Concluded);
        given.does(&officer(LI), propose(fine(yuan)));
        given
    }

    /// Orders; the case follows what became of it.
    pub(crate) fn when(&mut self, by: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        // What says 1970 means now: no scene lies so long ago.
        let command = at(command, self.now);
        let named = command.officers().iter();
        let order = Order {
            known: Known {
                officers: named.filter_map(|subject| certified(subject)).collect(),
                caller: certified(by.name()),
                ..self.known.clone()
            },
            command,
        };
        let context = Context {
            now: self.now,
            by,
            calendar: &self.calendar,
            units: &self.units,
            limits: &self.limits,
        };
        let events = CaseFile::decide(self.case.as_ref(), &order, &context)?;
        for event in &events {
            self.case = Some(CaseFile::evolve(self.case.take(), event).expect("an event that was decided can follow"));
        }
        self.journal.extend(events.iter().cloned());
        Ok(events)
    }

    /// Orders what must be done.
    #[track_caller]
    pub(crate) fn does(&mut self, by: &Actor, command: Command) -> Vec<Event> {
        let told = format!("{command:?}");
        self.when(by, command)
            .unwrap_or_else(|refusal| panic!("{} refused: {told}", refusal.reason()))
    }

    /// Orders what must be refused; nothing changes. The reason.
    #[track_caller]
    pub(crate) fn refuses(&mut self, by: &Actor, command: Command) -> &'static str {
        let before = (self.case.clone(), self.journal.len());
        let told = format!("{command:?}");
        let refusal = self.when(by, command).err().unwrap_or_else(|| panic!("not refused: {told}"));
        assert_eq!((self.case.clone(), self.journal.len()), before, "a refusal changes nothing");
        refusal.reason()
    }

    /// So much time passes, and every clock that is due rings.
    pub(crate) fn lives(&mut self, time: Duration) {
        let until = self.now + time;
        while let Some(ringing) = self.case().next_ringing().filter(|ringing| ringing.at <= until) {
            self.now = self.now.max(ringing.at);
            let (clock, at) = (ringing.clock, ringing.at);
            self.does(&Actor::Clock, Command::Tick { clock, at });
        }
        self.now = until;
    }

    /// Until this clock has run out and rung.
    #[track_caller]
    pub(crate) fn runs_out(&mut self, clock: &str) {
        let due = self.due(clock);
        self.lives((due - self.now).max(Duration::ZERO));
    }

    pub(crate) fn case(&self) -> &CaseFile {
        self.case.as_ref().expect("a case")
    }

    pub(crate) fn stage(&self) -> StageName {
        self.case().stage.name()
    }

    /// Names of the clocks that run, by name.
    pub(crate) fn running(&self) -> BTreeSet<String> {
        self.case().clocks.running().map(|clock| clock.rule.id.to_string()).collect()
    }

    /// When a running clock is due.
    #[track_caller]
    pub(crate) fn due(&self, clock: &str) -> OffsetDateTime {
        self.case().clock(clock).unwrap_or_else(|| panic!("{clock} does not run")).due.legal
    }

    /// The last day of a running clock, as it is printed.
    #[track_caller]
    pub(crate) fn last_day(&self, clock: &str) -> time::Date {
        self.case()
            .clock(clock)
            .unwrap_or_else(|| panic!("{clock} does not run"))
            .due
            .last_day()
    }

    /// The surcharge that grew up to a day and is not entered.
    pub(crate) fn accruing(&self, day: time::Date) -> Fen {
        self.case().accruing(day, &self.calendar)
    }

    /// The kinds of what happened.
    pub(crate) fn told(&self) -> Vec<&'static str> {
        self.journal.iter().map(Event::kind).collect()
    }
}

/// A case at every stage.
pub(crate) fn at_every_stage() -> Vec<Given> {
    StageName::ALL.iter().map(|stage| Given::a_case(*stage)).collect()
}

/// The stage before on the way to this one.
fn before(stage: StageName) -> Option<StageName> {
    use StageName as S;
    Some(match stage {
        S::Clue => return None,
        S::FilingReview | S::Dismissed => S::Clue,
        S::Disputed | S::Investigating | S::NotFiled | S::TransferredOut => S::FilingReview,
        S::Suspended | S::Concluded | S::WithJustice | S::CaseWithdrawn => S::Investigating,
        S::NoticePending => S::Concluded,
        S::NoticeServed => S::NoticePending,
        S::HearingScheduled | S::DecisionPending => S::NoticeServed,
        S::HearingHeld => S::HearingScheduled,
        S::LegalReview => S::HearingHeld,
        S::Discussion => S::LegalReview,
        S::Decided => S::DecisionPending,
        S::Served => S::Decided,
        S::Overdue | S::Performed => S::Served,
        S::Demanded => S::Overdue,
        S::CourtApplied => S::Demanded,
        S::CourtAllowed | S::CourtRefused => S::CourtApplied,
        S::CriminallyEnded => S::WithJustice,
        S::Closed => S::Performed,
    })
}
