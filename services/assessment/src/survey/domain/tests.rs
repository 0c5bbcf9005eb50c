//! How a sample comes about, how a survey moves, and what satisfaction is: without I/O.

use time::macros::date;

use super::*;

const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

fn plan(sample: usize) -> Plan {
    Plan {
        id: Uuid::from_u128(7),
        title: "二季度".to_owned(),
        level: Level::Town,
        span: Span {
            from: date!(2026 - 04 - 01),
            to: date!(2026 - 06 - 30),
        },
        sample,
        seed: None,
    }
}

fn cases(towns: &[(&str, u128)]) -> Vec<Drawn> {
    let of = |(town, many): &(&str, u128)| {
        let town = (*town).to_owned();
        let from = u128::from(town.parse::<u64>().unwrap()) * 1_000;
        (0..*many).map(move |number| Drawn {
            case: Uuid::from_u128(from + number),
            service: "grid".to_owned(),
            unit: town.clone(),
        })
    };
    towns.iter().flat_map(of).collect()
}

fn drawn(seed: &str, pool: &Pool) -> Survey {
    let fixed = plan(10).fixed(pool, "330602", NOW).unwrap();
    fixed.drawn_by(seed, pool, NOW).unwrap()
}

#[test]
fn the_pool_is_fixed_before_anything_is_drawn() {
    let pool = Pool::of(cases(&[("330602001", 100), ("330602002", 4)]));
    let fixed = plan(10).fixed(&pool, "330602", NOW).unwrap();
    assert_eq!((fixed.stage, fixed.drawn.len(), &fixed.draw), (Stage::Fixed, 0, &None));
    assert_eq!(fixed.fingerprint, pool.fingerprint());
    assert_eq!(fixed.clone().issued(), Err(Refusal::MoveNotAllowed(Stage::Fixed)));
    // A case less, or the same of another unit, is another pool.
    let mut less = cases(&[("330602001", 100), ("330602002", 3)]);
    assert_eq!(fixed.clone().drawn_by("s", &Pool::of(less.clone()), NOW), Err(Refusal::PoolAltered));
    less.push(Drawn {
        unit: "330602001".to_owned(),
        ..cases(&[("330602002", 4)]).remove(3)
    });
    assert_eq!(fixed.clone().drawn_by("s", &Pool::of(less), NOW), Err(Refusal::PoolAltered));
    let drawn = fixed.drawn_by("s", &pool, NOW).unwrap();
    assert_eq!(drawn.asked(), BTreeMap::from([("330602001", 10), ("330602002", 4)]));
    // Nobody draws until they like what comes out.
    assert_eq!(drawn.drawn_by("t", &pool, NOW), Err(Refusal::MoveNotAllowed(Stage::Drawn)));
    assert_eq!(plan(10).fixed(&Pool::of(Vec::new()), "330602", NOW), Err(Refusal::NothingToDraw));
}

#[test]
fn whoever_has_the_pool_and_the_seed_draws_the_same() {
    let towns = [("330602001", 100), ("330602002", 4)];
    let pool = Pool::of(cases(&towns));
    let mut mixed = cases(&towns);
    mixed.reverse();
    mixed.extend(cases(&towns));
    let (one, other) = (drawn("a", &pool), drawn("a", &Pool::of(mixed)));
    assert_eq!(one, other);
    assert_ne!(drawn("b", &pool).drawn, one.drawn);
    // It is told once nobody is asked any more.
    assert_eq!(one.verified(&pool), Err(Refusal::NotClosed));
    let mut closed = one.issued().unwrap().closed(NOW).unwrap();
    assert_eq!(closed.verified(&pool), Ok(true));
    assert_eq!(closed.verified(&Pool::of(cases(&towns[..1]))), Ok(false));
    closed.drawn.swap(0, 1);
    assert_eq!(closed.verified(&pool), Ok(false));
}

/// A row of a build that was given a seed, and drew at once.
#[test]
fn a_survey_of_before_is_read_and_goes_on() {
    let mut row = serde_json::to_value(drawn("s", &Pool::of(cases(&[("330602001", 3)])))).unwrap();
    row.as_object_mut().unwrap().remove("draw");
    row["plan"]["seed"] = "双色球2026052期".into();
    let survey: Survey = serde_json::from_value(row).unwrap();
    assert_eq!((survey.plan.seed.as_deref(), &survey.draw), (Some("双色球2026052期"), &None));
    let closed = survey.issued().unwrap().closed(NOW).unwrap();
    assert_eq!(closed.verified(&Pool::of(Vec::new())), Err(Refusal::PoolNotKept));
}

#[test]
fn tokens_go_out_once_and_only_what_was_asked_is_closed() {
    let survey = drawn("seed", &Pool::of(cases(&[("330602001", 3)])));
    assert_eq!(survey.clone().closed(NOW), Err(Refusal::MoveNotAllowed(Stage::Drawn)));
    let asking = survey.issued().unwrap();
    assert_eq!(asking.clone().issued(), Err(Refusal::MoveNotAllowed(Stage::Asking)));
    let closed = asking.closed(NOW).unwrap();
    assert_eq!(closed.clone().closed(NOW), Err(Refusal::MoveNotAllowed(Stage::Closed)));
    assert_eq!(closed.issued(), Err(Refusal::MoveNotAllowed(Stage::Closed)));
}

#[test]
fn satisfaction_is_weighed_as_it_is_set() {
    let counts = |rating| match rating {
        Rating::Very => 1,
        Rating::Satisfied | Rating::Basically | Rating::Dissatisfied => 2,
        Rating::Average => 3,
    };
    let default = Weights([100, 100, 80, 60, 0]);
    assert_eq!(satisfaction(counts, default), Some(Decimal::new(64, 2)));
    assert_eq!(satisfaction(counts, Weights([100, 0, 0, 0, 0])), Some(Decimal::new(1, 1)));
    assert_eq!(satisfaction(|_| 0, default), None);
}
