//! A fiscal receipt is that of one case: those under which cash was taken before are booked, as every later one is with its payment.

use sea_orm_migration::prelude::*;
use shiyu_kit::migration::Dialects;

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_receipt"
    }
}

/// Of a receipt that stands in two cases already the first that is met has it.
const STEP: Dialects = Dialects {
    sqlite: "INSERT INTO booking (resource, slot, case_id) \
        SELECT 'receipt/' || json_extract(cash.value, '$.receipt'), 0, case_file.id \
        FROM case_file, json_each(case_file.body, '$.course.cash') AS cash WHERE true ON CONFLICT DO NOTHING",
    postgres: "INSERT INTO booking (resource, slot, case_id) \
        SELECT 'receipt/' || (cash.taken ->> 'receipt'), 0, case_file.id \
        FROM case_file, json_array_elements(case_file.body::json #> '{course,cash}') AS cash(taken) ON CONFLICT DO NOTHING",
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
    use shiyu_kit::booking;
    use shiyu_kit::case::{Filed, Record as _};
    use shiyu_kit::clock::new_id;
    use shiyu_kit::testkit::database::TestDatabase;

    use super::STEP;
    use crate::domain::course::Cash;
    use crate::domain::terms::Fen;
    use crate::domain::tests::given::{Given, START};
    use crate::domain::{CaseFile, StageName};
    use crate::migration::Migrator;
    use crate::store::row;

    shiyu_kit::both_databases! {
        receipts_of_before_are_those_of_their_cases;
    }

    fn cash(receipt: &str) -> Cash {
        Cash {
            amount: Fen::yuan(50),
            receipt: receipt.to_owned(),
            by: "somebody".to_owned(),
            at: START,
            handed_in_at: None,
            banked_at: None,
        }
    }

    async fn receipts_of_before_are_those_of_their_cases(home: TestDatabase) {
        let db = home.connect().await;
        db.migrate::<Migrator>().await.unwrap();
        for (serial, receipts) in [(1, vec!["C1", "C2"]), (2, Vec::new()), (3, vec!["C2"])] {
            let mut case = Given::a_case(StageName::Clue).case().clone();
            case.number.serial = serial;
            case.course.cash = receipts.iter().map(|receipt| cash(receipt)).collect();
            let (id, version) = (new_id(), 1);
            let row = CaseFile::write(&Filed { id, version, case });
            row::Entity::insert(row).exec_without_returning(&db.writer).await.unwrap();
        }
        for _ in 0..2 {
            STEP.execute(&db.writer).await.unwrap();
        }
        for (receipt, booked) in [("C1", Some(0)), ("C2", Some(0)), ("C3", None)] {
            let resource = format!("receipt/{receipt}");
            assert_eq!(booking::last(&db.reader, &resource).await.unwrap(), booked, "{receipt}");
        }
    }
}
