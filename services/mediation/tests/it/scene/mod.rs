//! The scene: a county with its registers, its doors open on the loopback, and callers whom a test names.

mod case;
mod tables;

use std::collections::BTreeMap;
use std::sync::Arc;

use shiyu_kit::case::Record;
use shiyu_kit::clock::WallClock;
use shiyu_kit::desk::CaseDesk;
use shiyu_kit::ledger::Ledger;
use shiyu_kit::operations::timestamp;
use shiyu_kit::peer::Peers;
use shiyu_kit::search::Cards;
use shiyu_kit::subject::{Shelf, Source, SubjectDesk};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::door::{let_in, served};
use shiyu_kit::testkit::party;
use shiyu_kit::testkit::scene::{office, policy, unit};
use shiyu_kit::unit::{Unit, Units};
use shiyu_mediation::domain::Dispute;
use shiyu_mediation::facts::Ears;
use shiyu_mediation::migration::Migrator;
use shiyu_mediation::register::limits::Packs;
use shiyu_mediation::register::{Registers, template};
use shiyu_mediation::rpc::{Desk, Ground};
use shiyu_mediation::{POLICY, sight};
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::mediation_service_client::MediationServiceClient;
use shiyu_proto::mediation::v1::mediation_service_server::MediationServiceServer;
use time::Duration;
use tonic::Status;
use tonic::transport::{Channel, Server};
use uuid::Uuid;

pub(crate) use case::{Case, request, somebody};
pub(crate) use shiyu_kit::testkit::door::{Who, by, reason, uuid};
pub(crate) use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, VILLAGE, code, id};
pub(crate) use tables::Fixed;

pub(crate) const CENTRE: &str = "330602-TJZX";
pub(crate) const COMMITTEE: &str = "330602001-TJW";
pub(crate) const OTHER_COMMITTEE: &str = "330602002-TJW";

pub(crate) const CLERK: Who = ("clerk-7", COMMITTEE, "committee_clerk");
pub(crate) const CENTRE_CLERK: Who = ("clerk-1", CENTRE, "committee_clerk");
pub(crate) const MEDIATOR: Who = ("mediator-7", OTHER_TOWN, "mediator");
pub(crate) const STRANGER: Who = ("clerk-9", OTHER_COMMITTEE, "committee_clerk");
pub(crate) const AUDITOR: Who = ("auditor-1", CENTRE, "auditor");

/// The mediator and the room of the registers.
pub(crate) const MEDIATOR_ID: Uuid = Uuid::from_u128(0xD1);
pub(crate) const SECOND_ID: Uuid = Uuid::from_u128(0xD2);
pub(crate) const ROOM: Uuid = Uuid::from_u128(0xE1);
/// A finding of the committee's, of which the ledger of findings never learns what became.
pub(crate) const FINDING: Uuid = Uuid::from_u128(0xF5);

pub(crate) fn units() -> Vec<Unit> {
    vec![
        unit(COUNTY, None),
        Unit {
            name: format!("unit {CENTRE}"),
            ..unit(CENTRE, Some(COUNTY))
        },
        unit(TOWN, Some(COUNTY)),
        unit(COMMITTEE, Some(TOWN)),
        unit(VILLAGE, Some(TOWN)),
        unit(OTHER_TOWN, Some(COUNTY)),
        unit(OTHER_COMMITTEE, Some(OTHER_TOWN)),
    ]
}

pub(crate) struct Scene {
    pub(crate) ledger: Ledger<Dispute>,
    pub(crate) clock: WallClock,
    pub(crate) ears: Ears,
    channel: Channel,
    _home: TestDatabase,
}

impl Scene {
    pub(crate) async fn on(home: TestDatabase) -> Self {
        let clock = WallClock::movable();
        let office = office::<Migrator>(&home, "mediation", Units::new(units()), clock.clone()).await;
        let (db, reference, wake) = (office.db.clone(), office.reference.clone(), office.wake.clone());
        let ledger = Ledger::open(db.clone(), reference, clock.clone(), wake);
        let cases = CaseDesk {
            county: code(COUNTY),
            ledger: ledger.clone(),
            vault: party::vault("mediation"),
            policy: Arc::new(policy(POLICY)),
            clock: clock.clone(),
            sight: sight::viewer,
        };
        let ground = Ground {
            intake: Some(code(CENTRE)),
            administrative_confirmation: false,
            tables: Arc::new(Fixed),
            peers: Peers::default(),
            number_words: Arc::new(BTreeMap::from([(COMMITTEE.to_owned(), "越调".to_owned())])),
        };
        let shelf = Shelf {
            collection: "disputes",
            kept: Dispute::KEPT,
        };
        let subjects = SubjectDesk::new(cases.clone(), office.clone(), shelf, Source::At(Peers::default()));
        let desk = Desk::new(cases, ground);
        let services = Server::builder().add_service(MediationServiceServer::with_interceptor(desk.clone(), let_in));
        let channel = served(services).await;
        let ears = Ears {
            registers: Registers::new(
                code(COUNTY),
                office.clone(),
                Packs::builtin().unwrap(),
                template::builtin().unwrap(),
            ),
            office,
            desk,
            subjects,
            cards: Cards::open::<Dispute>(db),
            county: code(COUNTY),
        };
        Self {
            ledger,
            clock,
            ears,
            channel,
            _home: home,
        }
    }

    pub(crate) fn doors(&self) -> MediationServiceClient<Channel> {
        MediationServiceClient::new(self.channel.clone())
    }

    /// Opened by the clerk of the committee, with an applicant and a respondent.
    pub(crate) async fn opened(&self) -> pb::Dispute {
        let opened = self.doors().open_dispute(by(CLERK, request())).await;
        opened.unwrap().into_inner().dispute.unwrap()
    }

    /// In mediation, led by the mediator.
    pub(crate) async fn mediating(&self) -> Case {
        let case = Case::of(&self.opened().await);
        let mut doors = self.doors();
        doors
            .take_up_dispute(by(CLERK, order!(case.name, TakeUpDisputeRequest {})))
            .await
            .unwrap();
        doors
            .accept_dispute(by(CLERK, order!(case.name, AcceptDisputeRequest {})))
            .await
            .unwrap();
        for party in &case.parties {
            doors
                .record_consent(by(CLERK, self.consent(&case.name, party, true)))
                .await
                .unwrap();
        }
        let appoint = order!(
            case.name,
            AppointMediatorsRequest {
                mediators: vec![MEDIATOR_ID.to_string()]
            }
        );
        doors.appoint_mediators(by(CLERK, appoint)).await.unwrap();
        let disclose = order!(
            case.name,
            DiscloseInterestsRequest {
                mediator: MEDIATOR_ID.to_string()
            }
        );
        doors.disclose_interests(by(MEDIATOR, disclose)).await.unwrap();
        doors
            .begin_mediation(by(MEDIATOR, order!(case.name, BeginMediationRequest {})))
            .await
            .unwrap();
        case
    }

    /// With a written agreement over two thousand yuan in effect.
    pub(crate) async fn agreed(&self) -> Case {
        let case = self.mediating().await;
        let mut doors = self.doors();
        let draft = case.agreement(&self.in_days(20));
        doors.draft_agreement(by(MEDIATOR, draft)).await.unwrap();
        for party in &case.parties {
            doors.sign_agreement(by(CLERK, case.signed(party))).await.unwrap();
        }
        doors
            .sign_as_mediator(by(MEDIATOR, order!(case.name, SignAsMediatorRequest {})))
            .await
            .unwrap();
        let seal = order!(
            case.name,
            SealAgreementRequest {
                reference: "印鉴1号".to_owned()
            }
        );
        let sealed = doors.seal_agreement(by(CLERK, seal)).await.unwrap().into_inner();
        assert_eq!(sealed.stage(), pb::DisputeStage::AgreementEffective);
        case
    }

    pub(crate) fn consent(&self, name: &str, party: &str, given: bool) -> pb::RecordConsentRequest {
        order!(
            name.to_owned(),
            RecordConsentRequest {
                party: party.to_owned(),
                given: given,
                channel: pb::WordChannel::InPerson.into(),
                say_time: Some(timestamp(self.clock.now())),
            }
        )
    }

    /// A session of an hour, that many hours from now.
    pub(crate) fn session(&self, name: &str, hours: i64) -> pb::PlanSessionRequest {
        let from = self.clock.now() + Duration::hours(hours);
        order!(
            name.to_owned(),
            PlanSessionRequest {
                mediators: vec![MEDIATOR_ID.to_string()],
                room: ROOM.to_string(),
                start_time: Some(timestamp(from)),
                end_time: Some(timestamp(from + Duration::hours(1))),
                form: pb::SessionForm::InPerson.into(),
            }
        )
    }

    pub(crate) fn in_days(&self, days: i64) -> String {
        shiyu_kit::calendar::local_date(self.clock.now() + Duration::days(days)).to_string()
    }

    pub(crate) async fn get(&self, who: Who, name: &str) -> Result<pb::Dispute, Status> {
        let request = pb::GetDisputeRequest { name: name.to_owned() };
        self.doors().get_dispute(by(who, request)).await.map(tonic::Response::into_inner)
    }
}

/// An order upon a dispute, of which only the head and these fields are said.
macro_rules! order {
    ($name:expr, $request:ident { $($field:ident: $value:expr),* $(,)? }) => {
        shiyu_proto::mediation::v1::$request {
            name: $name.clone(),
            request_id: $crate::scene::id(),
            $($field: $value,)*
            ..shiyu_proto::mediation::v1::$request::default()
        }
    };
}
pub(crate) use order;
