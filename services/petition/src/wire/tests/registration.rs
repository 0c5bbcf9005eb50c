//! A registration tells everything that is wrong with it at once.

use prost_types::Timestamp;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::given::{ID, START, code, county, name, number, pairs, wrong};
use crate::domain::{Command, Filing, PartyRole, PrivacyNotice};
use crate::wire::{add_party, missing, register_petition, texts, unreachable, warnings};

/// An identity number with a right check digit; nobody's.
const NUMBER: &str = "11010519491231002X";

fn identity() -> common::Identity {
    common::Identity {
        kind: common::PartyKind::Person.into(),
        name: "王小明".to_owned(),
        document_kind: common::DocumentKind::IdentityCard.into(),
        document_number: NUMBER.to_owned(),
        phone: "138 0013 8000".to_owned(),
        address: "府山街道".to_owned(),
    }
}

fn party(id: u128, role: pb::PartyRole) -> pb::Party {
    pb::Party {
        id: Uuid::from_u128(id).to_string(),
        role: role.into(),
        identity: Some(identity()),
    }
}

fn good() -> pb::RegisterPetitionRequest {
    pb::RegisterPetitionRequest {
        parent: "counties/330602".to_owned(),
        petition: Some(pb::Petition {
            channel: pb::Channel::Letter.into(),
            category: "housing.demolition".to_owned(),
            title: "A wall was pulled down".to_owned(),
            request: "Put it up again".to_owned(),
            facts_and_reasons: "It stood\non our ground".to_owned(),
            place: "330602001003".to_owned(),
            source_reference: "letter 17".to_owned(),
            parties: vec![party(1, pb::PartyRole::Petitioner)],
            privacy_notice: Some(pb::PrivacyNotice {
                version: "2026-01".to_owned(),
                exception: String::new(),
            }),
            ..pb::Petition::default()
        }),
        request_id: ID.to_owned(),
    }
}

fn spoiled(spoil: impl FnOnce(&mut pb::Petition)) -> Vec<(String, &'static str)> {
    let mut request = good();
    spoil(request.petition.as_mut().unwrap());
    wrong(register_petition(request, &county()))
}

#[test]
fn a_good_registration_is_read_and_its_identities_are_still_to_be_sealed() {
    let registration = register_petition(good(), &county()).unwrap();
    let register = &registration.register;
    assert_eq!(registration.id.to_string(), ID);
    assert_eq!((register.submission.filing, register.submission.people), (Filing::Written, 1));
    assert_eq!(
        (register.number.text.as_str(), register.sealed.len(), register.received_at),
        ("", 0, None)
    );
    let (party, identity) = &registration.identities[0];
    assert_eq!(
        (register.parties.as_slice(), party.role),
        ([*party].as_slice(), PartyRole::Petitioner)
    );
    assert_eq!((identity.name.as_str(), identity.phone.as_deref()), ("王小明", Some("13800138000")));
    let order = registration.clone().order(number(), "index".to_owned(), Vec::new());
    assert_eq!((order.id, order.expected), (order.case, None));
    let Command::Register(register) = order.command else {
        panic!("a registration")
    };
    assert_eq!((register.number, register.query_index.as_str()), (number(), "index"));
}

#[test]
fn an_empty_registration_tells_everything_at_once() {
    let request = pb::RegisterPetitionRequest {
        petition: Some(pb::Petition::default()),
        ..pb::RegisterPetitionRequest::default()
    };
    let expected = pairs(&[
        ("parent", "NAME_INVALID"),
        ("request_id", "REQUEST_ID_MISSING"),
        ("petition.channel", "REQUIRED"),
        ("petition.category", "REQUIRED"),
        ("petition.title", "REQUIRED"),
        ("petition.request", "REQUIRED"),
        ("petition.facts_and_reasons", "REQUIRED"),
        ("petition.place", "REQUIRED"),
        ("petition.parties", "PETITIONER_MISSING"),
    ]);
    assert_eq!(wrong(register_petition(request, &county())), expected);
}

#[test]
fn a_petitioner_was_told_of_the_use_of_their_data_or_it_is_on_record_why_not() {
    let notice = |version: &str, exception: &str| {
        Some(pb::PrivacyNotice {
            version: version.to_owned(),
            exception: exception.to_owned(),
        })
    };
    let needed = [("petition.privacy_notice".to_owned(), "PRIVACY_NOTICE_MISSING")];
    for wrong in [None, notice("", ""), notice("2026-01", "it came by letter")] {
        assert_eq!(spoiled(|petition| petition.privacy_notice = wrong.clone()), needed, "{wrong:?}");
    }
    let named = spoiled(|petition| petition.privacy_notice = notice("", "told 13812345678"));
    assert_eq!(named, [("petition.privacy_notice.exception".to_owned(), "PERSONAL_DATA_IN_TEXT")]);
    let mut excepted = good();
    excepted.petition.as_mut().unwrap().privacy_notice = notice("", "it goes with the acknowledgement");
    let read = register_petition(excepted, &county()).unwrap().register.submission.privacy_notice;
    assert_eq!(read, Some(PrivacyNotice::Excepted("it goes with the acknowledgement".to_owned())));
    let mut handed_on = good();
    let petition = handed_on.petition.as_mut().unwrap();
    petition.channel = pb::Channel::Referral.into();
    petition.parties.clear();
    petition.privacy_notice = None;
    let read = register_petition(handed_on, &county()).unwrap().register.submission.privacy_notice;
    assert_eq!(read, None, "there is nobody to be told");
}

#[test]
fn a_group_that_came_elects_representatives_and_an_agent_is_named() {
    let missing_of = |spoil: fn(&mut pb::Petition)| {
        let mut request = good();
        spoil(request.petition.as_mut().unwrap());
        let register = register_petition(request, &county()).unwrap().register;
        let told = missing(&register.submission, &register.parties, &county());
        told.into_iter().map(|warning| warning.reason).collect::<Vec<_>>()
    };
    assert_eq!(missing_of(|_| {}), [""; 0]);
    assert_eq!(
        missing_of(|petition| petition.people = 12),
        [""; 0],
        "whoever writes needs no representative"
    );
    let came: fn(&mut pb::Petition) = |petition| {
        petition.channel = pb::Channel::Visit.into();
        petition.people = 12;
    };
    assert_eq!(missing_of(came), ["REPRESENTATIVES_MISSING"]);
    let led: fn(&mut pb::Petition) = |petition| {
        petition.channel = pb::Channel::Visit.into();
        petition.people = 12;
        petition.parties.push(party(2, pb::PartyRole::Representative));
    };
    assert_eq!(missing_of(led), [""; 0]);
    assert_eq!(
        missing_of(|petition| petition.filing = pb::Filing::ByAgent.into()),
        ["AGENT_MISSING"]
    );
    let acting: fn(&mut pb::Petition) = |petition| {
        petition.filing = pb::Filing::ByAgent.into();
        petition.parties.push(party(2, pb::PartyRole::Attorney));
    };
    assert_eq!(missing_of(acting), [""; 0]);
}

#[test]
fn who_comes_to_the_city_about_a_town_is_told_that_the_county_is_next() {
    let told = |channel: pb::Channel, place: &str, desk: &str| {
        let mut request = good();
        request.petition.as_mut().unwrap().channel = channel.into();
        let mut register = register_petition(request, &county()).unwrap().register;
        register.submission.place = code(place);
        let told = missing(&register.submission, &register.parties, &code(desk));
        told.into_iter().map(|warning| (warning.field, warning.reason)).collect::<Vec<_>>()
    };
    let skipped = [("petition.place".to_owned(), "LEVEL_SKIPPED".to_owned())];
    for place in ["330602001", "330602001003"] {
        assert_eq!(told(pb::Channel::Visit, place, "330600"), skipped, "{place}");
        assert_eq!(
            told(pb::Channel::Letter, place, "330600"),
            [],
            "who writes may write to anybody (art. 17)"
        );
        assert_eq!(told(pb::Channel::Visit, place, "330602"), [], "inside a county no level is skipped");
    }
    assert_eq!(told(pb::Channel::Visit, "330602", "330600"), []);
}

#[test]
fn everything_wrong_with_a_registration_is_told_at_once() {
    let bad = pb::Petition {
        channel: 99,
        filing: 99,
        category: "House".to_owned(),
        title: "two\nlines".to_owned(),
        request: "a\0b".to_owned(),
        facts_and_reasons: "长".repeat(20_001),
        place: "330602-XFJ".to_owned(),
        source_reference: "9".repeat(101),
        received_time: Some(Timestamp { seconds: -1, nanos: 0 }),
        people: -1,
        parties: vec![pb::Party {
            id: "1".to_owned(),
            role: 99,
            identity: Some(common::Identity {
                kind: 99,
                name: "长".repeat(101),
                document_kind: common::DocumentKind::IdentityCard.into(),
                document_number: "110105194912310021".to_owned(),
                phone: "12".to_owned(),
                address: "长".repeat(201),
            }),
        }],
        accused: Some(pb::Accused {
            units: vec!["330602".to_owned(), "x".to_owned()],
            subjects: vec![String::new()],
        }),
        ..pb::Petition::default()
    };
    let expected = pairs(&[
        ("petition.received_time", "TIME_INVALID"),
        ("petition.privacy_notice", "PRIVACY_NOTICE_MISSING"),
        ("petition.channel", "UNKNOWN_VALUE"),
        ("petition.filing", "UNKNOWN_VALUE"),
        ("petition.category", "CATEGORY_INVALID"),
        ("petition.title", "CHARACTER_INVALID"),
        ("petition.request", "CHARACTER_INVALID"),
        ("petition.facts_and_reasons", "TOO_LONG"),
        ("petition.place", "PLACE_INVALID"),
        ("petition.source_reference", "TOO_LONG"),
        ("petition.people", "OUT_OF_RANGE"),
        ("petition.parties", "PETITIONER_MISSING"),
        ("petition.parties[0].id", "ID_INVALID"),
        ("petition.parties[0].role", "UNKNOWN_VALUE"),
        ("petition.parties[0].identity.kind", "UNKNOWN_VALUE"),
        ("petition.parties[0].identity.address", "TOO_LONG"),
        ("petition.parties[0].identity.name", "TOO_LONG"),
        ("petition.parties[0].identity.document_number", "IDENTITY_NUMBER_INVALID"),
        ("petition.parties[0].identity.phone", "PHONE_INVALID"),
        ("petition.accused.units[1]", "INVALID_CODE"),
        ("petition.accused.subjects[0]", "REQUIRED"),
    ]);
    assert_eq!(spoiled(|petition| *petition = bad), expected);
}

#[test]
fn an_identity_has_what_its_kind_of_document_asks_for() {
    let found = |spoil: fn(&mut common::Identity)| spoiled(|petition| spoil(petition.parties[0].identity.as_mut().unwrap()));
    let at = |field: &str, reason| vec![(format!("petition.parties[0].identity.{field}"), reason)];
    assert_eq!(found(|identity| identity.document_kind = 99), at("document_kind", "UNKNOWN_VALUE"));
    assert_eq!(found(|identity| identity.document_kind = 0), at("document_kind", "REQUIRED"));
    assert_eq!(
        found(|identity| identity.document_number.clear()),
        at("document_number", "REQUIRED")
    );
    assert_eq!(
        found(|identity| identity.document_kind = 2),
        at("document_number", "CREDIT_CODE_INVALID")
    );
    assert_eq!(found(|identity| identity.kind = 0), at("kind", "REQUIRED"));
    assert_eq!(found(|identity| identity.name.clear()), at("name", "REQUIRED"));
    let missing = spoiled(|petition| petition.parties[0].identity = None);
    assert_eq!(missing, pairs(&[("petition.parties[0].identity", "REQUIRED")]));
}

#[test]
fn parties_are_few_and_different_and_one_of_them_petitions() {
    let respondent = spoiled(|petition| petition.parties = vec![party(1, pb::PartyRole::Respondent)]);
    assert_eq!(respondent, pairs(&[("petition.parties", "PETITIONER_MISSING")]));
    let twice = spoiled(|petition| petition.parties.push(party(1, pb::PartyRole::Agent)));
    assert_eq!(twice, pairs(&[("petition.parties[1].id", "DUPLICATE")]));
    let unnamed = spoiled(|petition| petition.parties[0].id.clear());
    assert_eq!(unnamed, pairs(&[("petition.parties[0].id", "REQUIRED")]));
    let elected = |many: u128| (2..2 + many).map(|id| party(id, pb::PartyRole::Representative));
    let six = spoiled(|petition| petition.parties.extend(elected(6)));
    assert_eq!(six, pairs(&[("petition.parties", "TOO_MANY_REPRESENTATIVES")]));
    let crowd = spoiled(|petition| petition.parties.extend((2..22).map(|id| party(id, pb::PartyRole::Petitioner))));
    assert_eq!(crowd, pairs(&[("petition.parties", "TOO_MANY")]));
    let mut five = good();
    five.petition.as_mut().unwrap().parties.extend(elected(5));
    assert_eq!(register_petition(five, &county()).unwrap().identities.len(), 6);
}

#[test]
fn what_another_organ_hands_on_may_have_no_petitioner() {
    let mut request = good();
    let petition = request.petition.as_mut().unwrap();
    petition.channel = pb::Channel::Referral.into();
    petition.parties.clear();
    assert!(register_petition(request, &county()).unwrap().identities.is_empty());
}

#[test]
fn the_limits_themselves_are_inside() {
    let mut request = good();
    let petition = request.petition.as_mut().unwrap();
    petition.title = "长".repeat(200);
    petition.request = "长".repeat(20_000);
    petition.people = 100_000;
    petition.accused = Some(pb::Accused {
        units: vec!["330602-ZJJ".to_owned(); 20],
        subjects: (0..20).map(|number| format!("officer {number}")).collect(),
    });
    petition.received_time = Some(Timestamp {
        seconds: START.unix_timestamp(),
        nanos: 1_999,
    });
    let register = register_petition(request, &county()).unwrap().register;
    assert_eq!(register.received_at, Some(START + time::Duration::microseconds(1)));
    assert_eq!((register.accused.units.len(), register.accused.subjects.len()), (1, 20));
    assert_eq!(register.submission.people, 100_000);
    let found = spoiled(|petition| petition.people = 100_001);
    assert_eq!(found, pairs(&[("petition.people", "OUT_OF_RANGE")]));
    let accused = pb::Accused {
        units: vec!["330602-ZJJ".to_owned(); 21],
        subjects: vec!["officer".to_owned(); 21],
    };
    let found = spoiled(|petition| petition.accused = Some(accused));
    let many = [("petition.accused.units", "TOO_MANY"), ("petition.accused.subjects", "TOO_MANY")];
    assert_eq!(found, pairs(&many));
}

#[test]
fn what_belongs_into_the_vault_is_told_by_field_and_kind() {
    let mut request = good();
    let petition = request.petition.as_mut().unwrap();
    petition.request = format!("{NUMBER}, and again {NUMBER}; call 13900139000");
    petition.facts_and_reasons = "王小明 built it".to_owned();
    let registration = register_petition(request, &county()).unwrap();
    let identities: Vec<_> = registration.identities.iter().map(|(_, identity)| identity).collect();
    let told = warnings(&texts(&registration.register.submission), &identities);
    let told: Vec<_> = told
        .iter()
        .map(|warning| (warning.field.as_str(), warning.reason.as_str()))
        .collect();
    let expected = [
        ("petition.request", "IDENTITY_NUMBER_IN_TEXT"),
        ("petition.request", "PARTY_IN_TEXT"),
        ("petition.request", "PHONE_IN_TEXT"),
        ("petition.facts_and_reasons", "PARTY_IN_TEXT"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn somebody_joins_with_an_identity() {
    let request = pb::AddPartyRequest {
        name: name(),
        etag: "3".to_owned(),
        request_id: ID.to_owned(),
        party: Some(party(9, pb::PartyRole::Attorney)),
    };
    let joining = add_party(request.clone(), &county()).unwrap();
    assert_eq!((joining.case.to_string().as_str(), joining.expected), (ID, Some(3)));
    assert_eq!((joining.party.id, joining.party.role), (Uuid::from_u128(9), PartyRole::Attorney));
    let nobody = pb::AddPartyRequest { party: None, ..request };
    assert_eq!(wrong(add_party(nobody.clone(), &county())), pairs(&[("party", "REQUIRED")]));
    let found = wrong(add_party(nobody, &code("330603")));
    assert_eq!(found, pairs(&[("name", "UNKNOWN_COUNTY"), ("party", "REQUIRED")]));
}

#[test]
fn nobody_is_nil_and_no_organisation_has_an_identity_card() {
    let mut request = good();
    request.request_id = Uuid::nil().to_string();
    assert_eq!(wrong(register_petition(request, &county())), pairs(&[("request_id", "ID_INVALID")]));
    let nil = spoiled(|petition| petition.parties[0].id = Uuid::nil().to_string());
    assert_eq!(nil, pairs(&[("petition.parties[0].id", "ID_INVALID")]));
    let firm = spoiled(|petition| {
        petition.parties[0].identity.as_mut().unwrap().kind = common::PartyKind::Organisation.into();
    });
    let expected = [("petition.parties[0].identity.document_kind", "DOCUMENT_OF_A_PERSON")];
    assert_eq!(firm, pairs(&expected));
}

#[test]
fn one_id_of_a_channel_is_one_however_it_was_typed() {
    let mut request = good();
    request.petition.as_mut().unwrap().source_reference = " letter 17 ".to_owned();
    let read = register_petition(request, &county()).unwrap();
    assert_eq!(read.register.submission.source_reference.as_deref(), Some("letter 17"));
}

#[test]
fn whom_no_second_factor_lets_in_is_told_of_at_the_counter() {
    let mut request = good();
    let petition = request.petition.as_mut().unwrap();
    petition.parties.push(party(2, pb::PartyRole::Petitioner));
    let identity = petition.parties[1].identity.as_mut().unwrap();
    identity.document_kind = common::DocumentKind::Unspecified.into();
    identity.document_number = String::new();
    identity.phone = String::new();
    let read = register_petition(request, &county()).unwrap();
    let told = unreachable(&read.identities);
    let told: Vec<_> = told
        .iter()
        .map(|warning| (warning.field.as_str(), warning.reason.as_str()))
        .collect();
    assert_eq!(told, [("petition.parties[1].identity", "SECOND_FACTOR_MISSING")]);
}
