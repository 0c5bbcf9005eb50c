//! One petition, one step further: each step by the officer whose it is.

use shiyu_proto::petition::v1::{
    AcceptPetitionRequest, DeliveryMethod, ForwardPetitionRequest, IssueOpinionRequest, MatterKind, Opinion, Petition,
    RegisterPetitionRequest, ReliefPath, ServeOpinionRequest, Stage, StartHandlingRequest,
};
use tonic::Status;
use uuid::Uuid;

use super::cast::{Cast, subject};
use super::fate::Fate;
use super::stories::Story;
use crate::failure::Failure;

/// What the petitioner may do against an opinion (信访工作条例 art. 35).
const REMEDY: &str = "如不服本处理意见，可自收到本意见书之日起30日内向原办理机关的上一级机关请求复查。";
const BASIS: &str = "《信访工作条例》第三十一条、第三十二条";

/// A petition of the demo.
#[derive(Debug, Clone)]
pub struct Matter {
    /// Which, from 0.
    pub number: usize,
    /// What becomes of it.
    pub fate: Fate,
    /// What it is about.
    pub story: Story,
    /// The petition as it was answered last; nothing before it is registered.
    pub petition: Option<Petition>,
}

/// Takes steps.
#[derive(Clone, Copy)]
pub struct Steps<'a> {
    pub cast: &'a Cast,
    pub run: Uuid,
}

impl Steps<'_> {
    /// Brings a matter to a stage, telling `done` after every step.
    pub async fn bring(&self, mut matter: Matter, goal: Stage, done: impl Fn()) -> Result<Matter, Failure> {
        loop {
            let stage = matter.petition.as_ref().map_or(Stage::Unspecified, Petition::stage);
            if stage >= goal {
                return Ok(matter);
            }
            let petition = self.step(&matter, stage).await?;
            let petition = petition.ok_or_else(|| Status::internal("the answer holds no petition"))?;
            if petition.stage() <= stage {
                return Err(Failure::Late(format!("{} did not move on", petition.name)));
            }
            matter.petition = Some(petition);
            done();
        }
    }

    async fn step(&self, matter: &Matter, stage: Stage) -> Result<Option<Petition>, Failure> {
        match stage {
            Stage::Unspecified => self.register(matter).await,
            Stage::Registered => self.forward(matter).await,
            Stage::Forwarded => self.accept(matter).await,
            Stage::Accepted => self.start(matter).await,
            Stage::Handling => self.issue(matter).await,
            Stage::OpinionIssued => self.serve(matter).await,
            Stage::OpinionServed | Stage::Closed => Ok(matter.petition.clone()),
        }
    }

    async fn register(&self, matter: &Matter) -> Result<Option<Petition>, Failure> {
        let desk = self.cast.clerk();
        let story = &matter.story;
        let petition = Petition {
            channel: story.channel.into(),
            category: story.category.to_owned(),
            title: story.title.clone(),
            request: story.request.to_owned(),
            facts_and_reasons: story.facts.clone(),
            place: story.place.to_owned(),
            source_reference: format!("{}-{}", self.run.simple(), matter.number),
            ..Petition::default()
        };
        let request = RegisterPetitionRequest {
            parent: desk.parent(),
            petition: Some(petition),
            request_id: self.id("register", matter),
        };
        Ok(desk.petitions().register_petition(request).await?.into_inner().petition)
    }

    async fn forward(&self, matter: &Matter) -> Result<Option<Petition>, Failure> {
        let request = ForwardPetitionRequest {
            name: name(matter),
            etag: String::new(),
            request_id: self.id("forward", matter),
            unit: self.unit(matter),
        };
        let mut petitions = self.cast.officer().petitions();
        Ok(petitions.forward_petition(request).await?.into_inner().petition)
    }

    async fn accept(&self, matter: &Matter) -> Result<Option<Petition>, Failure> {
        let request = AcceptPetitionRequest {
            name: name(matter),
            etag: String::new(),
            request_id: self.id("accept", matter),
            notice_method: DeliveryMethod::Electronic.into(),
        };
        let mut petitions = self.cast.handler(matter.story.office)?.petitions();
        Ok(petitions.accept_petition(request).await?.into_inner().petition)
    }

    async fn start(&self, matter: &Matter) -> Result<Option<Petition>, Failure> {
        let request = StartHandlingRequest {
            name: name(matter),
            etag: String::new(),
            request_id: self.id("start", matter),
            kind: MatterKind::AppealForRelief.into(),
            path: ReliefPath::HandlingOpinion.into(),
        };
        let mut petitions = self.cast.handler(matter.story.office)?.petitions();
        Ok(petitions.start_handling(request).await?.into_inner().petition)
    }

    async fn issue(&self, matter: &Matter) -> Result<Option<Petition>, Failure> {
        let story = &matter.story;
        let unit = self.unit(matter);
        let opinion = Opinion {
            request: story.request.to_owned(),
            facts_and_reasons: story.found.to_owned(),
            decision: story.decision.into(),
            legal_basis: vec![story.law.to_owned(), BASIS.to_owned()],
            remedy_notice: REMEDY.to_owned(),
        };
        let request = IssueOpinionRequest {
            name: name(matter),
            etag: String::new(),
            request_id: self.id("issue", matter),
            opinion: Some(opinion),
            approved_by: subject("head", &unit),
        };
        let mut petitions = self.cast.handler(story.office)?.petitions();
        Ok(petitions.issue_opinion(request).await?.into_inner().petition)
    }

    async fn serve(&self, matter: &Matter) -> Result<Option<Petition>, Failure> {
        let request = ServeOpinionRequest {
            name: name(matter),
            etag: String::new(),
            request_id: self.id("serve", matter),
            method: DeliveryMethod::Direct.into(),
            serve_time: None,
            proof: format!("SDHZ-{:04}", matter.number),
        };
        let mut petitions = self.cast.handler(matter.story.office)?.petitions();
        Ok(petitions.serve_opinion(request).await?.into_inner().petition)
    }

    fn unit(&self, matter: &Matter) -> String {
        matter.story.office.of(self.cast.county())
    }

    /// The same for the same run, verb and matter, so that a run that was cut short can be taken up again.
    fn id(&self, verb: &str, matter: &Matter) -> String {
        let what = format!("{verb}/{}", matter.number);
        Uuid::new_v5(&self.run, what.as_bytes()).to_string()
    }
}

fn name(matter: &Matter) -> String {
    matter.petition.as_ref().map(|petition| petition.name.clone()).unwrap_or_default()
}
