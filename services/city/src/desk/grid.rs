//! The grid service.

use shiyu_proto::grid::v1::admission_service_client::AdmissionServiceClient;
use shiyu_proto::grid::v1::boundary_service_client::BoundaryServiceClient;
use shiyu_proto::grid::v1::broadcast_service_client::BroadcastServiceClient;
use shiyu_proto::grid::v1::campaign_service_client::CampaignServiceClient;
use shiyu_proto::grid::v1::command_service_client::CommandServiceClient;
use shiyu_proto::grid::v1::component_service_client::ComponentServiceClient;
use shiyu_proto::grid::v1::event_service_client::EventServiceClient;
use shiyu_proto::grid::v1::grid_map_service_client::GridMapServiceClient;
use shiyu_proto::grid::v1::hazard_service_client::HazardServiceClient;
use shiyu_proto::grid::v1::meeting_service_client::MeetingServiceClient;
use shiyu_proto::grid::v1::patrol_service_client::PatrolServiceClient;
use shiyu_proto::grid::v1::report_service_client::ReportServiceClient;
use shiyu_proto::grid::v1::routing_service_client::RoutingServiceClient;
use shiyu_proto::grid::v1::screening_service_client::ScreeningServiceClient;
use shiyu_proto::grid::v1::team_service_client::TeamServiceClient;

use super::{Desk, LARGEST_ANSWER, Wire};

impl Desk {
    /// Events of the grids.
    #[must_use]
    pub fn events(&self) -> EventServiceClient<Wire> {
        EventServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// The public door of the grids.
    #[must_use]
    pub fn reports(&self) -> ReportServiceClient<Wire> {
        ReportServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// The grid map.
    #[must_use]
    pub fn maps(&self) -> GridMapServiceClient<Wire> {
        GridMapServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// What stands in the grids.
    #[must_use]
    pub fn components(&self) -> ComponentServiceClient<Wire> {
        ComponentServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Where events go.
    #[must_use]
    pub fn routing(&self) -> RoutingServiceClient<Wire> {
        RoutingServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Command rooms and centres.
    #[must_use]
    pub fn command(&self) -> CommandServiceClient<Wire> {
        CommandServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Who works in which grid.
    #[must_use]
    pub fn team(&self) -> TeamServiceClient<Wire> {
        TeamServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// What departments may ask of grid staff.
    #[must_use]
    pub fn admission(&self) -> AdmissionServiceClient<Wire> {
        AdmissionServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Deliberation meetings.
    #[must_use]
    pub fn meetings(&self) -> MeetingServiceClient<Wire> {
        MeetingServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Notices down the levels.
    #[must_use]
    pub fn broadcasts(&self) -> BroadcastServiceClient<Wire> {
        BroadcastServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Events that may be another county's.
    #[must_use]
    pub fn boundaries(&self) -> BoundaryServiceClient<Wire> {
        BoundaryServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Patrols.
    #[must_use]
    pub fn patrols(&self) -> PatrolServiceClient<Wire> {
        PatrolServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Hazards of places.
    #[must_use]
    pub fn hazards(&self) -> HazardServiceClient<Wire> {
        HazardServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Special campaigns.
    #[must_use]
    pub fn campaigns(&self) -> CampaignServiceClient<Wire> {
        CampaignServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Screening rounds.
    #[must_use]
    pub fn screenings(&self) -> ScreeningServiceClient<Wire> {
        ScreeningServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }
}
