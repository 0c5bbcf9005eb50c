//! What begins a case: a clue, or a decision on the spot.

use shiyu_proto::common::v1::{Identity, PartyKind as Kind};
use shiyu_proto::enforcement::v1 as pb;
use uuid::Uuid;

use super::super::play::{Stand, day};
use super::{Deed, order};
use crate::failure::Failure;
use crate::times;

impl Stand<'_> {
    /// Puts on record what begins the case: a clue, or a decision on the spot.
    pub async fn begin(&mut self) -> Result<(), Failure> {
        let first = self.story.steps.first().map(|step| &step.deed);
        if let Some(Deed::Spot { fine, cash }) = first {
            self.on_the_spot((*fine, *cash)).await
        } else {
            self.clue().await
        }
    }

    async fn clue(&mut self) -> Result<(), Failure> {
        let request = pb::ReceiveClueRequest {
            parent: self.parent(),
            request_id: self.id("clue"),
            clue: Some(self.told()),
            parties: self.parties(),
        };
        let answer = self.seat("inspector")?.cases().receive_clue(request).await?.into_inner();
        self.case = answer.case.unwrap_or_default();
        Ok(())
    }

    async fn on_the_spot(&mut self, (fine, cash): (i64, bool)) -> Result<(), Failure> {
        let request = pb::DecideOnSpotRequest {
            parent: self.parent(),
            request_id: self.id("clue"),
            clue: Some(self.told()),
            parties: self.parties(),
            power: self.story.power.clone(),
            act: Some(pb::Act {
                from_date: day(self.now),
                to_date: day(self.now),
                description: self.story.description.clone(),
                harm: false,
            }),
            subject: self.subject().into(),
            capacity: pb::Capacity::Full.into(),
            officers: self.officers(),
            facts: self.facts(),
            item: Some(pb::PenaltyItem {
                kind: pb::PenaltyKind::Fine.into(),
                amount_fen: fine * 100,
            }),
            heard: "当事人未提出异议".to_owned(),
            told: true,
            delivery: Some(self.delivery(pb::DeliveryMethod::Direct)),
            other_act: String::new(),
        };
        self.case = self.seat("inspector")?.cases().decide_on_spot(request).await?.into_inner();
        if cash {
            let reference = format!("财政票据{}-{}", self.run.simple(), self.story.key);
            let course = self.case.course.as_ref();
            let decided = course
                .and_then(|course| course.decisions.last())
                .and_then(|decision| decision.decide_time);
            order!(
                self,
                "inspector",
                record_payment,
                RecordPaymentRequest {
                    amount_fen: fine * 100,
                    reference,
                    pay_time: decided,
                    cash_ground: pb::CashGround::Small.into(),
                }
            );
        }
        Ok(())
    }

    fn told(&self) -> pb::Clue {
        pb::Clue {
            source: pb::ClueSource::from_str_name(&format!("CLUE_SOURCE_{}", self.story.source.to_uppercase()))
                .unwrap_or_default()
                .into(),
            source_reference: format!("{}-{}", self.run.simple(), self.story.key),
            title: self.story.title.clone(),
            description: self.story.description.clone(),
            place: self.town().to_owned(),
            found_time: Some(times::to_stamp(self.now)),
            ..pb::Clue::default()
        }
    }

    fn parties(&self) -> Vec<pb::Party> {
        let named = pb::Party {
            id: self.party(),
            role: pb::PartyRole::Suspect.into(),
            identity: Some(Identity {
                address: format!("{}胜利西路12号", self.county.name),
                ..self.story.suspect.identity()
            }),
        };
        let complainant = self.story.complained.then(|| pb::Party {
            id: Uuid::new_v5(&self.run, format!("{}/complainant", self.story.key).as_bytes()).to_string(),
            role: pb::PartyRole::Complainant.into(),
            identity: Some(Identity {
                kind: Kind::Person.into(),
                name: "孟举报".to_owned(),
                phone: "13857512345".to_owned(),
                ..Identity::default()
            }),
        });
        [named].into_iter().chain(complainant).collect()
    }
}
