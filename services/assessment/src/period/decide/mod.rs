//! Who may order what of a period, when, and what follows. Pure.

mod panel;

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Case, Context};
use time::OffsetDateTime;

use self::panel::led;
use super::command::{Command, Outcome};
use super::domain::{APPEAL, Calculation, Exclusion, Period, Ruling, Snapshot, Stage, Used};
use super::event::{Event, What};
use super::refusal::Refusal;

type Decided = Result<Vec<Event>, Refusal>;

impl Case for Period {
    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(case: Option<&Self>, command: &Command, context: &Context<'_>) -> Decided {
        let machine = matches!(command, Command::Tick(_) | Command::Reckon);
        if !machine && !context.by.is_person() {
            return Err(Refusal::NeedsAPerson);
        }
        match (case, command) {
            (
                None,
                Command::Open {
                    county,
                    title,
                    level,
                    span,
                },
            ) => {
                led(county, context)?;
                let opened = Self {
                    county: county.clone(),
                    title: title.clone(),
                    level: *level,
                    span: *span,
                    stage: Stage::Open,
                    opened_at: context.now,
                    indicators: Vec::new(),
                    snapshot: None,
                    calculations: Vec::new(),
                    appeals: Vec::new(),
                    exclusions: Vec::new(),
                    clocks: Vec::new().into(),
                    published_at: None,
                };
                Ok(vec![What::Opened(Box::new(opened)).into()])
            }
            (Some(_), Command::Open { .. }) => Err(Refusal::AlreadyOpen),
            (None, _) => Err(Refusal::Unknown),
            (Some(period), command) => {
                // Any unit that is rated may appeal; everything else is the county's own.
                if !machine && !matches!(command, Command::Appeal { .. }) {
                    led(&period.county, context)?;
                }
                period.answer(command, context)
            }
        }
    }

    fn evolve(case: Option<Self>, event: &Event) -> Option<Self> {
        let mut period = match (case, &event.what) {
            (None, What::Opened(period)) => return Some(period.as_ref().clone()),
            (Some(_), What::Opened(_)) | (None, _) => return None,
            (Some(period), _) => period,
        };
        period.follow(&event.what)?;
        period.clocks = period.clocks.moved(&event.moves)?;
        Some(period)
    }
}

impl Period {
    fn answer(&self, command: &Command, context: &Context<'_>) -> Decided {
        match command {
            Command::Open { .. } => Err(Refusal::AlreadyOpen),
            Command::Collect(active) => self.collect(active),
            Command::Freeze(snapshot) => self.freeze(snapshot.as_ref(), context.now),
            Command::Compute(outcome) => self.compute(outcome.as_ref(), context.now),
            Command::OpenAppeals => {
                self.stands(&[Stage::Computed])?;
                let rule = context.limits.of(&APPEAL);
                let mut opened = Event::from(What::AppealsOpened);
                opened.moves = opened.moves.starting(rule, context.now, context.calendar);
                Ok(vec![opened])
            }
            Command::Appeal { indicator, grounds } => self.appeal((indicator, grounds), context),
            Command::Decide {
                index,
                verdict,
                set_aside,
                panel,
                reasons,
            } => {
                let ruling = Ruling {
                    verdict: *verdict,
                    set_aside: *set_aside,
                    panel: panel.clone(),
                    reasons: reasons.clone(),
                    at: context.now,
                };
                self.rule(*index, ruling, context)
            }
            Command::Exclude {
                case,
                reason,
                panel,
                units,
            } => {
                let exclusion = Exclusion {
                    case: *case,
                    reason: *reason,
                    panel: panel.clone(),
                    units: units.clone(),
                    at: context.now,
                };
                self.exclude(exclusion, context)
            }
            Command::Finalise => self.finalise(),
            Command::Publish => {
                self.stands(&[Stage::Finalised])?;
                Ok(vec![What::Published(context.now).into()])
            }
            Command::Tick(clock) => Ok(self.tick(clock, context.now)),
            Command::Reckon => Ok(self.reckon(context)),
        }
    }

    fn stands(&self, stages: &[Stage]) -> Result<(), Refusal> {
        if stages.contains(&self.stage) {
            Ok(())
        } else {
            Err(Refusal::MoveNotAllowed(self.stage))
        }
    }

    fn collect(&self, active: &[Used]) -> Decided {
        self.stands(&[Stage::Open])?;
        if active.is_empty() {
            return Err(Refusal::NoActiveIndicators);
        }
        Ok(vec![What::Collecting(active.to_vec()).into()])
    }

    fn freeze(&self, snapshot: Option<&Snapshot>, now: OffsetDateTime) -> Decided {
        self.stands(&[Stage::Collecting])?;
        if local_date(now) <= self.span.to {
            return Err(Refusal::NotOver);
        }
        let snapshot = snapshot.ok_or(Refusal::MoveNotAllowed(self.stage))?;
        Ok(vec![What::Frozen(snapshot.clone()).into()])
    }

    fn compute(&self, outcome: Option<&Outcome>, now: OffsetDateTime) -> Decided {
        self.stands(&[Stage::Frozen, Stage::Computed, Stage::Reviewing])?;
        let outcome = outcome.ok_or(Refusal::MoveNotAllowed(self.stage))?;
        if outcome.excluded != self.exclusions.len() || outcome.set_aside != self.set_aside() {
            return Err(Refusal::NotRecomputed);
        }
        let calculation = Calculation {
            hash: outcome.hash.clone(),
            at: now,
            excluded: outcome.excluded,
            set_aside: outcome.set_aside.clone(),
            figures: outcome.figures.clone(),
            units: outcome.units.clone(),
        };
        Ok(vec![What::Computed(calculation).into()])
    }

    fn finalise(&self) -> Decided {
        self.stands(&[Stage::Reviewing])?;
        if self.appeals.iter().any(|appeal| appeal.ruling.is_none()) {
            return Err(Refusal::AppealsUndecided);
        }
        if self.appeals.iter().any(|appeal| self.is_without_effect(appeal)) {
            return Err(Refusal::UpheldWithoutEffect);
        }
        let last = self.calculations.last().ok_or(Refusal::NothingComputed)?;
        if last.excluded != self.exclusions.len() || last.set_aside != self.set_aside() {
            return Err(Refusal::NotRecomputed);
        }
        Ok(vec![What::Finalised.into()])
    }

    fn tick(&self, name: &str, now: OffsetDateTime) -> Vec<Event> {
        let Some(clock) = self.clocks.named(name) else {
            return Vec::new();
        };
        if now < clock.due.legal {
            return clock.rings(now).into_iter().map(Event::from).collect();
        }
        let mut lapsed = Event::from(What::WindowLapsed);
        lapsed.moves = self.clocks.stopping(name, now);
        vec![lapsed]
    }

    fn reckon(&self, context: &Context<'_>) -> Vec<Event> {
        let reckoned = self.clocks.reckon(context.calendar).map(|reckoned| Event {
            what: What::ClocksReckoned(reckoned.calendar),
            moves: reckoned.moves,
        });
        reckoned.into_iter().collect()
    }
}
