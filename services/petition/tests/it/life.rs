//! A petition's whole life through the ledger, from the request's bytes to the clock that closes it.

use shiyu_kit::both_databases;
use shiyu_kit::calendar::Calendar;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::due::{ClockLoop, Settings};
use shiyu_kit::fault::Fault;
use shiyu_kit::journal;
use shiyu_kit::ledger::{Ledger, replay};
use shiyu_kit::operations::timeline_entry;
use shiyu_kit::party::Vault;
use shiyu_kit::reference::Reference;
use shiyu_kit::relay::Wake;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::party;
use shiyu_kit::unit::{Code, Unit, Units};
use shiyu_petition::domain::{Closing, End, Number, Petition, Refusal, StageName};
use shiyu_petition::migration::Migrator;
use shiyu_petition::wire::{self, Order};
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use time::Duration;
use time::macros::date;
use uuid::Uuid;

const OFFICE: &str = "330602-XFJ";
const TOWN: &str = "330602001";

/// Who acts, and for which unit.
const OFFICER: (&str, &str) = ("officer", OFFICE);
const HANDLER: (&str, &str) = ("handler", TOWN);
const HEAD: (&str, &str) = ("head", TOWN);

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn county() -> Code {
    code("330602")
}

struct Scene {
    ledger: Ledger<Petition>,
    clock: WallClock,
    vault: Vault,
    petition: Uuid,
    _home: TestDatabase,
}

impl Scene {
    async fn on(home: TestDatabase) -> Self {
        let db = home.connect().await;
        db.migrate::<Migrator>().await.unwrap();
        let unit = |text: &str, superior: Option<&str>| Unit {
            code: code(text),
            name: text.to_owned(),
            superior: superior.map(code),
            valid_from: date!(2020 - 01 - 01),
            valid_to: None,
        };
        let units = [unit("330602", None), unit(OFFICE, Some("330602")), unit(TOWN, Some("330602"))];
        let reference = Reference::of(Calendar::builtin(), Units::new(units));
        let clock = WallClock::movable();
        Self {
            ledger: Ledger::open(db, reference, clock.clone(), Wake::default()),
            clock,
            vault: party::vault("petition"),
            petition: new_id(),
            _home: home,
        }
    }

    fn name(&self) -> String {
        format!("counties/330602/petitions/{}", self.petition)
    }

    async fn when(&self, (subject, unit): (&str, &str), order: Order) -> Result<Filed<Petition>, Fault<Refusal>> {
        let by = Actor::Person {
            subject: subject.to_owned(),
            unit: Some(unit.to_owned()),
            roles: ["unit_handler".to_owned()].into(),
        };
        let (act, command) = order.by(by, None);
        self.ledger.execute(act, command).await.map(|done| done.filed)
    }

    /// Its number is drawn and its petitioner sealed anew each time, as of a request that is repeated.
    fn registration(&self, serial: i64) -> Order {
        let identity = party::person("沈园春", 7);
        let petitioner = pb::Party {
            id: Uuid::from_u128(self.petition.as_u128() ^ 1).to_string(),
            role: pb::PartyRole::Petitioner.into(),
            identity: Some(common::Identity {
                kind: common::PartyKind::Person.into(),
                name: identity.name,
                phone: identity.phone.unwrap(),
                ..common::Identity::default()
            }),
        };
        let request = pb::RegisterPetitionRequest {
            parent: "counties/330602".to_owned(),
            petition: Some(pb::Petition {
                channel: pb::Channel::Visit.into(),
                category: "housing".to_owned(),
                title: "A wall".to_owned(),
                request: "Put it up again".to_owned(),
                facts_and_reasons: "It stood on our ground".to_owned(),
                place: TOWN.to_owned(),
                parties: vec![petitioner],
                privacy_notice: Some(pb::PrivacyNotice {
                    version: "2026-01".to_owned(),
                    exception: String::new(),
                }),
                ..pb::Petition::default()
            }),
            request_id: self.petition.to_string(),
        };
        let registration = wire::register_petition(request, &county()).unwrap();
        let number = Number {
            text: format!("越信访〔2026〕{serial}号"),
            year: 2026,
            serial,
        };
        let sealed = registration.identities.iter();
        let sealed = sealed.map(|(party, identity)| self.vault.seal(party.id, self.petition, identity, self.clock.now()));
        let sealed = sealed.collect();
        let index = self.vault.code_index(&self.vault.code(self.petition));
        registration.order(number, index, sealed)
    }

    fn forwarding(&self) -> Order {
        let request = pb::ForwardPetitionRequest {
            name: self.name(),
            request_id: new_id().to_string(),
            unit: TOWN.to_owned(),
            ..pb::ForwardPetitionRequest::default()
        };
        wire::forward_petition(request, &county()).unwrap()
    }

    fn acceptance(&self) -> Order {
        let request = pb::AcceptPetitionRequest {
            name: self.name(),
            request_id: new_id().to_string(),
            notice_method: pb::DeliveryMethod::Mail.into(),
            ..pb::AcceptPetitionRequest::default()
        };
        wire::accept_petition(request, &county()).unwrap()
    }

    fn classification(&self) -> Order {
        let request = pb::ClassifyPetitionRequest {
            name: self.name(),
            request_id: new_id().to_string(),
            kind: pb::MatterKind::AppealForRelief.into(),
            path: pb::ReliefPath::HandlingOpinion.into(),
            ..pb::ClassifyPetitionRequest::default()
        };
        wire::classify_petition(request, &county()).unwrap()
    }

    fn draft(&self) -> Order {
        let request = pb::DraftOpinionRequest {
            name: self.name(),
            request_id: new_id().to_string(),
            opinion: Some(pb::Opinion {
                request: "That the wall be put up".to_owned(),
                facts_and_reasons: "The survey says it stood elsewhere".to_owned(),
                decision: pb::Decision::NotSupported.into(),
                legal_basis: vec!["民法典 art. 237".to_owned()],
                remedy_notice: "Review within 30 days".to_owned(),
            }),
            ..pb::DraftOpinionRequest::default()
        };
        wire::draft_opinion(request, &county()).unwrap()
    }

    fn opinion(&self) -> Order {
        let request = pb::IssueOpinionRequest {
            name: self.name(),
            request_id: new_id().to_string(),
            ..pb::IssueOpinionRequest::default()
        };
        wire::issue_opinion(request, &county()).unwrap()
    }

    fn service(&self) -> Order {
        let request = pb::ServeOpinionRequest {
            name: self.name(),
            request_id: new_id().to_string(),
            method: pb::DeliveryMethod::Direct.into(),
            proof: "receipt 3".to_owned(),
            ..pb::ServeOpinionRequest::default()
        };
        wire::serve_opinion(request, &county()).unwrap()
    }

    async fn served(&self) -> Filed<Petition> {
        self.when(OFFICER, self.registration(1)).await.unwrap();
        self.when(OFFICER, self.forwarding()).await.unwrap();
        for order in [self.acceptance(), self.classification(), self.draft()] {
            self.when(HANDLER, order).await.unwrap();
        }
        let alone = self.when(HANDLER, self.opinion()).await;
        assert!(matches!(alone, Err(Fault::Refused(Refusal::NotTheUnitHead))));
        self.when(HEAD, self.opinion()).await.unwrap();
        self.when(HANDLER, self.service()).await.unwrap()
    }

    async fn kinds(&self) -> Vec<String> {
        let rows = journal::timeline(&self.ledger.database().reader, self.petition).await.unwrap();
        rows.into_iter().map(|row| row.kind).collect()
    }
}

both_databases! {
    the_clock_closes_what_was_served_and_nobody_contested;
    a_limit_that_passes_warns_and_is_overdue_once;
    a_repeated_registration_is_one_petition;
}

async fn the_clock_closes_what_was_served_and_nobody_contested(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let served = scene.served().await;
    assert_eq!((served.version, served.case.stage.name()), (7, StageName::OpinionServed));
    scene.clock.advance(Duration::days(60)).unwrap();
    let rounds = ClockLoop::new(scene.ledger.clone(), scene.clock.clone(), Settings::default());
    assert_eq!(rounds.round().await.unwrap(), 1);
    assert_eq!(rounds.round().await.unwrap(), 0);

    let closed = scene.ledger.get(scene.petition).await.unwrap().unwrap();
    assert_eq!(closed.case.stage.ending().unwrap().end, End::Closed(Closing::Lapsed));
    let db = &scene.ledger.database().reader;
    assert_eq!(replay::<Petition>(db, scene.petition, 8).await.unwrap(), Some(closed));
    let verdict = journal::verify(db, scene.petition).await.unwrap().unwrap();
    assert_eq!((verdict.rows, verdict.findings), (8, Vec::new()));
    let rows = journal::timeline(db, scene.petition).await.unwrap();
    let steps: Vec<_> = rows.into_iter().map(timeline_entry).collect();
    assert_eq!(steps[1].actor.as_ref().unwrap().unit, OFFICE);
    assert_eq!(steps[7].kind, "matter.closed");
}

async fn a_limit_that_passes_warns_and_is_overdue_once(home: TestDatabase) {
    let scene = Scene::on(home).await;
    scene.when(OFFICER, scene.registration(1)).await.unwrap();
    scene.clock.advance(Duration::days(40)).unwrap();
    let rounds = ClockLoop::new(scene.ledger.clone(), scene.clock.clone(), Settings::default());
    // The office's own three days, and the law's fifteen.
    for claimed in [1, 1, 0] {
        assert_eq!(rounds.round().await.unwrap(), claimed);
    }
    let rung = ["clock.warned", "clock.warned", "clock.warned", "clock.overdue"];
    assert_eq!(scene.kinds().await, [&["matter.registered"][..], &rung, &rung].concat());
    let forwarded = scene.when(OFFICER, scene.forwarding()).await.unwrap();
    assert_eq!(forwarded.case.stage.name(), StageName::Forwarded);
}

async fn a_repeated_registration_is_one_petition(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let first = scene.when(OFFICER, scene.registration(1)).await.unwrap();
    let second = scene.when(OFFICER, scene.registration(2)).await.unwrap();
    assert_eq!(first, second);
    assert_eq!(first.case.number.serial, 1);
    let mut other = scene.registration(3);
    other.id = new_id();
    let refused = scene.when(OFFICER, other).await;
    assert!(matches!(refused, Err(Fault::Refused(Refusal::AlreadyRegistered))));
    assert_eq!(scene.kinds().await, ["matter.registered"]);
}
