//! What happens in a city: matters, events, disputes and clues, a unit that is called otherwise, an order to one that is late.

use shiyu_e2e::bureau::inspected;
use shiyu_e2e::bureau::people::COUNTER;
use shiyu_e2e::ground::people::{PATROL, TOWN_HEAD};
use shiyu_e2e::ground::{GRID, reporting};
use shiyu_e2e::hall::{COMMITTEE_CLERK, opening};
use shiyu_e2e::people::{HANDLER, OFFICER, OPERATOR, Post, post};
use shiyu_e2e::sample::{self, BUREAU, COUNTY, OFFICE, PLACE, parent, registration};
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as assessment;
use shiyu_proto::common::v1 as common;
use shiyu_proto::enforcement::v1 as case;
use shiyu_proto::grid::v1 as event;
use shiyu_proto::petition::v1 as pb;

use crate::lives::Citizen;

/// Whoever orders units of the county to be on time.
const ASSESSOR: Post = post("county-assessor", "assessor", Some(COUNTY));
/// So many units are called otherwise in turn: no two people name the same one at once.
pub const STATIONS: usize = 500;
/// What their codes begin with.
pub const STATION: &str = "330602001-Z";

impl Citizen {
    /// One life, of one of the kinds there are.
    pub async fn live(&self, kind: usize) {
        match kind % 7 {
            2 => self.found().await,
            3 if self.without != Some("mediation") => self.dispute().await,
            4 => self.clue().await,
            5 if self.without != Some("assessment") => self.ordered().await,
            6 => self.renamed().await,
            _ => self.matter().await,
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
            request_id: act.to_string(),
            ..reporting(self.people.plot.clock().now(), event::EventSource::Patrol)
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
            request_id: act.to_string(),
            ..inspected(PLACE, self.people.plot.clock().now())
        };
        let door = || case::case_service_client::CaseServiceClient::new(self.people.caller("enforcement", &COUNTER).door());
        self.insist("enforcement", act, || {
            let (mut door, request) = (door(), request.clone());
            async move { door.receive_clue(request).await }
        })
        .await;
    }

    /// A unit of the county is called otherwise: reference data, which every service hears of.
    async fn renamed(&self) {
        let act = new_id();
        let number = self.note(|known| {
            let number = known.created.entry("stations").or_default();
            *number += 1;
            *number % STATIONS
        });
        let station = sample::unit(&format!("{STATION}{number:03}"), &format!("塔山街道第{}站", act.simple()), BUREAU);
        let request = common::ImportUnitsRequest {
            request_id: act.to_string(),
            ..sample::import(vec![station])
        };
        let operator = || self.people.caller("petition", &OPERATOR).units();
        let imported = self.insist("petition", act, || {
            let (mut door, request) = (operator(), request.clone());
            async move { door.import_units(request).await }
        });
        if imported.await.is_some() {
            self.note(|known| {
                known.accepted.entry("petition").or_default().remove(&act);
                known.posted.insert(act);
            });
        }
    }

    /// An office is ordered to be on time.
    async fn ordered(&self) {
        let act = new_id();
        self.born("assessment");
        let request = assessment::SuperviseUnitRequest {
            parent: parent(),
            request_id: act.to_string(),
            service: assessment::SupervisedService::Petition.into(),
            case: new_id().to_string(),
            unit: OFFICE.to_owned(),
            ground: assessment::SupervisionGround::Delay.into(),
        };
        let assessor = || self.people.caller("assessment", &ASSESSOR).supervisions();
        self.insist("assessment", act, || {
            let (mut door, request) = (assessor(), request.clone());
            async move { door.supervise_unit(request).await }
        })
        .await;
    }
}
