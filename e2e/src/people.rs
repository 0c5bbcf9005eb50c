//! Who works in a town, and how they come in: a token each, and a client for every service.

use shiyu_kit::auth::{Kind, Principal};
use shiyu_proto::assessment::v1::supervision_service_client::SupervisionServiceClient;
use shiyu_proto::common::v1::development_service_client::DevelopmentServiceClient;
use shiyu_proto::common::v1::identity_service_client::IdentityServiceClient;
use shiyu_proto::common::v1::operations_service_client::OperationsServiceClient;
use shiyu_proto::common::v1::subject_identity_service_client::SubjectIdentityServiceClient;
use shiyu_proto::common::v1::subject_service_client::SubjectServiceClient;
use shiyu_proto::common::v1::unit_service_client::UnitServiceClient;
use shiyu_proto::grid::v1::admission_service_client::AdmissionServiceClient;
use shiyu_proto::grid::v1::boundary_service_client::BoundaryServiceClient;
use shiyu_proto::grid::v1::event_service_client::EventServiceClient;
use shiyu_proto::grid::v1::evidence_service_client::EvidenceServiceClient;
use shiyu_proto::grid::v1::grid_map_service_client::GridMapServiceClient;
use shiyu_proto::grid::v1::party_service_client::PartyServiceClient as ReporterServiceClient;
use shiyu_proto::grid::v1::report_service_client::ReportServiceClient;
use shiyu_proto::grid::v1::team_service_client::TeamServiceClient;
use shiyu_proto::mediation::v1::centre_service_client::CentreServiceClient;
use shiyu_proto::mediation::v1::committee_service_client::CommitteeServiceClient;
use shiyu_proto::mediation::v1::document_service_client::DocumentServiceClient;
use shiyu_proto::mediation::v1::mediation_service_client::MediationServiceClient;
use shiyu_proto::mediation::v1::mediator_service_client::MediatorServiceClient;
use shiyu_proto::mediation::v1::screening_service_client::ScreeningServiceClient;
use shiyu_proto::petition::v1::boundary_service_client as borders;
use shiyu_proto::petition::v1::party_service_client::PartyServiceClient;
use shiyu_proto::petition::v1::petition_service_client::PetitionServiceClient;
use shiyu_proto::petition::v1::policy_suggestion_service_client::PolicySuggestionServiceClient;
use shiyu_proto::petition::v1::status_service_client::StatusServiceClient;
use shiyu_proto::petition::v1::subject_request_service_client::SubjectRequestServiceClient;
use tonic::metadata::MetadataValue;
use tonic::service::Interceptor;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Channel;
use tonic::{Request, Status};

/// A post in an office, and the subject of whoever holds it.
#[derive(Debug, Clone, Copy)]
pub struct Post {
    /// The token's subject.
    pub subject: &'static str,
    /// The one role it gives.
    pub role: &'static str,
    /// The unit it is in.
    pub unit: Option<&'static str>,
    /// A person, or another service.
    pub kind: Kind,
}

/// Takes petitions in at the counter.
pub const CLERK: Post = post("clerk", "intake_clerk", Some("330602-XFJ"));
/// Registers, forwards and closes.
pub const OFFICER: Post = post("officer", "petition_officer", Some("330602-XFJ"));
/// Handles what was forwarded to the housing bureau.
pub const HANDLER: Post = post("handler", "unit_handler", Some("330602-ZJJ"));
/// Issues what the housing bureau answers.
pub const HEAD: Post = post("head", "unit_head", Some("330602-ZJJ"));
/// Handles in a unit that nobody asked: the transport bureau.
pub const STRANGER: Post = post("stranger", "unit_handler", Some("330602-JTJ"));
/// Reviews what the county's units answered.
pub const REVIEWER: Post = post("reviewer", "review_officer", Some("330602-XFJ"));
/// Reviews again, for the city.
pub const CITY_REVIEWER: Post = post("city-reviewer", "review_officer", Some("330600-XFJ"));
/// Answers for what is done with identities.
pub const PRIVACY: Post = post("privacy", "privacy_officer", Some("330602-XFJ"));
/// Reads what was done, in the petition office.
pub const AUDITOR: Post = post("auditor", "auditor", Some("330602-XFJ"));
/// Keeps units, calendars and dead letters in order.
pub const OPERATOR: Post = post("operator", "operator", None);
/// The service of mediations.
pub const MEDIATION: Post = service("mediation", "mediation_service");
/// The service of administrative enforcement.
pub const ENFORCEMENT: Post = service("enforcement", "enforcement_service");

/// A post of a person.
#[must_use]
pub const fn post(subject: &'static str, role: &'static str, unit: Option<&'static str>) -> Post {
    Post {
        subject,
        role,
        unit,
        kind: Kind::Person,
    }
}

const fn service(subject: &'static str, role: &'static str) -> Post {
    Post {
        subject,
        role,
        unit: None,
        kind: Kind::Service,
    }
}

impl Post {
    /// What a token of this post proves in a county.
    #[must_use]
    pub fn principal(&self, county: &str) -> Principal {
        Principal {
            subject: self.subject.to_owned(),
            county: county.to_owned(),
            unit: self.unit.map(str::to_owned),
            roles: [self.role.to_owned()].into(),
            kind: self.kind,
        }
    }
}

/// The way in, with what is shown at the door.
pub type Door = InterceptedService<Channel, Bearer>;

/// What a caller shows on every call.
#[derive(Debug, Clone, Default)]
pub struct Bearer {
    headers: Vec<(&'static str, String)>,
}

impl Interceptor for Bearer {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        for (name, value) in &self.headers {
            let value = MetadataValue::try_from(value).map_err(|_| Status::internal("not a header"))?;
            request.metadata_mut().insert(*name, value);
        }
        Ok(request)
    }
}

/// Somebody at the door.
#[derive(Debug, Clone)]
pub struct Caller {
    channel: Channel,
    bearer: Bearer,
}

impl Caller {
    /// Somebody who shows nothing.
    #[must_use]
    pub fn anonymous(channel: Channel) -> Self {
        Self {
            channel,
            bearer: Bearer::default(),
        }
    }

    /// The same with a header more.
    #[must_use]
    pub fn showing(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.bearer.headers.push((name, value.into()));
        self
    }

    /// The way in, for a client of one's own.
    #[must_use]
    pub fn door(&self) -> Door {
        InterceptedService::new(self.channel.clone(), self.bearer.clone())
    }

    /// Petitions.
    #[must_use]
    pub fn petitions(&self) -> PetitionServiceClient<Door> {
        PetitionServiceClient::new(self.door())
    }

    /// Identities.
    #[must_use]
    pub fn parties(&self) -> PartyServiceClient<Door> {
        PartyServiceClient::new(self.door())
    }

    /// What was suggested to units.
    #[must_use]
    pub fn suggestions(&self) -> PolicySuggestionServiceClient<Door> {
        PolicySuggestionServiceClient::new(self.door())
    }

    /// What was granted of identities.
    #[must_use]
    pub fn identities(&self) -> IdentityServiceClient<Door> {
        IdentityServiceClient::new(self.door())
    }

    /// What subjects ask at the petition office.
    #[must_use]
    pub fn subject_requests(&self) -> SubjectRequestServiceClient<Door> {
        SubjectRequestServiceClient::new(self.door())
    }

    /// Who asks, for the services that are asked.
    #[must_use]
    pub fn subject_identities(&self) -> SubjectIdentityServiceClient<Door> {
        SubjectIdentityServiceClient::new(self.door())
    }

    /// What subjects ask of a service.
    #[must_use]
    pub fn subjects(&self) -> SubjectServiceClient<Door> {
        SubjectServiceClient::new(self.door())
    }

    /// Disputes in mediation.
    #[must_use]
    pub fn disputes(&self) -> MediationServiceClient<Door> {
        MediationServiceClient::new(self.door())
    }

    /// The documents of disputes.
    #[must_use]
    pub fn documents(&self) -> DocumentServiceClient<Door> {
        DocumentServiceClient::new(self.door())
    }

    /// The register of committees.
    #[must_use]
    pub fn committees(&self) -> CommitteeServiceClient<Door> {
        CommitteeServiceClient::new(self.door())
    }

    /// The register of mediators.
    #[must_use]
    pub fn mediators(&self) -> MediatorServiceClient<Door> {
        MediatorServiceClient::new(self.door())
    }

    /// Centres, counters and rooms.
    #[must_use]
    pub fn centres(&self) -> CentreServiceClient<Door> {
        CentreServiceClient::new(self.door())
    }

    /// The screening of disputes.
    #[must_use]
    pub fn screenings(&self) -> ScreeningServiceClient<Door> {
        ScreeningServiceClient::new(self.door())
    }

    /// The public door.
    #[must_use]
    pub fn status(&self) -> StatusServiceClient<Door> {
        StatusServiceClient::new(self.door())
    }

    /// Organisation units.
    #[must_use]
    pub fn units(&self) -> UnitServiceClient<Door> {
        UnitServiceClient::new(self.door())
    }

    /// The operator's work.
    #[must_use]
    pub fn operations(&self) -> OperationsServiceClient<Door> {
        OperationsServiceClient::new(self.door())
    }

    /// The clock of a development.
    #[must_use]
    pub fn development(&self) -> DevelopmentServiceClient<Door> {
        DevelopmentServiceClient::new(self.door())
    }

    /// Grid events.
    #[must_use]
    pub fn events(&self) -> EventServiceClient<Door> {
        EventServiceClient::new(self.door())
    }

    /// Photographs and files of grid events.
    #[must_use]
    pub fn evidence(&self) -> EvidenceServiceClient<Door> {
        EvidenceServiceClient::new(self.door())
    }

    /// Who stands in grid events.
    #[must_use]
    pub fn reporters(&self) -> ReporterServiceClient<Door> {
        ReporterServiceClient::new(self.door())
    }

    /// The grid's public door.
    #[must_use]
    pub fn reports(&self) -> ReportServiceClient<Door> {
        ReportServiceClient::new(self.door())
    }

    /// Petition matters that may be another county's.
    #[must_use]
    pub fn borders(&self) -> borders::BoundaryServiceClient<Door> {
        borders::BoundaryServiceClient::new(self.door())
    }

    /// Events that may be another county's.
    #[must_use]
    pub fn boundaries(&self) -> BoundaryServiceClient<Door> {
        BoundaryServiceClient::new(self.door())
    }

    /// The map.
    #[must_use]
    pub fn maps(&self) -> GridMapServiceClient<Door> {
        GridMapServiceClient::new(self.door())
    }

    /// Who works in the grids.
    #[must_use]
    pub fn teams(&self) -> TeamServiceClient<Door> {
        TeamServiceClient::new(self.door())
    }

    /// Supervision of units.
    #[must_use]
    pub fn supervisions(&self) -> SupervisionServiceClient<Door> {
        SupervisionServiceClient::new(self.door())
    }

    /// What may be asked of the grids.
    #[must_use]
    pub fn admissions(&self) -> AdmissionServiceClient<Door> {
        AdmissionServiceClient::new(self.door())
    }
}
