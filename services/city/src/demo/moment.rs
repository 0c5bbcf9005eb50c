//! One step of a story: the petition as it stands, who sits at the desk, and how the story's words read here.

use prost_types::Timestamp;
use shiyu_proto::petition::v1::{AddPartyRequest, Course, Party, Petition};
use time::macros::offset;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::cast::subject;
use super::person::{Person, factor};
use super::places::County;
use super::story::Story;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::times;

/// One playing of the stories: what every step of it knows.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Its id.
    pub id: Uuid,
    /// Where.
    pub county: &'static County,
    /// When it began, by the city's clock.
    pub start: OffsetDateTime,
}

/// A story on its way.
#[derive(Debug, Clone)]
pub struct Scene {
    /// Which, from 0.
    pub number: u32,
    /// What it tells.
    pub story: Story,
    /// The petition as it was seen last; nothing before it is registered.
    pub petition: Option<Petition>,
    /// The petitioner's code.
    pub query_code: String,
}

/// One step.
#[derive(Debug)]
pub struct Moment<'a> {
    /// Of which run.
    pub run: Run,
    /// Of which story.
    pub scene: &'a Scene,
    /// Which step, from 0.
    pub step: usize,
    /// Where whoever takes it sits.
    pub desk: Desk,
}

impl Run {
    /// The same for the same run and words: nothing of a run is done twice.
    fn id(&self, words: &str) -> String {
        Uuid::new_v5(&self.id, words.as_bytes()).to_string()
    }

    /// Id under which a story is registered.
    pub fn register_id(&self, key: &str) -> String {
        self.id(&format!("{key}/register"))
    }

    /// A time on a day of the demo, at the hour it began.
    pub fn on(&self, day: i64) -> OffsetDateTime {
        self.start + Duration::days(day)
    }
}

impl Scene {
    /// Everybody in it at its registration.
    pub fn parties(&self, run: &Run) -> Vec<Party> {
        let numbered = self.story.parties.iter().enumerate();
        numbered
            .map(|(number, person)| self.party(run, person, &number.to_string()))
            .collect()
    }

    fn party(&self, run: &Run, person: &Person, which: &str) -> Party {
        let id = Uuid::new_v5(&run.id, format!("{}/party/{which}", self.story.key).as_bytes());
        person.party(id)
    }

    /// Code of the unit that holds it.
    pub fn holder(&self) -> &str {
        self.petition.as_ref().map_or("", |petition| &petition.unit)
    }

    /// Code of the unit that accepted it.
    pub fn handler(&self) -> &str {
        let accepted = self.course().and_then(|course| course.acceptance.as_ref());
        accepted.map_or("", |acceptance| &acceptance.unit)
    }

    /// Code of the unit that took up the last review.
    pub fn reviewer(&self) -> &str {
        let remedy = self.course().and_then(|course| course.remedies.last());
        remedy.map_or("", |remedy| &remedy.unit)
    }

    fn course(&self) -> Option<&Course> {
        self.petition.as_ref()?.course.as_ref()
    }
}

impl Moment<'_> {
    /// The petition's name.
    pub fn name(&self) -> String {
        self.name_of(&self.scene.story.key)
    }

    /// The name of the petition of another story.
    pub fn name_of(&self, key: &str) -> String {
        format!("{}/petitions/{}", self.desk.parent(), self.run.register_id(key))
    }

    /// Id of this step's request.
    pub fn id(&self) -> String {
        self.run.id(&format!("{}/{}", self.scene.story.key, self.step))
    }

    /// The code of a unit.
    pub fn unit(&self, word: &str) -> Result<String, Failure> {
        self.run.county.unit(word)
    }

    /// A text of the story.
    pub fn text(&self, text: &str) -> String {
        self.run.county.fill(text, &self.scene.story.place)
    }

    /// What is asked for.
    pub fn request(&self) -> String {
        self.text(&self.scene.story.request)
    }

    /// A member of staff: `handler` is that of the unit that holds it, others work in the petition office.
    pub fn subject(&self, duty: &str) -> String {
        if duty.starts_with("handler") {
            return subject(duty, self.scene.holder());
        }
        subject(duty, &format!("{}-{}", self.run.county.code, super::places::PETITIONS))
    }

    /// A day of the demo's calendar, so many days from its first.
    pub fn date(&self, day: i64) -> String {
        self.run.on(day).to_offset(offset!(+8)).date().to_string()
    }

    /// A time on a day of the demo.
    pub fn on(&self, day: u32) -> Timestamp {
        times::to_stamp(self.run.on(day.into()))
    }

    /// Id of the party who brings it.
    pub fn party(&self) -> String {
        self.petitioner().map(|party| party.id).unwrap_or_default()
    }

    /// The petitioner's code.
    pub fn query_code(&self) -> String {
        self.scene.query_code.clone()
    }

    /// What the petitioner shows besides.
    pub fn second_factor(&self) -> String {
        self.petitioner().as_ref().map(factor).unwrap_or_default()
    }

    fn petitioner(&self) -> Option<Party> {
        self.scene.parties(&self.run).into_iter().next()
    }

    /// Reference of a proof of service.
    pub fn proof(&self) -> String {
        format!("SDHZ-{:03}-{:02}", self.scene.number, self.step)
    }

    /// The supervision issued last.
    pub fn supervision(&self) -> String {
        let last = self.scene.course().and_then(|course| course.supervisions.last());
        last.map(|supervision| supervision.id.clone()).unwrap_or_default()
    }

    /// The task set last.
    pub fn care_task(&self) -> String {
        let last = self.scene.course().and_then(|course| course.care_tasks.last());
        last.map(|task| task.id.clone()).unwrap_or_default()
    }

    /// Somebody joins the petition.
    ///
    /// # Errors
    /// [`Failure::Refused`].
    pub async fn join(&self, person: &Person) -> Result<(), Failure> {
        let request = AddPartyRequest {
            name: self.name(),
            etag: String::new(),
            request_id: self.id(),
            party: Some(self.scene.party(&self.run, person, &format!("step/{}", self.step))),
        };
        self.desk.parties().add_party(request).await?;
        Ok(())
    }
}
