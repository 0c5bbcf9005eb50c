//! What happens in a city: matters, events, disputes and clues, each step asked for until it is answered, under the same request id.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use shiyu_e2e::bureau::people::COUNTER;
use shiyu_e2e::ground::people::{PATROL, TOWN_HEAD};
use shiyu_e2e::ground::{GRID, spot};
use shiyu_e2e::hall::{COMMITTEE_CLERK, opening};
use shiyu_e2e::people::{HANDLER, OFFICER};
use shiyu_e2e::sample::{self, PLACE, parent, registration};
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::common::v1 as common;
use shiyu_proto::enforcement::v1 as case;
use shiyu_proto::grid::v1 as event;
use shiyu_proto::petition::v1 as pb;
use tonic::{Code, Response, Status};
use tonic_types::StatusExt as _;
use uuid::Uuid;

use crate::city::People;
use crate::program::pass;

/// How often an act is asked for before that is a finding.
const TRIES: usize = 900;

/// What callers know.
#[derive(Debug, Default)]
pub struct Known {
    /// The acts that were answered, by service.
    pub accepted: BTreeMap<&'static str, BTreeSet<Uuid>>,
    /// How many cases were asked for, by service.
    pub created: BTreeMap<&'static str, usize>,
    /// Answers of trouble, after which it was asked again.
    pub again: usize,
    /// Of these, those that said it was our failure.
    pub failures: Vec<String>,
    /// Acts that were never answered, or with a refusal.
    pub refused: Vec<String>,
}

/// The book of what callers know; clones are of the same book.
pub type Book = Arc<Mutex<Known>>;

/// Somebody who lives.
#[derive(Clone)]
pub struct Citizen {
    pub people: People,
    pub book: Book,
    /// The service that is away for long, which nobody asks.
    pub without: Option<&'static str>,
}

impl Citizen {
    /// What is known so far; what went wrong is told once.
    pub fn told(&self) -> Known {
        let mut book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = Known {
            accepted: book.accepted.clone(),
            created: book.created.clone(),
            ..Known::default()
        };
        std::mem::replace(&mut *book, kept)
    }

    fn note(&self, write: impl FnOnce(&mut Known)) {
        write(&mut self.book.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Asks until it is answered, and notes what was.
    async fn insist<T, A>(&self, service: &'static str, act: Uuid, ask: impl Fn() -> A + Send + Sync) -> Option<T>
    where
        T: Send,
        A: Future<Output = Result<Response<T>, Status>> + Send,
    {
        for _ in 0..TRIES {
            match ask().await {
                Ok(answer) => {
                    self.note(|known| {
                        known.accepted.entry(service).or_default().insert(act);
                    });
                    return Some(answer.into_inner());
                }
                Err(status) if is_trouble(&status) => {
                    let reason = status.get_details_error_info().map(|info| info.reason);
                    self.note(|known| {
                        known.again += 1;
                        if reason.as_deref() == Some("INTERNAL") {
                            known.failures.push(format!("{service}: {status:?}"));
                        }
                    });
                    pass(Duration::from_millis(100)).await;
                }
                Err(status) => {
                    self.note(|known| known.refused.push(format!("{service}: {status:?}")));
                    return None;
                }
            }
        }
        self.note(|known| known.refused.push(format!("{service}: never answered")));
        None
    }

    fn born(&self, service: &'static str) {
        self.note(|known| *known.created.entry(service).or_default() += 1);
    }

    /// One life, of one of the kinds there are.
    pub async fn live(&self, kind: usize) {
        match kind % 5 {
            2 => self.found().await,
            3 if self.without != Some("mediation") => self.dispute().await,
            0 | 1 | 3 => self.matter().await,
            _ => self.clue().await,
        }
    }

    /// A petition until it is offered to mediation, which makes a dispute of it.
    async fn matter(&self) {
        let id = new_id();
        self.born("petition");
        let request = registration(id);
        let officer = || self.people.caller("petition", &OFFICER).petitions();
        let handler = || self.people.caller("petition", &HANDLER).petitions();
        if self
            .insist("petition", id, || {
                let (mut door, request) = (officer(), request.clone());
                async move { door.register_petition(request).await }
            })
            .await
            .is_none()
        {
            return;
        }
        let name = sample::name(id);
        let request = sample::forwarding(&name);
        let act = request.request_id.parse().expect("an id");
        self.insist("petition", act, || {
            let (mut door, request) = (officer(), request.clone());
            async move { door.forward_petition(request).await }
        })
        .await;
        let request = sample::acceptance(&name);
        let act = request.request_id.parse().expect("an id");
        self.insist("petition", act, || {
            let (mut door, request) = (handler(), request.clone());
            async move { door.accept_petition(request).await }
        })
        .await;
        let act = new_id();
        let request = pb::ClassifyPetitionRequest {
            name: name.clone(),
            request_id: act.to_string(),
            kind: pb::MatterKind::AppealForRelief.into(),
            path: pb::ReliefPath::HandlingOpinion.into(),
            ..pb::ClassifyPetitionRequest::default()
        };
        self.insist("petition", act, || {
            let (mut door, request) = (handler(), request.clone());
            async move { door.classify_petition(request).await }
        })
        .await;
        let act = new_id();
        let request = pb::OfferReferralRequest {
            name,
            request_id: act.to_string(),
            destination: common::ReferralDestination::Mediation.into(),
            purpose: "mediation".to_owned(),
            summary: "A roof that leaks, and who repairs it".to_owned(),
            consent_reference: "CONSENT-2026-7".to_owned(),
            granted_fields: vec![common::IdentityField::Name.into()],
            grant_days: 30,
            ..pb::OfferReferralRequest::default()
        };
        let offered = self
            .insist("petition", act, || {
                let (mut door, request) = (handler(), request.clone());
                async move { door.offer_referral(request).await }
            })
            .await;
        if offered.is_some() {
            self.born("mediation");
        }
    }

    /// An event of the grids, and somebody who works in them: an order of a register.
    async fn found(&self) {
        let act = new_id();
        self.born("grid");
        let request = event::ReportEventRequest {
            parent: parent(),
            request_id: act.to_string(),
            report: Some(event::EventReport {
                source: event::EventSource::Patrol.into(),
                title: "Planks before the fire exit".to_owned(),
                description: "The exit has been blocked since noon".to_owned(),
                whereabouts: "Behind the market hall".to_owned(),
                seen_time: Some(timestamp(self.people.plot.clock().now() - time::Duration::minutes(1))),
                ..event::EventReport::default()
            }),
            class_code: "E1201".to_owned(),
            point: Some(spot(2, 0)),
            ..event::ReportEventRequest::default()
        };
        let patrol = || self.people.caller("grid", &PATROL).events();
        self.insist("grid", act, || {
            let (mut door, request) = (patrol(), request.clone());
            async move { door.report_event(request).await }
        })
        .await;
        let act = new_id();
        let today = shiyu_kit::calendar::local_date(self.people.plot.clock().now());
        let request = event::PutAssignmentRequest {
            parent: parent(),
            assignment: Some(event::Assignment {
                grid: GRID.to_owned(),
                subject: format!("volunteer-{}", act.simple()),
                role: event::GridRole::Volunteer.into(),
                from_date: today.to_string(),
                ..event::Assignment::default()
            }),
            request_id: act.to_string(),
        };
        let head = || self.people.caller("grid", &TOWN_HEAD).teams();
        self.insist("grid", act, || {
            let (mut door, request) = (head(), request.clone());
            async move { door.put_assignment(request).await }
        })
        .await;
    }

    async fn dispute(&self) {
        let request = opening();
        let act = request.request_id.parse().expect("an id");
        self.born("mediation");
        let clerk = || self.people.caller("mediation", &COMMITTEE_CLERK).disputes();
        self.insist("mediation", act, || {
            let (mut door, request) = (clerk(), request.clone());
            async move { door.open_dispute(request).await }
        })
        .await;
    }

    async fn clue(&self) {
        let act = new_id();
        self.born("enforcement");
        let request = case::ReceiveClueRequest {
            parent: parent(),
            request_id: act.to_string(),
            clue: Some(case::Clue {
                source: case::ClueSource::Inspection.into(),
                title: "A roof was built upon".to_owned(),
                description: "A room of glass on the roof".to_owned(),
                place: PLACE.to_owned(),
                found_time: Some(timestamp(self.people.plot.clock().now() - time::Duration::minutes(5))),
                ..case::Clue::default()
            }),
            ..case::ReceiveClueRequest::default()
        };
        let door = || case::case_service_client::CaseServiceClient::new(self.people.caller("enforcement", &COUNTER).door());
        self.insist("enforcement", act, || {
            let (mut door, request) = (door(), request.clone());
            async move { door.receive_clue(request).await }
        })
        .await;
    }
}

/// What a client asks again after, as it would of any service that is gone for a moment.
fn is_trouble(status: &Status) -> bool {
    matches!(
        status.code(),
        Code::Unavailable
            | Code::Cancelled
            | Code::Unknown
            | Code::DeadlineExceeded
            | Code::Aborted
            | Code::ResourceExhausted
            | Code::Internal
    )
}
