//! A round of covert visits: announced with its pool fixed, drawn with a seed, visited, found, shared, put right. Pure.

use serde::{Deserialize, Serialize};
use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::lottery::{Lottery, fingerprint};
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::{Code, NotCompetent};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::shelf::entry;

/// Name of the procedure of the draw. Another procedure has another name.
pub const ALGORITHM: &str = "shiyu-covert-1";

/// Where a visit stands (domain.md C5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It was drawn.
    Planned,
    /// Somebody was there.
    Done,
    /// What was found is written down.
    Found,
    /// The unit knows.
    Shared,
    /// It is put right.
    Rectified,
}

/// What was looked at, and how often it was not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub item: String,
    /// How often it was looked at.
    pub checked: u32,
    /// How often it was not right.
    pub defects: u32,
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Code of the unit or division.
    pub unit: Code,
    /// Where it stands.
    pub stage: Stage,
    /// When somebody was there.
    #[serde(with = "time::serde::rfc3339::option")]
    pub visited_at: Option<OffsetDateTime>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What was done about it.
    pub rectification: Option<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339::option")]
    pub rectified_at: Option<OffsetDateTime>,
}

/// By what it was drawn, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// The seed.
    pub seed: String,
    /// Where it comes from.
    pub source: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A round as it is announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// The document it rests on.
    pub document: String,
    /// What is drawn from, in ascending order.
    pub pool: Vec<Code>,
    /// How many are drawn.
    pub visits: usize,
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// As it was announced.
    pub announcement: Announcement,
    /// Code of the county.
    pub county: String,
    /// Fingerprint of the pool, as it was announced.
    pub fingerprint: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub announced_at: OffsetDateTime,
    /// By what it was drawn.
    pub draw: Option<Draw>,
    /// The visits, in the order in which they were drawn.
    pub visits: Vec<Visit>,
}

entry! { Round is "covert_round": announcement.id, county, announced_at }

/// What is done of one visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Step {
    /// Somebody was there then.
    Visit(#[serde(with = "time::serde::rfc3339")] OffsetDateTime),
    /// This was found.
    Find(Vec<Finding>),
    /// The unit is told.
    Share,
    /// The unit says what it did.
    Rectify(String),
}

impl Announcement {
    /// The office fixes what is drawn from, before anybody knows the seed.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `UNIT_OUTSIDE_JURISDICTION`, `POOL_TOO_SMALL`.
    pub fn announce(mut self, sitting: &Sitting<'_>) -> Result<Round, Refusal> {
        sitting.county_wide()?;
        for unit in &self.pool {
            sitting.competence().in_county(unit)?;
        }
        if self.pool.len() < self.visits {
            return Err(Refusal::PoolTooSmall);
        }
        self.pool.sort_unstable();
        Ok(Round {
            fingerprint: fingerprint(&self.pool),
            county: sitting.county.to_string(),
            announcement: self,
            announced_at: sitting.now,
            draw: None,
            visits: Vec::new(),
        })
    }
}

impl Round {
    fn lots(&self, seed: &str) -> Result<Vec<Code>, Refusal> {
        let told = &self.announcement;
        let text = format!("{ALGORITHM}\n{}\n{}\n{seed}", told.id, fingerprint(&told.pool));
        let lots = Lottery::of(&text).draw(told.pool.clone(), told.visits);
        lots.ok_or(Refusal::PoolTooSmall)
    }

    /// Draws, once.
    ///
    /// # Errors
    /// As [`Announcement::announce`], `DRAWN_ALREADY`.
    pub fn drawn(mut self, (seed, source): (&str, &str), sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        if self.draw.is_some() {
            return Err(Refusal::DrawnAlready);
        }
        let planned = |unit| Visit {
            unit,
            stage: Stage::Planned,
            visited_at: None,
            findings: Vec::new(),
            rectification: None,
            rectified_at: None,
        };
        self.visits = self.lots(seed)?.into_iter().map(planned).collect();
        self.draw = Some(Draw {
            seed: seed.to_owned(),
            source: source.to_owned(),
            at: sitting.now,
        });
        Ok(self)
    }

    /// Whether its pool and its seed lead to what was drawn, and to what: once every visit is shared, because until then nobody may know
    /// where somebody goes.
    ///
    /// # Errors
    /// `NOT_DRAWN`.
    pub fn verified(&self) -> Result<(bool, Vec<Code>), Refusal> {
        let draw = self.draw.as_ref().filter(|_| self.is_open()).ok_or(Refusal::NotDrawn)?;
        let lots = self.lots(&draw.seed)?;
        let same = lots.iter().eq(self.visits.iter().map(|visit| &visit.unit));
        Ok((same && fingerprint(&self.announcement.pool) == self.fingerprint, lots))
    }

    fn is_open(&self) -> bool {
        self.visits
            .iter()
            .all(|visit| matches!(visit.stage, Stage::Shared | Stage::Rectified))
    }

    /// A step of one visit, by its place in the draw.
    ///
    /// # Errors
    /// `NOT_DRAWN`, `VISIT_UNKNOWN`, `VISIT_MOVE_NOT_ALLOWED`, `VISIT_IN_FUTURE`, and who may not.
    pub fn stepped(mut self, index: usize, step: &Step, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        let since = self.draw.as_ref().ok_or(Refusal::NotDrawn)?.at;
        let visit = self.visits.get_mut(index).ok_or(Refusal::VisitUnknown)?;
        match step {
            // Whether it is theirs is nobody's to find out before it is shared.
            Step::Rectify(_) if !visit.is_shared() => return Err(Refusal::VisitUnknown),
            Step::Rectify(_) => sitting.competence().oversees(&visit.unit)?,
            Step::Visit(_) | Step::Find(_) | Step::Share => sitting.county_wide()?,
        }
        visit.stage = match (visit.stage, step) {
            (Stage::Planned, Step::Visit(at)) => {
                if *at > sitting.now || *at < since {
                    return Err(Refusal::VisitInFuture);
                }
                visit.visited_at = Some(*at);
                Stage::Done
            }
            (Stage::Done, Step::Find(findings)) => {
                visit.findings.clone_from(findings);
                Stage::Found
            }
            (Stage::Found, Step::Share) => Stage::Shared,
            (Stage::Shared, Step::Rectify(text)) => {
                visit.rectification = Some(text.clone());
                visit.rectified_at = Some(sitting.now);
                Stage::Rectified
            }
            (stage @ Stage::Planned, Step::Find(_) | Step::Share | Step::Rectify(_))
            | (stage @ Stage::Done, Step::Visit(_) | Step::Share | Step::Rectify(_))
            | (stage @ Stage::Found, Step::Visit(_) | Step::Find(_) | Step::Rectify(_))
            | (stage @ Stage::Shared, Step::Visit(_) | Step::Find(_) | Step::Share)
            | (stage @ Stage::Rectified, Step::Visit(_) | Step::Find(_) | Step::Share | Step::Rectify(_)) => {
                return Err(Refusal::VisitMoveNotAllowed(stage));
            }
        };
        Ok(self)
    }
}

impl Visit {
    /// How many defects were found.
    #[must_use]
    pub fn defects(&self) -> u32 {
        self.findings.iter().fold(0, |sum, finding| sum.saturating_add(finding.defects))
    }

    /// Whether its unit may know of it.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        matches!(self.stage, Stage::Shared | Stage::Rectified)
    }
}

/// Why not, one variant a reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is none.
    #[error("there is no such round")]
    Unknown,
    /// Once.
    #[error("the round was drawn")]
    DrawnAlready,
    /// Not yet, or not for everybody yet.
    #[error("the round is not drawn")]
    NotDrawn,
    /// Fewer than are to be drawn.
    #[error("there are too few to draw from")]
    PoolTooSmall,
    /// There is none of this number.
    #[error("there is no such visit")]
    VisitUnknown,
    /// Not from where it stands.
    #[error("a visit that stands there does not go that way")]
    VisitMoveNotAllowed(Stage),
    /// Between the draw and now.
    #[error("a visit is after its draw, and not in the future")]
    VisitInFuture,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::Unknown => "ROUND_UNKNOWN",
            Self::DrawnAlready => "DRAWN_ALREADY",
            Self::NotDrawn => "NOT_DRAWN",
            Self::PoolTooSmall => "POOL_TOO_SMALL",
            Self::VisitUnknown => "VISIT_UNKNOWN",
            Self::VisitMoveNotAllowed(_) => "VISIT_MOVE_NOT_ALLOWED",
            Self::VisitInFuture => "VISIT_IN_FUTURE",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::Unknown | Self::VisitUnknown => RefusalClass::NotFound,
            Self::DrawnAlready | Self::NotDrawn | Self::PoolTooSmall | Self::VisitMoveNotAllowed(_) | Self::VisitInFuture => {
                RefusalClass::Precondition
            }
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        match self {
            Self::NotDrawn => vec!["DrawCovertVisits"],
            Self::VisitMoveNotAllowed(Stage::Planned) => vec!["RecordCovertVisit"],
            Self::VisitMoveNotAllowed(Stage::Done) => vec!["RecordCovertFindings"],
            Self::VisitMoveNotAllowed(Stage::Found) => vec!["ShareCovertVisit"],
            Self::VisitMoveNotAllowed(Stage::Shared) => vec!["RectifyCovertVisit"],
            Self::VisitMoveNotAllowed(Stage::Rectified)
            | Self::NotCompetent(_)
            | Self::Unknown
            | Self::DrawnAlready
            | Self::PoolTooSmall
            | Self::VisitUnknown
            | Self::VisitInFuture => Vec::new(),
        }
    }
}
