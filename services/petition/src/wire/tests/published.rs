//! What the public reads of a re-review.

use shiyu_proto::petition::v1 as pb;

use super::events::publication;
use super::given::{PARTY, PLANTED, START, code, filed, petition, planted, sealed};
use crate::domain::course::{Course, Publication, RemedyCase, RulingGiven};
use crate::domain::{Petition, Remedy, Ruling};
use crate::wire;
use crate::wire::terms::timestamp;

const BASIS: &str = "信访工作条例 art. 36";

/// Decided on re-review, and shown so.
fn shown(case: Petition, publication: Publication) -> Petition {
    let decided = RemedyCase {
        remedy: Remedy::Recheck,
        party: PARTY,
        reasons: planted("reasons"),
        requested_at: START,
        posted_at: None,
        organ: code("330600"),
        taken_up: None,
        ruling: Some(RulingGiven {
            ruling: Ruling::Changed,
            text: planted("text"),
            legal_basis: vec![BASIS.to_owned()],
            supported: true,
            decided_by: planted("reviewer"),
            at: START,
            delivery: None,
        }),
        dismissed: None,
    };
    let course = Course {
        remedies: vec![decided],
        publication: Some(publication),
        ..case.course
    };
    Petition { course, ..case }
}

fn covered() -> Publication {
    Publication {
        text: "A wall is put up again".to_owned(),
        ..publication()
    }
}

#[test]
fn the_public_reads_what_was_decided_and_nothing_of_who_it_was() {
    let read = wire::published(&shown(petition(), covered())).unwrap();
    assert_eq!(
        (read.organ.as_str(), read.category.as_str(), read.ruling(), read.text.as_str()),
        ("330600", "housing.demolition", pb::Ruling::Changed, "A wall is put up again")
    );
    assert_eq!(
        (read.legal_basis.as_slice(), read.publish_time),
        ([BASIS.to_owned()].as_slice(), Some(timestamp(START)))
    );
    let all = format!("{read:?}");
    for hidden in [PLANTED, &PARTY.to_string(), "越信访", "330602001003"] {
        assert!(!all.contains(hidden), "{hidden}: {all}");
    }
}

#[test]
fn nothing_is_read_of_what_came_down_or_is_kept_from_somebody() {
    let down = Publication {
        withdrawn_at: Some(START),
        ..covered()
    };
    assert_eq!(wire::published(&shown(petition(), down.clone())), None);
    assert_eq!(wire::published(&shown(sealed(), covered())), None);
    assert_eq!(wire::published(&petition()), None);
    let course = wire::petition(&filed(shown(petition(), down)), &[]).course.unwrap();
    let told = course.publication.unwrap();
    assert_eq!(
        (told.consent_reference.as_str(), told.publish_time, told.withdraw_time),
        ("planted consent", Some(timestamp(START)), Some(timestamp(START))),
        "the office reads what was shown"
    );
}
