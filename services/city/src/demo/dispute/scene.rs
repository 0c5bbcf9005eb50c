//! A story on its way, and one step of it: the dispute as it stands, and who sits at the desk.

use std::time::Duration as Wait;

use prost_types::Timestamp;
use shiyu_proto::mediation::v1::{
    AgreementForm, Dispute, DisputeParty, DisputePartyRole, DisputeSubmission, EntrustmentLetter, MediationAgreement, SigningMethod,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::cast::Cast;
use super::super::person::Person;
use super::super::places::County;
use super::settle::matter_id;
use super::story::Story;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::grids::date;

/// One playing of the stories: what every step of it knows.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its id.
    pub id: Uuid,
    /// Where.
    pub county: &'static County,
    /// When it began, by the city's clock.
    pub start: OffsetDateTime,
    /// How long the city has for what it does by itself.
    pub wait: Wait,
    /// Id of what the week's screening found.
    pub finding: String,
}

/// A story on its way.
#[derive(Debug, Clone)]
pub struct Scene {
    /// Which, from 0.
    pub number: u32,
    /// What it tells.
    pub story: Story,
    /// The dispute as it was seen last; nothing where it was not opened.
    pub dispute: Option<Dispute>,
}

/// One step.
#[derive(Debug)]
pub struct Moment<'a> {
    /// Of which run.
    pub run: &'a Run,
    /// Of which story.
    pub scene: &'a Scene,
    /// Which step, from 0.
    pub step: usize,
    /// On which day.
    pub day: u32,
    /// Where whoever takes it sits.
    pub desk: Desk,
    /// Everybody who plays.
    pub cast: &'a Cast,
}

impl Run {
    /// The same for the same run and words: nothing of a run is done twice.
    pub fn id(&self, words: &str) -> String {
        Uuid::new_v5(&self.id, words.as_bytes()).to_string()
    }

    /// Id of the request by which a story is opened.
    pub fn opening_id(&self, key: &str) -> String {
        opening_id(self.id, key)
    }
}

/// Id of the request by which a story of a run is opened.
pub fn opening_id(run: Uuid, key: &str) -> String {
    Uuid::new_v5(&run, format!("dispute/{key}/open").as_bytes()).to_string()
}

impl Scene {
    /// Everybody in it.
    pub fn parties(&self, run: &Run) -> Vec<DisputeParty> {
        let side = |people: &[Person], role: DisputePartyRole| -> Vec<DisputeParty> {
            let party = |(nth, person): (usize, &Person)| {
                let id = run.id(&format!("dispute/{}/{}/{nth}", self.story.key, role.as_str_name()));
                let known = person.party(Uuid::try_parse(&id).unwrap_or_default());
                DisputeParty {
                    id,
                    role: role.into(),
                    speaks_for: String::new(),
                    identity: known.identity,
                }
            };
            people.iter().enumerate().map(party).collect()
        };
        let asking = side(&self.story.applicants, DisputePartyRole::Applicant);
        let answering = side(&self.story.respondents, DisputePartyRole::Respondent);
        asking.into_iter().chain(answering).collect()
    }

    /// What is brought.
    pub fn submission(&self, run: &Run) -> Result<DisputeSubmission, Failure> {
        let story = &self.story;
        let place = run.county.unit(&story.place)?;
        let text = |text: &str| run.county.fill(text, &place);
        let letter = story.letter.as_ref().map(|(from, reference)| EntrustmentLetter {
            from: text(from),
            reference: reference.clone(),
            summary_procedure: false,
        });
        let (title, facts, claims) = (text(&story.title), text(&story.facts), text(&story.claims));
        let also = story.also.iter().map(|word| run.county.unit(word)).collect::<Result<Vec<_>, _>>()?;
        let matter = if story.administrative {
            matter_id(&run.county.unit(&story.received_by)?)
        } else {
            String::new()
        };
        Ok(DisputeSubmission {
            source: story.source.0.into(),
            source_reference: String::new(),
            category: story.category.0.into(),
            title,
            facts,
            claims,
            place,
            jurisdictions: also,
            people: i32::try_from(story.applicants.len() + story.respondents.len()).unwrap_or(2).max(2),
            major: story.major,
            letter,
            finding: if story.found { run.finding.clone() } else { String::new() },
            matter,
        })
    }

    /// Code of the unit that has it.
    pub fn holder(&self) -> &str {
        self.dispute.as_ref().map_or("", |dispute| &dispute.unit)
    }
}

impl Moment<'_> {
    /// The dispute's name; of one that was not opened, nothing.
    pub fn name(&self) -> String {
        self.scene.dispute.as_ref().map(|dispute| dispute.name.clone()).unwrap_or_default()
    }

    /// Id of this step's request, or of a part of it.
    pub fn id(&self, part: &str) -> String {
        self.run.id(&format!("dispute/{}/{}/{part}", self.scene.story.key, self.step))
    }

    /// When it was accepted: the parties say what they want from then on.
    pub fn accepted(&self) -> Option<Timestamp> {
        self.scene.dispute.as_ref()?.course.as_ref()?.accept_time
    }

    /// How a party signs what is drafted: to what is spoken it says yes.
    pub fn method(&self) -> SigningMethod {
        let course = self.scene.dispute.as_ref().and_then(|dispute| dispute.course.as_ref());
        let drafted = course.and_then(|course| course.agreements.last());
        match drafted.map(MediationAgreement::form) {
            Some(AgreementForm::Oral) => SigningMethod::Spoken,
            Some(AgreementForm::Written | AgreementForm::Unspecified) | None => SigningMethod::Signature,
        }
    }

    /// Id of the session that this story plans.
    pub fn session(&self) -> String {
        self.run.id(&format!("dispute/{}/session", self.scene.story.key))
    }

    /// The code of a unit.
    pub fn unit(&self, word: &str) -> Result<String, Failure> {
        self.run.county.unit(word)
    }

    /// A text of the story.
    pub fn text(&self, text: &str) -> String {
        let town = self.run.county.unit(&self.scene.story.place).unwrap_or_default();
        self.run.county.fill(text, &town)
    }

    /// Ids of the parties, those who ask first.
    pub fn parties(&self) -> Vec<String> {
        self.scene.parties(self.run).into_iter().map(|party| party.id).collect()
    }

    /// Id of the first who asks, or of the first who answers.
    pub fn party(&self, asks: bool) -> String {
        let role = if asks {
            DisputePartyRole::Applicant
        } else {
            DisputePartyRole::Respondent
        };
        let parties = self.scene.parties(self.run);
        let found = parties.into_iter().find(|party| party.role() == role);
        found.map(|party| party.id).unwrap_or_default()
    }

    /// When the session of this story is planned: tomorrow, each story half an hour after the one before.
    pub fn planned(&self) -> (OffsetDateTime, OffsetDateTime) {
        let quarter = self.run.start - Duration::seconds(self.run.start.unix_timestamp() % 900);
        let from = quarter + Duration::days(1) + Duration::minutes(30) * self.scene.number;
        (from, from + Duration::minutes(30))
    }

    /// A day of the demo's calendar, so many days from its first.
    pub fn date(&self, day: u32) -> String {
        date(self.run.start + Duration::days(day.into()))
    }
}
