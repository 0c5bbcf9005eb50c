//! A county in which something is: a case of every service, so that what is sent does not end at the first look-up.

use shiyu_e2e::bureau::people::COUNTER;
use shiyu_e2e::bureau::{BUREAU, PLACE, inspected};
use shiyu_e2e::ground::people::{CHIEF, PATROL, TOWN_HEAD};
use shiyu_e2e::ground::{self, GRID, assigned, drawn, plan, reporting};
use shiyu_e2e::hall::{self, CENTRE, COMMITTEE_CLERK, opening};
use shiyu_e2e::people::OPERATOR;
use shiyu_e2e::sample::{COUNTY, OFFICE, parent, unit};
use shiyu_e2e::{Backends, Matter};
use shiyu_kit::auth::Principal;
use shiyu_proto::enforcement::v1 as case;
use shiyu_proto::enforcement::v1::case_service_client::CaseServiceClient;
use shiyu_proto::grid::v1 as event;

use crate::houses::Houses;

/// A unit of each service that has to do with its cases.
pub const SEATS: [(&str, &str); 5] = [
    ("petition", OFFICE),
    ("grid", "330602-ZHZX"),
    ("mediation", CENTRE),
    ("enforcement", BUREAU),
    ("assessment", COUNTY),
];

/// The houses, and the names of what lies in each.
pub struct Scene {
    pub houses: Houses,
    /// By service.
    known: Vec<(&'static str, Vec<String>)>,
}

impl Scene {
    pub async fn open(backends: &Backends) -> Self {
        let houses = Houses::open(backends).await;
        let known = vec![
            ("petition", vec![Matter::register(&houses.town).await.name]),
            ("grid", vec![houses.found().await]),
            ("mediation", vec![houses.dispute().await]),
            ("enforcement", vec![houses.clue().await]),
            ("assessment", Vec::new()),
        ];
        Self { houses, known }
    }

    /// Names of what a service has.
    pub fn known(&self, service: &str) -> Vec<String> {
        let own = self.known.iter().find(|(of, _)| *of == service);
        let names = own.map(|(_, names)| names.clone()).unwrap_or_default();
        names.into_iter().chain([format!("{}/calendar", parent())]).collect()
    }

    /// Where somebody sits who has to do with its cases.
    pub fn seat(service: &str) -> &'static str {
        let seat = SEATS.iter().find(|(of, _)| *of == service);
        seat.map_or(OFFICE, |(_, unit)| unit)
    }

    /// Insists that whoever sends nonsense reads the cases it is about: else nothing behind a look-up would be tried.
    pub async fn is_before(&self, hostile: impl Fn(&str) -> Principal) {
        let at = |service: &str| self.houses.caller(service, &hostile(Self::seat(service)));
        let name = |service: &str| self.known(service).swap_remove(0);
        let get = event::GetEventRequest { name: name("grid") };
        at("grid").events().get_event(get).await.expect("an event");
        let get = shiyu_proto::petition::v1::GetPetitionRequest { name: name("petition") };
        at("petition").petitions().get_petition(get).await.expect("a petition");
        let get = shiyu_proto::mediation::v1::GetDisputeRequest { name: name("mediation") };
        at("mediation").disputes().get_dispute(get).await.expect("a dispute");
        let get = case::GetCaseRequest { name: name("enforcement") };
        let mut cases = CaseServiceClient::new(at("enforcement").door());
        cases.get_case(get).await.expect("a case");
    }
}

impl Houses {
    async fn found(&self) -> String {
        self.town.extend(&self.grid.caller(&OPERATOR), ground::units()).await;
        drawn(&self.grid.caller(&CHIEF), COUNTY, &plan(), self.town.now()).await;
        let head = self.grid.caller(&TOWN_HEAD);
        assigned(&head, GRID, (&PATROL, event::GridRole::Patrol), self.town.now()).await;
        let request = reporting(self.town.now(), event::EventSource::Patrol);
        let reported = self.grid.caller(&PATROL).events().report_event(request).await;
        reported.expect("reported").into_inner().event.expect("an event").name
    }

    async fn dispute(&self) -> String {
        self.town.extend(&self.mediation.caller(&OPERATOR), hall::units()).await;
        let opened = self.mediation.caller(&COMMITTEE_CLERK).disputes().open_dispute(opening()).await;
        opened.expect("opened").into_inner().dispute.expect("a dispute").name
    }

    async fn clue(&self) -> String {
        let own = vec![unit(BUREAU, "越城区综合行政执法局", COUNTY)];
        self.town.extend(&self.enforcement.caller(&OPERATOR), own).await;
        let mut cases = CaseServiceClient::new(self.enforcement.caller(&COUNTER).door());
        let received = cases.receive_clue(inspected(PLACE, self.town.now())).await;
        received.expect("received").into_inner().case.expect("a case").name
    }
}
