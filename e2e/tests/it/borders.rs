//! A petition that the wrong county received, over a city desk and both counties as three deployments on one bus (S7): negotiated over
//! the counties' own doors, designated by the city, handed over with the petitioner's clock running, and a precedent from then on.

use shiyu_e2e::desks::{CITY, COUNTY, NEIGHBOUR};
use shiyu_e2e::offices::OFFICE_THERE;
use shiyu_e2e::people::{HANDLER, OFFICER, Post, post};
use shiyu_e2e::sample::{BUREAU, CITY_OFFICE, OFFICE, WORDS, factor, party, registration, resident};
use shiyu_e2e::{Backends, Offices, Orders, PATIENCE, Storage, moment};
use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::eventually;
use shiyu_proto::petition::v1 as pb;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};

use crate::saying::refused;

/// Of the petition office of the county beside.
const THERE: Post = post("officer-there", "petition_officer", Some(OFFICE_THERE));
/// Of a bureau there, with the role of an office.
const OF_A_BUREAU: Post = post("officer-of-bureau", "petition_officer", Some("330681-ZJJ"));
/// Secretary of the city's joint conference.
const OF_THE_CITY: Post = post("secretary-of-city", "conference_secretary", Some(CITY_OFFICE));
/// Of a bureau of the city's.
const OF_THE_CITYS_BUREAU: Post = post("officer-of-city", "petition_officer", Some("330600-ZJJ"));

over_a_city! {
    Postgres postgres: what_the_neighbour_declines_the_city_designates_and_the_petitioners_clock_runs_on;
    Sqlite sqlite: what_the_neighbour_declines_the_city_designates_and_the_petitioners_clock_runs_on what_the_neighbour_claims_is_handed_over_at_once;
}

/// A matter that the first county received, and who is upon it.
struct Border<'a> {
    offices: &'a Offices,
    name: String,
    code: String,
    raised: String,
}

impl<'a> Border<'a> {
    async fn registered(offices: &'a Offices) -> Self {
        let request = registration(new_id());
        let done = offices.caller(COUNTY, &OFFICER).petitions().register_petition(request).await;
        let done = done.unwrap().into_inner();
        Self {
            offices,
            name: done.petition.unwrap().name,
            code: done.query_code,
            raised: String::new(),
        }
    }

    fn by(&self, post: &Post) -> Orders {
        Orders::new(&self.name, self.offices.caller(COUNTY, post))
    }

    async fn get(&self) -> pb::Petition {
        self.by(&OFFICER).get().await.unwrap()
    }

    async fn due(&self, clock: &str) -> Option<prost_types::Timestamp> {
        let mut clocks = self.get().await.clocks.into_iter().rev();
        clocks.find(|one| one.name == clock && one.stop_time.is_none())?.legal_due_time
    }

    async fn is(&self, stage: pb::Stage) {
        eventually(PATIENCE, async || self.get().await.stage() == stage).await;
    }

    async fn raise(&mut self) {
        let raised = self
            .by(&OFFICER)
            .raise_boundary(vec![NEIGHBOUR.to_owned()], "The house stands there")
            .await;
        self.raised = raised.unwrap().course.unwrap().boundary.unwrap().id;
    }

    /// The boundary at a desk.
    async fn at(&self, county: &str) -> Option<pb::BoundaryCase> {
        let post = if county == CITY { &OF_THE_CITY } else { &THERE };
        let request = pb::GetBoundaryRequest {
            name: format!("counties/{county}/boundaries/{}", self.raised),
        };
        let found = self.offices.caller(county, post).borders().get_boundary(request).await;
        found.ok().map(tonic::Response::into_inner)
    }

    async fn stands(&self, county: &str, state: pb::BoundaryState) {
        eventually(PATIENCE, async || self.at(county).await.is_some_and(|case| case.state() == state)).await;
    }

    async fn answer(&self, post: &Post, word: pb::BoundaryWord) -> Result<pb::BoundaryCase, tonic::Status> {
        let request = pb::AnswerBoundaryRequest {
            name: format!("counties/{NEIGHBOUR}/boundaries/{}", self.raised),
            word: word.into(),
            reference: "诸信函〔2026〕3号".to_owned(),
            request_id: new_id().to_string(),
        };
        let answered = self.offices.caller(NEIGHBOUR, post).borders().answer_boundary(request).await;
        answered.map(tonic::Response::into_inner)
    }

    async fn designate(&self, post: &Post, owner: &str) -> Result<pb::BoundaryCase, tonic::Status> {
        let request = pb::DesignateOwnerRequest {
            name: format!("counties/{CITY}/boundaries/{}", self.raised),
            owner: owner.to_owned(),
            reference: "绍信联〔2026〕1号".to_owned(),
            request_id: new_id().to_string(),
        };
        let designated = self.offices.caller(CITY, post).borders().designate_owner(request).await;
        designated.map(tonic::Response::into_inner)
    }

    /// The matter as the neighbour registered it.
    async fn taken_up(&self) -> pb::Petition {
        let list = async || {
            let request = pb::ListPetitionsRequest {
                parent: format!("counties/{NEIGHBOUR}"),
                ..pb::ListPetitionsRequest::default()
            };
            let found = self.offices.caller(NEIGHBOUR, &THERE).petitions().list_petitions(request).await;
            found.unwrap().into_inner().petitions
        };
        let is_it = |petition: &pb::Petition| petition.source_reference == self.name;
        eventually(PATIENCE, async || list().await.iter().any(is_it)).await;
        list().await.into_iter().find(is_it).unwrap()
    }
}

async fn status(offices: &Offices, county: &str, code: &str) -> pb::QueryStatusResponse {
    let query = pb::QueryStatusRequest {
        query_code: code.to_owned(),
        second_factor: factor(&resident()),
    };
    offices.anonymous(county).status().query_status(query).await.unwrap().into_inner()
}

async fn what_the_neighbour_declines_the_city_designates_and_the_petitioners_clock_runs_on(backends: Backends, storage: Storage) {
    let offices = Offices::open(&backends, storage).await;
    let mut matter = Border::registered(&offices).await;
    let own = matter.by(&OFFICER).raise_boundary(vec![COUNTY.to_owned()], "?").await;
    refused(own, FailedPrecondition, "NOT_A_COUNTY_NAMED");
    matter.raise().await;
    let due = matter.due("forward").await;
    matter.stands(NEIGHBOUR, pb::BoundaryState::Raised).await;
    matter.stands(CITY, pb::BoundaryState::Raised).await;
    let early = matter.designate(&OF_THE_CITY, NEIGHBOUR).await;
    refused(early, FailedPrecondition, "BOUNDARY_NOT_REFERRED");
    let by_a_bureau = matter.answer(&OF_A_BUREAU, pb::BoundaryWord::Declined).await;
    refused(by_a_bureau, PermissionDenied, "UNIT_NOT_YOURS");
    let answered = matter.answer(&THERE, pb::BoundaryWord::Declined).await.unwrap();
    assert_eq!((answered.answers.len(), answered.petition.as_str()), (1, matter.name.as_str()));
    let twice = matter.answer(&THERE, pb::BoundaryWord::Claimed).await;
    refused(twice, FailedPrecondition, "ANSWERED_ALREADY");

    // Nobody is left to negotiate with: the city is asked, and the first receiver goes on.
    matter.stands(CITY, pb::BoundaryState::Referred).await;
    assert!(matter.due("arbitrate").await.is_some() && matter.due("negotiate").await.is_none());
    assert_eq!(matter.due("forward").await, due, "the petitioner's clock runs on");
    matter.by(&OFFICER).forward(BUREAU).await.unwrap();
    matter.by(&HANDLER).accept(pb::DeliveryMethod::Mail).await.unwrap();
    let shown = status(&offices, COUNTY, &matter.code).await;
    assert_eq!((shown.stage(), shown.unit.as_str()), (pb::Stage::Accepted, BUREAU));

    let by_a_bureau = matter.designate(&OF_THE_CITYS_BUREAU, NEIGHBOUR).await;
    refused(by_a_bureau, PermissionDenied, "UNIT_NOT_YOURS");
    let designated = matter.designate(&OF_THE_CITY, NEIGHBOUR).await.unwrap();
    assert_eq!((designated.owner.as_str(), designated.designated), (NEIGHBOUR, true));
    let again = matter.designate(&OF_THE_CITY, COUNTY).await;
    refused(again, FailedPrecondition, "BOUNDARY_SETTLED");
    matter.is(pb::Stage::HandedOver).await;
    let shown = status(&offices, COUNTY, &matter.code).await;
    assert_eq!((shown.stage(), shown.county.as_str()), (pb::Stage::HandedOver, NEIGHBOUR));

    taken_over(&offices, &matter).await;
    matter.stands(NEIGHBOUR, pb::BoundaryState::Settled).await;
    let like_it = pb::ListBoundariesRequest {
        parent: format!("counties/{CITY}"),
        state: pb::BoundaryState::Settled.into(),
        category: "housing.repair".to_owned(),
        ..pb::ListBoundariesRequest::default()
    };
    let found = offices.caller(CITY, &OF_THE_CITY).borders().list_boundaries(like_it).await;
    let found = found.unwrap().into_inner().boundaries;
    assert_eq!(found.iter().map(|case| case.owner.as_str()).collect::<Vec<_>>(), [NEIGHBOUR]);
    offices.close().await;
}

/// It is registered there as received when it was received first, without anybody's words; its petitioner follows it there once the papers
/// say who they are.
async fn taken_over(offices: &Offices, matter: &Border<'_>) {
    let there = matter.taken_up().await;
    assert_eq!((there.stage(), there.channel()), (pb::Stage::Registered, pb::Channel::Referral));
    assert_eq!((there.unit.as_str(), there.category.as_str()), (OFFICE_THERE, "housing.repair"));
    assert_eq!(there.received_time, matter.get().await.received_time);
    let whole = Orders::new(&there.name, offices.caller(NEIGHBOUR, &THERE)).get().await.unwrap();
    assert_eq!(whole.parties, []);
    for word in WORDS {
        assert!(!format!("{whole:?}").contains(word), "nobody's words come over: {word}");
    }
    let counter = Orders::new(&there.name, offices.caller(NEIGHBOUR, &THERE));
    let petitioner = party(new_id(), pb::PartyRole::Petitioner, resident());
    let code = counter.add_party(petitioner).await.unwrap().query_code;
    let shown = status(offices, NEIGHBOUR, &code).await;
    assert_eq!((shown.stage(), shown.unit.as_str()), (pb::Stage::Registered, OFFICE_THERE));
    assert_eq!(shown.due_clock, "forward");
    assert_eq!(
        shown.due_time,
        whole.clocks.iter().find(|clock| clock.name == "forward").unwrap().legal_due_time
    );
}

async fn what_the_neighbour_claims_is_handed_over_at_once(backends: Backends, storage: Storage) {
    let offices = Offices::open(&backends, storage).await;
    let mut matter = Border::registered(&offices).await;
    matter.raise().await;
    matter.stands(NEIGHBOUR, pb::BoundaryState::Raised).await;
    matter.answer(&THERE, pb::BoundaryWord::Claimed).await.unwrap();
    matter.is(pb::Stage::HandedOver).await;
    let boundary = matter.get().await.course.unwrap().boundary.unwrap();
    assert_eq!((boundary.owner.as_str(), boundary.designated), (NEIGHBOUR, false));
    matter.taken_up().await;
    matter.stands(CITY, pb::BoundaryState::Settled).await;
    let late = matter.designate(&OF_THE_CITY, COUNTY).await;
    refused(late, FailedPrecondition, "BOUNDARY_SETTLED");

    // Of another the counties say nothing in time: the city is asked by the clock, and leaves it where it is.
    let mut other = Border::registered(&offices).await;
    other.raise().await;
    let due = other.due("negotiate").await;
    offices.advance_past(moment(due)).await;
    other.stands(CITY, pb::BoundaryState::Referred).await;
    other.designate(&OF_THE_CITY, COUNTY).await.unwrap();
    eventually(PATIENCE, async || other.due("arbitrate").await.is_none()).await;
    other.stands(NEIGHBOUR, pb::BoundaryState::Settled).await;
    let late = other.answer(&THERE, pb::BoundaryWord::Claimed).await;
    refused(late, FailedPrecondition, "BOUNDARY_SETTLED");
    let stayed = other.get().await;
    assert_eq!((stayed.stage(), stayed.unit.as_str()), (pb::Stage::Registered, OFFICE));
    let nobody = pb::GetBoundaryRequest {
        name: format!("counties/{NEIGHBOUR}/boundaries/{}", new_id()),
    };
    let unknown = offices.caller(NEIGHBOUR, &THERE).borders().get_boundary(nobody).await;
    refused(unknown, NotFound, "BOUNDARY_UNKNOWN");

    // What accuses somebody is told to no other county.
    let mut sealed = registration(new_id());
    sealed.petition.as_mut().unwrap().accused = Some(pb::Accused {
        units: vec![BUREAU.to_owned()],
        subjects: Vec::new(),
    });
    let sealed = offices.caller(COUNTY, &OFFICER).petitions().register_petition(sealed).await;
    let sealed = Orders::new(
        &sealed.unwrap().into_inner().petition.unwrap().name,
        offices.caller(COUNTY, &OFFICER),
    );
    let told = sealed.raise_boundary(vec![NEIGHBOUR.to_owned()], "?").await;
    refused(told, FailedPrecondition, "SEALED_MATTER");
    offices.close().await;
}
