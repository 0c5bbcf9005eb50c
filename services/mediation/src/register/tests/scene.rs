//! A county with its registers, and what is asked of them.

use shiyu_kit::auth::Principal;
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::WallClock;
use shiyu_kit::database::Database;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, VILLAGE, asked, code, id, office, parent, principal, units};
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::committee_service_server::CommitteeService;
use shiyu_proto::mediation::v1::mediator_service_server::MediatorService;
use time::{Date, Duration};
use tonic::Status;

use crate::migration::Migrator;
use crate::register::limits::Packs;
use crate::register::{Registers, template};

pub(crate) const JUSTICE: &str = "330602-SFJ";
pub(crate) const AGENCY: &str = "330602-ZJJ";

/// The registers over an empty database.
pub(crate) struct Scene {
    pub(crate) desk: Registers,
    pub(crate) db: Database,
    pub(crate) today: Date,
}

/// A clerk of a unit.
pub(crate) fn clerk(unit: &str) -> Principal {
    principal(&format!("clerk-{unit}"), Some(unit), "committee_clerk")
}

/// The head of a unit.
pub(crate) fn head(unit: &str) -> Principal {
    principal(&format!("head-{unit}"), Some(unit), "unit_head")
}

impl Scene {
    pub(crate) async fn open(home: &TestDatabase) -> Self {
        Self::at(home, WallClock::system()).await
    }

    pub(crate) async fn at(home: &TestDatabase, clock: WallClock) -> Self {
        Self::among(home, clock, &[]).await
    }

    /// With these units beside the usual ones, and what each answers to.
    pub(crate) async fn among(home: &TestDatabase, clock: WallClock, others: &[(&str, &str)]) -> Self {
        let today = local_date(clock.now());
        let usual = [(JUSTICE, COUNTY), (AGENCY, COUNTY)];
        let units = units(&usual.iter().chain(others).copied().collect::<Vec<_>>());
        let office = office::<Migrator>(home, "mediation", units, clock).await;
        let db = office.db.clone();
        let desk = Registers::new(code(COUNTY), office, Packs::builtin().unwrap(), template::builtin().unwrap());
        Self { desk, db, today }
    }

    /// So many days after today.
    pub(crate) fn day(&self, after: i64) -> String {
        (self.today + Duration::days(after)).to_string()
    }

    pub(crate) fn committee(&self, unit: &str, title: &str) -> pb::PutCommitteeRequest {
        let member = |name: &str, post: pb::CommitteePost, woman| pb::CommitteeMember {
            display_name: name.to_owned(),
            post: post.into(),
            woman,
        };
        let committee = pb::Committee {
            unit: unit.to_owned(),
            kind: pb::CommitteeKind::Village.into(),
            title: title.to_owned(),
            members: vec![
                member("陶一", pb::CommitteePost::Chair, false),
                member("陶二", pb::CommitteePost::Deputy, true),
                member("陶三", pb::CommitteePost::Member, false),
            ],
            from_date: self.day(-30),
            to_date: self.day(700),
            ..pb::Committee::default()
        };
        pb::PutCommitteeRequest {
            parent: parent(),
            committee: Some(committee),
            request_id: id(),
        }
    }

    pub(crate) async fn set_up(&self, unit: &str, title: &str) -> Result<pb::Committee, Status> {
        let request = asked(&clerk(unit), self.committee(unit, title));
        Ok(self.desk.put_committee(request).await?.into_inner())
    }

    pub(crate) fn mediator(&self, committee: &pb::Committee, subject: &str, name: &str) -> pb::PutMediatorRequest {
        let mediator = pb::Mediator {
            unit: committee.unit.clone(),
            committee: committee.name.clone(),
            kind: pb::MediatorKind::People.into(),
            subject: subject.to_owned(),
            display_name: name.to_owned(),
            from_date: self.day(-20),
            categories: vec![pb::DisputeCategory::Neighbour.into()],
            disclosures: vec!["某物业公司法律顾问".to_owned()],
            ..pb::Mediator::default()
        };
        pb::PutMediatorRequest {
            parent: parent(),
            mediator: Some(mediator),
            request_id: id(),
        }
    }

    /// A committee of the village and a mediator of it.
    pub(crate) async fn appointed(&self, subject: &str, name: &str) -> Result<pb::Mediator, Status> {
        let committee = self.set_up(VILLAGE, &format!("{name}的调委会")).await?;
        let request = asked(&clerk(VILLAGE), self.mediator(&committee, subject, name));
        Ok(self.desk.put_mediator(request).await?.into_inner())
    }
}
