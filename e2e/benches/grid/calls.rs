//! What the callers ask for: events of the length people report, and their dispatch as the table says.

use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::operations::timestamp;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::event_service_client::EventServiceClient;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::transport::Channel;
use tonic::{Request, Status};
use uuid::Uuid;

use crate::Outcome;
use crate::ground::Spots;

/// The county.
pub const COUNTY: &str = "330602";
/// Its name.
pub const PARENT: &str = "counties/330602";
/// Subject of who patrols.
pub const PATROL: &str = "patrol";

/// Subclasses that come often: rubbish, things in the way, blocked exits, batteries charged where they should not be.
const CLASSES: [&str; 4] = ["E0103", "E0503", "E1201", "E1206"];

/// One connection, and who speaks over it.
#[derive(Debug, Clone)]
pub struct Desk {
    events: EventServiceClient<Channel>,
    patrol: MetadataValue<Ascii>,
    dispatcher: MetadataValue<Ascii>,
}

impl Desk {
    /// Over this connection.
    pub fn new(channel: Channel, patrol: MetadataValue<Ascii>, dispatcher: MetadataValue<Ascii>) -> Self {
        Self {
            events: EventServiceClient::new(channel),
            patrol,
            dispatcher,
        }
    }

    /// Reports the event of this id, one after the other at another place.
    pub async fn report(&mut self, id: Uuid, number: usize, spots: &Spots) -> Result<(), Status> {
        let nth = |length: usize| number % length.max(1);
        let request = pb::ReportEventRequest {
            parent: PARENT.to_owned(),
            request_id: id.to_string(),
            report: Some(pb::EventReport {
                source: pb::EventSource::Patrol.into(),
                title: "三号楼东侧消防通道被建筑材料堵塞".to_owned(),
                description: DESCRIPTION.to_owned(),
                whereabouts: "三号楼东侧，靠近小区北门".to_owned(),
                seen_time: Some(timestamp(WallClock::system().now() - time::Duration::minutes(1))),
                ..pb::EventReport::default()
            }),
            class_code: CLASSES.get(nth(CLASSES.len())).copied().unwrap_or_default().to_owned(),
            point: spots.get(nth(spots.len())).copied(),
            ..pb::ReportEventRequest::default()
        };
        let request = by(&self.patrol, request);
        self.events.report_event(request).await.map(|_| ())
    }

    /// Dispatches it as the table says: accepted, filed and dispatched in one act.
    pub async fn dispatch(&mut self, id: Uuid) -> Result<(), Status> {
        let request = pb::DispatchEventRequest {
            name: format!("{PARENT}/events/{id}"),
            request_id: new_id().to_string(),
            ..pb::DispatchEventRequest::default()
        };
        let request = by(&self.dispatcher, request);
        self.events.dispatch_event(request).await.map(|_| ())
    }
}

/// A request of somebody.
pub fn by<T>(token: &MetadataValue<Ascii>, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.metadata_mut().insert("authorization", token.clone());
    request
}

/// What is shown at the door.
pub fn bearer(token: &str) -> Outcome<MetadataValue<Ascii>> {
    Ok(format!("Bearer {token}").parse()?)
}

const DESCRIPTION: &str = "巡查时发现三号楼东侧消防通道堆放水泥、黄沙和旧门板，长约六米，消防车无法通过；\
    现场没有施工人员，已拍照并设置警示。物业称是一楼装修业主堆放，前日已口头提醒，至今没有清理。";
