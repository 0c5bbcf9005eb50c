//! What passes between two counties over the city's desk of an event that was handed over: how it ended, for the county that answers its
//! reporter, and what the reporter thinks of it, for the county that has it. The city keeps nothing of it but that it was passed on.

use std::future::ready;

use sea_orm::DatabaseTransaction;
use serde::Serialize;
use shiyu_kit::border::{self, Refusal, UNREADABLE};
use shiyu_kit::case::Actor;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Fault;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::{Office, timestamp};
use shiyu_kit::register::{Books, Effect, Register, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::{Word as _, moment, number};
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::StageName;
use crate::domain::course::{Sequel, SequelEnd};
use crate::domain::terms::{Rating, Rejection};

/// Chains of what was passed on are named under this. It never changes.
const CHAINS: Uuid = Uuid::from_u128(0x2f83_60d4_19b7_5c21_a07e_5041_5353_4147);

/// The desk that passes things on.
#[derive(Debug, Clone)]
pub(super) struct Passages(Register);

/// What is passed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Passage {
    /// What the journal says it of: the event of whoever told it.
    id: Uuid,
    /// The events, each by its name in the county that handed it over, and the county that is told of it.
    events: Vec<(Code, String)>,
    /// What of it.
    what: Passing,
}

/// What of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
enum Passing {
    /// How it ended.
    Followed {
        /// How, and where.
        sequel: Sequel,
        /// The county that tells.
        owner: Code,
    },
    /// What its reporter thinks of it.
    Rated {
        /// The rating.
        rating: Rating,
        /// When.
        at: OffsetDateTime,
    },
}

impl Passages {
    /// A desk over an office.
    pub(super) const fn new(office: Office) -> Self {
        Self(Register::new(office, CHAINS))
    }

    /// Passes on what a county tells. Of what nobody handed over there is nothing to pass on.
    pub(super) async fn pass_on(&self, fact: &Fact) -> Outcome {
        let order = match heard(fact) {
            Ok(order) => order,
            Err(outcome) => return outcome,
        };
        let by = Actor::Service { name: "grid".to_owned() };
        Outcome::of(self.0.take_in(self, &by, Wanted { id: fact.id, order }).await)
    }
}

impl Books for Passages {
    type Order = Passage;
    type Refusal = Refusal;

    fn carry_out(
        &self,
        _: &DatabaseTransaction,
        order: &Passage,
        _: &Actor,
        _: OffsetDateTime,
    ) -> impl Future<Output = Result<Effect, Fault<Refusal>>> + Send {
        ready(Ok(told(order)))
    }
}

/// Each county is told of its own, and no other.
fn told(passage: &Passage) -> Effect {
    let kind = passage.what.kind();
    let effect = Effect::silent(passage.id, kind, &pb::BoundaryCase::default());
    let (first, others) = passage.events.split_at(passage.events.len().min(1));
    let effect = first.iter().fold(effect, |effect, event| passage.what.tell(effect, event));
    others
        .iter()
        .fold(effect, |effect, event| passage.what.tell(effect.also(passage.id, kind), event))
}

impl Passing {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Followed { .. } => "desk.followed",
            Self::Rated { .. } => "desk.rated",
        }
    }

    fn tell(&self, effect: Effect, (to, event): &(Code, String)) -> Effect {
        match self {
            Self::Followed { sequel, owner } => effect.told_to(to, &followed(event.clone(), sequel, owner)),
            Self::Rated { rating, at } => {
                let told = pb::DeskRated {
                    event: event.clone(),
                    owner: to.to_string(),
                    rating: rating.number(),
                    evaluate_time: Some(timestamp(*at)),
                };
                effect.told_to(to, &told)
            }
        }
    }
}

/// Which county tells is passed on with it: whether the event was handed over to that one, the first county knows.
fn followed(event: String, sequel: &Sequel, owner: &Code) -> pb::DeskFollowed {
    pb::DeskFollowed {
        event,
        county: sequel.county.to_string(),
        stage: sequel.end.name().number(),
        ground: number(sequel.end.ground()),
        end_time: Some(timestamp(sequel.at)),
        owner: owner.to_string(),
    }
}

/// What a county tells, as an order.
///
/// # Errors
/// It is of an event that nobody handed over, or cannot be read.
fn heard(fact: &Fact) -> Result<Passage, Outcome> {
    let (of, passage) = match fact.kind.as_str() {
        "grid.rating.passed_on" => return rated(fact).ok_or(UNREADABLE),
        "grid.event.followed" => {
            let told: pb::EventFollowed = border::told(fact).ok_or(UNREADABLE)?;
            let (stage, ground, county) = (told.stage(), told.ground(), told.county.clone());
            (told.happening, sequel((stage, ground), &county, told.end_time))
        }
        _ => {
            let told: pb::EventEnded = border::told(fact).ok_or(UNREADABLE)?;
            let stage = told.happening.as_ref().map(pb::Happening::stage).unwrap_or_default();
            let ground = told.ground();
            (told.happening, sequel((stage, ground), fact.told_in(), told.end_time))
        }
    };
    let events = named(of.ok_or(UNREADABLE)?).ok_or(UNREADABLE)?;
    if events.is_empty() {
        return Err(Outcome::Ignored);
    }
    Ok(Passage {
        id: fact.case,
        what: Passing::Followed {
            sequel: passage.ok_or(UNREADABLE)?,
            owner: fact.told_in().parse().map_err(|_| UNREADABLE)?,
        },
        events,
    })
}

/// The event that was handed over, and those that went on in it, each with the county that handed it over; none if a name cannot be read.
fn named(event: pb::Happening) -> Option<Vec<(Code, String)>> {
    let own = Some(event.handed_over_event).filter(|name| !name.is_empty());
    let names = own.into_iter().chain(event.handed_over_duplicates);
    names.map(|name| Some((county_of(&name)?, name))).collect()
}

/// How it ended, and where; none if it cannot be read.
fn sequel((stage, ground): (pb::EventStage, pb::RejectionGround), county: &str, at: Option<prost_types::Timestamp>) -> Option<Sequel> {
    Some(Sequel {
        county: county.parse().ok()?,
        end: SequelEnd::of(StageName::read(stage)?, Rejection::read(ground))?,
        at: moment(at?)?,
    })
}

/// What the reporter thinks, for the county to which it was handed over; none if it cannot be read. A county tells of its own events, and
/// which county it is its stream says.
fn rated(fact: &Fact) -> Option<Passage> {
    let told: pb::RatingPassedOn = border::told(fact)?;
    let what = Passing::Rated {
        rating: Rating::read(told.rating())?,
        at: moment(told.evaluate_time?)?,
    };
    let event = told.happening?.name;
    let is_own = county_of(&event)?.as_str() == fact.told_in();
    is_own.then_some(Passage {
        id: fact.case,
        events: vec![(told.county.parse().ok()?, event)],
        what,
    })
}

/// The county of an event, by the event's name.
fn county_of(event: &str) -> Option<Code> {
    event.strip_prefix("counties/")?.split('/').next()?.parse().ok()
}
