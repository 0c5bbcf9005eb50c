//! Which cases have which file of evidence, so that it goes with the last of them whose time is over.

use sea_orm_migration::prelude::*;
use shiyu_kit::migration::Dialects;

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0010_files"
    }
}

/// Rows written before say it in their body.
const STEP: Dialects = Dialects {
    sqlite: "INSERT INTO file_holder (hash, case_id) \
        SELECT DISTINCT json_extract(piece.value, '$.hash'), case_file.id \
        FROM case_file, json_each(case_file.body, '$.course.evidence') AS piece",
    postgres: "INSERT INTO file_holder (hash, case_id) \
        SELECT DISTINCT piece.value ->> 'hash', case_file.id \
        FROM case_file CROSS JOIN LATERAL json_array_elements(case_file.body::json #> '{course,evidence}') AS piece(value)",
};

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        STEP.execute(manager.get_connection()).await
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::EntityTrait as _;
    use shiyu_kit::case::{Filed, Record as _};
    use shiyu_kit::clock::new_id;
    use shiyu_kit::file::holder;
    use shiyu_kit::testkit::database::TestDatabase;

    use super::STEP;
    use crate::domain::tests::given::Given;
    use crate::domain::{CaseFile, StageName};
    use crate::migration::Migrator;
    use crate::store::row;

    shiyu_kit::both_databases! {
        evidence_of_before_is_that_of_its_case;
    }

    async fn evidence_of_before_is_that_of_its_case(home: TestDatabase) {
        let db = home.connect().await;
        db.migrate::<Migrator>().await.unwrap();
        let mut held = Vec::new();
        for (serial, stage) in [(1, StageName::Closed), (2, StageName::Clue), (3, StageName::Closed)] {
            let mut case = Given::a_case(stage).case().clone();
            case.number.serial = serial;
            if let Some(filing) = &mut case.course.filing {
                filing.act_key = format!("{serial}:{}", filing.act.from);
            }
            let filed = Filed {
                id: new_id(),
                version: 1,
                case,
            };
            held.extend(filed.case.files().into_iter().map(|hash| (hash.to_owned(), filed.id)));
            let row = CaseFile::write(&filed);
            row::Entity::insert(row).exec_without_returning(&db.writer).await.unwrap();
        }
        assert!(held.len() >= 2);
        STEP.execute(&db.writer).await.unwrap();
        let rows = holder::Entity::find().all(&db.reader).await.unwrap();
        assert!(rows.iter().all(|row| row.over_at.is_none()));
        let mut found: Vec<_> = rows.into_iter().map(|row| (row.hash, row.case_id)).collect();
        found.sort_unstable();
        held.sort_unstable();
        assert_eq!(found, held);
    }
}
