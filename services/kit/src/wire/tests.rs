//! What travels is what was meant.

use super::{Word, granted, hidden, many, number, warnings};
use crate::party::{Document, DocumentKind, Identity, PartyKind};
use crate::referral::{Destination, IdentityField, ReferralState};

fn wang() -> Identity {
    Identity {
        kind: PartyKind::Person,
        name: "王秀英".to_owned(),
        document: Some(Document {
            kind: DocumentKind::Passport,
            number: "E12345678".to_owned(),
        }),
        phone: Some("13812345678".to_owned()),
        address: Some("越城区府山街道1号".to_owned()),
    }
}

#[test]
fn a_word_travels_both_ways_and_the_unspecified_one_is_none() {
    for destination in [Destination::Mediation, Destination::Enforcement, Destination::Grid] {
        assert_eq!(Destination::read(destination.told()), Some(destination));
    }
    for state in 1..=6 {
        let state = state.try_into().ok().and_then(ReferralState::read);
        assert!(state.is_some_and(|state| ReferralState::read(state.told()) == Some(state)));
    }
    assert_eq!(ReferralState::read(shiyu_proto::common::v1::ReferralState::Unspecified), None);
    assert_eq!((number(Some(IdentityField::Phone)), number::<IdentityField>(None)), (3, 0));
    assert_eq!((many(3), many(usize::MAX)), (3, i32::MAX));
}

#[test]
fn of_an_identity_travels_what_was_granted_and_nothing_else() {
    let wang = wang();
    let phone = granted(&wang, &[IdentityField::Phone]);
    assert_eq!((phone.phone.as_str(), phone.name.as_str(), phone.kind), ("13812345678", "", 0));
    assert!(phone.document_number.is_empty() && phone.address.is_empty());
    let document = granted(&wang, &[IdentityField::Document]);
    assert_eq!((document.document_number.as_str(), document.phone.as_str()), ("E12345678", ""));
    assert_eq!(granted(&wang, &[]), shiyu_proto::common::v1::Identity::default());
    let masked = hidden(&wang.masked());
    assert_eq!((masked.name.as_str(), masked.phone.as_str()), ("王**", "138****5678"));
}

#[test]
fn a_text_is_warned_of_once_for_each_kind_and_by_whom_it_names() {
    let wang = wang();
    let told = warnings(&[("a", "打 13812345678 或 13812345678"), ("b", "噪音")], &[&wang]);
    let told: Vec<(&str, &str)> = told.iter().map(|one| (one.field.as_str(), one.reason.as_str())).collect();
    assert_eq!(told, [("a", "PARTY_IN_TEXT"), ("a", "PHONE_IN_TEXT")]);
}
