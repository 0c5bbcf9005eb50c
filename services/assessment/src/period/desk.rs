//! The desk of one county's periods: what an order needs is looked up here, before the case decides.

use std::collections::BTreeSet;

use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::fault::{Corrupt, Fault};
use shiyu_kit::ledger::{Done, Ledger};
use shiyu_kit::operations::Office;
use shiyu_kit::reading::Order;
use shiyu_kit::rpc::answer;
use shiyu_kit::telemetry::current_traceparent;
use shiyu_kit::unit::Code;
use shiyu_proto::assessment::v1 as pb;
use tonic::{Response, Status};
use uuid::Uuid;

use super::calculate::{Result as Computed, calculate};
use super::command::{Command, Outcome};
use super::domain::{Item, Period, Snapshot, Used};
use super::refusal::Refusal;
use super::store::{self, Frozen};
use super::wire;
use crate::figures::{self, Cube};
use crate::indicator::{self, Adopted, Indicator};

/// The desk.
#[derive(Debug, Clone)]
pub struct PeriodDesk {
    pub(super) county: Code,
    pub(super) ledger: Ledger<Period>,
    pub(super) office: Office,
}

pub(super) type Answered<T> = Result<T, Fault<Refusal>>;

impl PeriodDesk {
    /// A desk over a ledger.
    #[must_use]
    pub const fn new(county: Code, ledger: Ledger<Period>, office: Office) -> Self {
        Self { county, ledger, office }
    }

    /// Looks up what the order needs, carries it out, shows the period.
    pub(super) async fn give(&self, by: Actor, order: Order<Command>) -> Result<Response<pb::Period>, Status> {
        let done = self.obeyed(by, order).await?;
        Ok(answer(&done, wire::period))
    }

    async fn obeyed(&self, by: Actor, order: Order<Command>) -> Answered<Done<Period>> {
        let command = self.informed(order.case, order.command.clone()).await?;
        let (act, command) = Order { command, ..order }.by(by, current_traceparent());
        self.ledger.execute(act, command).await
    }

    /// The command with what only the tables know. What the period cannot do anyway is not looked up.
    async fn informed(&self, id: Uuid, command: Command) -> Answered<Command> {
        let Some(filed) = self.ledger.get(id).await? else {
            return Ok(command);
        };
        let period = &filed.case;
        let may = |verb: &str| period.stage.allowed().contains(&verb);
        Ok(match command {
            Command::Collect(_) if may("CollectPeriod") => Command::Collect(self.active().await?),
            Command::Freeze(_) if may("FreezePeriod") => Command::Freeze(Some(self.freeze(period).await?)),
            Command::Compute(_) if may("ComputePeriod") => Command::Compute(self.compute(period).await?),
            Command::Exclude { case, reason, panel, .. } if may("ExcludeCase") => Command::Exclude {
                case,
                reason,
                panel,
                units: self.contribution(period, case).await?.units(),
            },
            command @ (Command::Open { .. }
            | Command::Collect(_)
            | Command::Freeze(_)
            | Command::Compute(_)
            | Command::Exclude { .. }
            | Command::OpenAppeals
            | Command::Appeal { .. }
            | Command::Decide { .. }
            | Command::Finalise
            | Command::Publish
            | Command::Tick(_)
            | Command::Reckon) => command,
        })
    }

    async fn active(&self) -> Answered<Vec<Used>> {
        let active = indicator::active(&self.office.db.reader).await?;
        let used = active.into_iter().map(|indicator| Used {
            code: indicator.code,
            version: indicator.version,
        });
        Ok(used.collect())
    }

    async fn freeze(&self, period: &Period) -> Answered<Snapshot> {
        let taken = figures::taken(&self.office.db.writer, period.span).await?;
        let frozen = Frozen {
            span: period.span,
            level: period.level,
            watermarks: taken.watermarks.clone(),
            cases: taken.cases,
            cube: taken.cube,
        };
        let hash = store::keep(&self.office.db.writer, &frozen).await?;
        Ok(Snapshot {
            hash,
            watermarks: taken.watermarks,
            cases: taken.cases,
            position: taken.position,
            generation: taken.generation,
        })
    }

    /// The result of the frozen figures without the excluded cases; none before anything is frozen.
    async fn compute(&self, period: &Period) -> Answered<Option<Outcome>> {
        let Some(cube) = self.frozen(period).await? else {
            return Ok(None);
        };
        let (excluded, set_aside) = (period.exclusions.len(), period.set_aside());
        let cube = self.without(period, cube, excluded).await?;
        let figures = if excluded > 0 {
            Some(store::keep(&self.office.db.writer, &cube).await?)
        } else {
            None
        };
        let computed = self.standings(period, &cube, &set_aside).await?;
        let hash = store::keep(&self.office.db.writer, &computed).await?;
        let units: BTreeSet<String> = computed.standings.into_iter().map(|standing| standing.unit).collect();
        Ok(Some(Outcome {
            hash,
            units: units.into_iter().collect(),
            excluded,
            set_aside,
            figures,
        }))
    }

    /// What figures come to, without what was set aside.
    pub(super) async fn standings(&self, period: &Period, cube: &Cube, set_aside: &[Item]) -> Answered<Computed> {
        let indicators = self.used(period).await?;
        calculate(cube, period.level, &indicators, set_aside).map_err(|wrong| unusable(&wrong))
    }

    /// Figures without the first so many excluded cases.
    pub(super) async fn without(&self, period: &Period, mut cube: Cube, excluded: usize) -> Answered<Cube> {
        for exclusion in period.exclusions.iter().take(excluded) {
            cube = cube.minus(&self.contribution(period, exclusion.case).await?);
        }
        Ok(cube)
    }

    /// The figures behind a result: the frozen ones without the cases that were excluded from it. A result of a build that kept no
    /// figures beside it has them reckoned again.
    pub(super) async fn behind(&self, period: &Period, number: usize) -> Answered<Cube> {
        let calculation = period.calculations.get(number);
        let calculation = calculation.ok_or(Fault::Refused(Refusal::CalculationUnknown))?;
        let cube: Cube = if let Some(hash) = &calculation.figures {
            store::paper(&self.office.db.reader, hash).await?
        } else {
            let frozen = self.frozen(period).await?.unwrap_or_default();
            self.without(period, frozen, calculation.excluded).await?
        };
        Ok(cube.rolled(period.level))
    }

    async fn frozen(&self, period: &Period) -> Answered<Option<Cube>> {
        let Some(snapshot) = &period.snapshot else {
            return Ok(None);
        };
        let frozen: Frozen = store::paper(&self.office.db.reader, &snapshot.hash).await?;
        Ok(Some(frozen.cube))
    }

    /// What a case adds to the frozen figures.
    async fn contribution(&self, period: &Period, case: Uuid) -> Answered<Cube> {
        let Some(snapshot) = &period.snapshot else {
            return Ok(Cube::default());
        };
        self.hears_still(snapshot).await?;
        Ok(figures::contribution(&self.office.db.reader, case, snapshot.position, period.span).await?)
    }

    /// That what was frozen can be folded again: its position says nothing in another hearing.
    pub(super) async fn hears_still(&self, snapshot: &Snapshot) -> Answered<()> {
        if snapshot.generation != 0 && figures::generation(&self.office.db.reader).await? != snapshot.generation {
            return Err(Fault::Refused(Refusal::HeardAnew));
        }
        Ok(())
    }

    /// The versions a period was fixed to: every one of them, as it was adopted.
    async fn used(&self, period: &Period) -> Answered<Vec<Adopted>> {
        let mut indicators = Vec::new();
        for used in &period.indicators {
            let found = indicator::version(&self.office.db.reader, &used.code, used.version).await?;
            let adopted = found.and_then(Indicator::adopted);
            indicators.push(adopted.ok_or_else(|| corrupt(&used.code, "a period uses it, and it is not adopted"))?);
        }
        Ok(indicators)
    }

    /// A period.
    pub(super) async fn found(&self, id: Uuid) -> Answered<Filed<Period>> {
        self.ledger.get(id).await?.ok_or(Fault::Refused(Refusal::Unknown))
    }

    /// A result of a period, the latest for none, with its place among them.
    pub(super) async fn computed(&self, period: &Period, number: Option<usize>) -> Answered<(usize, Computed)> {
        let last = period
            .calculations
            .len()
            .checked_sub(1)
            .ok_or(Fault::Refused(Refusal::NothingComputed))?;
        let number = number.unwrap_or(last);
        let calculation = period.calculations.get(number).ok_or(Fault::Refused(Refusal::CalculationUnknown))?;
        Ok((number, store::paper(&self.office.db.reader, &calculation.hash).await?))
    }
}

/// A published formula was checked when it was put: if it does not hold any more, that is our fault.
fn unusable(wrong: &indicator::Wrong) -> Fault<Refusal> {
    corrupt("", wrong.reason())
}

fn corrupt(code: &str, what: &str) -> Fault<Refusal> {
    Fault::Corrupt(Corrupt {
        table: "indicator",
        id: code.to_owned(),
        what: what.to_owned(),
    })
}
