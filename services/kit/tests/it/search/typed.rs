//! Whatever is typed: what is found by the index is what the rule says, and every text has an answer.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sea_orm::entity::prelude::Uuid;
use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;

use super::{file, found, indexed, read};

both_databases! {
    a_text_is_found_exactly_when_it_has_what_was_typed;
    whatever_is_typed_has_an_answer;
}

/// What was typed, by the rule and without an index.
fn has(text: &str, typed: &str) -> bool {
    let kind = |sign: char| {
        if sign.is_ascii_alphanumeric() {
            1
        } else {
            2 * u8::from(!sign.is_ascii() && sign != '，')
        }
    };
    let runs = |text: &str| -> Vec<Vec<char>> {
        let signs: Vec<char> = text.chars().collect();
        let runs = signs.chunk_by(|a, b| kind(*a) == kind(*b)).map(<[char]>::to_vec);
        runs.filter(|run| kind(run[0]) != 0).collect()
    };
    runs(typed).iter().all(|run| match (kind(run[0]), run.as_slice()) {
        (1, word) => runs(text).iter().any(|other| other == word),
        (_, [alone]) => text.contains(*alone),
        (_, han) => han.windows(2).all(|pair| text.contains(&pair.iter().collect::<String>())),
    })
}

async fn a_text_is_found_exactly_when_it_has_what_was_typed(home: TestDatabase) {
    const SIGNS: &str = "[路灯不亮𠮷々ab1 ，]";
    let db = indexed(&home).await;
    let mut runner = TestRunner::deterministic();
    let mut texts = Vec::new();
    for _ in 0..200 {
        let tree = format!("{SIGNS}{{0,12}}").as_str().new_tree(&mut runner).unwrap();
        texts.push(proptest::strategy::ValueTree::current(&tree));
    }
    let ids = file(&db, &texts.iter().map(String::as_str).collect::<Vec<_>>()).await;
    property(300, &format!("{SIGNS}{{1,6}}"), async |typed: String| {
        if read(&typed).is_some() {
            let by_rule = ids.iter().zip(&texts).filter(|(_, text)| has(text, &typed)).map(|(id, _)| *id);
            let mut by_rule: Vec<Uuid> = by_rule.collect();
            by_rule.sort();
            assert_eq!(found(&db, &typed).await, by_rule, "{typed:?}");
        }
    });
}

async fn whatever_is_typed_has_an_answer(home: TestDatabase) {
    let db = indexed(&home).await;
    file(&db, &["路灯不亮 and or not near 12"]).await;
    let typed = "(?s:.{0,100})|[\"'*:&|!()<>^{}+\\\\-路a1 \0\u{7f}🙂]{1,30}|(AND|OR|NOT|NEAR|words|'|\"|:|\\*|路| ){1,12}";
    property(400, typed, async |typed: String| {
        // It can be stored, and it can be asked: any failure of the database ends the test.
        file(&db, &[typed.as_str()]).await;
        if read(&typed).is_some() {
            assert!(!found(&db, &typed).await.is_empty(), "{typed:?}");
        }
    });
}

/// Texts by a pattern, each given to a case that asks the database.
fn property(cases: u32, pattern: &str, case: impl AsyncFn(String)) {
    let runtime = tokio::runtime::Handle::current();
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let strategy = proptest::string::string_regex(pattern).unwrap();
    tokio::task::block_in_place(|| {
        let mut runner = TestRunner::new(config);
        runner.run(&strategy, |text| {
            runtime.block_on(case(text));
            Ok(())
        })
    })
    .unwrap();
}
