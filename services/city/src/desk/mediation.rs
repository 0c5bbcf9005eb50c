//! The mediation service.

use shiyu_proto::mediation::v1::centre_service_client::CentreServiceClient;
use shiyu_proto::mediation::v1::committee_service_client::CommitteeServiceClient;
use shiyu_proto::mediation::v1::counsel_service_client::CounselServiceClient;
use shiyu_proto::mediation::v1::document_service_client::DocumentServiceClient as DisputeDocumentServiceClient;
use shiyu_proto::mediation::v1::matter_service_client::MatterServiceClient;
use shiyu_proto::mediation::v1::mediation_service_client::MediationServiceClient;
use shiyu_proto::mediation::v1::mediator_service_client::MediatorServiceClient;
use shiyu_proto::mediation::v1::screening_service_client::ScreeningServiceClient;

use super::{Desk, LARGEST_ANSWER, Wire};

impl Desk {
    /// Disputes in mediation.
    #[must_use]
    pub fn disputes(&self) -> MediationServiceClient<Wire> {
        MediationServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Their documents.
    #[must_use]
    pub fn dispute_documents(&self) -> DisputeDocumentServiceClient<Wire> {
        DisputeDocumentServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Committees.
    #[must_use]
    pub fn committees(&self) -> CommitteeServiceClient<Wire> {
        CommitteeServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Mediators.
    #[must_use]
    pub fn mediators(&self) -> MediatorServiceClient<Wire> {
        MediatorServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Centres, counters and rooms.
    #[must_use]
    pub fn centres(&self) -> CentreServiceClient<Wire> {
        CentreServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Legal advisers and clinics.
    #[must_use]
    pub fn counsel(&self) -> CounselServiceClient<Wire> {
        CounselServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// The screening of disputes.
    #[must_use]
    pub fn dispute_screenings(&self) -> ScreeningServiceClient<Wire> {
        ScreeningServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// What agencies mediate.
    #[must_use]
    pub fn matters(&self) -> MatterServiceClient<Wire> {
        MatterServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }
}
