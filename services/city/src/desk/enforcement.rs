//! The enforcement service.

use shiyu_proto::enforcement::v1::case_service_client::CaseServiceClient;
use shiyu_proto::enforcement::v1::document_service_client::DocumentServiceClient as CaseDocumentServiceClient;
use shiyu_proto::enforcement::v1::evidence_service_client::EvidenceServiceClient;
use shiyu_proto::enforcement::v1::inspection_service_client::InspectionServiceClient;
use shiyu_proto::enforcement::v1::officer_service_client::OfficerServiceClient;
use shiyu_proto::enforcement::v1::party_service_client::PartyServiceClient as CasePartyServiceClient;
use shiyu_proto::enforcement::v1::power_service_client::PowerServiceClient;
use shiyu_proto::enforcement::v1::standard_service_client::StandardServiceClient;

use super::{Desk, LARGEST_ANSWER, Wire};

impl Desk {
    /// Enforcement cases.
    #[must_use]
    pub fn cases(&self) -> CaseServiceClient<Wire> {
        CaseServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Documents of enforcement cases.
    #[must_use]
    pub fn case_documents(&self) -> CaseDocumentServiceClient<Wire> {
        CaseDocumentServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Who stands in enforcement cases.
    #[must_use]
    pub fn case_parties(&self) -> CasePartyServiceClient<Wire> {
        CasePartyServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Evidence of enforcement cases.
    #[must_use]
    pub fn evidence(&self) -> EvidenceServiceClient<Wire> {
        EvidenceServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Who may penalise what.
    #[must_use]
    pub fn powers(&self) -> PowerServiceClient<Wire> {
        PowerServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Benchmarks, evidence checklists and wordings.
    #[must_use]
    pub fn standards(&self) -> StandardServiceClient<Wire> {
        StandardServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Officers and their certificates.
    #[must_use]
    pub fn officers(&self) -> OfficerServiceClient<Wire> {
        OfficerServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Regulated objects, visits and draws.
    #[must_use]
    pub fn inspections(&self) -> InspectionServiceClient<Wire> {
        InspectionServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }
}
