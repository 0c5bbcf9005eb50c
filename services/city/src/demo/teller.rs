//! Tells the stories: registers each on its day and takes its steps on theirs.

use shiyu_proto::petition::v1::{Accused, Petition, PrivacyNotice, RegisterPetitionRequest};
use tonic::Status;

use super::cast::Cast;
use super::deed::Whose;
use super::moment::{Moment, Run, Scene};
use super::places::PETITIONS;
use super::story::Step;
use super::waiting::fetch;
use crate::desk::Desk;
use crate::failure::{Failure, is_unreachable};
use crate::refusal::Refusal;
use crate::times;

/// Tells stories.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'a> {
    pub cast: &'a Cast,
    pub run: Run,
}

impl Teller<'_> {
    /// Registers a story's petition.
    pub async fn register(&self, mut scene: Scene) -> Result<Scene, Failure> {
        let desk = self.cast.seat("clerk", &self.run.county.unit(&scene.story.at)?)?;
        let request = RegisterPetitionRequest {
            parent: desk.parent(),
            petition: Some(self.petition(&scene)?),
            request_id: self.run.register_id(&scene.story.key),
        };
        let answer = desk.petitions().register_petition(request).await;
        let answer = answer.map_err(|status| told(&scene, "register", &status))?.into_inner();
        scene.query_code = answer.query_code;
        scene.petition = answer.petition;
        Ok(scene)
    }

    fn petition(&self, scene: &Scene) -> Result<Petition, Failure> {
        let (story, county) = (&scene.story, self.run.county);
        let place = county.unit(&story.place)?;
        let received = i64::from(story.begins) - i64::from(story.received_before);
        let units = story
            .accused
            .iter()
            .map(|unit| county.unit(unit))
            .collect::<Result<Vec<_>, Failure>>()?;
        Ok(Petition {
            channel: story.channel.into(),
            filing: story.filing.map(i32::from).unwrap_or_default(),
            category: story.category.clone(),
            title: county.fill(&story.title, &place),
            request: county.fill(&story.request, &place),
            facts_and_reasons: county.fill(&story.facts, &place),
            people: story.people,
            received_time: (story.received_before > 0).then(|| times::to_stamp(self.run.on(received))),
            source_reference: format!("{}-{}", self.run.id.simple(), scene.number),
            parties: scene.parties(&self.run),
            accused: (!units.is_empty()).then(|| Accused {
                units,
                subjects: Vec::new(),
            }),
            place,
            privacy_notice: Some(PrivacyNotice {
                version: "2026-01".to_owned(),
                exception: String::new(),
            }),
            ..Petition::default()
        })
    }

    /// Takes a story's steps of a day, telling `done` after each.
    pub async fn go_on(&self, mut scene: Scene, day: u32, done: impl Fn()) -> Result<Scene, Failure> {
        let steps: Vec<(usize, Step)> = scene.story.steps.iter().cloned().enumerate().collect();
        for (number, step) in steps.into_iter().filter(|(_, step)| step.day == day) {
            self.step(&scene, number, &step).await?;
            let officer = self.cast.seat("officer", &self.run.county.unit(PETITIONS)?)?;
            let name = self.moment(&scene, number, officer.clone()).name();
            scene.petition = Some(fetch(&officer, &name).await?);
            done();
        }
        Ok(scene)
    }

    async fn step(&self, scene: &Scene, number: usize, step: &Step) -> Result<(), Failure> {
        let moment = self.moment(scene, number, self.seat(scene, step)?);
        let outcome = step.deed.carry_out(&moment).await;
        let what = || format!("step {number}");
        match (outcome, &step.refused) {
            (Ok(()), None) => Ok(()),
            (Ok(()), Some(reason)) => Err(Failure::Late(format!(
                "{}, {}: not refused, {reason} was expected",
                scene.story.key,
                what()
            ))),
            (Err(Failure::Refused(status)), Some(reason)) if Refusal::from(&status).names(reason) => Ok(()),
            (Err(Failure::Refused(status)), _) => Err(told(scene, &what(), &status)),
            (Err(failure), _) => Err(failure),
        }
    }

    /// Where whoever takes a step sits.
    fn seat(&self, scene: &Scene, step: &Step) -> Result<Desk, Failure> {
        let Some((duty, whose)) = step.deed.doer() else {
            return Ok(self.cast.door());
        };
        let duty = step.by.as_deref().unwrap_or(duty);
        let unit = match (&step.of, whose) {
            (Some(word), _) => self.run.county.unit(word)?,
            (None, Whose::Office) => self.run.county.unit(PETITIONS)?,
            (None, Whose::Handler) => scene.handler().to_owned(),
            (None, Whose::Reviewer) => scene.reviewer().to_owned(),
            (None, Whose::Holder) => scene.holder().to_owned(),
        };
        // A division reviews through its petition office.
        if duty == "reviewer" && !unit.contains('-') {
            return self.cast.seat(duty, &format!("{unit}-{PETITIONS}"));
        }
        self.cast.seat(duty, &unit)
    }

    fn moment<'a>(&self, scene: &'a Scene, step: usize, desk: Desk) -> Moment<'a> {
        Moment {
            run: self.run,
            scene,
            step,
            desk,
        }
    }
}

/// A refusal that no story expects, and where it happened.
fn told(scene: &Scene, what: &str, status: &Status) -> Failure {
    let lines = Refusal::from(status).lines().join("; ");
    if is_unreachable(status) {
        return status.clone().into();
    }
    Failure::Late(format!("{}, {what}: {lines}", scene.story.key))
}
