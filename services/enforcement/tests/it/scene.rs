//! The scene: a county's bureau with its doors open on the loopback, and callers whom a test names.

use std::collections::BTreeMap;
use std::sync::Arc;

use sea_orm::{EntityTrait, QueryOrder};
use shiyu_enforcement::border::BoundaryDesk;
use shiyu_enforcement::config::Thresholds;
use shiyu_enforcement::domain::CaseFile;
use shiyu_enforcement::domain::terms::Fen;
use shiyu_enforcement::facts::Ears;
use shiyu_enforcement::migration::Migrator;
use shiyu_enforcement::paper::Printery;
use shiyu_enforcement::registers::Registers;
use shiyu_enforcement::rpc::{Desk, EvidenceDesk, Settings};
use shiyu_enforcement::{POLICY, sight};
use shiyu_kit::case::Record as _;
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::Reader;
use shiyu_kit::desk::CaseDesk;
use shiyu_kit::due::{self, ClockLoop};
use shiyu_kit::file::{Files, Keep};
use shiyu_kit::journal;
use shiyu_kit::ledger::Ledger;
use shiyu_kit::operations::timestamp;
use shiyu_kit::packet::Seals;
use shiyu_kit::party::Vault;
use shiyu_kit::peer::Peers;
use shiyu_kit::subject::{Shelf, Source, SubjectDesk};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::door::{let_in, served};
use shiyu_kit::testkit::party;
use shiyu_kit::testkit::scene::{office, policy, unit};
use shiyu_kit::unit::{Unit, Units};
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::case_service_client::CaseServiceClient;
use shiyu_proto::enforcement::v1::case_service_server::CaseServiceServer;
use shiyu_proto::enforcement::v1::evidence_service_client::EvidenceServiceClient;
use shiyu_proto::enforcement::v1::evidence_service_server::EvidenceServiceServer;
use shiyu_proto::enforcement::v1::party_service_client::PartyServiceClient;
use shiyu_proto::enforcement::v1::party_service_server::PartyServiceServer;
use time::Duration;
use tonic::Status;
use tonic::transport::{Channel, Server};

pub(crate) use shiyu_kit::testkit::door::{Who, by, reason, uuid};
pub(crate) use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, code, id};

pub(crate) use crate::steps::{fine, somebody};
use crate::tables::Fixed;

/// An order upon a case, of which only the head and these fields are said.
macro_rules! order {
    ($name:expr, $request:ident { $($field:ident: $value:expr),* $(,)? }) => {
        shiyu_proto::enforcement::v1::$request {
            name: $name.clone(),
            request_id: $crate::scene::id(),
            $($field: $value,)*
            ..shiyu_proto::enforcement::v1::$request::default()
        }
    };
}
pub(crate) use order;

pub(crate) const BUREAU: &str = "330602-ZFJ";
pub(crate) const WATER: &str = "330602-SLJ";

/// The bureau of the other town, to which powers were handed there.
pub(crate) const TOWN_BUREAU: &str = "330602002-ZHZF";

pub(crate) const LI: Who = ("li", BUREAU, "enforcement_officer");
pub(crate) const WANG: Who = ("wang", BUREAU, "enforcement_officer");
pub(crate) const CHEN: Who = ("chen", BUREAU, "enforcement_officer");
pub(crate) const HEAD: Who = ("head", BUREAU, "agency_head");
pub(crate) const REVIEWER: Who = ("fazhi", BUREAU, "legal_reviewer");
pub(crate) const HOST: Who = ("host", BUREAU, "hearing_host");
pub(crate) const CLERK: Who = ("clerk", BUREAU, "intake_clerk");
pub(crate) const STRANGER: Who = ("he", WATER, "enforcement_officer");
pub(crate) const COUNTY_HEAD: Who = ("county", COUNTY, "agency_head");

/// Of another city: an organ that signs its receipts.
pub(crate) const SIGNING_ORGAN: &str = "宁波市综合行政执法局";

/// Whose name may stand nowhere but in the vault.
pub(crate) const SUSPECT_NAME: &str = "沈园春";
pub(crate) const COMPLAINANT_NAME: &str = "陆唐婉";

pub(crate) fn units() -> Vec<Unit> {
    vec![
        unit(COUNTY, None),
        unit(BUREAU, Some(COUNTY)),
        unit(WATER, Some(COUNTY)),
        unit(TOWN, Some(COUNTY)),
        unit(OTHER_TOWN, Some(COUNTY)),
        unit(TOWN_BUREAU, Some(OTHER_TOWN)),
    ]
}

pub(crate) struct Scene {
    pub(crate) ledger: Ledger<CaseFile>,
    pub(crate) clock: WallClock,
    pub(crate) vault: Vault,
    pub(crate) ears: Ears,
    pub(crate) files: Files<CaseFile>,
    channel: Channel,
    folder: tempfile::TempDir,
    _home: TestDatabase,
}

impl Scene {
    pub(crate) async fn on(home: TestDatabase) -> Self {
        let clock = WallClock::movable();
        let office = office::<Migrator>(&home, "enforcement", Units::new(units()), clock.clone()).await;
        let (db, reference, wake) = (office.db.clone(), office.reference.clone(), office.wake.clone());
        let ledger = Ledger::open(db, reference, clock.clone(), wake);
        let vault = party::vault("enforcement");
        let cases = CaseDesk {
            county: code(COUNTY),
            ledger: ledger.clone(),
            vault: vault.clone(),
            policy: Arc::new(policy(POLICY)),
            clock: clock.clone(),
            sight: sight::viewer,
        };
        let shelf = Shelf {
            collection: "cases",
            kept: CaseFile::KEPT,
        };
        let subjects = SubjectDesk::new(cases.clone(), office.clone(), shelf, Source::At(Peers::default()));
        let settings = Settings {
            number_words: BTreeMap::from([(BUREAU.to_owned(), "越综执".to_owned())]),
            hearings: Thresholds {
                citizen: Fen::yuan(10_000),
                organisation: Fen::yuan(100_000),
            },
            intake: Some(code(BUREAU)),
            peers: Peers::open(None).await.unwrap(),
            seals: sealing(),
        };
        let registers = Registers::open(&office).await.unwrap();
        let printery = Printery::new(office.clone(), (registers.standards, registers.officers), settings.hearings).unwrap();
        let desk = Desk::new(cases, Arc::new(Fixed), printery, settings);
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::in_folder(folder.path(), 1 << 20).unwrap();
        let files = Files::new(keep, ledger.database().clone());
        let channel = open(desk.clone(), files.clone()).await;
        Self {
            ledger,
            clock,
            vault,
            ears: Ears {
                boundaries: BoundaryDesk::new(code(COUNTY), office.clone()),
                office,
                desk,
                subjects,
            },
            files,
            channel,
            folder,
            _home: home,
        }
    }

    pub(crate) fn cases(&self) -> CaseServiceClient<Channel> {
        CaseServiceClient::new(self.channel.clone())
    }

    pub(crate) fn parties(&self) -> PartyServiceClient<Channel> {
        PartyServiceClient::new(self.channel.clone())
    }

    pub(crate) fn evidence(&self) -> EvidenceServiceClient<Channel> {
        EvidenceServiceClient::new(self.channel.clone())
    }

    /// Whether anything is kept under a hash, whichever cases have it.
    pub(crate) fn keeps(&self, hash: &str) -> bool {
        let path = self.folder.path().join(&hash[0..2]).join(&hash[2..4]);
        path.join(hash).exists()
    }

    pub(crate) fn now(&self) -> prost_types::Timestamp {
        timestamp(self.clock.now())
    }

    pub(crate) fn after(&self, time: Duration) -> prost_types::Timestamp {
        timestamp(self.clock.now() + time)
    }

    pub(crate) fn today(&self) -> time::Date {
        shiyu_kit::calendar::local_date(self.clock.now())
    }

    /// So much time passes, and every clock that is due rings.
    pub(crate) async fn lives(&self, time: Duration) {
        self.clock.advance(time).unwrap();
        let rounds = ClockLoop::new(self.ledger.clone(), self.clock.clone(), due::Settings::default());
        while rounds.round().await.unwrap() > 0 {}
    }

    pub(crate) async fn get(&self, who: Who, name: &str) -> Result<pb::Case, Status> {
        let got = self.cases().get_case(by(who, pb::GetCaseRequest { name: name.to_owned() })).await?;
        Ok(got.into_inner())
    }

    /// Kinds of the journal's rows in their order, and their facts.
    pub(crate) async fn told(&self) -> Vec<(String, Option<Vec<u8>>)> {
        let rows = journal::Entity::find().order_by_asc(journal::Column::Position);
        let rows = rows.all(&self.ledger.database().reader).await.unwrap();
        rows.into_iter().map(|row| (row.kind, row.fact)).collect()
    }
}

/// A key for what goes to other cities, and that of one organ there.
fn sealing() -> Seals {
    const THEIRS: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("packets.key");
    std::fs::write(&key, "05".repeat(32)).unwrap();
    let key = key.display().to_string();
    let told = format!("[packets]\nkey_file = {key:?}\norgans = [\"{SIGNING_ORGAN}={THEIRS}\"]\n");
    Seals::read(&mut Reader::new(&told))
}

pub(crate) fn both() -> Vec<String> {
    vec![LI.0.to_owned(), WANG.0.to_owned()]
}

async fn open(desk: Desk, files: Files<CaseFile>) -> Channel {
    let evidence = EvidenceDesk::new(desk.clone(), files);
    let services = Server::builder()
        .add_service(CaseServiceServer::with_interceptor(desk.clone(), let_in))
        .add_service(PartyServiceServer::with_interceptor(desk, let_in))
        .add_service(EvidenceServiceServer::with_interceptor(evidence, let_in));
    served(services).await
}
