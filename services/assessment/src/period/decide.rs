//! Who may order what of a period, when, and what follows. Pure.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Case, Context};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::command::{Command, Outcome};
use super::domain::{APPEAL, Appeal, Calculation, Exclusion, Period, Ruling, Snapshot, Stage, Used};
use super::event::{Event, What};
use super::refusal::Refusal;
use crate::figures::unit_at;

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
            ) => Ok(vec![
                What::Opened(Box::new(Self {
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
                }))
                .into(),
            ]),
            (Some(_), Command::Open { .. }) => Err(Refusal::AlreadyOpen),
            (None, _) => Err(Refusal::Unknown),
            (Some(period), command) => period.answer(command, context),
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
                panel,
                reasons,
            } => {
                let ruling = Ruling {
                    verdict: *verdict,
                    panel: panel.clone(),
                    reasons: reasons.clone(),
                    at: context.now,
                };
                self.rule(*index, ruling)
            }
            Command::Exclude {
                case,
                reason,
                panel,
                units,
            } => self.exclude(Exclusion {
                case: *case,
                reason: *reason,
                panel: panel.clone(),
                units: units.clone(),
                at: context.now,
            }),
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
        if outcome.excluded != self.exclusions.len() {
            return Err(Refusal::NotRecomputed);
        }
        let calculation = Calculation {
            hash: outcome.hash.clone(),
            at: now,
            excluded: outcome.excluded,
            units: outcome.units.clone(),
        };
        Ok(vec![What::Computed(calculation).into()])
    }

    /// The rated unit that somebody of a unit speaks for.
    ///
    /// # Errors
    /// `UNIT_NOT_RATED`.
    pub fn rated(&self, own: Option<&str>) -> Result<String, Refusal> {
        let unit = own.and_then(|own| unit_at(own, self.level));
        let rated = |unit: &String| self.calculations.iter().any(|calculation| calculation.units.contains(unit));
        unit.filter(rated).ok_or(Refusal::UnitNotRated)
    }

    fn appeal(&self, (indicator, grounds): (&str, &str), context: &Context<'_>) -> Decided {
        self.stands(&[Stage::Appeals])?;
        let unit = self.rated(context.by.unit())?;
        if !self.indicators.iter().any(|used| used.code == indicator) {
            return Err(Refusal::IndicatorNotUsed);
        }
        if self
            .appeals
            .iter()
            .any(|appeal| appeal.unit == unit && appeal.indicator == indicator)
        {
            return Err(Refusal::AlreadyAppealed);
        }
        let appeal = Appeal {
            unit,
            indicator: indicator.to_owned(),
            grounds: grounds.to_owned(),
            at: context.now,
            ruling: None,
        };
        Ok(vec![What::Appealed(appeal).into()])
    }

    fn rule(&self, index: usize, ruling: Ruling) -> Decided {
        self.stands(&[Stage::Appeals, Stage::Reviewing])?;
        let appeal = self.appeals.get(index).ok_or(Refusal::AppealUnknown)?;
        if appeal.ruling.is_some() {
            return Err(Refusal::AppealDecided);
        }
        self.independent(&ruling.panel, std::slice::from_ref(&appeal.unit))?;
        Ok(vec![What::Decided(index, ruling).into()])
    }

    fn exclude(&self, exclusion: Exclusion) -> Decided {
        self.stands(&[Stage::Frozen, Stage::Computed, Stage::Appeals, Stage::Reviewing])?;
        if exclusion.units.is_empty() {
            return Err(Refusal::CaseNotCounted);
        }
        if self.exclusions.iter().any(|known| known.case == exclusion.case) {
            return Err(Refusal::CaseExcluded);
        }
        self.independent(&exclusion.panel, &exclusion.units)?;
        Ok(vec![What::Excluded(exclusion).into()])
    }

    /// No unit of the panel is one that is concerned, or belongs to it.
    fn independent(&self, panel: &[Code], concerned: &[String]) -> Result<(), Refusal> {
        let rated = |unit: &str| unit_at(unit, self.level).unwrap_or_else(|| unit.to_owned());
        let concerned: Vec<String> = concerned.iter().map(|unit| rated(unit)).collect();
        if panel.iter().any(|member| concerned.contains(&rated(member.as_str()))) {
            return Err(Refusal::PanelNotIndependent);
        }
        Ok(())
    }

    fn finalise(&self) -> Decided {
        self.stands(&[Stage::Reviewing])?;
        if self.appeals.iter().any(|appeal| appeal.ruling.is_none()) {
            return Err(Refusal::AppealsUndecided);
        }
        let last = self.calculations.last().ok_or(Refusal::NothingComputed)?;
        if last.excluded != self.exclusions.len() {
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

    /// What an event does to everything but the clocks.
    fn follow(&mut self, what: &What) -> Option<()> {
        match what {
            What::Opened(_) => return None,
            What::Collecting(indicators) => {
                self.indicators.clone_from(indicators);
                self.stage = Stage::Collecting;
            }
            What::Frozen(snapshot) => {
                self.snapshot = Some(snapshot.clone());
                self.stage = Stage::Frozen;
            }
            What::Computed(calculation) => {
                self.calculations.push(calculation.clone());
                if self.stage == Stage::Frozen {
                    self.stage = Stage::Computed;
                }
            }
            What::AppealsOpened => self.stage = Stage::Appeals,
            What::Appealed(appeal) => self.appeals.push(appeal.clone()),
            What::Decided(index, ruling) => self.appeals.get_mut(*index)?.ruling = Some(ruling.clone()),
            What::Excluded(exclusion) => self.exclusions.push(exclusion.clone()),
            What::WindowLapsed => self.stage = Stage::Reviewing,
            What::Finalised => self.stage = Stage::Finalised,
            What::Published(at) => {
                self.published_at = Some(*at);
                self.stage = Stage::Published;
            }
            What::ClockWarned(clock, ring) => self.clocks = std::mem::take(&mut self.clocks).rung(clock, *ring)?,
            What::ClocksReckoned(_) => {}
        }
        Some(())
    }
}
