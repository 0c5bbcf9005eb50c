//! On both databases: each overdue fact leads to one supervision, whatever is repeated and reordered and however many replicas hear it.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use shiyu_kit::due::{ClockLoop, Settings};
use shiyu_kit::journal;
use shiyu_kit::ledger::replay;
use shiyu_kit::nats::Fact;
use shiyu_kit::testkit::database::TestDatabase;
use time::Duration;
use uuid::Uuid;

use super::{UNIT, told};
use crate::scene::{Scene, shuffled};
use crate::supervision::hear::supervision_of;
use crate::supervision::{Rung, Supervision};

shiyu_kit::both_databases! {
    each_overdue_fact_leads_to_one_supervision_over_four_replicas;
}

async fn each_overdue_fact_leads_to_one_supervision_over_four_replicas(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let begin = scene.now() - Duration::days(6);
    let mut facts = Vec::new();
    for number in 1..=40_u128 {
        facts.extend(told::petition(Uuid::from_u128(number), UNIT, begin, number % 2 == 0, false));
        facts.extend(told::event(Uuid::from_u128(1_000 + number), begin));
    }
    facts.extend(told::others("court", Uuid::from_u128(5_000), begin));
    facts.extend(told::others("perform.1", Uuid::from_u128(5_001), begin));
    let overdue = facts
        .iter()
        .filter(|fact| fact.kind.ends_with("clock.overdue") && !fact.kind.starts_with("mediation"));
    let expected: BTreeSet<Uuid> = overdue.map(|fact| supervision_of(fact.id)).collect();
    assert_eq!(expected.len(), 80);
    let mut replicas = vec![scene];
    if replicas[0].office.db.is_shared() {
        for _ in 0..3 {
            let replica = replicas[0].replica(&home).await;
            replicas.push(replica);
        }
    }
    let hearing = replicas.iter().zip(1_u64..).map(|(replica, seed)| {
        let twice: Vec<Fact> = facts.iter().chain(&facts).cloned().collect();
        async move { replica.supervise(&shuffled(twice, seed)).await }
    });
    futures::future::join_all(hearing).await;
    let scene = &replicas[0];
    let found = scene.all().await;
    assert_eq!(found.iter().map(|filed| filed.id).collect::<BTreeSet<_>>(), expected);
    let issued = journal::Entity::find().filter(journal::Column::Kind.eq("supervision.issued"));
    assert_eq!(issued.all(&scene.office.db.writer).await.unwrap().len(), 80);
    // What was done after all is known, whichever was heard first.
    assert_eq!(found.iter().filter(|filed| filed.case.fulfilled_on.is_some()).count(), 20);
    // Each rung is reached once, however many replicas let the clocks ring.
    scene.office.clock.advance(Duration::days(30)).unwrap();
    let loops: Vec<_> = replicas
        .iter()
        .map(|replica| {
            let ledger = replica.supervisions.ledger().clone();
            ClockLoop::new(ledger, scene.office.clock.clone(), Settings::default())
        })
        .collect();
    for _ in 0..8 {
        futures::future::join_all(loops.iter().map(ClockLoop::round)).await;
    }
    for filed in scene.all().await {
        let rungs: Vec<Rung> = filed.case.steps.iter().map(|step| step.rung).collect();
        let distinct: BTreeSet<Rung> = rungs.iter().copied().collect();
        assert_eq!(rungs.len(), distinct.len(), "{rungs:?}");
        let expected = if filed.case.fulfilled_on.is_some() {
            Rung::Notified
        } else {
            Rung::Listed
        };
        assert_eq!(filed.case.rung, expected);
        let told = replay::<Supervision>(&scene.office.db.reader, filed.id, i64::MAX)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(told, filed);
    }
}
