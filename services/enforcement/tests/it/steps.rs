//! A case of the scene as it comes about: a clue, filed, concluded, decided, served, paid.

use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::paper::document;
use shiyu_kit::testkit::party;
use shiyu_proto::common::v1 as common;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;
use tonic::Status;
use uuid::Uuid;

use crate::scene::{CLERK, COMPLAINANT_NAME, COUNTY, HEAD, LI, SUSPECT_NAME, Scene, TOWN, Who, both, by, id, order};
use crate::tables::POWER;

impl Scene {
    /// A clue against somebody, with somebody who complained.
    pub(crate) fn clue(&self) -> (pb::ReceiveClueRequest, Uuid) {
        let suspect = new_id();
        let request = pb::ReceiveClueRequest {
            parent: format!("counties/{COUNTY}"),
            request_id: id(),
            clue: Some(pb::Clue {
                source: pb::ClueSource::Complaint.into(),
                title: "屋顶搭建构筑物".to_owned(),
                description: "屋顶新搭构筑物，有人在施工".to_owned(),
                place: TOWN.to_owned(),
                found_time: Some(timestamp(self.clock.now() - Duration::minutes(10))),
                ..pb::Clue::default()
            }),
            parties: vec![
                somebody(suspect, pb::PartyRole::Suspect, SUSPECT_NAME, 7),
                somebody(new_id(), pb::PartyRole::Complainant, COMPLAINANT_NAME, 8),
            ],
        };
        (request, suspect)
    }

    /// A case that was filed, with its suspect.
    pub(crate) async fn filed(&self) -> (String, Uuid) {
        let (request, suspect) = self.clue();
        let received = self.cases().receive_clue(by(CLERK, request)).await.unwrap().into_inner();
        let name = received.case.unwrap().name;
        let seen = order!(
            name,
            VerifyClueRequest {
                officers: both(),
                found: true,
                note: "确有其事".to_owned()
            }
        );
        self.cases().verify_clue(by(LI, seen)).await.unwrap();
        self.cases().file_case(by(HEAD, self.filing(&name))).await.unwrap();
        (name, suspect)
    }

    #[expect(clippy::ptr_arg, reason = "an order takes a copy of its name")]
    pub(crate) fn filing(&self, name: &String) -> pb::FileCaseRequest {
        order!(
            name,
            FileCaseRequest {
                power: POWER.to_owned(),
                act: Some(pb::Act {
                    description: "在屋顶搭建构筑物".to_owned(),
                    from_date: (self.today() - Duration::days(20)).to_string(),
                    to_date: (self.today() - Duration::days(2)).to_string(),
                    harm: false,
                }),
                subject: pb::SubjectKind::Citizen.into(),
                capacity: pb::Capacity::Full.into(),
                officers: both(),
            }
        )
    }

    /// And it was concluded upon evidence.
    pub(crate) async fn concluded(&self) -> (String, Uuid) {
        let (name, suspect) = self.filed().await;
        self.gathered(LI, &name).await.unwrap();
        let found = order!(
            name,
            ConcludeInvestigationRequest {
                facts: "查明事实".to_owned(),
                officers: both()
            }
        );
        self.cases().conclude_investigation(by(LI, found)).await.unwrap();
        (name, suspect)
    }

    /// Two officers put a record of the scene on the file.
    pub(crate) async fn gathered(&self, who: Who, name: &str) -> Result<pb::Case, Status> {
        let head = pb::EvidenceHead {
            name: name.to_owned(),
            request_id: id(),
            media_type: "application/pdf".to_owned(),
            kind: pb::EvidenceKind::InspectionRecord.into(),
            title: "现场笔录".to_owned(),
            lawful_source: "现场检查".to_owned(),
            officers: both(),
            ..pb::EvidenceHead::default()
        };
        self.uploaded(who, head, &document("record of the scene")).await
    }

    pub(crate) async fn uploaded(&self, who: Who, head: pb::EvidenceHead, content: &[u8]) -> Result<pb::Case, Status> {
        let part = |part| pb::UploadEvidenceRequest { part: Some(part) };
        let parts = vec![
            part(pb::upload_evidence_request::Part::Head(head)),
            part(pb::upload_evidence_request::Part::Content(content.to_vec())),
        ];
        let sent = self.evidence().upload_evidence(by(who, futures::stream::iter(parts))).await?;
        Ok(sent.into_inner())
    }

    /// A fine of so much was proposed, noticed, submitted and decided, and nobody spoke.
    pub(crate) async fn decided(&self, yuan: i64) -> (String, Uuid) {
        let (name, suspect) = self.concluded().await;
        let mut cases = self.cases();
        let proposed = order!(
            name,
            ProposeOutcomeRequest {
                proposal: Some(fine(yuan)),
                officers: both()
            }
        );
        cases.propose_outcome(by(LI, proposed)).await.unwrap();
        let told = order!(
            name,
            ServeNoticeRequest {
                facts: "拟处罚告知".to_owned(),
                hearing: yuan >= 10_000,
                delivery: Some(self.delivery(suspect)),
            }
        );
        cases.serve_notice(by(LI, told)).await.unwrap();
        self.lives(Duration::days(12)).await;
        cases.submit_case(by(LI, order!(name, SubmitCaseRequest {}))).await.unwrap();
        if yuan >= 10_000 {
            let agreed = order!(
                name,
                RecordDiscussionRequest {
                    minutes: "b".repeat(64),
                    votes_for: 3,
                    votes_against: 0
                }
            );
            cases.record_discussion(by(HEAD, agreed)).await.unwrap();
        }
        let decided = order!(
            name,
            DecideCaseRequest {
                outcome: Some(fine(yuan)),
                facts: "查明".to_owned(),
                basis: vec!["《城乡规划法》第六十四条".to_owned()],
            }
        );
        cases.decide_case(by(HEAD, decided)).await.unwrap();
        (name, suspect)
    }

    /// What was seen and decided on the spot, with its suspect.
    pub(crate) fn on_the_spot(&self, fen: i64) -> (pb::DecideOnSpotRequest, Uuid) {
        let suspect = new_id();
        let request = pb::DecideOnSpotRequest {
            parent: format!("counties/{COUNTY}"),
            request_id: id(),
            clue: Some(pb::Clue {
                source: pb::ClueSource::Inspection.into(),
                title: "占道经营".to_owned(),
                description: "沿街占道".to_owned(),
                place: TOWN.to_owned(),
                found_time: Some(self.now()),
                ..pb::Clue::default()
            }),
            parties: vec![somebody(suspect, pb::PartyRole::Suspect, SUSPECT_NAME, 9)],
            power: POWER.to_owned(),
            act: Some(pb::Act {
                description: "占道".to_owned(),
                from_date: self.today().to_string(),
                to_date: self.today().to_string(),
                harm: false,
            }),
            subject: pb::SubjectKind::Citizen.into(),
            capacity: pb::Capacity::Full.into(),
            officers: both(),
            facts: "当场查明".to_owned(),
            item: Some(pb::PenaltyItem {
                kind: pb::PenaltyKind::Fine.into(),
                amount_fen: fen,
            }),
            heard: "没有异议".to_owned(),
            told: true,
            delivery: Some(self.delivery(suspect)),
            other_act: String::new(),
        };
        (request, suspect)
    }

    pub(crate) fn delivery(&self, party: Uuid) -> pb::Delivery {
        pb::Delivery {
            method: pb::DeliveryMethod::Direct.into(),
            party: party.to_string(),
            deliver_time: Some(self.now()),
            proof: "送达回证1".to_owned(),
            remedies_told: true,
            ..pb::Delivery::default()
        }
    }

    /// And it was served.
    pub(crate) async fn served(&self, yuan: i64) -> (String, Uuid) {
        let (name, suspect) = self.decided(yuan).await;
        let served = order!(
            name,
            ServeDecisionRequest {
                delivery: Some(self.delivery(suspect))
            }
        );
        self.cases().serve_decision(by(LI, served)).await.unwrap();
        (name, suspect)
    }

    #[expect(clippy::ptr_arg, reason = "an order takes a copy of its name")]
    pub(crate) async fn paid(&self, name: &String, yuan: i64, receipt: &str) -> Result<pb::Case, Status> {
        let paid = order!(
            name,
            RecordPaymentRequest {
                amount_fen: yuan * 100,
                reference: receipt.to_owned(),
                pay_time: Some(self.now()),
            }
        );
        Ok(self.cases().record_payment(by(CLERK, paid)).await?.into_inner())
    }
}

pub(crate) fn fine(yuan: i64) -> pb::Proposal {
    pb::Proposal {
        items: vec![pb::PenaltyItem {
            kind: pb::PenaltyKind::Fine.into(),
            amount_fen: yuan * 100,
        }],
        band: "general".to_owned(),
        ..pb::Proposal::default()
    }
}

pub(crate) fn somebody(id: Uuid, role: pb::PartyRole, name: &str, serial: u16) -> pb::Party {
    let identity = party::person(name, serial);
    let document = identity.document.unwrap();
    pb::Party {
        id: id.to_string(),
        role: role.into(),
        identity: Some(common::Identity {
            kind: common::PartyKind::Person.into(),
            name: identity.name,
            document_kind: common::DocumentKind::IdentityCard.into(),
            document_number: document.number,
            phone: identity.phone.unwrap_or_default(),
            ..common::Identity::default()
        }),
    }
}
