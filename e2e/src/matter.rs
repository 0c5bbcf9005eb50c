//! One matter on its way through a town, each step by whoever takes it.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::Town;
use crate::people::{AUDITOR, Caller, HANDLER, OFFICER};
use crate::sample;

/// A registered petition of a town.
#[derive(Debug, Clone)]
pub struct Matter {
    /// Its id, which is that of the request that registered it.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

impl Matter {
    /// Registers the sample petition.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn register(town: &Town) -> Self {
        Self::register_by(&town.caller(&OFFICER)).await
    }

    /// Registers the sample petition at this caller's counter.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn register_by(caller: &Caller) -> Self {
        let id = new_id();
        let done = caller.petitions().register_petition(sample::registration(id)).await;
        done.expect("registered");
        Self {
            id,
            name: sample::name(id),
        }
    }

    /// Brings it to a stage by the ordinary way, from wherever it stands; closure is the clock's.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn bring_to(&self, town: &Town, stage: pb::Stage) {
        while self.get(town).await.stage() < stage {
            self.step(town).await;
        }
    }

    /// Takes the one step its stage allows.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn step(&self, town: &Town) {
        let (mut officer, mut handler) = (town.caller(&OFFICER).petitions(), town.caller(&HANDLER).petitions());
        let done = match self.get(town).await.stage() {
            pb::Stage::Unspecified => None,
            pb::Stage::Registered => officer.forward_petition(sample::forwarding(&self.name)).await.err(),
            pb::Stage::Forwarded => handler.accept_petition(sample::acceptance(&self.name)).await.err(),
            pb::Stage::Accepted => handler.start_handling(sample::handling(&self.name)).await.err(),
            pb::Stage::Handling => handler.issue_opinion(sample::opinion(&self.name)).await.err(),
            pb::Stage::OpinionIssued => handler.serve_opinion(sample::service(&self.name)).await.err(),
            pb::Stage::OpinionServed | pb::Stage::Closed => officer.close_petition(sample::closing(&self.name)).await.err(),
        };
        assert!(done.is_none(), "a step was refused: {done:?}");
    }

    /// The petition as it stands.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn get(&self, town: &Town) -> pb::Petition {
        let request = pb::GetPetitionRequest { name: self.name.clone() };
        let found = town.caller(&AUDITOR).petitions().get_petition(request).await;
        found.expect("a petition").into_inner().petition.expect("a petition")
    }

    /// Its steps, oldest first.
    ///
    /// # Panics
    /// When they cannot be read.
    pub async fn timeline(&self, town: &Town) -> Vec<common::TimelineEntry> {
        let request = pb::ListTimelineRequest { name: self.name.clone() };
        let found = town.caller(&AUDITOR).petitions().list_timeline(request).await;
        found.expect("a timeline").into_inner().entries
    }

    /// The kinds of its steps, as in `matter.registered`.
    ///
    /// # Panics
    /// When they cannot be read.
    pub async fn kinds(&self, town: &Town) -> Vec<String> {
        self.timeline(town).await.into_iter().map(|step| step.kind).collect()
    }

    /// When a clock of it is legally due.
    ///
    /// # Panics
    /// When it has no such clock.
    pub async fn due(&self, town: &Town, clock: &str) -> OffsetDateTime {
        let petition = self.get(town).await;
        let clock = petition.clocks.into_iter().find(|one| one.name == clock).expect("a clock");
        let due = clock.legal_due_time.expect("a due time");
        OffsetDateTime::from_unix_timestamp(due.seconds).expect("a time")
    }
}
