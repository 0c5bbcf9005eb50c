//! A county with a few units, and the papers of one ordinary matter.

use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

/// The county.
pub const COUNTY: &str = "330602";
/// A county beside it.
pub const NEIGHBOUR: &str = "330681";
/// The petition office.
pub const OFFICE: &str = "330602-XFJ";
/// The housing bureau, which is asked.
pub const BUREAU: &str = "330602-ZJJ";
/// The village it happened in.
pub const PLACE: &str = "330602001003";

/// Every word of the citizen's and of the office's in these papers. None of them may travel.
pub const WORDS: [&str; 8] = [
    "The roof of the stairwell leaks",
    "Have the roof repaired before the rains",
    "It was reported in spring and nobody came",
    "HOTLINE-12345-",
    "That the roof be repaired",
    "The survey found the membrane torn",
    "民法典 art. 942",
    "RECEIPT-EMS-7788",
];

/// `counties/330602`.
#[must_use]
pub fn parent() -> String {
    format!("counties/{COUNTY}")
}

/// `counties/330602/petitions/{id}`.
#[must_use]
pub fn name(id: Uuid) -> String {
    format!("counties/{COUNTY}/petitions/{id}")
}

/// A unit that exists since 2020.
#[must_use]
pub fn unit(code: &str, display_name: &str, superior: &str) -> common::Unit {
    common::Unit {
        code: code.to_owned(),
        display_name: display_name.to_owned(),
        superior: superior.to_owned(),
        valid_from: "2020-01-01".to_owned(),
        ..common::Unit::default()
    }
}

/// The city, both counties, a town, a village and three offices.
#[must_use]
pub fn units() -> Vec<common::Unit> {
    vec![
        unit("330600", "绍兴市", ""),
        unit(COUNTY, "越城区", "330600"),
        unit(NEIGHBOUR, "诸暨市", "330600"),
        unit("330602001", "塔山街道", COUNTY),
        unit(PLACE, "水沟营社区", "330602001"),
        unit(OFFICE, "越城区信访局", COUNTY),
        unit(BUREAU, "越城区住房和城乡建设局", COUNTY),
        unit("330602-JTJ", "越城区交通运输局", COUNTY),
    ]
}

/// Imports units under an id of its own.
#[must_use]
pub fn import(units: Vec<common::Unit>) -> common::ImportUnitsRequest {
    common::ImportUnitsRequest {
        parent: parent(),
        units,
        request_id: new_id().to_string(),
    }
}

/// A petition as the hotline took it down.
#[must_use]
pub fn petition() -> pb::Petition {
    let [title, request, facts_and_reasons, ..] = WORDS.map(str::to_owned);
    pb::Petition {
        channel: pb::Channel::Phone.into(),
        category: "housing.repair".to_owned(),
        title,
        request,
        facts_and_reasons,
        place: PLACE.to_owned(),
        ..pb::Petition::default()
    }
}

/// Registers the petition under this id.
#[must_use]
pub fn registration(id: Uuid) -> pb::RegisterPetitionRequest {
    let [_, _, _, reference, ..] = WORDS;
    let petition = pb::Petition {
        source_reference: format!("{reference}{id}"),
        ..petition()
    };
    pb::RegisterPetitionRequest {
        parent: parent(),
        petition: Some(petition),
        request_id: id.to_string(),
    }
}

/// Asks the housing bureau.
#[must_use]
pub fn forwarding(name: &str) -> pb::ForwardPetitionRequest {
    pb::ForwardPetitionRequest {
        name: name.to_owned(),
        etag: String::new(),
        request_id: new_id().to_string(),
        unit: BUREAU.to_owned(),
    }
}

/// Accepts it, and tells the petitioner by mail.
#[must_use]
pub fn acceptance(name: &str) -> pb::AcceptPetitionRequest {
    pb::AcceptPetitionRequest {
        name: name.to_owned(),
        etag: String::new(),
        request_id: new_id().to_string(),
        notice_method: pb::DeliveryMethod::Mail.into(),
    }
}

/// Classifies it to handling by opinion.
#[must_use]
pub fn handling(name: &str) -> pb::StartHandlingRequest {
    pb::StartHandlingRequest {
        name: name.to_owned(),
        etag: String::new(),
        request_id: new_id().to_string(),
        kind: pb::MatterKind::AppealForRelief.into(),
        path: pb::ReliefPath::HandlingOpinion.into(),
    }
}

/// Answers it, as the bureau's head approved.
#[must_use]
pub fn opinion(name: &str) -> pb::IssueOpinionRequest {
    let [_, _, _, _, request, facts_and_reasons, provision, _] = WORDS.map(str::to_owned);
    pb::IssueOpinionRequest {
        name: name.to_owned(),
        etag: String::new(),
        request_id: new_id().to_string(),
        opinion: Some(pb::Opinion {
            request,
            facts_and_reasons,
            decision: pb::Decision::Supported.into(),
            legal_basis: vec![provision],
            remedy_notice: "Review may be asked for within 30 days".to_owned(),
        }),
        approved_by: crate::people::HEAD.subject.to_owned(),
    }
}

/// Puts the answer into the petitioner's hands.
#[must_use]
pub fn service(name: &str) -> pb::ServeOpinionRequest {
    let [.., proof] = WORDS.map(str::to_owned);
    pb::ServeOpinionRequest {
        name: name.to_owned(),
        etag: String::new(),
        request_id: new_id().to_string(),
        method: pb::DeliveryMethod::Mail.into(),
        serve_time: None,
        proof,
    }
}

/// Closes it by an officer.
#[must_use]
pub fn closing(name: &str) -> pb::ClosePetitionRequest {
    pb::ClosePetitionRequest {
        name: name.to_owned(),
        etag: String::new(),
        request_id: new_id().to_string(),
    }
}
