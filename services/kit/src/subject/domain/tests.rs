use std::collections::BTreeSet;

use time::macros::datetime;

use super::*;

const NOW: OffsetDateTime = datetime!(2026-09-01 09:00 +8);
const BASIS: Option<&str> = Some("档案法 art. 14");

fn officer() -> Actor {
    Actor::Person {
        subject: "privacy".to_owned(),
        unit: None,
        roles: BTreeSet::from(["privacy_officer".to_owned()]),
    }
}

fn task(wish: Wish) -> Task {
    Task::open(Asked {
        id: Uuid::from_u128(1),
        wish,
        at: NOW,
        due_at: NOW,
    })
}

fn held(party: u128, standing: Standing) -> Held {
    Held {
        party: Uuid::from_u128(party),
        case: Uuid::from_u128(party + 100),
        standing,
    }
}

fn answered(wish: Wish, given: (Outcome, Option<&str>), held: &[Held]) -> Result<Effect, Refusal> {
    let answer = task(wish).answered(given, held, (&officer(), NOW));
    answer.map(|(_, effect)| effect)
}

#[test]
fn an_answer_is_of_what_was_asked_and_given_once() {
    for wish in Wish::ALL {
        let fit: Vec<_> = Outcome::ALL.into_iter().filter(|outcome| wish.takes(*outcome)).collect();
        let expected: &[Outcome] = match wish {
            Wish::Copy => &[Outcome::NothingHeld, Outcome::CopyGiven, Outcome::Refused],
            Wish::Correction => &[Outcome::NothingHeld, Outcome::Corrected, Outcome::Refused],
            Wish::Deletion => &[Outcome::NothingHeld, Outcome::Deleted, Outcome::Restricted, Outcome::Refused],
            Wish::Explanation => &[Outcome::Explained, Outcome::Refused],
        };
        assert_eq!(fit, expected, "{wish:?}");
    }
    assert_eq!(answered(Wish::Copy, (Outcome::Deleted, None), &[]), Err(Refusal::OutcomeUnfit));
    let (done, _) = task(Wish::Explanation)
        .answered((Outcome::Explained, None), &[], (&officer(), NOW))
        .unwrap();
    assert_eq!(
        done.answered((Outcome::Explained, None), &[], (&officer(), NOW)),
        Err(Refusal::AnsweredAlready)
    );
}

#[test]
fn no_program_answers_a_subject() {
    let service = Actor::Service {
        name: "assessment".to_owned(),
    };
    for by in [service, Actor::Clock] {
        let answer = task(Wish::Copy).answered((Outcome::NothingHeld, None), &[], (&by, NOW));
        assert_eq!(answer, Err(Refusal::NeedsAPerson));
    }
}

#[test]
fn a_restriction_and_a_refusal_name_their_provision() {
    let archived = [held(1, Standing::Archived)];
    for outcome in [Outcome::Restricted, Outcome::Refused] {
        assert_eq!(answered(Wish::Deletion, (outcome, None), &archived), Err(Refusal::BasisMissing));
        assert!(answered(Wish::Deletion, (outcome, BASIS), &archived).is_ok(), "{outcome:?}");
    }
}

#[test]
fn what_is_said_to_be_held_is_held() {
    let some = [held(1, Standing::UnderWay)];
    assert_eq!(
        answered(Wish::Copy, (Outcome::NothingHeld, None), &some),
        Err(Refusal::SomethingIsHeld)
    );
    assert_eq!(answered(Wish::Copy, (Outcome::CopyGiven, None), &[]), Err(Refusal::NothingIsHeld));
    assert_eq!(
        answered(Wish::Correction, (Outcome::Corrected, None), &[]),
        Err(Refusal::NothingIsHeld)
    );
    assert_eq!(answered(Wish::Copy, (Outcome::CopyGiven, None), &some), Ok(Effect::None));
}

#[test]
fn what_the_archive_keeps_is_restricted_and_not_deleted() {
    let (over, archived) = (held(1, Standing::Over), held(2, Standing::Archived));
    let deleted = |held: &[Held]| answered(Wish::Deletion, (Outcome::Deleted, None), held);
    assert_eq!(deleted(&[over]), Ok(Effect::Destroy(vec![over.party])));
    assert_eq!(deleted(&[over, archived]), Err(Refusal::ArchiveBinds));
    let restricted = answered(Wish::Deletion, (Outcome::Restricted, BASIS), &[archived]);
    assert_eq!(restricted, Ok(Effect::Restrict(vec![(archived.party, archived.case)])));
}

#[test]
fn what_a_case_under_way_needs_stays_as_it_is() {
    let (going, archived) = (held(1, Standing::UnderWay), held(2, Standing::Archived));
    let given = |outcome, held: &[Held]| answered(Wish::Deletion, (outcome, BASIS), held);
    assert_eq!(given(Outcome::Deleted, &[going]), Err(Refusal::CaseUnderWay));
    assert_eq!(given(Outcome::Restricted, &[going]), Err(Refusal::CaseUnderWay));
    assert_eq!(
        given(Outcome::Restricted, &[going, archived]),
        Ok(Effect::Restrict(vec![(archived.party, archived.case)]))
    );
    assert_eq!(given(Outcome::Refused, &[going]), Ok(Effect::None));
}
