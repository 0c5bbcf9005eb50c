//! The enforcement service of a town, beside its petition service: a bureau, two officers with certificates, and one power.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

mod inspection;
pub mod people;

use std::ops::{Deref, DerefMut};

use futures::stream;
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::paper::document;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::case_service_client::CaseServiceClient;
use shiyu_proto::enforcement::v1::document_service_client::DocumentServiceClient;
use shiyu_proto::enforcement::v1::evidence_service_client::EvidenceServiceClient;
use shiyu_proto::enforcement::v1::officer_service_client::OfficerServiceClient;
use shiyu_proto::enforcement::v1::party_service_client::PartyServiceClient;
use shiyu_proto::enforcement::v1::power_service_client::PowerServiceClient;
use shiyu_proto::enforcement::v1::render_document_response::Part;
use time::Duration;
use tonic::Status;

use crate::house::{Enforcement, House};
use crate::people::{Door, OPERATOR, Post};
use crate::sample::{COUNTY, parent, unit};
use crate::{Backends, Storage, Town};

pub use inspection::inspected;

/// The county's comprehensive enforcement bureau.
pub const BUREAU: &str = "330602-ZFJ";
/// The town in which everything happens.
pub const PLACE: &str = "330602001";
/// The power it has: over what is built without a permit.
pub const POWER: &str = "330217001000";
/// Words of these cases that may stand in no fact.
pub const WORDS: [&str; 4] = ["屋顶新搭阳光房", "查明当事人搭建", "送达回证88", "沈园春"];

/// A town with an enforcement service beside its petition service.
#[derive(Debug)]
pub struct Bureau {
    cases: House<Enforcement>,
}

impl Deref for Bureau {
    type Target = House<Enforcement>;

    fn deref(&self) -> &House<Enforcement> {
        &self.cases
    }
}

impl DerefMut for Bureau {
    fn deref_mut(&mut self) -> &mut House<Enforcement> {
        &mut self.cases
    }
}

impl Bureau {
    /// The bureau of a town, with its officers and its power. It asks the town's petition service for what that grants.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn beside(town: &mut Town, backends: &Backends, storage: Storage) -> Self {
        let petitions = town.address();
        let peers = town.plot().peers("enforcement", &[("petition", petitions)]);
        let told: Vec<(&str, &str)> = peers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let cases = Box::pin(House::beside(&**town, backends, storage, &told)).await;
        let bureau = Self { cases };
        let own = vec![unit(BUREAU, "越城区综合行政执法局", COUNTY)];
        town.extend(&bureau.caller(&OPERATOR), own).await;
        bureau.empowered().await;
        for (post, number) in [(people::LI, "33020001"), (people::WANG, "33020002")] {
            bureau.certified(&post, number).await;
        }
        bureau
    }

    /// A list with the one power, in force today.
    async fn empowered(&self) {
        let today = local_date(self.now()).to_string();
        let item = pb::PowerItem {
            code: POWER.to_owned(),
            title: "对擅自搭建建筑物、构筑物的行政处罚".to_owned(),
            bases: vec![pb::LegalBasis {
                law: "中华人民共和国城乡规划法".to_owned(),
                article: "第六十四条".to_owned(),
            }],
            penalties: vec![pb::PenaltyRange {
                kind: pb::PenaltyKind::Fine.into(),
                min_fen: Some(10_000),
                max_fen: Some(5_000_000),
                ..pb::PenaltyRange::default()
            }],
            origin: "330602-ZJJ".to_owned(),
            holdings: vec![pb::PowerHolding {
                holder: BUREAU.to_owned(),
                region: COUNTY.to_owned(),
            }],
            first_offence_waiver: true,
            ..pb::PowerItem::default()
        };
        let list = pb::PowerList {
            document: "越政函〔2026〕12号".to_owned(),
            cut_over: today.clone(),
            in_flight: pb::InFlight::Keep.into(),
            items: vec![item],
            ..pb::PowerList::default()
        };
        let mut powers = PowerServiceClient::new(self.caller(&people::MAGISTRATE).door());
        let drafted = pb::ImportPowerListRequest {
            parent: parent(),
            list: Some(list),
            request_id: new_id().to_string(),
        };
        let drafted = powers.import_power_list(drafted).await.expect("a list").into_inner();
        let published = pb::PublishPowerListRequest {
            name: drafted.name,
            request_id: new_id().to_string(),
            published_on: today,
            published_in: "越城区人民政府网站".to_owned(),
        };
        powers.publish_power_list(published).await.expect("a published list");
    }

    async fn certified(&self, post: &Post, number: &str) {
        self.certified_in(BUREAU, post, number).await;
    }

    /// Somebody of a unit becomes an officer with a certificate of this number.
    ///
    /// # Panics
    /// When it cannot be put on record.
    pub async fn certified_in(&self, unit: &str, post: &Post, number: &str) {
        let officer = pb::Officer {
            subject: post.subject.to_owned(),
            display_name: "执法人员".to_owned(),
            unit: unit.to_owned(),
            kind: pb::OfficerKind::Officer.into(),
            certificate: Some(pb::Certificate {
                number: number.to_owned(),
                issuer: "浙江省人民政府".to_owned(),
                valid_from: "2020-01-01".to_owned(),
                valid_to: "2099-12-31".to_owned(),
                ..pb::Certificate::default()
            }),
            ..pb::Officer::default()
        };
        let request = pb::PutOfficerRequest {
            parent: parent(),
            officer: Some(officer),
            request_id: new_id().to_string(),
        };
        let mut officers = OfficerServiceClient::new(self.caller(&people::MAGISTRATE).door());
        officers.put_officer(request).await.expect("an officer with a certificate");
    }

    /// The door of cases, for whoever holds a post.
    #[must_use]
    pub fn cases(&self, post: &Post) -> CaseServiceClient<Door> {
        CaseServiceClient::new(self.caller(post).door())
    }

    /// The door of their parties.
    #[must_use]
    pub fn parties(&self, post: &Post) -> PartyServiceClient<Door> {
        PartyServiceClient::new(self.caller(post).door())
    }

    /// The hash of a decision as it is published.
    ///
    /// # Panics
    /// When it cannot be set.
    pub async fn published(&self, name: &str) -> String {
        let request = pb::RenderPublicationRequest {
            name: name.to_owned(),
            format: pb::DocumentFormat::Html.into(),
        };
        let mut documents = DocumentServiceClient::new(self.caller(&people::LI).door());
        let mut pieces = documents.render_publication(request).await.expect("a publication").into_inner();
        let first = pieces.message().await.expect("a piece").and_then(|piece| piece.part);
        let Some(Part::Head(head)) = first else {
            return String::new();
        };
        head.sha256
    }

    /// Two officers put a record of the scene on the file.
    ///
    /// # Errors
    /// The service's.
    pub async fn gathered(&self, name: &str) -> Result<pb::Case, Status> {
        let part = |part| pb::UploadEvidenceRequest { part: Some(part) };
        let head = pb::EvidenceHead {
            name: name.to_owned(),
            request_id: new_id().to_string(),
            media_type: "application/pdf".to_owned(),
            kind: pb::EvidenceKind::InspectionRecord.into(),
            title: "现场笔录".to_owned(),
            lawful_source: "现场检查".to_owned(),
            officers: both(),
            ..pb::EvidenceHead::default()
        };
        let parts = stream::iter([
            part(pb::upload_evidence_request::Part::Head(head)),
            part(pb::upload_evidence_request::Part::Content(document("record of the scene"))),
        ]);
        let mut evidence = EvidenceServiceClient::new(self.caller(&people::LI).door());
        Ok(evidence.upload_evidence(parts).await?.into_inner())
    }

    /// A case as the bureau sees it.
    ///
    /// # Panics
    /// When it is not there.
    pub async fn case(&self, name: &str) -> pb::Case {
        let request = pb::GetCaseRequest { name: name.to_owned() };
        self.cases(&people::LI).get_case(request).await.expect("a case").into_inner()
    }

    /// What happened to it, in order.
    ///
    /// # Panics
    /// When it is not there.
    pub async fn kinds(&self, name: &str) -> Vec<String> {
        let request = pb::ListTimelineRequest { name: name.to_owned() };
        let told = self.cases(&people::LI).list_timeline(request).await.expect("a timeline");
        told.into_inner().entries.into_iter().map(|entry| entry.kind).collect()
    }

    /// So much time passes, and every clock rings.
    ///
    /// # Panics
    /// When the clock stands still.
    pub async fn lives(&self, time: Duration) {
        self.advance(time).await;
        self.settled().await;
    }
}

/// The subjects of both officers.
#[must_use]
pub fn both() -> Vec<String> {
    [people::LI, people::WANG].iter().map(|post| post.subject.to_owned()).collect()
}
