//! Mediators, and charges against them.

use super::*;

#[test]
fn a_peoples_mediator_belongs_to_a_committee_and_an_agencys_to_none() {
    let committee = committee();
    assert!(appoint(mediator(&committee), Some(&committee), &[]).is_ok());
    assert_eq!(appoint(mediator(&committee), None, &[]).map(drop), Err("COMMITTEE_MISSING"));
    let official = Mediator {
        kind: MediatorKind::Administrative,
        ..mediator(&committee)
    };
    assert_eq!(appoint(official, Some(&committee), &[]).map(drop), Err("COMMITTEE_OF_AN_AGENCY"));
    let gone = Committee {
        dissolved: Some(Dissolved {
            last: TODAY,
            reason: "撤并".to_owned(),
        }),
        ..committee.clone()
    };
    assert_eq!(
        appoint(mediator(&committee), Some(&gone), &[]).map(drop),
        Err("COMMITTEE_DISSOLVED")
    );
}

#[test]
fn nobody_is_the_same_mediator_twice_on_one_day() {
    let committee = committee();
    let first = mediator(&committee);
    let again = appoint(mediator(&committee), Some(&committee), std::slice::from_ref(&first));
    assert_eq!(again.map(drop), Err("MEDIATOR_OVERLAPS"));
    let ended = Mediator {
        term: Days {
            to: Some(date!(2026 - 06 - 30)),
            ..first.term
        },
        ..first
    };
    let later = Mediator {
        term: Days {
            from: date!(2026 - 07 - 01),
            to: None,
        },
        ..mediator(&committee)
    };
    assert!(appoint(later, Some(&committee), &[ended]).is_ok());
}

#[test]
fn a_lawyer_mediates_with_a_valid_certificate() {
    let lawyer = |valid_to| Mediator {
        kind: MediatorKind::Lawyer,
        certificate: Some(Certificate {
            number: "13306202010".to_owned(),
            valid_to,
        }),
        ..mediator(&committee())
    };
    assert!(lawyer(TODAY).certified(TODAY));
    assert!(!lawyer(date!(2026 - 11 - 29)).certified(TODAY));
    assert!(mediator(&committee()).certified(TODAY));
}

#[test]
fn nobody_is_put_down_as_a_lawyer_who_mediates_without_a_certificate() {
    let committee = committee();
    for kind in [MediatorKind::Lawyer, MediatorKind::Industry] {
        let without = Mediator {
            kind,
            ..mediator(&committee)
        };
        assert_eq!(
            appoint(without.clone(), Some(&committee), &[]).map(drop),
            Err("CERTIFICATE_MISSING")
        );
        let certificate = Some(Certificate {
            number: "13306202010".to_owned(),
            valid_to: TODAY,
        });
        let with = Mediator { certificate, ..without };
        assert!(appoint(with.clone(), Some(&committee), &[]).is_ok());
        let expired = Mediator {
            certificate: Some(Certificate {
                number: "13306202010".to_owned(),
                valid_to: date!(2026 - 11 - 29),
            }),
            ..with
        };
        assert_eq!(
            appoint(expired.clone(), Some(&committee), &[]).map(drop),
            Err("CERTIFICATE_MISSING")
        );
        let renamed = Mediator {
            name: "王大调".to_owned(),
            ..expired.clone()
        };
        let kept = in_town(|sitting| renamed.put((Standing::Known, Some(&expired)), (Some(&committee), &[]), sitting));
        assert!(kept.is_ok(), "what expired since is no hindrance to correct the rest");
    }
}

fn charged() -> (Mediator, Charging) {
    let charge = Charging {
        id: new_id(),
        mediator: Uuid::nil(),
        fault: Fault::Benefit,
        dispute: None,
    };
    (mediator(&committee()).charged(&charge, NOW), charge)
}

fn decide(mediator: Mediator, charge: Uuid, outcome: ChargeOutcome, by: &Actor) -> Result<Mediator, &'static str> {
    let told = Deciding {
        mediator: mediator.id,
        charge,
        outcome,
        reason: "查证属实".to_owned(),
    };
    at(by, |sitting| mediator.decided(&told, sitting))
}

#[test]
fn dismissal_ends_the_term_and_a_warning_does_not() {
    let (mediator, charge) = charged();
    let warned = decide(mediator.clone(), charge.id, ChargeOutcome::Warning, &clerk(TOWN)).expect("a warning");
    assert!(warned.in_term(date!(2027 - 01 - 01)));
    assert_eq!(
        decide(warned, charge.id, ChargeOutcome::Dismissal, &clerk(TOWN)).map(drop),
        Err("CHARGE_DECIDED")
    );
    let dismissed = decide(mediator, charge.id, ChargeOutcome::Dismissal, &clerk(TOWN)).expect("a dismissal");
    assert!(
        dismissed.in_term(date!(2026 - 11 - 29)),
        "what was mediated until then was mediated in office"
    );
    assert!(!dismissed.in_term(TODAY));
}

#[test]
fn nobody_decides_on_a_charge_against_themselves() {
    let (mediator, charge) = charged();
    let themselves = Actor::from(&principal("mediator-1", Some(TOWN), "unit_head"));
    let decided = decide(mediator.clone(), charge.id, ChargeOutcome::Unfounded, &themselves);
    assert_eq!(decided.map(drop), Err("DECIDER_IS_CHARGED"));
    let unknown = decide(mediator, new_id(), ChargeOutcome::Unfounded, &clerk(TOWN));
    assert_eq!(unknown.map(drop), Err("CHARGE_UNKNOWN"));
}

#[test]
fn the_same_charge_comes_on_record_once() {
    let (mediator, charge) = charged();
    assert_eq!(mediator.charged(&charge, NOW).charges.len(), 1);
}

#[test]
fn a_committees_end_is_its_mediators_end_unless_theirs_came_before() {
    let mediator = mediator(&committee());
    let dissolved = mediator.clone().dissolved(date!(2026 - 12 - 31));
    assert_eq!(dissolved.ended.map(|end| end.why), Some(Ending::CommitteeDissolved));
    let before = Mediator {
        term: Days {
            to: Some(TODAY),
            ..mediator.term
        },
        ..mediator
    };
    assert_eq!(before.dissolved(date!(2026 - 12 - 31)).ended, None);
}

#[test]
fn nobody_mediates_longer_for_a_committee_than_its_term_is() {
    let committee = committee();
    let appointed = appoint(mediator(&committee), Some(&committee), &[]).expect("a mediator");
    assert!(appointed.in_term(committee.to));
    assert!(!appointed.in_term(committee.to.next_day().unwrap()));
    let renewed = Committee {
        from: date!(2028 - 12 - 01),
        to: date!(2031 - 11 - 30),
        ..committee
    };
    assert!(
        appointed.under(&renewed).in_term(date!(2030 - 01 - 01)),
        "the next composition keeps them"
    );
}

#[test]
fn an_entry_that_does_not_say_the_committees_last_day_is_read_with_the_committee() {
    let own = committee();
    let after = own.to.next_day().unwrap();
    let unsaid = mediator(&own);
    assert!(
        unsaid.clone().within(&[committee()]).in_term(after),
        "another committee's day is not theirs"
    );
    let read = unsaid.clone().within(&[committee(), own.clone()]);
    assert!(read.in_term(own.to) && !read.in_term(after));
    let said = Mediator {
        committee_until: Some(TODAY),
        ..unsaid
    };
    assert_eq!(said.clone().within(&[own]), said, "what is said stays");
}
