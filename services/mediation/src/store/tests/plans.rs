//! Nothing anybody waits for scans: every list walks an index, and none sorts what it finds.

use sea_orm::{ConnectionTrait, QueryTrait, Select, Statement};
use shiyu_kit::database::Database;
use shiyu_kit::listing::{Order, Question, select};
use shiyu_kit::testkit::database::TestDatabase;

use super::{everything, filed, opened};
use crate::domain::Dispute;
use crate::domain::StageName;
use crate::domain::terms::{Category, Procedure, Source};
use crate::domain::tests::given::{COMMITTEE, Given, code};
use crate::store::row::Entity;
use crate::wire::listing::Filter;

async fn plan(db: &Database, query: Select<Entity>) -> String {
    let mut asked: Statement = query.build(db.reader.get_database_backend());
    asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
    let rows = db.reader.query_all_raw(asked).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
    plan.join("; ")
}

fn filters() -> Vec<Filter> {
    let none = Filter::default;
    vec![
        none(),
        Filter {
            stage: Some(StageName::Mediating),
            ..none()
        },
        Filter {
            unit: Some(code(COMMITTEE)),
            ..none()
        },
        Filter {
            category: Some(Category::Labour),
            ..none()
        },
        Filter {
            source: Some(Source::Police),
            ..none()
        },
        Filter {
            procedure: Some(Procedure::Administrative),
            ..none()
        },
        Filter {
            cross_boundary: true,
            ..none()
        },
    ]
}

#[tokio::test]
async fn every_list_walks_an_index() {
    let home = TestDatabase::sqlite();
    let db = opened(&home).await;
    let (viewer, key) = (everything(), Order::Newest.key(&filed(&Given::a_dispute(StageName::Applied), 1)));
    for filter in filters() {
        for order in [Order::Newest, Order::DueFirst] {
            for after in [None, Some(&key)] {
                let question = Question {
                    viewer: &viewer,
                    filter: &filter,
                    order,
                };
                let plan = plan(&db, select::<Dispute>(&question, after, 5, db.reader.get_database_backend())).await;
                assert!(plan.contains("USING INDEX dispute_"), "{filter:?} {order:?}: {plan}");
                assert!(!plan.contains("TEMP B-TREE"), "{filter:?} {order:?}: {plan}");
            }
        }
    }
}
