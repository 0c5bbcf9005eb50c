//! One matter on its way through a town, each step by whoever takes it.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use prost_types::Timestamp;
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::people::{AUDITOR, Caller, HANDLER, HEAD, OFFICER, Post};
use crate::sample::{BUREAU, WORDS, name, opinion, petitioner, registration};
use crate::{Orders, Town};

/// A registered petition of a town.
#[derive(Debug, Clone)]
pub struct Matter {
    /// Its id, which is that of the request that registered it.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The code with which its petitioner follows it.
    pub code: String,
    /// Its number in office style.
    pub number: String,
    /// Id of its petitioner.
    pub petitioner: String,
}

impl Matter {
    /// Registers the sample petition.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn register(town: &Town) -> Self {
        Box::pin(Self::register_by(&town.caller(&OFFICER))).await
    }

    /// Registers the sample petition at this caller's counter.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn register_by(caller: &Caller) -> Self {
        Box::pin(Self::register_as(caller, |_| {})).await
    }

    /// Registers the sample petition with something changed.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn register_as(caller: &Caller, change: impl FnOnce(&mut pb::Petition)) -> Self {
        let id = new_id();
        let mut request = registration(id);
        change(request.petition.as_mut().expect("a petition"));
        let done = caller.petitions().register_petition(request).await;
        let done = done.expect("registered").into_inner();
        Self {
            id,
            name: name(id),
            code: done.query_code,
            number: done.petition.expect("a petition").number,
            petitioner: petitioner(id).to_string(),
        }
    }

    /// Whoever holds this post, with the petition before them.
    #[must_use]
    pub fn by(&self, town: &Town, post: &Post) -> Orders {
        Orders::new(&self.name, town.caller(post))
    }

    /// Brings it to a stage by the ordinary way, from wherever it stands; closure is the clock's.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn bring_to(&self, town: &Town, stage: pb::Stage) {
        while self.get(town).await.stage() != stage {
            self.step(town).await;
        }
    }

    /// Takes the one step of the ordinary way that its stage allows.
    ///
    /// # Panics
    /// When it is refused, or its stage lies beside that way.
    pub async fn step(&self, town: &Town) {
        let (officer, handler) = (self.by(town, &OFFICER), self.by(town, &HANDLER));
        let petition = self.get(town).await;
        let stage = petition.stage();
        let drafted = petition.course.is_some_and(|course| course.draft.is_some());
        let [.., proof] = WORDS;
        let done = if stage == pb::Stage::Registered {
            officer.forward(BUREAU).await
        } else if stage == pb::Stage::Forwarded {
            handler.accept(pb::DeliveryMethod::Mail).await
        } else if stage == pb::Stage::Accepted {
            handler.relieve(pb::ReliefPath::HandlingOpinion).await
        } else if stage == pb::Stage::Handling && drafted {
            self.by(town, &HEAD).issue().await
        } else if stage == pb::Stage::Handling {
            handler.draft(opinion()).await
        } else if stage == pb::Stage::OpinionIssued {
            handler.serve(pb::DeliveryMethod::Mail, proof).await
        } else {
            officer.close().await
        };
        assert!(done.is_ok(), "a step was refused while {stage:?}: {done:?}");
    }

    /// Answers it with an opinion of this decision and serves it, from `HANDLING` on.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn answer(&self, town: &Town, decision: pb::Decision) {
        let handler = self.by(town, &HANDLER);
        let opinion = pb::Opinion {
            decision: decision.into(),
            ..opinion()
        };
        handler.draft(opinion).await.expect("drafted");
        self.by(town, &HEAD).issue().await.expect("issued");
        let [.., proof] = WORDS;
        handler.serve(pb::DeliveryMethod::Direct, proof).await.expect("served");
    }

    /// The petition as it stands.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn get(&self, town: &Town) -> pb::Petition {
        self.by(town, &AUDITOR).get().await.expect("a petition")
    }

    /// What happened to it.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn course(&self, town: &Town) -> pb::Course {
        self.get(town).await.course.unwrap_or_default()
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

    /// The newest clock of a name.
    ///
    /// # Panics
    /// When it has no such clock.
    pub async fn clock(&self, town: &Town, name: &str) -> common::Clock {
        let mut clocks = self.get(town).await.clocks.into_iter().rev();
        clocks.find(|one| one.name == name).expect("a clock")
    }

    /// When the newest clock of a name is legally due.
    ///
    /// # Panics
    /// When it has no such clock.
    pub async fn due(&self, town: &Town, clock: &str) -> OffsetDateTime {
        moment(self.clock(town, clock).await.legal_due_time)
    }

    /// Names of the clocks that run.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn running(&self, town: &Town) -> Vec<String> {
        let clocks = self.get(town).await.clocks.into_iter();
        clocks.filter(|clock| clock.stop_time.is_none()).map(|clock| clock.name).collect()
    }
}

/// A moment of the wire.
///
/// # Panics
/// When there is none, or none that a calendar knows.
#[must_use]
pub fn moment(wire: Option<Timestamp>) -> OffsetDateTime {
    let wire = wire.expect("a moment");
    let whole = OffsetDateTime::from_unix_timestamp(wire.seconds).expect("a moment");
    whole + Duration::nanoseconds(wire.nanos.into())
}
