//! A case that may be another county's, over a city desk and both counties as three deployments on one bus (行政处罚法 art. 25, S7): answered
//! over the other county's own door, designated by the city, handed over, and a clue there from then on.

use shiyu_e2e::agencies::{Agencies, BUREAU_THERE, GUIDANCE};
use shiyu_e2e::bureau::people::{BUREAU_HEAD, COUNTER, LI};
use shiyu_e2e::bureau::{PLACE, WORDS, both, inspected};
use shiyu_e2e::desks::{CITY, COUNTY, NEIGHBOUR};
use shiyu_e2e::people::{Post, post};
use shiyu_e2e::sample::person;
use shiyu_e2e::{Backends, PATIENCE, Storage, moment};
use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::eventually;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};

use super::{order, suspect};
use crate::saying::refused;

/// Heads the bureau of the county beside.
const THERE: Post = post("head-there", "agency_head", Some(BUREAU_THERE));
/// Of the legal guidance of the city.
const OF_THE_CITY: Post = post("guidance-of-city", "legal_reviewer", Some(GUIDANCE));
/// Of a county that quarrels, at the city's door.
const OF_A_COUNTY: Post = post("head-of-county", "agency_head", Some(COUNTY));

over_a_city! {
    Postgres postgres: what_the_neighbour_declines_the_city_designates_and_it_is_a_clue_there;
    Sqlite sqlite: what_the_neighbour_declines_the_city_designates_and_it_is_a_clue_there what_the_neighbour_claims_is_handed_over_at_once;
}

/// A case of the first county's, and the dispute about it.
struct Border<'a> {
    agencies: &'a Agencies,
    name: String,
    dispute: String,
}

impl<'a> Border<'a> {
    async fn raised(agencies: &'a Agencies) -> Self {
        let mut received = pb::ReceiveClueRequest {
            parties: vec![suspect(&new_id().to_string(), person(WORDS[3], 77))],
            ..inspected(PLACE, agencies.now() - Duration::hours(30))
        };
        if let Some(clue) = &mut received.clue {
            clue.discovery_reference = "巡查记录1".to_owned();
            clue.discovery_issuer = "越城区综合行政执法局".to_owned();
        }
        let received = agencies.cases(COUNTY, &COUNTER).receive_clue(received).await.unwrap().into_inner();
        let name = received.case.unwrap().name;
        let seen = order!(
            name,
            VerifyClueRequest {
                officers: both(),
                found: true,
                note: "违法行为地在界河两岸".to_owned()
            }
        );
        agencies.cases(COUNTY, &LI).verify_clue(seen).await.unwrap();
        let raised = order!(
            name,
            RaiseDisputeRequest {
                with_unit: NEIGHBOUR.to_owned(),
                reason: "违法行为地在界河对岸".to_owned()
            }
        );
        let dispute = raised.request_id.clone();
        let raised = agencies.cases(COUNTY, &LI).raise_dispute(raised).await.unwrap().into_inner();
        assert_eq!(raised.stage(), pb::Stage::Disputed);
        Self { agencies, name, dispute }
    }

    async fn get(&self) -> pb::Case {
        let request = pb::GetCaseRequest { name: self.name.clone() };
        self.agencies
            .cases(COUNTY, &BUREAU_HEAD)
            .get_case(request)
            .await
            .unwrap()
            .into_inner()
    }

    async fn due(&self, clock: &str) -> Option<prost_types::Timestamp> {
        let mut clocks = self.get().await.clocks.into_iter();
        clocks.find(|one| one.name == clock && one.stop_time.is_none())?.legal_due_time
    }

    async fn is(&self, stage: pb::Stage) {
        eventually(PATIENCE, async || self.get().await.stage() == stage).await;
    }

    /// The dispute at a desk.
    async fn at(&self, county: &str) -> Option<pb::BoundaryCase> {
        let post = if county == CITY { &OF_THE_CITY } else { &THERE };
        let request = pb::GetBoundaryRequest {
            name: format!("counties/{county}/boundaries/{}", self.dispute),
        };
        let found = self.agencies.disputes(county, post).get_boundary(request).await;
        found.ok().map(tonic::Response::into_inner)
    }

    async fn stands(&self, county: &str, state: pb::BoundaryState) {
        eventually(PATIENCE, async || self.at(county).await.is_some_and(|case| case.state() == state)).await;
    }

    async fn answer(&self, word: pb::BoundaryWord) -> Result<pb::BoundaryCase, tonic::Status> {
        let request = pb::AnswerBoundaryRequest {
            name: format!("counties/{NEIGHBOUR}/boundaries/{}", self.dispute),
            word: word.into(),
            reference: "诸执函〔2026〕3号".to_owned(),
            request_id: new_id().to_string(),
        };
        let answered = self.agencies.disputes(NEIGHBOUR, &THERE).answer_boundary(request).await;
        answered.map(tonic::Response::into_inner)
    }

    async fn designate(&self, post: &Post, owner: &str) -> Result<pb::BoundaryCase, tonic::Status> {
        let request = pb::DesignateOwnerRequest {
            name: format!("counties/{CITY}/boundaries/{}", self.dispute),
            owner: owner.to_owned(),
            reference: "绍司指〔2026〕1号".to_owned(),
            request_id: new_id().to_string(),
        };
        let designated = self.agencies.disputes(CITY, post).designate_owner(request).await;
        designated.map(tonic::Response::into_inner)
    }

    /// The case as the neighbour put it on record.
    async fn taken_up(&self) -> pb::Case {
        let list = async || {
            let request = pb::ListCasesRequest {
                parent: format!("counties/{NEIGHBOUR}"),
                ..pb::ListCasesRequest::default()
            };
            let found = self.agencies.cases(NEIGHBOUR, &THERE).list_cases(request).await;
            found.unwrap().into_inner().cases
        };
        let is_it = |case: &pb::Case| case.clue.as_ref().is_some_and(|clue| clue.source_reference == self.name);
        eventually(PATIENCE, async || list().await.iter().any(is_it)).await;
        list().await.into_iter().find(is_it).unwrap()
    }
}

async fn what_the_neighbour_declines_the_city_designates_and_it_is_a_clue_there(backends: Backends, storage: Storage) {
    let agencies = Agencies::open(&backends, storage).await;
    let border = Border::raised(&agencies).await;
    let due = border.due("clue").await;
    border.stands(NEIGHBOUR, pb::BoundaryState::Raised).await;
    border.stands(CITY, pb::BoundaryState::Raised).await;
    let early = border.designate(&OF_THE_CITY, NEIGHBOUR).await;
    refused(early, FailedPrecondition, "BOUNDARY_NOT_REFERRED");
    let answered = border.answer(pb::BoundaryWord::Declined).await.unwrap();
    assert_eq!((answered.answers.len(), answered.case.as_str()), (1, border.name.as_str()));
    let twice = border.answer(pb::BoundaryWord::Claimed).await;
    refused(twice, FailedPrecondition, "ANSWERED_ALREADY");

    // Nobody is left to negotiate with: the city is asked, and the first receiver has it meanwhile.
    border.stands(CITY, pb::BoundaryState::Referred).await;
    assert!(border.due("arbitrate").await.is_some() && border.due("negotiate").await.is_none());
    assert_eq!(border.due("clue").await, due, "its own clock runs on");
    let by_a_county = border.designate(&OF_A_COUNTY, NEIGHBOUR).await;
    refused(by_a_county, PermissionDenied, "UNIT_NOT_YOURS");
    let designated = border.designate(&OF_THE_CITY, NEIGHBOUR).await.unwrap();
    assert_eq!((designated.owner.as_str(), designated.designated), (NEIGHBOUR, true));
    let again = border.designate(&OF_THE_CITY, COUNTY).await;
    refused(again, FailedPrecondition, "BOUNDARY_SETTLED");
    border.is(pb::Stage::TransferredOut).await;

    let there = border.taken_up().await;
    let clue = there.clue.clone().unwrap();
    assert_eq!((there.stage(), there.unit.as_str()), (pb::Stage::Clue, BUREAU_THERE));
    assert_eq!(clue.source(), pb::ClueSource::Transfer);
    assert_eq!(clue.found_time, border.get().await.clue.unwrap().found_time);
    for word in WORDS {
        assert!(!format!("{there:?}").contains(word), "nobody's words come over: {word}");
    }
    border.stands(NEIGHBOUR, pb::BoundaryState::Settled).await;
    agencies.close().await;
}

async fn what_the_neighbour_claims_is_handed_over_at_once(backends: Backends, storage: Storage) {
    let agencies = Agencies::open(&backends, storage).await;
    let border = Border::raised(&agencies).await;
    border.stands(NEIGHBOUR, pb::BoundaryState::Raised).await;
    border.answer(pb::BoundaryWord::Claimed).await.unwrap();
    border.is(pb::Stage::TransferredOut).await;
    let dispute = border.get().await.course.unwrap().disputes.pop().unwrap();
    assert_eq!((dispute.owner.as_str(), dispute.designated), (NEIGHBOUR, false));
    border.taken_up().await;
    border.stands(CITY, pb::BoundaryState::Settled).await;

    // Of another the county beside says nothing in time: the city is asked by the clock, and leaves it where it is.
    let other = Border::raised(&agencies).await;
    let due = other.due("negotiate").await;
    agencies.advance_past(moment(due)).await;
    other.stands(CITY, pb::BoundaryState::Referred).await;
    other.designate(&OF_THE_CITY, COUNTY).await.unwrap();
    other.is(pb::Stage::FilingReview).await;
    other.stands(NEIGHBOUR, pb::BoundaryState::Settled).await;
    let late = other.answer(pb::BoundaryWord::Claimed).await;
    refused(late, FailedPrecondition, "BOUNDARY_SETTLED");
    let nobody = pb::GetBoundaryRequest {
        name: format!("counties/{NEIGHBOUR}/boundaries/{}", new_id()),
    };
    let unknown = agencies.disputes(NEIGHBOUR, &THERE).get_boundary(nobody).await;
    refused(unknown, NotFound, "BOUNDARY_UNKNOWN");
    agencies.close().await;
}
