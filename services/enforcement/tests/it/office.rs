//! What stands beside the cases over the same tables: the registers as they really are, the papers, and who hands cases over.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures::StreamExt as _;
use shiyu_enforcement::POLICY;
use shiyu_enforcement::config::Thresholds;
use shiyu_enforcement::domain::terms::Fen;
use shiyu_enforcement::officer::OfficerDesk;
use shiyu_enforcement::paper::{PaperDesk, Printery};
use shiyu_enforcement::power::{PowerDesk, Sweep};
use shiyu_enforcement::registers::Registers;
use shiyu_enforcement::rpc::{Desk, Settings};
use shiyu_enforcement::sight;
use shiyu_kit::desk::CaseDesk;
use shiyu_kit::packet::Seals;
use shiyu_kit::peer::Peers;
use shiyu_kit::testkit::scene::{asked, policy, principal};
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::document_service_server::DocumentService as _;
use shiyu_proto::enforcement::v1::officer_service_server::OfficerService as _;
use shiyu_proto::enforcement::v1::power_service_server::PowerService;
use shiyu_proto::enforcement::v1::render_document_response::Part;
use tonic::Request;

use crate::scene::{COUNTY, REVIEWER, Scene, Who, code, id};
use crate::tables::POWER;

/// The registers and what works with them.
pub(crate) struct Offices {
    pub(crate) powers: PowerDesk,
    pub(crate) papers: PaperDesk,
    pub(crate) sweep: Sweep,
    officers: OfficerDesk,
}

/// A request as it is once the gate let it in.
pub(crate) fn let_in<T>((subject, unit, role): Who, message: T) -> Request<T> {
    asked(&principal(subject, Some(unit), role), message)
}

impl Offices {
    pub(crate) async fn beside(scene: &Scene) -> Self {
        let office = scene.ears.office.clone();
        let registers = Arc::new(Registers::open(&office).await.unwrap());
        let cases = CaseDesk {
            county: code(COUNTY),
            ledger: scene.ledger.clone(),
            vault: scene.vault.clone(),
            policy: Arc::new(policy(POLICY)),
            clock: scene.clock.clone(),
            sight: sight::viewer,
        };
        let settings = Settings {
            number_words: BTreeMap::new(),
            hearings: Thresholds {
                citizen: Fen::yuan(10_000),
                organisation: Fen::yuan(100_000),
            },
            intake: None,
            peers: Peers::default(),
            seals: Seals::default(),
        };
        let held = (registers.standards.clone(), registers.officers.clone());
        let printery = Printery::new(office.clone(), held, settings.hearings).unwrap();
        let desk = Desk::new(cases, registers.clone(), printery, settings);
        let officers = OfficerDesk::new(code(COUNTY), office.clone(), registers.officers.clone());
        let powers = PowerDesk::new(code(COUNTY), office, registers.powers.clone());
        Self {
            sweep: Sweep::new(powers.clone(), desk.clone()),
            papers: PaperDesk::new(desk),
            powers,
            officers,
        }
    }

    /// Two officers with certificates are in the register of a unit.
    pub(crate) async fn sworn(&self, unit: &'static str) {
        for number in ["07", "08"] {
            let certificate = pb::Certificate {
                number: format!("ZF3306020{number}"),
                issuer: "浙江省人民政府".to_owned(),
                valid_from: "2020-01-01".to_owned(),
                valid_to: "2099-12-31".to_owned(),
                ..pb::Certificate::default()
            };
            let officer = pb::Officer {
                subject: format!("{unit}/{number}"),
                display_name: "陈执法".to_owned(),
                unit: unit.to_owned(),
                kind: pb::OfficerKind::Officer.into(),
                certificate: Some(certificate),
                ..pb::Officer::default()
            };
            let put = pb::PutOfficerRequest {
                parent: format!("counties/{COUNTY}"),
                officer: Some(officer),
                request_id: id(),
            };
            self.officers.put_officer(let_in(("head", unit, "agency_head"), put)).await.unwrap();
        }
    }

    /// A decision as it is published, and the hash of it.
    pub(crate) async fn published(&self, name: &str) -> (String, String) {
        let asked = pb::RenderPublicationRequest {
            name: name.to_owned(),
            format: pb::DocumentFormat::Html.into(),
        };
        let mut pieces = self.papers.render_publication(let_in(REVIEWER, asked)).await.unwrap().into_inner();
        let (mut hash, mut bytes) = (String::new(), Vec::new());
        while let Some(piece) = pieces.next().await {
            match piece.unwrap().part.unwrap() {
                Part::Head(head) => hash = head.sha256,
                Part::Data(more) => bytes.extend(more),
            }
        }
        (String::from_utf8(bytes).unwrap(), hash)
    }

    /// An edition with the one power is published: who has it in the whole county from a day on.
    pub(crate) async fn edition(&self, holder: &str, from: time::Date, (in_flight, today): (pb::InFlight, time::Date)) {
        let item = pb::PowerItem {
            code: POWER.to_owned(),
            title: "对擅自搭建建筑物、构筑物的行政处罚".to_owned(),
            bases: vec![pb::LegalBasis {
                law: "中华人民共和国城乡规划法".to_owned(),
                article: "第六十四条".to_owned(),
            }],
            penalties: vec![pb::PenaltyRange {
                kind: pb::PenaltyKind::Fine.into(),
                min_fen: Some(10_000),
                max_fen: Some(5_000_000),
                ..pb::PenaltyRange::default()
            }],
            origin: holder.to_owned(),
            ..pb::PowerItem::default()
        };
        let list = pb::PowerList {
            document: "越政函〔2026〕12号".to_owned(),
            cut_over: from.to_string(),
            in_flight: in_flight.into(),
            items: vec![item],
            ..pb::PowerList::default()
        };
        let drafted = pb::ImportPowerListRequest {
            parent: format!("counties/{COUNTY}"),
            list: Some(list),
            request_id: id(),
        };
        let drafted = self
            .powers
            .import_power_list(let_in(crate::scene::COUNTY_HEAD, drafted))
            .await
            .unwrap();
        let published = pb::PublishPowerListRequest {
            name: drafted.into_inner().name,
            request_id: id(),
            published_on: today.to_string(),
            published_in: "越城区人民政府网站".to_owned(),
        };
        self.powers
            .publish_power_list(let_in(crate::scene::COUNTY_HEAD, published))
            .await
            .unwrap();
    }
}
