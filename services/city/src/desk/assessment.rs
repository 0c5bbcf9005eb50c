//! The assessment service.

use shiyu_proto::assessment::v1::award_service_client::AwardServiceClient;
use shiyu_proto::assessment::v1::backlog_service_client::BacklogServiceClient;
use shiyu_proto::assessment::v1::covert_service_client::CovertServiceClient;
use shiyu_proto::assessment::v1::demand_service_client::DemandServiceClient;
use shiyu_proto::assessment::v1::indicator_service_client::IndicatorServiceClient;
use shiyu_proto::assessment::v1::period_service_client::PeriodServiceClient;
use shiyu_proto::assessment::v1::programme_service_client::ProgrammeServiceClient;
use shiyu_proto::assessment::v1::risk_service_client::RiskServiceClient;
use shiyu_proto::assessment::v1::statistics_service_client::StatisticsServiceClient;
use shiyu_proto::assessment::v1::supervision_service_client::SupervisionServiceClient;
use shiyu_proto::assessment::v1::survey_service_client::SurveyServiceClient;

use super::{Desk, LARGEST_ANSWER, Wire};

impl Desk {
    /// Indicators.
    #[must_use]
    pub fn indicators(&self) -> IndicatorServiceClient<Wire> {
        IndicatorServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Periods of assessment.
    #[must_use]
    pub fn periods(&self) -> PeriodServiceClient<Wire> {
        PeriodServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Figures.
    #[must_use]
    pub fn statistics(&self) -> StatisticsServiceClient<Wire> {
        StatisticsServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// What people ask for.
    #[must_use]
    pub fn demand(&self) -> DemandServiceClient<Wire> {
        DemandServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Supervision of units.
    #[must_use]
    pub fn supervisions(&self) -> SupervisionServiceClient<Wire> {
        SupervisionServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Programmes and their tasks.
    #[must_use]
    pub fn programmes(&self) -> ProgrammeServiceClient<Wire> {
        ProgrammeServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Safety awards and vetoes.
    #[must_use]
    pub fn awards(&self) -> AwardServiceClient<Wire> {
        AwardServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// The gate of the risk assessment.
    #[must_use]
    pub fn risks(&self) -> RiskServiceClient<Wire> {
        RiskServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Surveys of satisfaction.
    #[must_use]
    pub fn surveys(&self) -> SurveyServiceClient<Wire> {
        SurveyServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Covert visits.
    #[must_use]
    pub fn covert(&self) -> CovertServiceClient<Wire> {
        CovertServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Backlog campaigns.
    #[must_use]
    pub fn backlogs(&self) -> BacklogServiceClient<Wire> {
        BacklogServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }
}
