//! Who may order what of a supervision, when, and what follows. Pure.

mod hands;
mod open;

use shiyu_kit::calendar::{Moves, local_date};
use shiyu_kit::case::{Case, Context};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};

use super::command::Command;
use super::domain::{ACKNOWLEDGE, Cause, DELIST, RECTIFY, Receipt, Rung, Stage, Step, Suggestion, Supervision};
use super::event::{Event, What};
use super::refusal::Refusal;

type Decided = Result<Vec<Event>, Refusal>;

impl Case for Supervision {
    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(case: Option<&Self>, command: &Command, context: &Context<'_>) -> Decided {
        match (case, command) {
            (None, Command::Open(opening)) => Self::open(opening, context),
            (Some(_), Command::Open(_)) => Err(Refusal::AlreadyIssued),
            (None, _) => Err(Refusal::Unknown),
            (Some(supervision), command) => supervision.answer(command, context),
        }
    }

    fn evolve(case: Option<Self>, event: &Event) -> Option<Self> {
        let mut supervision = match (case, &event.what) {
            (None, What::Issued(issued)) => return Self::begun(issued, event),
            (Some(_), What::Issued(_)) | (None, _) => return None,
            (Some(supervision), _) => supervision,
        };
        supervision.follow(&event.what)?;
        supervision.clocks = supervision.clocks.moved(&event.moves)?;
        Some(supervision)
    }
}

impl Supervision {
    fn answer(&self, command: &Command, context: &Context<'_>) -> Decided {
        let now = context.now;
        match command {
            Command::Open(_) => Err(Refusal::AlreadyIssued),
            Command::Urge => self.urge(context),
            Command::Acknowledge => self.acknowledge(context),
            Command::Begin(measures) => self.begin(measures, context),
            Command::Report(result) => {
                self.answers(&[Stage::Rectifying], context)?;
                Ok(vec![Event {
                    what: What::Reported(result.clone()),
                    moves: self.stopping(&[&RECTIFY, &DELIST], now),
                }])
            }
            Command::Verify(done) => self.verify(*done, context),
            Command::Close => self.close(context),
            Command::CarryOut(index, document) => {
                self.supervises(&[], context)?;
                let step = self.steps.get(*index).ok_or(Refusal::StepUnknown)?;
                if step.document.is_some() {
                    return Err(Refusal::StepCarriedOut);
                }
                Ok(vec![What::CarriedOut(*index, document.clone()).into()])
            }
            Command::Raise(rung, document) => {
                self.supervises(&[], context)?;
                if *rung <= self.rung || *rung == Rung::Accountable {
                    return Err(Refusal::RungNotHigher);
                }
                Ok(vec![Event {
                    what: What::Raised(Step::taken(*rung, Cause::Decided, Some(document), now)),
                    moves: self.listing(*rung, context),
                }])
            }
            Command::Suggest(organ, document) => self.suggest(organ, document, context),
            Command::Withdraw(document) => {
                self.takes_back(context)?;
                Ok(vec![self.ending(What::Withdrawn(now, document.clone()), now)])
            }
            Command::Fulfil(on) => Ok(self.fulfil(*on, now)),
            Command::Seal if self.sealed => Ok(Vec::new()),
            Command::Seal => Ok(vec![self.ending(What::Sealed(now), now)]),
            Command::Follow(stage, rung) if (*stage, *rung) == (self.stage, self.rung) => Ok(Vec::new()),
            Command::Follow(stage, rung) => Ok(vec![What::Followed(*stage, *rung, now).into()]),
            Command::Tick(clock) => Ok(self.tick(clock, context)),
            Command::Reckon => Ok(self.reckon(context)),
        }
    }

    fn urge(&self, context: &Context<'_>) -> Decided {
        self.supervises(&[], context)?;
        let again = self.stopping(&[&ACKNOWLEDGE], context.now);
        let moves = again.starting(context.limits.of(&ACKNOWLEDGE), context.now, context.calendar);
        Ok(vec![Event {
            what: What::Urged(Step::taken(Rung::Urged, Cause::Urged, None, context.now)),
            moves,
        }])
    }

    fn acknowledge(&self, context: &Context<'_>) -> Decided {
        let unit = self.answers(&[], context)?;
        if self.steps.iter().all(|step| step.receipt.is_some()) {
            return Err(self.not_allowed());
        }
        Ok(vec![Event {
            what: What::Acknowledged(Receipt { unit, at: context.now }),
            moves: self.stopping(&[&ACKNOWLEDGE], context.now),
        }])
    }

    fn begin(&self, measures: &str, context: &Context<'_>) -> Decided {
        self.answers(&[Stage::Acknowledged], context)?;
        Ok(vec![Event {
            what: What::Rectifying(measures.to_owned()),
            moves: self.rectifying(context),
        }])
    }

    /// The limit within which it is put right.
    fn rectifying(&self, context: &Context<'_>) -> Moves {
        let rule = if self.rung >= Rung::Listed { &DELIST } else { &RECTIFY };
        Moves::default().starting(context.limits.of(rule), context.now, context.calendar)
    }

    fn verify(&self, done: bool, context: &Context<'_>) -> Decided {
        if done {
            self.ordered(&[Stage::Reported], context)?;
        } else {
            self.supervises(&[Stage::Reported], context)?;
        }
        let event = if done {
            self.ending(What::Verified, context.now)
        } else {
            Event {
                what: What::Returned,
                moves: self.rectifying(context),
            }
        };
        Ok(vec![event])
    }

    fn close(&self, context: &Context<'_>) -> Decided {
        if self.rung == Rung::Urged {
            self.ordered(&[Stage::Acknowledged, Stage::Verified], context)?;
        } else {
            self.ordered(&[Stage::Verified], context)?;
        }
        Ok(vec![self.ending(What::Closed(context.now), context.now)])
    }

    fn suggest(&self, organ: &Code, document: &str, context: &Context<'_>) -> Decided {
        self.supervises(&[], context)?;
        if self.rung != Rung::Listed {
            return Err(Refusal::NotListed);
        }
        if context.units.chain(organ, local_date(context.now)).contains(&self.unit) {
            return Err(Refusal::OrganBelongsToUnit);
        }
        let suggestion = Suggestion {
            organ: organ.clone(),
            document: document.to_owned(),
        };
        let taken = Step::taken(Rung::Accountable, Cause::Decided, Some(document), context.now);
        Ok(vec![What::Suggested(suggestion, taken).into()])
    }

    /// It climbs no further, and is still to be answered by the unit.
    fn fulfil(&self, on: Date, now: OffsetDateTime) -> Vec<Event> {
        if self.fulfilled_on.is_some() || self.stage.is_over() {
            return Vec::new();
        }
        vec![Event {
            what: What::Fulfilled(on),
            moves: self.stopping_climbs(now),
        }]
    }

    fn ending(&self, what: What, now: OffsetDateTime) -> Event {
        Event {
            what,
            moves: self.stopping_all(now),
        }
    }
}
