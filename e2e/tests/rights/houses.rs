//! Every service of a county at once, on SQLite, with the policy each goes by.

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_e2e::house::{Assessment, Enforcement, Grid, House, Mediation};
use shiyu_e2e::people::Caller;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::auth::{Policy, Principal, coverage};
use time::Duration;

/// A method of the contracts.
#[derive(Debug, Clone)]
pub struct Method {
    /// `shiyu.petition.v1.PetitionService/GetPetition`.
    pub action: String,
}

/// A county whole.
pub struct Houses {
    pub town: Town,
    pub grid: House<Grid>,
    pub mediation: House<Mediation>,
    pub enforcement: House<Enforcement>,
    pub assessment: House<Assessment>,
}

/// What services there are, and the policy of each.
pub const SERVICES: [(&str, &str); 5] = [
    ("petition", shiyu_petition::POLICY),
    ("grid", shiyu_grid::POLICY),
    ("mediation", shiyu_mediation::POLICY),
    ("enforcement", shiyu_enforcement::POLICY),
    ("assessment", shiyu_assessment::POLICY),
];

/// Every method that a service answers: its own package's, and those of the common contracts that it serves.
pub fn methods(service: &str) -> Vec<Method> {
    let all = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let own = coverage::methods(&coverage::only(&format!("shiyu.{service}.v1"), &all));
    let common = coverage::methods(&coverage::only("shiyu.common.v1", &all));
    let served = |action: &String| serves(service, action);
    let actions = own.into_iter().chain(common).filter(served);
    actions.map(|action| Method { action }).collect()
}

/// Identities are read of the services that offer cases, and what people ask for is counted by those whom they ask. Who asks about their own
/// data is read of the petition service, and answered by all that hold identities. What is told of cases is watched where there is a rule of
/// who may see them.
fn serves(service: &str, action: &str) -> bool {
    if action.starts_with("shiyu.common.v1.EventStreamService/") {
        return service != "assessment";
    }
    if action.starts_with("shiyu.common.v1.IdentityService/") {
        return ["petition", "grid"].contains(&service);
    }
    if action.starts_with("shiyu.common.v1.SubjectIdentityService/") {
        return service == "petition";
    }
    if action.starts_with("shiyu.common.v1.SubjectService/") {
        return service != "assessment";
    }
    !action.starts_with("shiyu.common.v1.DemandService/") || ["petition", "mediation", "grid"].contains(&service)
}

/// The policy a service goes by.
pub fn policy(text: &str) -> Policy {
    let all = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    Policy::new(text, &all).unwrap()
}

impl Houses {
    /// Opens them on one bus.
    pub async fn open(backends: &Backends) -> Self {
        let town = Town::open(backends, Storage::Sqlite).await;
        let grid = House::beside(&town, backends, Storage::Sqlite, &[]).await;
        let mediation = House::beside(&town, backends, Storage::Sqlite, &[]).await;
        let enforcement = House::beside(&town, backends, Storage::Sqlite, &[]).await;
        let assessment = House::beside(&town, backends, Storage::Sqlite, &[]).await;
        Self {
            town,
            grid,
            mediation,
            enforcement,
            assessment,
        }
    }

    /// Somebody without a token at the door of a service.
    pub fn anonymous(&self, service: &str) -> Caller {
        match service {
            "petition" => self.town.anonymous(),
            "grid" => self.grid.anonymous(),
            "mediation" => self.mediation.anonymous(),
            "enforcement" => self.enforcement.anonymous(),
            "assessment" => self.assessment.anonymous(),
            other => panic!("{other} is no service"),
        }
    }

    /// Somebody a token speaks for.
    pub fn caller(&self, service: &str, principal: &Principal) -> Caller {
        let token = self.town.token(principal, Duration::ZERO);
        self.anonymous(service).showing("authorization", format!("Bearer {token}"))
    }

    /// Waits until every service has told and heard everything.
    pub async fn settled(&self) {
        self.town.settled().await;
        self.grid.settled().await;
        self.mediation.settled().await;
        self.enforcement.settled().await;
        self.assessment.settled().await;
    }

    /// Where their databases are.
    pub fn databases(&self) -> [&str; 5] {
        [
            self.town.database_url(),
            self.grid.database_url(),
            self.mediation.database_url(),
            self.enforcement.database_url(),
            self.assessment.database_url(),
        ]
    }
}
