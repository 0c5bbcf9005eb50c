//! What other services tell of limits that have passed, and what is done with the supervisions that come of it.

use shiyu_kit::auth::Principal;
use shiyu_kit::case::Filed;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::scene::{TOWN, asked, id, parent};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::supervision_service_server::SupervisionService;
use shiyu_proto::common::v1::{Clock, Ring};
use shiyu_proto::{grid::v1 as grid, mediation::v1 as mediation, petition::v1 as petition};
use time::{Duration, OffsetDateTime};
use tonic::Status;
use uuid::Uuid;

use super::UNIT;
use crate::scene::{Scene, fact};
use crate::supervision::{Supervision, store};

fn limit(name: &str, begin: OffsetDateTime, stop: Option<OffsetDateTime>, rung: &[Ring]) -> Clock {
    Clock {
        name: name.to_owned(),
        legal_basis: "信访工作条例 art. 34".to_owned(),
        start_time: Some(timestamp(begin)),
        legal_due_time: Some(timestamp(begin + Duration::hours(100))),
        stop_time: stop.map(timestamp),
        rung: rung.iter().map(|ring| i32::from(*ring)).collect(),
        ..Clock::default()
    }
}

/// A petition whose limit is overdue, and is met two days later if so.
pub(super) fn petition(case: Uuid, unit: &str, begin: OffsetDateTime, met: bool, sealed: bool) -> Vec<Fact> {
    let due = begin + Duration::hours(100);
    let matter = |stop: Option<OffsetDateTime>| petition::Matter {
        unit: unit.to_owned(),
        category: "land_rural".to_owned(),
        clocks: vec![limit("handle", begin, stop, &[Ring::Half])],
        sealed,
        ..petition::Matter::default()
    };
    let mut facts = vec![
        fact(
            "petition.matter.registered",
            case,
            1,
            begin,
            &petition::MatterMoved {
                matter: Some(matter(None)),
            },
        ),
        fact(
            "petition.clock.overdue",
            case,
            2,
            due,
            &petition::ClockOverdue {
                matter: Some(matter(None)),
                clock: "handle".to_owned(),
                legal_due_time: Some(timestamp(due)),
                unit: String::new(),
            },
        ),
    ];
    if met {
        let at = due + Duration::days(2);
        facts.push(fact(
            "petition.opinion.issued",
            case,
            3,
            at,
            &petition::MatterMoved {
                matter: Some(matter(Some(at))),
            },
        ));
    }
    facts
}

pub(super) fn event(case: Uuid, begin: OffsetDateTime) -> Vec<Fact> {
    let due = begin + Duration::hours(100);
    let happening = grid::Happening {
        unit: TOWN.to_owned(),
        responsible_unit: UNIT.to_owned(),
        clocks: vec![limit("handle", begin, None, &[])],
        ..grid::Happening::default()
    };
    let overdue = grid::ClockOverdue {
        happening: Some(happening),
        clock: "handle".to_owned(),
        level: grid::Level::Town.into(),
        legal_due_time: Some(timestamp(due)),
    };
    vec![fact("grid.clock.overdue", case, 4, due, &overdue)]
}

/// A court or a party is late, which no unit of ours is.
pub(super) fn others(clock: &str, case: Uuid, begin: OffsetDateTime) -> Vec<Fact> {
    let happening = mediation::DisputeHappening {
        unit: TOWN.to_owned(),
        clocks: vec![limit(clock, begin, None, &[Ring::Half])],
        ..mediation::DisputeHappening::default()
    };
    let overdue = mediation::DisputeClockOverdue {
        happening: Some(happening),
        clock: clock.to_owned(),
        legal_due_time: Some(timestamp(begin + Duration::hours(100))),
    };
    vec![fact("mediation.clock.overdue", case, 4, begin, &overdue)]
}

impl Scene {
    pub(super) async fn supervise(&self, facts: &[Fact]) {
        for fact in facts {
            assert_eq!(crate::figures::hear(&self.intake, fact).await, Outcome::Done, "{}", fact.kind);
            assert_eq!(
                crate::supervision::hear(&self.supervisions, fact).await,
                Outcome::Done,
                "{}",
                fact.kind
            );
        }
    }

    pub(super) async fn all(&self) -> Vec<Filed<Supervision>> {
        store::list(&self.office.db.reader, &store::Filter::default(), None, 10_000)
            .await
            .unwrap()
    }

    pub(super) async fn listed(&self, by: &Principal) -> Vec<pb::Supervision> {
        let list = pb::ListSupervisionsRequest {
            parent: parent(),
            ..pb::ListSupervisionsRequest::default()
        };
        self.supervisions
            .list_supervisions(asked(by, list))
            .await
            .unwrap()
            .into_inner()
            .supervisions
    }

    pub(super) async fn acknowledge(&self, by: &Principal, name: &str) -> Result<pb::Supervision, Status> {
        let acknowledge = pb::AcknowledgeSupervisionRequest {
            name: name.to_owned(),
            request_id: id(),
            ..pb::AcknowledgeSupervisionRequest::default()
        };
        Ok(self
            .supervisions
            .acknowledge_supervision(asked(by, acknowledge))
            .await?
            .into_inner())
    }
}
