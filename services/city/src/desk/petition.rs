//! The petition service.

use shiyu_proto::petition::v1::annual_report_service_client::AnnualReportServiceClient;
use shiyu_proto::petition::v1::boundary_service_client::BoundaryServiceClient;
use shiyu_proto::petition::v1::party_service_client::PartyServiceClient;
use shiyu_proto::petition::v1::petition_service_client::PetitionServiceClient;
use shiyu_proto::petition::v1::policy_suggestion_service_client::PolicySuggestionServiceClient;
use shiyu_proto::petition::v1::status_service_client::StatusServiceClient;

use super::{Desk, LARGEST_ANSWER, Wire};

impl Desk {
    /// Petitions.
    #[must_use]
    pub fn petitions(&self) -> PetitionServiceClient<Wire> {
        PetitionServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Who stands in petitions.
    #[must_use]
    pub fn parties(&self) -> PartyServiceClient<Wire> {
        PartyServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// What was suggested to units.
    #[must_use]
    pub fn suggestions(&self) -> PolicySuggestionServiceClient<Wire> {
        PolicySuggestionServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Years in figures.
    #[must_use]
    pub fn annual_reports(&self) -> AnnualReportServiceClient<Wire> {
        AnnualReportServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Matters that may be another county's.
    #[must_use]
    pub fn borders(&self) -> BoundaryServiceClient<Wire> {
        BoundaryServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// The public door.
    #[must_use]
    pub fn status(&self) -> StatusServiceClient<Wire> {
        StatusServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }
}
