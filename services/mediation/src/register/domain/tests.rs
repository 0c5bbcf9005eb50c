//! What the law says of committees, mediators, counsel and screening, without a database.

use shiyu_kit::case::Actor;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::register::Standing;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, VILLAGE, code, principal, units};
use time::macros::{date, datetime, time};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::*;
use crate::domain::terms::{Category, Fault, MediatorKind};
use crate::register::template::{Frequency, builtin};

/// Half past midnight of the last of November in China, the day before in UTC.
const NOW: OffsetDateTime = datetime!(2026-11-29 16:30 UTC);
const TODAY: Date = date!(2026 - 11 - 30);
const JUSTICE: &str = "330602-SFJ";

fn clerk(unit: &str) -> Actor {
    Actor::from(&principal("clerk", Some(unit), "committee_clerk"))
}

fn at<T>(by: &Actor, act: impl FnOnce(&Sitting<'_>) -> Result<T, Refusal>) -> Result<T, &'static str> {
    let (county, units) = (code(COUNTY), units(&[(JUSTICE, COUNTY)]));
    let sitting = Sitting {
        by,
        county: &county,
        units: &units,
        now: NOW,
    };
    act(&sitting).map_err(|refusal| refusal.reason())
}

fn in_town<T>(act: impl FnOnce(&Sitting<'_>) -> Result<T, Refusal>) -> Result<T, &'static str> {
    at(&clerk(TOWN), act)
}

fn member(name: &str, post: Post, is_woman: bool) -> Member {
    Member {
        name: name.to_owned(),
        post,
        is_woman,
    }
}

fn committee() -> Committee {
    Committee {
        id: new_id(),
        unit: code(VILLAGE),
        kind: CommitteeKind::Village,
        title: "和畅堂社区人民调解委员会".to_owned(),
        members: vec![
            member("陶一", Post::Chair, false),
            member("陶二", Post::Deputy, true),
            member("陶三", Post::Member, false),
        ],
        from: date!(2026 - 01 - 01),
        to: date!(2028 - 12 - 31),
        reported: Reported::default(),
        dissolved: None,
    }
}

fn put(committee: Committee) -> Result<Committee, &'static str> {
    in_town(|sitting| committee.put((Standing::New, None), &[], sitting))
}

fn mediator(committee: &Committee) -> Mediator {
    Mediator {
        id: new_id(),
        unit: code(VILLAGE),
        committee: Some(committee.id),
        kind: MediatorKind::People,
        subject: "mediator-1".to_owned(),
        name: "王调解".to_owned(),
        term: Days {
            from: date!(2026 - 01 - 01),
            to: None,
        },
        certificate: None,
        categories: vec![Category::Neighbour],
        disclosures: Vec::new(),
        ended: None,
        charges: Vec::new(),
    }
}

fn appoint(new: Mediator, committee: Option<&Committee>, others: &[Mediator]) -> Result<Mediator, &'static str> {
    in_town(|sitting| new.put((Standing::New, None), (committee, others), sitting))
}

#[test]
fn a_committee_has_three_to_nine_members_women_among_them_and_one_chair() {
    assert!(put(committee()).is_ok());
    let mut two = committee();
    two.members.pop();
    assert_eq!(put(two).map(drop), Err("MEMBERS_OUT_OF_RANGE"));
    let mut ten = committee();
    ten.members.extend((0..7).map(|_| member("陶", Post::Member, true)));
    assert_eq!(put(ten).map(drop), Err("MEMBERS_OUT_OF_RANGE"));
    let mut men = committee();
    men.members.iter_mut().for_each(|member| member.is_woman = false);
    assert_eq!(put(men).map(drop), Err("WOMEN_MISSING"));
    let mut headless = committee();
    headless.members.iter_mut().for_each(|member| member.post = Post::Member);
    assert_eq!(put(headless).map(drop), Err("CHAIR_MISSING"));
}

#[test]
fn a_committee_stands_once_in_its_unit() {
    let before = committee();
    let beside = |new: Committee| in_town(|sitting| new.put((Standing::New, None), std::slice::from_ref(&before), sitting)).map(drop);
    assert_eq!(beside(committee()), Err("COMMITTEE_OVERLAPS"));
    let spaced: String = committee().title.chars().flat_map(|sign| [sign, '\u{3000}', ' ']).collect();
    let spaced = Committee {
        title: spaced,
        ..committee()
    };
    assert_eq!(beside(spaced), Err("COMMITTEE_OVERLAPS"), "blanks tell nothing apart");
    let other = Committee {
        title: "和畅堂商会人民调解委员会".to_owned(),
        ..committee()
    };
    assert_eq!(beside(other), Ok(()));
    let next = Committee {
        from: date!(2029 - 01 - 01),
        to: date!(2031 - 12 - 31),
        ..committee()
    };
    assert_eq!(beside(next), Ok(()));
}

#[test]
fn a_committee_sits_three_years() {
    let until = |to| put(Committee { to, ..committee() }).map(drop);
    assert_eq!(until(date!(2028 - 12 - 31)), Ok(()));
    assert_eq!(until(date!(2029 - 01 - 01)), Err("TERM_TOO_LONG"));
    let leap = Committee {
        from: date!(2028 - 02 - 29),
        to: date!(2031 - 02 - 28),
        ..committee()
    };
    assert_eq!(put(leap).map(drop), Err("TERM_TOO_LONG"));
}

#[test]
fn the_justice_bureau_is_told_first_and_the_county_tells_the_court() {
    let tell = |committee: Committee, unit: &str, to_court| {
        let told = Reporting {
            id: committee.id,
            to_court,
            on: TODAY,
        };
        at(&clerk(unit), |sitting| committee.report(&told, sitting))
    };
    assert_eq!(tell(committee(), COUNTY, true).map(drop), Err("NOT_REPORTED"));
    let reported = tell(committee(), TOWN, false).expect("it is theirs");
    assert_eq!(tell(reported.clone(), TOWN, false).map(drop), Err("ALREADY_REPORTED"));
    assert_eq!(tell(reported.clone(), TOWN, true).map(drop), Err("UNIT_NOT_YOURS"));
    let told = tell(reported, JUSTICE, true).expect("an office acts for the county");
    assert_eq!((told.reported.bureau, told.reported.court), (Some(TODAY), Some(TODAY)));
}

#[test]
fn a_new_term_is_reported_anew_and_another_composition_is_not() {
    let before = Committee {
        reported: Reported {
            bureau: Some(TODAY),
            court: None,
        },
        ..committee()
    };
    let again = |new: Committee| in_town(|sitting| new.put((Standing::Known, Some(&before)), std::slice::from_ref(&before), sitting));
    let mut other = before.clone();
    other.reported = Reported::default();
    other.members.push(member("陶四", Post::Member, true));
    assert_eq!(again(other.clone()).expect("a fourth").reported.bureau, Some(TODAY));
    other.from = date!(2026 - 06 - 01);
    assert_eq!(again(other).expect("an election").reported.bureau, None);
}

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
    assert!(dismissed.in_term(TODAY));
    assert!(!dismissed.in_term(date!(2026 - 12 - 01)));
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

fn adviser(from: Date, to: Option<Date>) -> Adviser {
    Adviser {
        id: new_id(),
        unit: code(VILLAGE),
        firm: "浙江某某律师事务所".to_owned(),
        name: "周律师".to_owned(),
        phone: String::new(),
        days: Days { from, to },
    }
}

#[test]
fn a_village_has_one_adviser_at_a_time() {
    let first = adviser(date!(2026 - 01 - 01), Some(date!(2026 - 12 - 31)));
    let engage = |new: Adviser| in_town(|sitting| new.put((Standing::New, None), std::slice::from_ref(&first), sitting)).map(drop);
    assert_eq!(engage(adviser(TODAY, None)), Err("ADVISER_OVERLAPS"));
    assert_eq!(engage(adviser(date!(2027 - 01 - 01), None)), Ok(()));
}

#[test]
fn a_consultation_is_of_a_day_on_which_the_village_had_its_adviser() {
    let adviser = adviser(date!(2026 - 11 - 01), None);
    let consult = |on, held: Option<&Adviser>| {
        let told = Consulting {
            id: new_id(),
            adviser: adviser.id,
            on,
            channel: ConsultationChannel::Phone,
            category: Category::Labour,
            outcome: CounselOutcome::Answered,
        };
        in_town(|sitting| told.record(held, sitting)).map(|logged| logged.unit)
    };
    assert_eq!(consult(TODAY, Some(&adviser)), Ok(code(VILLAGE)));
    assert_eq!(consult(date!(2026 - 10 - 31), Some(&adviser)), Err("ADVISER_NOT_ENGAGED"));
    assert_eq!(consult(date!(2026 - 12 - 01), Some(&adviser)), Err("DATE_IN_FUTURE"));
    assert_eq!(consult(TODAY, None), Err("ADVISER_UNKNOWN"));
}

#[test]
fn a_clinic_that_is_over_stays_as_it_was() {
    let clinic = |on| Clinic {
        id: new_id(),
        unit: code(VILLAGE),
        kind: ClinicKind::Lawyer,
        place: "便民服务中心".to_owned(),
        on,
        from: time!(9:00),
        to: time!(11:00),
        mediators: Vec::new(),
        cancelled: None,
    };
    let past = clinic(date!(2026 - 11 - 29));
    assert_eq!(
        in_town(|sitting| past.clone().cancel("改期", sitting)).map(drop),
        Err("CLINIC_PAST")
    );
    let today = in_town(|sitting| clinic(TODAY).cancel("改期", sitting)).expect("it is not over");
    assert_eq!(
        in_town(|sitting| today.clone().cancel("改期", sitting)).map(drop),
        Err("CLINIC_CANCELLED")
    );
    let visit = Visiting {
        id: new_id(),
        clinic: today.id,
        category: Category::Labour,
        outcome: CounselOutcome::Mediation,
    };
    assert_eq!(
        in_town(|sitting| visit.record(Some(&today), sitting)).map(drop),
        Err("CLINIC_CANCELLED")
    );
    let ahead = clinic(date!(2026 - 12 - 01));
    assert_eq!(
        in_town(|sitting| visit.record(Some(&ahead), sitting)).map(drop),
        Err("CLINIC_AHEAD")
    );
}

#[test]
fn another_town_writes_nothing_here() {
    let elsewhere = clerk(OTHER_TOWN);
    let put = at(&elsewhere, |sitting| committee().put((Standing::New, None), &[], sitting));
    assert_eq!(put.map(drop), Err("UNIT_NOT_YOURS"));
    let program = Actor::Service { name: "grid".to_owned() };
    let put = at(&program, |sitting| committee().put((Standing::New, None), &[], sitting));
    assert_eq!(put.map(drop), Err("NEEDS_A_PERSON"));
}

fn round() -> Round {
    let template = builtin().expect("ours").into_iter().next().expect("a weekly one");
    Round::of(&template, &code(VILLAGE), Frequency::Weekly.period(TODAY))
}

fn answers(round: &Round, found: &[Found]) -> Vec<Answer> {
    let answer = |item: &Item| {
        let here = if item.code == "neighbour" { found.to_vec() } else { Vec::new() };
        Answer {
            item: item.code.clone(),
            outcome: if here.is_empty() { Outcome::Nothing } else { Outcome::Found },
            found: here,
        }
    };
    round.items.iter().map(answer).collect()
}

fn noise(place: &str, settled: bool) -> Found {
    Found {
        category: Category::Neighbour,
        place: code(place),
        summary: "空调外机噪声".to_owned(),
        settled,
    }
}

#[test]
fn a_round_is_reported_whole_and_once_and_its_findings_are_the_ledger() {
    let found = [noise(VILLAGE, false), noise(VILLAGE, true)];
    let told = answers(&round(), &found);
    let (reported, ledger) = in_town(|sitting| round().report(&told, sitting)).expect("all is answered");
    assert_eq!(
        (reported.state, reported.findings(), reported.late()),
        (RoundState::Reported, 2, false)
    );
    assert_eq!(
        ledger.iter().map(Finding::state).collect::<Vec<_>>(),
        [FindingState::Open, FindingState::Settled]
    );
    assert_eq!(
        in_town(|sitting| reported.report(&told, sitting)).map(drop),
        Err("SCREENING_REPORTED")
    );
    let less = told.get(1..).unwrap_or_default().to_vec();
    assert_eq!(in_town(|sitting| round().report(&less, sitting)).map(drop), Err("ITEMS_UNANSWERED"));
    let mut more = told.clone();
    more.extend(told.first().map(|first| Answer {
        item: "weather".to_owned(),
        ..first.clone()
    }));
    assert_eq!(in_town(|sitting| round().report(&more, sitting)).map(drop), Err("ITEMS_UNKNOWN"));
    let elsewhere = answers(&round(), &[noise(OTHER_TOWN, false)]);
    assert_eq!(
        in_town(|sitting| round().report(&elsewhere, sitting)).map(drop),
        Err("PLACE_OUTSIDE_UNIT")
    );
}

#[test]
fn a_missed_round_is_still_reported_and_is_late() {
    let template = builtin().expect("ours").into_iter().next().expect("a weekly one");
    let past = Round {
        state: RoundState::Missed,
        ..Round::of(&template, &code(VILLAGE), Frequency::Weekly.period(date!(2026 - 11 - 20)))
    };
    let told = answers(&past, &[]);
    let (reported, ledger) = in_town(|sitting| past.report(&told, sitting)).expect("late, but told");
    assert!(reported.late() && ledger.is_empty());
}
