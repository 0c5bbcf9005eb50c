//! A client for every service.

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

use super::{Caller, Door};

impl Caller {
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
