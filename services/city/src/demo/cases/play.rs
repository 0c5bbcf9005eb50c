//! The days of enforcement's stories, and the moving of the clock between them.

use std::time::Duration as Wait;

use indicatif::ProgressBar;
use shiyu_proto::enforcement::v1 as pb;
use time::macros::offset;
use time::{Duration, OffsetDateTime};
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use super::story::{self, Story};
use crate::cases::words::stage;
use crate::demo::cast::{Cast, subject};
use crate::demo::hour;
use crate::demo::places::County;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::pause::rhythm;
use crate::refusal::Refusal;
use crate::times;

/// How often a case is asked for.
const RHYTHM: Wait = Wait::from_millis(200);

/// Minutes from one clue of a day to the next.
const BETWEEN_CLUES: i64 = 35;
/// Minutes from one case that is worked on to the next.
const BETWEEN_CASES: i64 = 20;

/// What was played.
#[derive(Debug)]
pub struct CasesPlayed {
    /// Every case at its end, with what it showed.
    pub shown: Vec<(String, pb::Case)>,
    /// The draw that was made and computed again.
    pub draw: Option<pb::Draw>,
}

/// Who plays, and until when a clock has to have rung.
pub struct Troupe<'a> {
    pub cast: &'a Cast,
    pub run: Uuid,
    pub wait: Wait,
    pub bar: &'a ProgressBar,
    /// Whose clock is moved.
    pub operator: &'a Desk,
}

/// One story under way.
pub struct Stand<'a> {
    pub cast: &'a Cast,
    pub county: &'static County,
    pub run: Uuid,
    pub now: OffsetDateTime,
    pub story: &'a Story,
    pub case: pb::Case,
    pub proposal: Option<pb::Proposal>,
    steps: u32,
}

/// Plays every story day by day.
///
/// # Errors
/// [`Failure::Refused`]; [`Failure::Late`] when a story went otherwise than it is told.
pub async fn play(troupe: &Troupe<'_>, county: &'static County, stories: &[Story]) -> Result<CasesPlayed, Failure> {
    super::settle::settle(troupe.cast, county).await?;
    let start = hour::monday(troupe.operator).await?;
    let mut stands: Vec<Stand<'_>> = Vec::new();
    for day in story::days(stories) {
        troupe.bar.set_message(format!("enforcement: day {day}"));
        hour::until(troupe.operator, start + Duration::days(day.into())).await?;
        for story in stories.iter().filter(|story| story.begins == day) {
            let mut stand = Stand {
                cast: troupe.cast,
                county,
                run: troupe.run,
                now: hour::later(troupe.operator, BETWEEN_CLUES).await?,
                story,
                case: pb::Case::default(),
                proposal: None,
                steps: 0,
            };
            stand.begin().await.map_err(|failure| told(story, "clue", failure))?;
            troupe.bar.inc(1);
            stands.push(stand);
        }
        for stand in &mut stands {
            stand.day(day, troupe).await?;
        }
    }
    let mut shown = Vec::new();
    for stand in stands {
        let ended = stage(stand.case.stage());
        if ended != stand.story.ends {
            return Err(Failure::Late(format!(
                "{}: ended {ended}, {} was expected",
                stand.story.key, stand.story.ends
            )));
        }
        shown.push((stand.story.shows.clone(), stand.case));
    }
    let draw = super::settle::draw(troupe, county).await?;
    Ok(CasesPlayed { shown, draw })
}

impl Stand<'_> {
    /// The steps of a day.
    async fn day(&mut self, day: u32, troupe: &Troupe<'_>) -> Result<(), Failure> {
        let begins = self.story.begins;
        let steps: Vec<_> = self.story.steps.iter().filter(|step| begins + step.day == day).collect();
        if steps.is_empty() {
            return Ok(());
        }
        self.now = hour::later(troupe.operator, BETWEEN_CASES).await?;
        self.rung(troupe.wait).await?;
        for step in steps {
            self.steps += 1;
            self.now = hour::now(troupe.operator).await?;
            let done = step.deed.carry_out(self).await;
            match (done, &step.refused) {
                (Ok(()), None) => {}
                (Ok(()), Some(reason)) => {
                    return Err(Failure::Late(format!("{}: not refused, {reason} was expected", self.story.key)));
                }
                (Err(Failure::Refused(status)), Some(reason)) if Refusal::from(&status).names(reason) => {}
                (Err(failure), _) => return Err(told(self.story, &format!("{:?}", step.deed), failure)),
            }
            troupe.bar.inc(1);
        }
        Ok(())
    }

    /// Waits until no clock of the case is due that has not rung: the clock was moved just now.
    async fn rung(&mut self, wait: Wait) -> Result<(), Failure> {
        let deadline = Instant::now() + wait;
        let mut ticks = rhythm(RHYTHM);
        loop {
            self.refresh().await?;
            let now = self.now;
            let late = |clock: &shiyu_proto::common::v1::Clock| {
                let due = clock.legal_due_time.as_ref().and_then(times::to_time);
                clock.stop_time.is_none()
                    && due.is_some_and(|due| due <= now)
                    && !clock.rung.contains(&shiyu_proto::common::v1::Ring::Overdue.into())
            };
            if !self.case.clocks.iter().any(late) {
                return Ok(());
            }
            let late = || Failure::Late(format!("{}: its clocks did not ring", self.story.key));
            timeout_at(deadline, ticks.tick()).await.map_err(|_| late())?;
        }
    }

    /// Reads the case again.
    pub(super) async fn refresh(&mut self) -> Result<(), Failure> {
        let request = pb::GetCaseRequest { name: self.name() };
        self.case = self.seat("inspector")?.cases().get_case(request).await?.into_inner();
        Ok(())
    }

    pub(super) fn name(&self) -> String {
        self.case.name.clone()
    }

    pub(super) fn parent(&self) -> String {
        format!("counties/{}", self.county.code)
    }

    /// Id of a request: the same for the same run, story, step and method.
    pub(super) fn id(&self, method: &str) -> String {
        request_id(self.run, (self.story.key.as_str(), self.steps, method), &self.case.etag)
    }

    pub(super) fn count(&self) -> u32 {
        self.steps
    }

    /// The town whose bureau has it.
    pub(super) fn town(&self) -> &'static str {
        self.county.places.first().map_or("", |(code, _)| code)
    }

    fn bureau(&self) -> String {
        bureau(self.town())
    }

    pub(super) fn seat(&self, duty: &str) -> Result<Desk, Failure> {
        self.cast.case_seat(duty, &self.bureau())
    }

    pub(super) fn staff(&self, duty: &str) -> String {
        subject(duty, &self.bureau())
    }

    pub(super) fn officers(&self) -> Vec<String> {
        vec![self.staff("inspector"), self.staff("inspector2")]
    }

    pub(super) fn party(&self) -> String {
        Uuid::new_v5(&self.run, format!("{}/suspect", self.story.key).as_bytes()).to_string()
    }

    pub(super) fn subject(&self) -> pb::SubjectKind {
        match self.story.suspect.kind {
            shiyu_kit::party::PartyKind::Person => pb::SubjectKind::Citizen,
            shiyu_kit::party::PartyKind::Organisation => pb::SubjectKind::Organisation,
        }
    }

    pub(super) fn act(&self) -> pb::Act {
        let found = self
            .case
            .clue
            .as_ref()
            .and_then(|clue| clue.found_time.as_ref())
            .and_then(times::to_time);
        let done = found.unwrap_or(self.now) - Duration::days(self.story.done_before.into());
        pb::Act {
            description: self.story.description.clone(),
            from_date: day(done),
            to_date: day(done),
            harm: false,
        }
    }

    pub(super) fn facts(&self) -> String {
        format!("经调查，{}", self.story.description)
    }

    pub(super) fn basis(&self) -> Vec<String> {
        let filing = self.case.filing.as_ref();
        filing
            .map(|filing| filing.basis.clone())
            .into_iter()
            .filter(|basis| !basis.is_empty())
            .collect()
    }

    pub(super) fn delivery(&self, method: pb::DeliveryMethod) -> pb::Delivery {
        pb::Delivery {
            method: method.into(),
            party: self.party(),
            deliver_time: Some(times::to_stamp(self.now)),
            proof: "送达回证，受送达人签名".to_owned(),
            remedies_told: true,
            ..pb::Delivery::default()
        }
    }

    pub(super) fn account(&self) -> pb::course::Account {
        let account = self.case.course.as_ref().and_then(|course| course.account.clone());
        account.unwrap_or_default()
    }

    /// What is owed in two parts, ten and forty days from now.
    pub(super) fn halves(&self) -> Vec<pb::Instalment> {
        let owed = self.account().outstanding_fen;
        let part = |days: i64, amount_fen: i64| pb::Instalment {
            until_date: day(self.now + Duration::days(days)),
            amount_fen,
        };
        vec![part(10, owed / 2), part(40, owed - owed / 2)]
    }
}

/// Id under which a story of a run begins.
pub fn clue_id(run: Uuid, key: &str) -> String {
    request_id(run, (key, 0, "clue"), "")
}

fn request_id(run: Uuid, (key, step, method): (&str, u32, &str), etag: &str) -> String {
    Uuid::new_v5(&run, format!("case/{key}/{step}/{method}/{etag}").as_bytes()).to_string()
}

/// The bureau of a town.
pub fn bureau(town: &str) -> String {
    format!("{town}-{}", super::settle::BUREAU)
}

/// The day of a moment, in China.
pub(super) fn day(at: OffsetDateTime) -> String {
    at.to_offset(offset!(+8)).date().to_string()
}

fn told(story: &Story, what: &str, failure: Failure) -> Failure {
    if let Failure::Refused(status) = &failure
        && !crate::failure::is_unreachable(status)
    {
        let lines = Refusal::from(status).lines().join("; ");
        return Failure::Late(format!("{}, {what}: {lines}", story.key));
    }
    failure
}
