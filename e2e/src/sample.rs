//! A county with a few units, and the papers of one ordinary matter.

use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::party;
use shiyu_proto::assessment::v1::{GetFiguresRequest, UnitLevel};
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use time::{Date, Duration};
use uuid::Uuid;

/// The county.
pub const COUNTY: &str = "330602";
/// A county beside it.
pub const NEIGHBOUR: &str = "330681";
/// The petition office.
pub const OFFICE: &str = "330602-XFJ";
/// The housing bureau, which is asked.
pub const BUREAU: &str = "330602-ZJJ";
/// The transport bureau.
pub const TRANSPORT: &str = "330602-JTJ";
/// A station in a town that answers to the housing bureau.
pub const STATION: &str = "330602001-ZJS";
/// The petition office of the city.
pub const CITY_OFFICE: &str = "330600-XFJ";
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

/// Asks for the figures of counties, of the thirty days around this one.
#[must_use]
pub fn figures(county: &str, today: Date) -> GetFiguresRequest {
    GetFiguresRequest {
        parent: format!("counties/{county}"),
        level: UnitLevel::County.into(),
        from_date: (today - Duration::days(15)).to_string(),
        to_date: (today + Duration::days(15)).to_string(),
    }
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

/// The city, both counties, a town, a village and five offices.
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
        unit(TRANSPORT, "越城区交通运输局", COUNTY),
        unit(STATION, "塔山街道住建所", BUREAU),
        unit(CITY_OFFICE, "绍兴市信访局", "330600"),
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

/// The petitioner of the petition of this id.
#[must_use]
pub fn petitioner(id: Uuid) -> Uuid {
    another(id, 1)
}

/// An id that belongs to this one, another for each number: a repeated request is the same request.
#[must_use]
pub fn another(id: Uuid, number: u8) -> Uuid {
    Uuid::from_u128(id.as_u128() ^ u128::from(number))
}

/// Somebody who does not exist, with a document and a telephone of their own for each serial below 1000.
#[must_use]
pub fn person(name: &str, serial: u16) -> common::Identity {
    let person = party::person(name, serial);
    common::Identity {
        kind: common::PartyKind::Person.into(),
        name: person.name,
        document_kind: common::DocumentKind::IdentityCard.into(),
        document_number: person.document.map(|document| document.number).unwrap_or_default(),
        phone: person.phone.unwrap_or_default(),
        address: person.address.unwrap_or_default(),
    }
}

/// Somebody in a petition.
#[must_use]
pub fn party(id: Uuid, role: pb::PartyRole, identity: common::Identity) -> pb::Party {
    pb::Party {
        id: id.to_string(),
        role: role.into(),
        identity: Some(identity),
    }
}

/// Who brings the sample petition.
#[must_use]
pub fn resident() -> common::Identity {
    person("沈园春", 77)
}

/// The second factor of who brings the sample petition: the end of the document's number.
#[must_use]
pub fn factor(identity: &common::Identity) -> String {
    let hidden = identity.document_number.len().saturating_sub(4);
    identity.document_number.chars().skip(hidden).collect()
}

/// A petition as the hotline took it down, its petitioner under this id.
#[must_use]
pub fn petition(petitioner: Uuid) -> pb::Petition {
    let [title, request, facts_and_reasons, ..] = WORDS.map(str::to_owned);
    pb::Petition {
        channel: pb::Channel::Phone.into(),
        category: "housing.repair".to_owned(),
        title,
        request,
        facts_and_reasons,
        place: PLACE.to_owned(),
        parties: vec![party(petitioner, pb::PartyRole::Petitioner, resident())],
        privacy_notice: Some(privacy_notice()),
        ..pb::Petition::default()
    }
}

/// That the petitioner was given the notice of this version.
#[must_use]
pub fn privacy_notice() -> pb::PrivacyNotice {
    pb::PrivacyNotice {
        version: "2026-01".to_owned(),
        exception: String::new(),
    }
}

/// Registers the petition under this id.
#[must_use]
pub fn registration(id: Uuid) -> pb::RegisterPetitionRequest {
    let [_, _, _, reference, ..] = WORDS;
    let petition = pb::Petition {
        source_reference: format!("{reference}{id}"),
        ..petition(petitioner(id))
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

/// The opinion on it.
#[must_use]
pub fn opinion() -> pb::Opinion {
    let [_, _, _, _, request, facts_and_reasons, provision, _] = WORDS.map(str::to_owned);
    pb::Opinion {
        request,
        facts_and_reasons,
        decision: pb::Decision::Explained.into(),
        legal_basis: vec![provision],
        remedy_notice: "Review may be asked for within 30 days".to_owned(),
    }
}

/// Writes the opinion; the bureau's head issues it.
#[must_use]
pub fn draft(name: &str) -> pb::DraftOpinionRequest {
    pb::DraftOpinionRequest {
        name: name.to_owned(),
        etag: String::new(),
        request_id: new_id().to_string(),
        opinion: Some(opinion()),
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
