//! An event at the border of two counties, over a city desk and both counties as three deployments on one bus (S7): negotiated over the
//! counties' own doors, returned twice inside the first one, designated by the city, handed over with its clocks running, and a
//! precedent from then on.

use shiyu_e2e::desks::{CITY, COUNTY, NEIGHBOUR, spot};
use shiyu_e2e::ground::people::{CHIEF, DISPATCHER, MARKET_HANDLER, PATROL, STATION_HANDLER, TOWN_HEAD};
use shiyu_e2e::ground::{MARKET, STATION, Upon, WORDS, reporting};
use shiyu_e2e::people::{Post, post};
use shiyu_e2e::{Backends, Desks, PATIENCE, Storage, moment};
use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::eventually;
use shiyu_proto::common::v1::Clock;
use shiyu_proto::grid::v1 as pb;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};

use crate::saying::refused;

/// Dispatches for the neighbour, in its command centre.
const THERE: Post = post("staff-of-centre-there", "dispatcher", Some("330681-ZHZX"));
/// Dispatches in a town of the neighbour's.
const IN_A_TOWN: Post = post("staff-of-town-there", "dispatcher", Some("330681001-ZHS"));
/// Commands for the city.
const OF_THE_CITY: Post = post("staff-of-city", "command_chief", Some("330600-ZHZX"));

over_a_city! {
    Postgres postgres: what_the_neighbour_declines_the_city_designates what_the_neighbour_claims_is_handed_over_at_once;
    Sqlite sqlite: what_the_neighbour_declines_the_city_designates what_the_neighbour_claims_is_handed_over_at_once;
}

/// An event that the first county received, and who is upon it.
struct Border<'a> {
    desks: &'a Desks,
    name: String,
    raised: String,
}

impl<'a> Border<'a> {
    async fn reported(desks: &'a Desks) -> Self {
        let request = pb::ReportEventRequest {
            class_code: "E0103".to_owned(),
            point: Some(spot()),
            ..reporting(desks.now(), pb::EventSource::Patrol)
        };
        let done = desks.caller(COUNTY, &PATROL).events().report_event(request).await.unwrap();
        let name = done.into_inner().event.unwrap().name;
        Self {
            desks,
            name,
            raised: String::new(),
        }
    }

    fn by(&self, post: &Post) -> Upon {
        Upon::new(&self.name, self.desks.caller(COUNTY, post))
    }

    async fn get(&self) -> pb::Event {
        self.by(&CHIEF).get().await.unwrap()
    }

    async fn clock(&self, name: &str) -> Option<Clock> {
        let clocks = self.get().await.clocks;
        clocks
            .into_iter()
            .rev()
            .find(|clock| clock.name == name && clock.stop_time.is_none())
    }

    async fn is(&self, stage: pb::EventStage) {
        eventually(PATIENCE, async || self.get().await.stage() == stage).await;
    }

    async fn raise(&mut self) {
        let raised = self
            .by(&DISPATCHER)
            .raise_boundary(vec![NEIGHBOUR.to_owned()], "The heap lies on the border")
            .await;
        self.raised = raised.unwrap().course.unwrap().boundary.unwrap().id;
    }

    /// The boundary at a desk.
    async fn at(&self, county: &str) -> Option<pb::BoundaryCase> {
        let post = if county == CITY { &OF_THE_CITY } else { &THERE };
        let request = pb::GetBoundaryRequest {
            name: format!("counties/{county}/boundaries/{}", self.raised),
        };
        let found = self.desks.caller(county, post).boundaries().get_boundary(request).await;
        found.ok().map(tonic::Response::into_inner)
    }

    async fn stands(&self, county: &str, state: pb::BoundaryState) {
        eventually(PATIENCE, async || self.at(county).await.is_some_and(|case| case.state() == state)).await;
    }

    async fn answer(&self, post: &Post, word: pb::BoundaryWord) -> Result<pb::BoundaryCase, tonic::Status> {
        let request = pb::AnswerBoundaryRequest {
            name: format!("counties/{NEIGHBOUR}/boundaries/{}", self.raised),
            word: word.into(),
            reference: "诸政函〔2026〕3号".to_owned(),
            request_id: new_id().to_string(),
        };
        let answered = self.desks.caller(NEIGHBOUR, post).boundaries().answer_boundary(request).await;
        answered.map(tonic::Response::into_inner)
    }

    async fn designate(&self, owner: &str) -> Result<pb::BoundaryCase, tonic::Status> {
        let request = pb::DesignateOwnerRequest {
            name: format!("counties/{CITY}/boundaries/{}", self.raised),
            owner: owner.to_owned(),
            reference: "绍政联〔2026〕1号".to_owned(),
            request_id: new_id().to_string(),
        };
        let designated = self.desks.caller(CITY, &OF_THE_CITY).boundaries().designate_owner(request).await;
        designated.map(tonic::Response::into_inner)
    }

    /// The event as the neighbour took it up.
    async fn taken_up(&self) -> pb::Event {
        let request = || pb::ListEventsRequest {
            parent: format!("counties/{NEIGHBOUR}"),
            ..pb::ListEventsRequest::default()
        };
        let list = async || {
            let found = self.desks.caller(NEIGHBOUR, &THERE).events().list_events(request()).await;
            found.unwrap().into_inner().events
        };
        let is_it = |event: &pb::Event| event.report.as_ref().is_some_and(|report| report.handed_over_event == self.name);
        eventually(PATIENCE, async || list().await.iter().any(is_it)).await;
        list().await.into_iter().find(is_it).unwrap()
    }
}

/// Two units of the first county return it, and its town says who has it.
async fn returned_twice(event: &Border<'_>) {
    event.by(&DISPATCHER).dispatch(STATION, "It looks like works").await.unwrap();
    event.by(&STATION_HANDLER).send_back("No works here").await.unwrap();
    event.by(&DISPATCHER).dispatch(MARKET, "It lies at the market").await.unwrap();
    let disputed = event.by(&MARKET_HANDLER).send_back("Not a stall").await.unwrap();
    assert_eq!(disputed.stage(), pb::EventStage::Disputed);
    event.by(&TOWN_HEAD).designate(STATION, "It keeps roads free").await.unwrap();
    event.by(&STATION_HANDLER).sign_in().await.unwrap();
}

async fn what_the_neighbour_declines_the_city_designates(backends: Backends, storage: Storage) {
    let desks = Desks::open(&backends, storage).await;
    let mut event = Border::reported(&desks).await;
    event.raise().await;
    returned_twice(&event).await;
    let due = event.clock("handle").await.unwrap().legal_due_time;
    assert!(event.clock("negotiate").await.is_some());

    event.stands(NEIGHBOUR, pb::BoundaryState::Raised).await;
    event.stands(CITY, pb::BoundaryState::Raised).await;
    let alone = event.by(&DISPATCHER).agree_boundary(NEIGHBOUR, "By telephone").await;
    refused(alone, FailedPrecondition, "OWNER_UNHEARD");
    refused(event.designate(NEIGHBOUR).await, FailedPrecondition, "BOUNDARY_NOT_REFERRED");
    refused(
        event.answer(&IN_A_TOWN, pb::BoundaryWord::Declined).await,
        PermissionDenied,
        "UNIT_NOT_YOURS",
    );
    let answered = event.answer(&THERE, pb::BoundaryWord::Declined).await.unwrap();
    assert_eq!((answered.answers.len(), answered.event.as_str()), (1, event.name.as_str()));
    refused(
        event.answer(&THERE, pb::BoundaryWord::Claimed).await,
        FailedPrecondition,
        "ANSWERED_ALREADY",
    );

    // Nobody is left to negotiate with: the city is asked before the eight work-hours are over, and the handling goes on.
    event.stands(CITY, pb::BoundaryState::Referred).await;
    let agreed = event.by(&DISPATCHER).agree_boundary(NEIGHBOUR, "By telephone").await;
    refused(agreed, FailedPrecondition, "OWNER_DECLINED");
    assert!(event.clock("arbitrate").await.is_some() && event.clock("negotiate").await.is_none());
    let now = event.get().await;
    assert_eq!(
        (now.stage(), now.unit.as_str()),
        (pb::EventStage::Handling, STATION),
        "the first receiver goes on"
    );
    assert_eq!(
        event.clock("handle").await.unwrap().legal_due_time,
        due,
        "and so does the reporter's clock"
    );

    let designated = event.designate(NEIGHBOUR).await.unwrap();
    assert_eq!((designated.owner.as_str(), designated.designated), (NEIGHBOUR, true));
    refused(event.designate(COUNTY).await, FailedPrecondition, "BOUNDARY_SETTLED");
    event.is(pb::EventStage::HandedOver).await;
    let there = event.taken_up().await;
    let first = event.get().await.report_time;
    assert_eq!(there.report_time, first, "the reporter's time runs on");
    let report = there.report.unwrap();
    assert_eq!(
        (report.source(), report.seen_time),
        (pb::EventSource::Neighbour, event.get().await.report_time)
    );
    assert!(there.clocks.iter().any(|clock| clock.name == "accept" && clock.stop_time.is_none()));
    for word in WORDS {
        assert!(!format!("{report:?}").contains(word), "nobody's words come over: {word}");
    }
    event.stands(NEIGHBOUR, pb::BoundaryState::Settled).await;
    precedent(&desks, &event).await;
    desks.close().await;
}

/// What was decided is found by what it was about and what kind of place it was.
async fn precedent(desks: &Desks, event: &Border<'_>) {
    let space = event.at(CITY).await.unwrap().space;
    let request = |space: i32| pb::ListBoundariesRequest {
        parent: format!("counties/{CITY}"),
        state: pb::BoundaryState::Settled.into(),
        class_code: "E0103".to_owned(),
        space,
        ..pb::ListBoundariesRequest::default()
    };
    let mut boundaries = desks.caller(CITY, &OF_THE_CITY).boundaries();
    let found = boundaries.list_boundaries(request(space)).await.unwrap().into_inner().boundaries;
    assert_eq!(found.iter().map(|case| case.owner.as_str()).collect::<Vec<_>>(), [NEIGHBOUR]);
    let other = [pb::SpaceType::Rural, pb::SpaceType::UrbanCommunity, pb::SpaceType::IndustrialPark];
    let other = other.into_iter().map(i32::from).find(|other| *other != space).unwrap();
    assert_eq!(
        boundaries.list_boundaries(request(other)).await.unwrap().into_inner().boundaries,
        []
    );
}

async fn what_the_neighbour_claims_is_handed_over_at_once(backends: Backends, storage: Storage) {
    let desks = Desks::open(&backends, storage).await;
    let mut event = Border::reported(&desks).await;
    let early = event.answer(&THERE, pb::BoundaryWord::Claimed).await.unwrap_err();
    assert_eq!(early.code(), tonic::Code::InvalidArgument, "there is none of no id");
    event.raise().await;
    event.stands(NEIGHBOUR, pb::BoundaryState::Raised).await;
    event.answer(&THERE, pb::BoundaryWord::Claimed).await.unwrap();
    event.is(pb::EventStage::HandedOver).await;
    let boundary = event.get().await.course.unwrap().boundary.unwrap();
    assert_eq!((boundary.owner.as_str(), boundary.designated), (NEIGHBOUR, false));
    assert_eq!(
        boundary.answers.iter().map(|answer| answer.county.as_str()).collect::<Vec<_>>(),
        [NEIGHBOUR]
    );
    let there = event.taken_up().await;
    event.stands(CITY, pb::BoundaryState::Settled).await;
    let upon = Upon::new(&there.name, desks.caller(NEIGHBOUR, &THERE));
    upon.reject(pb::RejectionGround::NotPublic, "A yard of their own").await.unwrap();
    let followed = async || event.get().await.ending.unwrap().followed_stage();
    eventually(PATIENCE, async || followed().await == pb::EventStage::Rejected).await;
    refused(event.designate(COUNTY).await, FailedPrecondition, "BOUNDARY_SETTLED");

    // Of another the counties say nothing in time: the city is asked by the clock, and leaves it where it is.
    let mut other = Border::reported(&desks).await;
    other.raise().await;
    let due = other.clock("negotiate").await.unwrap().legal_due_time;
    desks.advance_past(moment(due)).await;
    other.stands(CITY, pb::BoundaryState::Referred).await;
    other.designate(COUNTY).await.unwrap();
    eventually(PATIENCE, async || other.clock("arbitrate").await.is_none()).await;
    other.stands(NEIGHBOUR, pb::BoundaryState::Settled).await;
    refused(
        other.answer(&THERE, pb::BoundaryWord::Claimed).await,
        FailedPrecondition,
        "BOUNDARY_SETTLED",
    );
    assert_eq!(other.get().await.stage(), pb::EventStage::Reported);
    let nobody = pb::GetBoundaryRequest {
        name: format!("counties/{NEIGHBOUR}/boundaries/{}", new_id()),
    };
    refused(
        desks.caller(NEIGHBOUR, &THERE).boundaries().get_boundary(nobody).await,
        NotFound,
        "BOUNDARY_UNKNOWN",
    );
    desks.close().await;
}
