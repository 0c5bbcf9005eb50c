//! A draw, and the same computed by hand.

use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use shiyu_kit::fault::Refusal as _;
use time::macros::datetime;
use uuid::Uuid;

use super::TODAY;
use crate::inspection::domain::*;
use crate::scene::{BUREAU, COUNTY, OTHER_BUREAU, OTHER_TOWN, TOWN, TOWN_BUREAU, VILLAGE, code, decide};

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
