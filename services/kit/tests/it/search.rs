//! Text search as a clerk sees it, on both databases.

mod typed;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{DatabaseBackend, Iterable, QueryTrait, Schema, Set, Statement, TransactionTrait};
use sea_orm_migration::SchemaManager;
use shiyu_kit::both_databases;
use shiyu_kit::clock::new_id;
use shiyu_kit::database::Database;
use shiyu_kit::fault::Violations;
use shiyu_kit::search::{self, Query, terms};
use shiyu_kit::testkit::database::TestDatabase;

mod paper {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(column_type = "Text", nullable)]
        pub words: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

both_databases! {
    a_text_is_found_by_its_parts;
    an_update_an_upsert_and_a_removal_change_what_is_found;
    rows_that_were_there_before_the_index_are_found;
    words_entered_again_leave_the_index;
    many_are_entered_at_once_and_over_what_was_there;
    an_index_is_renewed_and_one_that_is_new_stays;
    the_index_is_what_answers;
}

async fn tabled(home: &TestDatabase) -> Database {
    let db = home.connect().await;
    let table = Schema::new(db.writer.get_database_backend()).create_table_from_entity(paper::Entity);
    db.writer.execute(&table).await.unwrap();
    db
}

async fn indexed(home: &TestDatabase) -> Database {
    let db = tabled(home).await;
    search::create_index(&SchemaManager::new(&db.writer), "paper").await.unwrap();
    db
}

async fn file(db: &Database, texts: &[&str]) -> Vec<Uuid> {
    let rows: Vec<paper::ActiveModel> = texts.iter().map(|text| row(new_id(), text)).collect();
    let ids = rows.iter().map(|row| *row.id.as_ref()).collect();
    for part in rows.chunks(500) {
        let insert = paper::Entity::insert_many(part.to_vec());
        insert.exec_without_returning(&db.writer).await.unwrap();
    }
    ids
}

fn row(id: Uuid, text: &str) -> paper::ActiveModel {
    paper::ActiveModel {
        id: Set(id),
        words: Set(Some(terms(text))),
    }
}

/// As the ledger writes a case's row: all columns, over those of the same key.
async fn upsert(db: &Database, row: paper::ActiveModel) {
    let over = OnConflict::column(paper::Column::Id)
        .update_columns(paper::Column::iter())
        .to_owned();
    paper::Entity::insert_many([row])
        .on_conflict(over)
        .exec_without_returning(&db.writer)
        .await
        .unwrap();
}

fn asked(backend: DatabaseBackend, query: &Query) -> Select<paper::Entity> {
    paper::Entity::find().filter(search::condition(backend, "paper", paper::Column::Id, query))
}

fn read(typed: &str) -> Option<Query> {
    Query::read(typed, "query", &mut Violations::new())
}

async fn found(db: &Database, typed: &str) -> Vec<Uuid> {
    let query = read(typed).unwrap();
    let rows = asked(db.reader.get_database_backend(), &query).all(&db.reader).await.unwrap();
    let mut ids: Vec<Uuid> = rows.into_iter().map(|row| row.id).collect();
    ids.sort();
    ids
}

async fn a_text_is_found_by_its_parts(home: TestDatabase) {
    let db = indexed(&home).await;
    let texts = [
        "越城区府山街道12栋楼前路灯不亮，已经三个月。",
        "小区停车位被占，物业不管；电话 13800000000",
        "越信访〔2026〕123号：WiFi 信号差",
        "灯",
    ];
    let ids = file(&db, &texts).await;
    for (typed, rows) in [
        ("路灯不亮", vec![0]),
        ("府山街道 路灯", vec![0]),
        ("灯", vec![0, 3]),
        ("月", vec![0]),
        ("１２栋", vec![0]),
        ("12", vec![0]),
        ("物业不管", vec![1]),
        ("13800000000", vec![1]),
        ("越信访〔２０２６〕１２３号", vec![2]),
        ("wifi", vec![2]),
        ("ＷＩＦＩ信号", vec![2]),
        ("路灯 物业", vec![]),
        ("灯路", vec![]),
        ("1380", vec![]),
        ("拆迁", vec![]),
    ] {
        let expected: Vec<Uuid> = rows.iter().map(|row: &usize| ids[*row]).collect();
        assert_eq!(found(&db, typed).await, expected, "{typed}");
    }
}

async fn an_update_an_upsert_and_a_removal_change_what_is_found(home: TestDatabase) {
    let db = indexed(&home).await;
    let id = file(&db, &["路灯不亮", "别的事"]).await[0];
    paper::Entity::update(row(id, "井盖缺失")).exec(&db.writer).await.unwrap();
    assert_eq!((found(&db, "路灯").await, found(&db, "井盖").await), (vec![], vec![id]));
    upsert(&db, row(id, "噪声扰民")).await;
    assert_eq!((found(&db, "井盖").await, found(&db, "噪声").await), (vec![], vec![id]));
    let emptied = paper::ActiveModel {
        words: Set(None),
        ..row(id, "")
    };
    upsert(&db, emptied).await;
    assert!(found(&db, "噪声").await.is_empty());
    upsert(&db, row(id, "路灯又不亮")).await;
    assert_eq!(found(&db, "路灯").await, vec![id]);
    let other = new_id();
    upsert(&db, row(other, "路灯")).await;
    paper::Entity::delete_by_id(id).exec(&db.writer).await.unwrap();
    assert_eq!(found(&db, "路灯").await, vec![other]);
    if !db.is_shared() {
        assert_eq!(count(&db, "paper_words_of").await, 2);
    }
}

async fn count(db: &Database, table: &str) -> i64 {
    let text = format!("SELECT count(*) AS n FROM {table}");
    let asked = Statement::from_string(db.reader.get_database_backend(), text);
    db.reader.query_one_raw(asked).await.unwrap().unwrap().try_get("", "n").unwrap()
}

async fn rows_that_were_there_before_the_index_are_found(home: TestDatabase) {
    let db = tabled(&home).await;
    let id = file(&db, &["路灯不亮", "井盖缺失"]).await[0];
    search::create_index(&SchemaManager::new(&db.writer), "paper").await.unwrap();
    assert_eq!(found(&db, "路灯").await, vec![id]);
    upsert(&db, row(id, "噪声扰民")).await;
    assert_eq!((found(&db, "路灯").await, found(&db, "噪声").await), (vec![], vec![id]));
}

async fn words_entered_again_leave_the_index(home: TestDatabase) {
    let db = indexed(&home).await;
    let id = file(&db, &["路灯不亮"]).await[0];
    assert!(!writes_the_index(&db, id, "路灯不亮").await);
    assert!(writes_the_index(&db, id, "路灯亮了").await);
}

/// Whether entering words writes to the index: PostgreSQL tells how many rows it could change without.
async fn writes_the_index(db: &Database, id: Uuid, text: &str) -> bool {
    let entries = [(id, terms(text))];
    if !db.is_shared() {
        let before = index_as_it_lies(db).await;
        search::enter(&db.writer, "paper", &entries).await.unwrap();
        return before != index_as_it_lies(db).await;
    }
    let transaction = db.writer.begin().await.unwrap();
    search::enter(&transaction, "paper", &entries).await.unwrap();
    let text = "SELECT pg_stat_get_xact_tuples_hot_updated('paper'::regclass) AS spared";
    let asked = Statement::from_string(DatabaseBackend::Postgres, text);
    let spared: i64 = transaction
        .query_one_raw(asked)
        .await
        .unwrap()
        .unwrap()
        .try_get("", "spared")
        .unwrap();
    transaction.commit().await.unwrap();
    spared == 0
}

async fn index_as_it_lies(db: &Database) -> Vec<String> {
    let text = "SELECT id || hex(block) AS lies FROM paper_words_data ORDER BY 1";
    let asked = Statement::from_string(DatabaseBackend::Sqlite, text);
    let rows = db.writer.query_all_raw(asked).await.unwrap();
    rows.iter().map(|row| row.try_get("", "lies").unwrap()).collect()
}

async fn many_are_entered_at_once_and_over_what_was_there(home: TestDatabase) {
    let db = indexed(&home).await;
    let (one, other) = (file(&db, &["路灯不亮"]).await[0], new_id());
    let entries = [(one, terms("井盖缺失")), (other, terms("噪声扰民"))];
    search::enter(&db.writer, "paper", &entries).await.unwrap();
    assert!(found(&db, "路灯").await.is_empty());
    assert_eq!((found(&db, "井盖").await, found(&db, "噪声").await), (vec![one], vec![other]));
}

/// What an older build made on PostgreSQL.
const OLDER: &str = "
CREATE TABLE paper_words (id uuid PRIMARY KEY, terms tsvector NOT NULL);
CREATE INDEX paper_words_terms ON paper_words USING gin (terms);
CREATE FUNCTION paper_words_keep() RETURNS trigger LANGUAGE plpgsql AS $keep$ BEGIN RETURN NULL; END $keep$;
CREATE TRIGGER paper_words_insert AFTER INSERT ON paper FOR EACH ROW EXECUTE FUNCTION paper_words_keep();
";

async fn an_index_is_renewed_and_one_that_is_new_stays(home: TestDatabase) {
    let db = tabled(&home).await;
    let id = file(&db, &["路灯不亮"]).await[0];
    if db.is_shared() {
        db.writer.execute_unprepared(OLDER).await.unwrap();
    } else {
        search::create_index(&SchemaManager::new(&db.writer), "paper").await.unwrap();
    }
    for _ in 0..2 {
        search::renew_index(&SchemaManager::new(&db.writer), "paper").await.unwrap();
        assert_eq!(found(&db, "路灯").await, vec![id]);
    }
}

async fn the_index_is_what_answers(home: TestDatabase) {
    let db = indexed(&home).await;
    let texts: Vec<String> = (0..4_000)
        .map(|number| format!("第{number}号：路灯不亮，街道{}", number % 7))
        .collect();
    file(&db, &texts.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let backend = db.writer.get_database_backend();
    let select = asked(backend, &read("路灯 3999").unwrap()).build(backend);
    let (explain, index) = if db.is_shared() {
        ("EXPLAIN", "paper_words_terms")
    } else {
        ("EXPLAIN QUERY PLAN", "paper_words VIRTUAL TABLE INDEX")
    };
    let asked = Statement {
        sql: format!("{explain} {}", select.sql),
        ..select
    };
    let transaction = db.writer.begin().await.unwrap();
    if db.is_shared() {
        transaction.execute_unprepared("SET LOCAL enable_seqscan = off").await.unwrap();
    }
    let plan = transaction.query_all_raw(asked).await.unwrap();
    let column = if db.is_shared() { "QUERY PLAN" } else { "detail" };
    let plan: Vec<String> = plan.iter().map(|row| row.try_get("", column).unwrap()).collect();
    assert!(plan.iter().any(|line| line.contains(index)), "{plan:#?}");
    transaction.rollback().await.unwrap();
    assert_eq!(found(&db, "路灯 3999").await.len(), 1);
}
