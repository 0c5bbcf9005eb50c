//! Resource names in the manner of AIP-122: `counties/330602` and `counties/330602/<collection>/<id>`.

use uuid::Uuid;

use crate::fault::Violations;

/// Checks that a name is `counties/<county>`. Violations: `NAME_INVALID`, and `UNKNOWN_COUNTY` for a county that is
/// not served here.
pub fn parent(field: &str, name: &str, county: &str, violations: &mut Violations) {
    match name.split('/').collect::<Vec<_>>().as_slice() {
        ["counties", code] => known(field, code, county, violations),
        _ => invalid(field, "counties/{county}", violations),
    }
}

/// The last part of `counties/<county>/<collection>/<id>`. Violations as of [`parent`].
pub fn child<'name>(field: &str, name: &'name str, county: &str, collection: &str, violations: &mut Violations) -> Option<&'name str> {
    match name.split('/').collect::<Vec<_>>().as_slice() {
        ["counties", code, found, id] if *found == collection && !id.is_empty() => {
            known(field, code, county, violations);
            Some(id)
        }
        _ => {
            invalid(field, &format!("counties/{{county}}/{collection}/{{id}}"), violations);
            None
        }
    }
}

/// The id of a case, whichever collection it lies in: `counties/<county>/<collection>/<uuid>`.
pub fn case(field: &str, name: &str, county: &str, violations: &mut Violations) -> Option<Uuid> {
    match name.split('/').collect::<Vec<_>>().as_slice() {
        ["counties", code, collection, id] if !collection.is_empty() && !id.is_empty() => {
            known(field, code, county, violations);
            uuid(field, id, violations)
        }
        _ => {
            invalid(field, "counties/{county}/{collection}/{uuid}", violations);
            None
        }
    }
}

/// The id of `counties/<county>/<collection>/<uuid>`, where the name is this county's and of this collection: in what is told between
/// counties it may well be another's.
#[must_use]
pub fn own(name: &str, county: &str, collection: &str) -> Option<Uuid> {
    match name.split('/').collect::<Vec<_>>().as_slice() {
        ["counties", code, found, id] if *code == county && *found == collection => id.parse().ok(),
        _ => None,
    }
}

/// A UUID. Violation: `ID_INVALID`.
pub fn uuid(field: &str, text: &str, violations: &mut Violations) -> Option<Uuid> {
    let id = Uuid::try_parse(text).ok();
    violations.present(id, field, "ID_INVALID", "not a UUID")
}

/// The id of a request. Violations: `REQUEST_ID_MISSING`, `ID_INVALID`.
pub fn request_id(text: &str, violations: &mut Violations) -> Option<Uuid> {
    if violations.require(
        !text.is_empty(),
        "request_id",
        "REQUEST_ID_MISSING",
        "every mutation carries an id of its own, a UUID",
    ) {
        return uuid("request_id", text, violations);
    }
    None
}

fn known(field: &str, code: &str, county: &str, violations: &mut Violations) {
    violations.require(code == county, field, "UNKNOWN_COUNTY", "this county is not served here");
}

fn invalid(field: &str, form: &str, violations: &mut Violations) {
    violations.add(field, "NAME_INVALID", format!("a name is of the form {form}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(read: impl FnOnce(&mut Violations)) -> Vec<&'static str> {
        let mut violations = Violations::new();
        read(&mut violations);
        violations.iter().map(|violation| violation.reason).collect()
    }

    #[test]
    fn a_name_of_another_county_is_told_from_a_malformed_one() {
        assert_eq!(
            reasons(|found| parent("parent", "counties/330602", "330602", found)),
            Vec::<&str>::new()
        );
        assert_eq!(
            reasons(|found| parent("parent", "counties/320509", "330602", found)),
            ["UNKNOWN_COUNTY"]
        );
        assert_eq!(reasons(|found| parent("parent", "330602", "330602", found)), ["NAME_INVALID"]);
    }

    #[test]
    fn a_name_of_ones_own_is_told_from_every_other() {
        let id = Uuid::from_u128(7);
        let read = |name: &str| own(name, "330602", "petitions");
        assert_eq!(read(&format!("counties/330602/petitions/{id}")), Some(id));
        for other in [
            format!("counties/330603/petitions/{id}"),
            format!("counties/330602/events/{id}"),
            format!("counties/330602/petitions/{id}/parties"),
            format!("330602/petitions/{id}"),
            "counties/330602/petitions/7".to_owned(),
            String::new(),
        ] {
            assert_eq!(read(&other), None, "{other}");
        }
    }

    #[test]
    fn a_case_has_a_uuid_in_any_collection() {
        let id = Uuid::from_u128(7);
        let mut found = Violations::new();
        assert_eq!(
            case("name", &format!("counties/330602/petitions/{id}"), "330602", &mut found),
            Some(id)
        );
        assert_eq!(
            reasons(|found| {
                case("name", "counties/330602/petitions/7", "330602", found);
            }),
            ["ID_INVALID"]
        );
        for malformed in ["counties/330602/petitions", "counties/330602//7", "7", ""] {
            assert_eq!(
                reasons(|found| {
                    case("name", malformed, "330602", found);
                }),
                ["NAME_INVALID"],
                "{malformed}"
            );
        }
    }
}
