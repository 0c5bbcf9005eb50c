//! A round of covert visits: announced before anybody knows the seed, drawn so that everybody can make the draw again, shared and put right.

use shiyu_e2e::people::Post;
use shiyu_e2e::sample::{BUREAU, TRANSPORT, parent};
use shiyu_e2e::{Backends, Storage};
use shiyu_kit::lottery::{Lottery, fingerprint};
use shiyu_kit::operations::timestamp;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::covert_service_client::CovertServiceClient;
use time::Duration;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};
use tonic::{Response, Status};

use super::{ASSESSOR, HOUSING, Office, PAPER, STREET, TOWN, TRAFFIC, id};
use crate::saying::refused;

on_both_storages! {
    a_draw_is_anybodys_to_make_again_once_somebody_was_everywhere;
}

const SEED: &str = "03 11 19 22 28 31";

/// A round that is drawn.
struct Round<'a> {
    office: &'a Office,
    name: String,
}

impl Round<'_> {
    async fn visited(&self, number: i32, later: Duration) -> Result<pb::CovertRound, Status> {
        let record = pb::RecordCovertVisitRequest {
            name: self.name.clone(),
            number,
            visit_time: Some(timestamp(self.office.assessment.now() + later)),
            request_id: id(),
        };
        let mut rounds = CovertServiceClient::new(self.office.assessment.caller(&ASSESSOR).door());
        rounds.record_covert_visit(record).await.map(Response::into_inner)
    }

    async fn found(&self, number: i32, defects: i32) {
        let finding = pb::CovertFinding {
            item: "灭火器".to_owned(),
            checked: 10,
            defects,
        };
        let record = pb::RecordCovertFindingsRequest {
            name: self.name.clone(),
            number,
            findings: vec![finding],
            request_id: id(),
        };
        let mut rounds = CovertServiceClient::new(self.office.assessment.caller(&ASSESSOR).door());
        rounds.record_covert_findings(record).await.unwrap();
    }

    async fn shared(&self, number: i32) -> Result<pb::CovertRound, Status> {
        let share = pb::ShareCovertVisitRequest {
            name: self.name.clone(),
            number,
            request_id: id(),
        };
        let mut rounds = CovertServiceClient::new(self.office.assessment.caller(&ASSESSOR).door());
        rounds.share_covert_visit(share).await.map(Response::into_inner)
    }

    async fn rectified(&self, by: &Post, number: i32) -> Result<pb::CovertRound, Status> {
        let rectify = pb::RectifyCovertVisitRequest {
            name: self.name.clone(),
            number,
            rectification: "更换灭火器".to_owned(),
            request_id: id(),
        };
        let mut rounds = CovertServiceClient::new(self.office.assessment.caller(by).door());
        rounds.rectify_covert_visit(rectify).await.map(Response::into_inner)
    }

    async fn seen_by(&self, by: &Post) -> pb::CovertRound {
        let get = pb::GetCovertRoundRequest { name: self.name.clone() };
        let mut rounds = CovertServiceClient::new(self.office.assessment.caller(by).door());
        rounds.get_covert_round(get).await.unwrap().into_inner()
    }

    /// Anybody, without a name.
    async fn made_again(&self) -> Result<pb::VerifyCovertDrawResponse, Status> {
        let verify = pb::VerifyCovertDrawRequest { name: self.name.clone() };
        let mut door = CovertServiceClient::new(self.office.assessment.anonymous().door());
        door.verify_covert_draw(verify).await.map(Response::into_inner)
    }
}

/// Whoever speaks for a unit of the pool.
fn head(unit: &str) -> &'static Post {
    match unit {
        BUREAU => &HOUSING,
        TRANSPORT => &TRAFFIC,
        _ => &STREET,
    }
}

async fn a_draw_is_anybodys_to_make_again_once_somebody_was_everywhere(backends: Backends, storage: Storage) {
    let office = Office::open(&backends, storage).await;
    let announce = pb::AnnounceCovertRoundRequest {
        parent: parent(),
        title: "五月暗访".to_owned(),
        document: PAPER.to_owned(),
        pool: [TOWN, BUREAU, TRANSPORT].map(str::to_owned).into(),
        visits: 2,
        request_id: id(),
    };
    let mut rounds = CovertServiceClient::new(office.assessment.caller(&ASSESSOR).door());
    let theirs = CovertServiceClient::new(office.assessment.caller(&STREET).door())
        .announce_covert_round(announce.clone())
        .await;
    refused(theirs, PermissionDenied, "NOT_PERMITTED");
    let announced = rounds.announce_covert_round(announce).await.unwrap().into_inner();
    assert_eq!(announced.pool_fingerprint, fingerprint(&announced.pool));
    let round = Round {
        office: &office,
        name: announced.name.clone(),
    };
    refused(round.visited(1, Duration::ZERO).await, FailedPrecondition, "NOT_DRAWN");
    let draw = || pb::DrawCovertVisitsRequest {
        name: round.name.clone(),
        seed: SEED.to_owned(),
        seed_source: "双色球2026052期开奖号码".to_owned(),
        request_id: id(),
    };
    let drawn = rounds.draw_covert_visits(draw()).await.unwrap().into_inner();
    refused(rounds.draw_covert_visits(draw()).await, FailedPrecondition, "DRAWN_ALREADY");
    let units: Vec<String> = drawn.drawn.iter().map(|visit| visit.unit.clone()).collect();
    let round_id = round.name.rsplit('/').next().unwrap();
    let text = format!("shiyu-covert-1\n{round_id}\n{}\n{SEED}", announced.pool_fingerprint);
    let expected = Lottery::of(&text).draw(announced.pool.clone(), 2).unwrap();
    assert_eq!(units, expected);

    // Where somebody goes nobody learns, by whatever they ask, before somebody was there and says so.
    let unit = head(&units[0]);
    let before = round.seen_by(unit).await;
    assert_eq!((before.seed.as_str(), before.drawn.len()), ("", 0));
    refused(round.rectified(unit, 1).await, NotFound, "VISIT_UNKNOWN");
    refused(round.visited(1, Duration::HOUR).await, FailedPrecondition, "VISIT_IN_FUTURE");
    refused(round.shared(1).await, FailedPrecondition, "VISIT_MOVE_NOT_ALLOWED");
    for number in [1, 2] {
        refused(round.made_again().await, FailedPrecondition, "NOT_DRAWN");
        round.visited(number, Duration::ZERO).await.unwrap();
        round.found(number, number - 1).await;
        round.shared(number).await.unwrap();
    }
    let own = round.seen_by(unit).await;
    assert_eq!((own.drawn.len(), own.drawn[0].unit.as_str()), (1, units[0].as_str()));
    refused(round.rectified(unit, 2).await, PermissionDenied, "UNIT_NOT_YOURS");
    let done = round.rectified(unit, 1).await.unwrap();
    assert_eq!(done.drawn[0].stage(), pb::CovertStage::Rectified);
    let again = round.made_again().await.unwrap();
    assert_eq!((again.same, again.drawn), (true, expected));
}
