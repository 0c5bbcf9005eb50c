use super::*;

#[test]
fn a_party_is_a_person_without_name_or_unit() {
    let party = Actor::Party { id: Uuid::from_u128(7) };
    assert!(party.is_person());
    assert_eq!((party.name(), party.unit()), ("party", None));
    let kept = serde_json::to_value(&party).unwrap();
    assert_eq!(kept["kind"], "party");
    assert_eq!(serde_json::from_value::<Actor>(kept).unwrap(), party);
}
