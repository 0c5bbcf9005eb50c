//! The rules of visits and draws, each in a sentence.

use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use shiyu_kit::calendar::{Amount, Calendar, Limits, TimeUnit};
use shiyu_kit::fault::Refusal as _;
use time::macros::{date, datetime};
use time::{Date, Duration};
use uuid::Uuid;

use super::*;
use crate::scene::{BUREAU, COUNTY, HOUSING, OTHER_BUREAU, OTHER_TOWN, TOWN, TOWN_BUREAU, VILLAGE, code, decide};

const TODAY: Date = date!(2026 - 05 - 06);

fn object() -> Object {
    Object {
        draft: ObjectDraft {
            id: Uuid::from_u128(1),
            kind: ObjectKind::Enterprise,
            credit_code: Some("91330602MA2D8N5K0C".to_owned()),
            title: "绍兴某某建材有限公司".to_owned(),
            place: code(VILLAGE),
            grid: None,
            whereabouts: "胜利西路12号".to_owned(),
            category: "building-material".to_owned(),
            unit: code(TOWN_BUREAU),
            cadence: Some(90),
        },
        since: date!(2026 - 01 - 01),
        visited_on: None,
        closed: false,
    }
}

fn plan(kind: VisitKind) -> Plan {
    Plan {
        id: Uuid::from_u128(2),
        object: Uuid::from_u128(1),
        kind,
        unit: code(TOWN_BUREAU),
        matters: vec!["施工扬尘".to_owned()],
        planned_on: TODAY,
        document: "年度检查计划".to_owned(),
    }
}

fn make(object: &Object, kind: VisitKind, planned: Option<&Visit>) -> Result<Visit, &'static str> {
    decide(TOWN_BUREAU, |sitting| {
        plan(kind)
            .make(object, planned, (&Calendar::builtin(), &Limits::default()), sitting)
            .map_err(|why| why.reason())
    })
}

fn visitor(number: u128, unit: &str) -> Visitor {
    Visitor {
        id: Uuid::from_u128(number),
        unit: code(unit),
        valid: true,
    }
}

fn record(visit: &Visit, there: &[Visitor]) -> Result<Visit, &'static str> {
    let told = Record {
        visit: visit.id,
        on: TODAY,
        officers: there.iter().map(|who| who.id).collect(),
        outcome: Outcome::Found,
        findings: vec![Reported {
            unit: code(TOWN_BUREAU),
            power: "A1".parse().unwrap(),
            text: "未设置围挡".to_owned(),
        }],
    };
    decide(TOWN_BUREAU, |sitting| {
        visit.clone().record(&told, there, sitting).map_err(|why| why.reason())
    })
}

#[test]
fn one_visit_serves_all() {
    let planned = make(&object(), VisitKind::Routine, None).unwrap();
    assert_eq!(make(&object(), VisitKind::Routine, Some(&planned)), Err("VISIT_TO_BE_JOINED"));
    for kind in [VisitKind::Clue, VisitKind::Safety] {
        assert!(make(&object(), kind, Some(&planned)).is_ok(), "a complaint and danger do not wait");
    }
    let join = |unit: &str| Join {
        visit: planned.id,
        unit: code(unit),
        matters: vec!["消防".to_owned()],
    };
    let joined = decide(HOUSING, |sitting| planned.clone().join(&join(HOUSING), sitting)).unwrap();
    assert_eq!(joined.parties.len(), 2);
    assert_eq!(joined.lead(), Some(&code(TOWN_BUREAU)));
    let again = decide(COUNTY, |sitting| joined.join(&join(HOUSING), sitting));
    assert_eq!(again.unwrap_err().reason(), "UNIT_TAKES_PART");
}

#[test]
fn what_was_visited_lately_is_spared_as_the_deployment_says() {
    let visited = |days| Object {
        visited_on: Some(TODAY - Duration::days(days)),
        ..object()
    };
    assert_eq!(make(&visited(29), VisitKind::Routine, None), Err("VISITED_LATELY"));
    assert!(make(&visited(30), VisitKind::Routine, None).is_ok());
    let shorter = Limits::new([(
        "inspection.one_visit",
        Amount {
            count: 7,
            unit: TimeUnit::NaturalDay,
        },
    )]);
    let made = decide(TOWN_BUREAU, |sitting| {
        plan(VisitKind::Routine).make(&visited(8), None, (&Calendar::builtin(), &shorter), sitting)
    });
    assert!(made.is_ok());
}

#[test]
fn a_visit_is_planned_for_what_is_there_and_for_a_day_to_come() {
    let closed = Object { closed: true, ..object() };
    assert_eq!(make(&closed, VisitKind::Safety, None), Err("OBJECT_CLOSED"));
    let late = Plan {
        planned_on: TODAY - Duration::days(1),
        ..plan(VisitKind::Routine)
    };
    let late = decide(TOWN, |sitting| {
        late.make(&object(), None, (&Calendar::builtin(), &Limits::default()), sitting)
    });
    assert_eq!(late.unwrap_err().reason(), "PLANNED_PAST");
    let foreign = decide(OTHER_TOWN, |sitting| {
        plan(VisitKind::Routine).make(&object(), None, (&Calendar::builtin(), &Limits::default()), sitting)
    });
    assert_eq!(foreign.unwrap_err().reason(), "UNIT_NOT_YOURS");
}

#[test]
fn a_unit_visits_what_lies_in_its_own_area() {
    let by = |unit: &str| {
        let plan = Plan {
            unit: code(unit),
            ..plan(VisitKind::Routine)
        };
        decide(COUNTY, |sitting| {
            plan.make(&object(), None, (&Calendar::builtin(), &Limits::default()), sitting)
                .map_err(|why| why.reason())
        })
    };
    assert_eq!(by(OTHER_BUREAU).map(drop), Err("OBJECT_OUTSIDE_AREA"));
    for unit in [BUREAU, TOWN, VILLAGE] {
        assert!(by(unit).is_ok(), "{unit}");
    }
    let joining = Join {
        visit: Uuid::from_u128(2),
        unit: code(OTHER_BUREAU),
        matters: vec!["消防".to_owned()],
    };
    let joined = decide(COUNTY, |sitting| by(BUREAU).unwrap().join(&joining, sitting));
    assert_eq!(joined.unwrap_err().reason(), "OBJECT_OUTSIDE_AREA");
}

#[test]
fn every_unit_is_there_with_two_officers_whose_certificates_are_valid() {
    let visit = make(&object(), VisitKind::Routine, None).unwrap();
    let (one, two) = (visitor(11, TOWN_BUREAU), visitor(12, TOWN_BUREAU));
    let done = record(&visit, &[one.clone(), two.clone()]).unwrap();
    assert_eq!((done.state, done.result.as_ref().unwrap().findings.len()), (VisitState::Done, 1));
    assert_eq!(record(&visit, &[one.clone(), visitor(13, BUREAU)]), Err("TWO_OFFICERS_NEEDED"));
    assert_eq!(record(&visit, &[one.clone(), one.clone()]), Err("TWO_OFFICERS_NEEDED"));
    let expired = Visitor {
        valid: false,
        ..two.clone()
    };
    assert_eq!(record(&visit, &[one.clone(), expired]), Err("TWO_OFFICERS_NEEDED"));
    assert_eq!(record(&done, &[one.clone(), two.clone()]), Err("INSPECTION_OVER"));
    let joined = visit
        .joined(Party {
            unit: code(HOUSING),
            matters: vec!["质量".to_owned()],
            officers: Vec::new(),
            drawn: false,
        })
        .unwrap();
    assert_eq!(record(&joined, &[one.clone(), two.clone()]), Err("TWO_OFFICERS_NEEDED"));
    assert!(record(&joined, &[one, two, visitor(21, HOUSING), visitor(22, HOUSING)]).is_ok());
}

#[test]
fn those_who_were_drawn_go_and_nobody_in_their_place() {
    let visit = plan(VisitKind::Random).visit(&object()).with_drawn(
        Uuid::from_u128(5),
        Party {
            unit: code(TOWN_BUREAU),
            matters: vec!["施工扬尘".to_owned(), "噪声".to_owned()],
            officers: vec![Uuid::from_u128(11), Uuid::from_u128(12)],
            drawn: true,
        },
    );
    assert_eq!(visit.parties[0].matters, ["施工扬尘", "噪声"]);
    let (one, two, three) = (visitor(11, TOWN_BUREAU), visitor(12, BUREAU), visitor(13, TOWN_BUREAU));
    assert!(record(&visit, &[one.clone(), two.clone()]).is_ok(), "drawn from another unit too");
    assert_eq!(record(&visit, &[one, three]), Err("OFFICER_NOT_DRAWN"));
}

#[test]
fn a_finding_is_of_a_unit_that_takes_part() {
    let visit = plan(VisitKind::Routine).visit(&object());
    let there = [visitor(11, TOWN_BUREAU), visitor(12, TOWN_BUREAU)];
    let told = Record {
        visit: visit.id,
        on: TODAY,
        officers: Vec::new(),
        outcome: Outcome::Found,
        findings: vec![Reported {
            unit: code(HOUSING),
            power: "A1".parse().unwrap(),
            text: "未设置围挡".to_owned(),
        }],
    };
    let refused = decide(TOWN, |sitting| visit.record(&told, &there, sitting));
    assert_eq!(refused.unwrap_err().reason(), "UNIT_TAKES_NO_PART");
}

#[test]
fn a_result_is_published_once_and_within_twenty_working_days() {
    let visit = plan(VisitKind::Routine).visit(&object());
    let told = |on| Publish {
        id: visit.id,
        publication: Publication {
            on,
            place: "政府网站".to_owned(),
        },
    };
    let publish = |visit: Visit, on| decide(TOWN, |sitting| visit.publish(&told(on), sitting).map_err(|why| why.reason()));
    assert_eq!(publish(visit.clone(), TODAY), Err("INSPECTION_NOT_DONE"));
    let done = record(&visit, &[visitor(11, TOWN_BUREAU), visitor(12, TOWN_BUREAU)]).unwrap();
    // 2026-05-09 is a make-up workday.
    assert_eq!(done.publication_due(&Calendar::builtin()), Some(date!(2026 - 06 - 02)));
    assert_eq!(publish(done.clone(), TODAY + Duration::days(1)), Err("PUBLISHED_IN_FUTURE"));
    let public = publish(done, TODAY).unwrap();
    assert_eq!(publish(public, TODAY), Err("PUBLISHED_ALREADY"));
}

#[test]
fn an_object_is_due_by_its_cadence() {
    assert_eq!(object().due_on(), Some(date!(2026 - 04 - 01)));
    assert_eq!(object().visited(TODAY).due_on(), Some(date!(2026 - 08 - 04)));
    let again = object().visited(TODAY).visited(date!(2026 - 02 - 01));
    assert_eq!(again.visited_on, Some(TODAY), "an older visit put on record later");
    let without = |object: Object| Object {
        draft: ObjectDraft {
            cadence: None,
            ..object.draft
        },
        ..object
    };
    assert_eq!(without(object()).due_on(), None);
}

/// `ChaCha20` (RFC 8439 with a counter of 64 bits and a nonce of zero), written again from the description: whoever recomputes a draw does
/// not need our library.
fn key_stream(key: &[u8; 32], block: u64) -> [u8; 64] {
    let word = |at: usize| u32::from_le_bytes(key[at..at + 4].try_into().unwrap());
    let mut state = [0_u32; 16];
    state[..4].copy_from_slice(&[0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]);
    for index in 0..8 {
        state[4 + index] = word(4 * index);
    }
    state[12] = u32::try_from(block & 0xffff_ffff).unwrap();
    state[13] = u32::try_from(block >> 32).unwrap();
    let start = state;
    let mut quarter = |one: usize, two: usize, three: usize, four: usize| {
        for (sum, with, turned, by) in [
            (one, two, four, 16),
            (three, four, two, 12),
            (one, two, four, 8),
            (three, four, two, 7),
        ] {
            state[sum] = state[sum].wrapping_add(state[with]);
            state[turned] = (state[turned] ^ state[sum]).rotate_left(by);
        }
    };
    for _ in 0..10 {
        quarter(0, 4, 8, 12);
        quarter(1, 5, 9, 13);
        quarter(2, 6, 10, 14);
        quarter(3, 7, 11, 15);
        quarter(0, 5, 10, 15);
        quarter(1, 6, 11, 12);
        quarter(2, 7, 8, 13);
        quarter(3, 4, 9, 14);
    }
    let mut bytes = [0; 64];
    for (index, (mixed, first)) in state.iter().zip(start).enumerate() {
        bytes[4 * index..4 * index + 4].copy_from_slice(&mixed.wrapping_add(first).to_le_bytes());
    }
    bytes
}

struct Stream {
    key: [u8; 32],
    taken: u64,
}

impl Stream {
    fn number(&mut self) -> u64 {
        let block = key_stream(&self.key, self.taken / 8);
        let at = usize::try_from(self.taken % 8).unwrap() * 8;
        self.taken += 1;
        u64::from_le_bytes(block[at..at + 8].try_into().unwrap())
    }

    fn choice(&mut self, many: usize) -> usize {
        let many = u128::try_from(many).unwrap();
        let below = (1_u128 << 64) - (1_u128 << 64) % many;
        loop {
            let number = u128::from(self.number());
            if number < below {
                return usize::try_from(number % many).unwrap();
            }
        }
    }

    fn draw(&mut self, mut list: Vec<Uuid>, many: usize) -> Vec<Uuid> {
        for at in 0..many {
            let other = at + self.choice(list.len() - at);
            list.swap(at, other);
        }
        list.truncate(many);
        list
    }
}

/// The draw as the contract describes it.
fn by_hand(ticket: &Ticket<'_>) -> Vec<Lot> {
    let objects = ticket.pool.objects.iter().map(|object| format!("object {object}\n"));
    let officers = ticket.pool.officers.iter().map(|officer| format!("officer {officer}\n"));
    let text: Vec<String> = objects.chain(officers).collect();
    let hash: Vec<String> = Sha256::digest(text.concat()).iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = hash.concat();
    let key = Sha256::digest(format!("shiyu-draw-1\n{}\n{hash}\n{}", ticket.id, ticket.seed)).into();
    let mut stream = Stream { key, taken: 0 };
    let objects = stream.draw(ticket.pool.objects.clone(), ticket.objects);
    let lot = |object| {
        let away = |officer: &Uuid| ticket.aside.iter().any(|row| row.object == object && row.officer == *officer);
        let free = ticket.pool.officers.iter().copied().filter(|officer| !away(officer)).collect();
        Lot {
            object,
            officers: stream.draw(free, ticket.officers),
        }
    };
    objects.into_iter().map(lot).collect()
}

fn ids(from: u128, many: u128) -> Vec<Uuid> {
    (from..from + many).map(Uuid::from_u128).collect()
}

#[test]
fn the_key_stream_is_that_of_chacha20() {
    let first = key_stream(&[0; 32], 0);
    assert_eq!(first[..8], [0x76, 0xb8, 0xe0, 0xad, 0xa0, 0xf1, 0x3d, 0x90]);
}

#[test]
fn a_draw_is_the_same_today_and_in_ten_years() {
    let pool = Pool::of(ids(1, 20), ids(100, 6));
    let ticket = Ticket {
        id: Uuid::from_u128(7),
        pool: &pool,
        objects: 3,
        officers: 2,
        aside: &[],
        seed: "双色球2026052期 03 08 11 19 24 30 + 07",
    };
    let drawn = draw(&ticket).unwrap();
    let told: Vec<_> = drawn
        .iter()
        .map(|lot| (lot.object.as_u128(), [lot.officers[0].as_u128(), lot.officers[1].as_u128()]))
        .collect();
    assert_eq!(drawn, by_hand(&ticket));
    assert_eq!(
        pool.fingerprint(),
        "ab5b9f819c0de0db9d119ffb8eec9ab519e7e6dd8ad0d9372ef5475559bff0a0"
    );
    assert_eq!(told, GOLDEN);
}

/// As a program in another language computed it from the description.
const GOLDEN: [(u128, [u128; 2]); 3] = [(20, [102, 100]), (11, [103, 101]), (6, [103, 102])];

fn announcement() -> Announcement {
    Announcement {
        id: Uuid::from_u128(7),
        unit: code(BUREAU),
        title: "建材行业双随机抽查".to_owned(),
        document: "年度抽查计划".to_owned(),
        category: None,
        place: None,
        officer_units: vec![code(TOWN_BUREAU)],
        objects: 2,
        officers: 2,
        matters: vec!["施工扬尘".to_owned()],
        planned_on: TODAY,
        aside: vec![StandAside {
            object: Uuid::from_u128(1),
            officer: Uuid::from_u128(100),
        }],
    }
}

#[test]
fn a_town_draws_in_the_town_from_its_own_officers_and_those_above() {
    let by = |place: Option<&str>, officers: &str| {
        let told = Announcement {
            unit: code(TOWN_BUREAU),
            place: place.map(code),
            officer_units: vec![code(officers)],
            ..announcement()
        };
        let pool = Pool::of(ids(1, 5), ids(100, 5));
        decide(COUNTY, |sitting| told.announce(pool, sitting).map(drop).map_err(|why| why.reason()))
    };
    for place in [None, Some(OTHER_TOWN)] {
        assert_eq!(by(place, TOWN_BUREAU), Err("OBJECT_OUTSIDE_AREA"), "{place:?}");
    }
    for place in [TOWN, VILLAGE] {
        assert_eq!(by(Some(place), OTHER_BUREAU), Err("OFFICERS_OUTSIDE_AREA"), "{place}");
        for officers in [TOWN_BUREAU, BUREAU] {
            assert_eq!(by(Some(place), officers), Ok(()), "{place} {officers}");
        }
    }
}

#[test]
fn a_draw_is_announced_made_and_published_in_this_order() {
    let told = announcement();
    let announce = |objects, officers| {
        let pool = Pool::of(ids(1, objects), ids(100, officers));
        decide(BUREAU, |sitting| told.clone().announce(pool, sitting).map_err(|why| why.reason()))
    };
    assert_eq!(announce(1, 5), Err("POOL_TOO_SMALL"));
    assert_eq!(announce(5, 1), Err("POOL_TOO_SMALL"));
    assert_eq!(announce(5_001, 5), Err("POOL_TOO_LARGE"));
    let draw = announce(2, 2).unwrap();
    let conduct = Conduct {
        draw: told.id,
        seed: "2026-05-07".to_owned(),
        source: "体彩".to_owned(),
    };
    let short = decide(BUREAU, |sitting| draw.conduct(&conduct, sitting));
    assert_eq!(short.unwrap_err().reason(), "POOL_TOO_SMALL", "one of two stands aside");
    let draw = announce(2, 3).unwrap();
    assert_eq!(draw.verify().unwrap_err().reason(), "DRAW_NOT_DONE");
    let lots = decide(BUREAU, |sitting| draw.conduct(&conduct, sitting)).unwrap();
    let done = draw.clone().done(Drawn {
        seed: conduct.seed.clone(),
        source: conduct.source.clone(),
        at: datetime!(2026-05-06 02:00 UTC),
        picks: lots.iter().map(|lot| (lot.object, lot.officers.clone(), Uuid::nil())).collect(),
    });
    assert_eq!(done.verify(), Ok((true, lots)));
    let again = decide(BUREAU, |sitting| done.conduct(&conduct, sitting));
    assert_eq!(again.unwrap_err().reason(), "DRAW_DONE");
    let mut bent = done.clone();
    bent.pool.objects.pop();
    bent.pool.objects.push(Uuid::from_u128(99));
    assert!(!bent.verify().unwrap().0, "another pool has another fingerprint");
    let mut bent = done.clone();
    bent.drawn.as_mut().unwrap().picks.swap(0, 1);
    assert!(!bent.verify().unwrap().0, "another result");
    let publish = Publish {
        id: told.id,
        publication: Publication {
            on: TODAY,
            place: "政府网站".to_owned(),
        },
    };
    let early = decide(BUREAU, |sitting| draw.publish(&publish, sitting));
    assert_eq!(early.unwrap_err().reason(), "DRAW_NOT_DONE");
    let public = decide(BUREAU, |sitting| done.publish(&publish, sitting)).unwrap();
    assert_eq!(public.state, DrawState::Published);
}

proptest! {
    /// Whatever is drawn is what the description leads to, distinct, from the pool, and without those who stand aside.
    #[test]
    fn a_draw_is_what_anybody_computes(
        objects in 1_u128..40, officers in 3_u128..12, share in 1_usize..40, seed in "[0-9 +]{4,20}", aside in 0_u128..40,
    ) {
        let pool = Pool::of(ids(1, objects), ids(1_000, officers));
        let wanted = share.min(usize::try_from(objects).unwrap());
        let aside = [StandAside { object: Uuid::from_u128(aside), officer: Uuid::from_u128(1_000) }];
        let ticket = Ticket { id: Uuid::from_u128(3), pool: &pool, objects: wanted, officers: 2, aside: &aside, seed: &seed };
        let drawn = draw(&ticket).unwrap();
        prop_assert_eq!(&drawn, &by_hand(&ticket));
        let distinct: std::collections::BTreeSet<_> = drawn.iter().map(|lot| lot.object).collect();
        prop_assert_eq!(distinct.len(), wanted);
        for lot in &drawn {
            prop_assert!(pool.objects.contains(&lot.object));
            prop_assert_ne!(lot.officers[0], lot.officers[1]);
            prop_assert!(lot.officers.iter().all(|officer| pool.officers.contains(officer)));
            prop_assert!(lot.object != aside[0].object || !lot.officers.contains(&aside[0].officer));
        }
    }
}
