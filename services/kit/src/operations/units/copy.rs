//! The copy of another service's units: each fact is taken in once, in the transaction of its effect.

use prost::Message;
use sea_orm::sea_query::OnConflict;
use sea_orm::{DbErr, EntityTrait, IntoActiveModel, TransactionTrait};
use sha2::{Digest, Sha256};
use shiyu_proto::common::v1 as wire;

use super::{Office, check};
use crate::consumer::Outcome;
use crate::fault::Violations;
use crate::inbox;
use crate::nats::Fact;

/// Takes in `unit.changed`. The owner checked the unit against its superior; here only its form is checked, because a
/// superior's fact may come later.
pub async fn copy_unit(office: &Office, fact: &Fact) -> Outcome {
    let Ok(wire::UnitChanged { unit: Some(unit) }) = wire::UnitChanged::decode(fact.data.clone()) else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    let mut violations = Violations::new();
    let unit = check::one(&unit, &mut violations).filter(|_| violations.is_empty());
    let Some(unit) = unit else {
        return Outcome::Unreadable("UNIT_INVALID");
    };
    let entry = inbox::Model {
        act_id: fact.id,
        case_id: fact.case,
        version: fact.case_version,
        digest: Sha256::digest(&fact.data).to_vec(),
        at: office.clock.now(),
    };
    let copied = async {
        let transaction = office.db.writer.begin().await?;
        // Asked, not guessed from an error: any other trouble must bring the fact again.
        let news = inbox::Entity::insert(entry.into_active_model())
            .on_conflict(OnConflict::column(inbox::Column::ActId).do_nothing().to_owned())
            .exec_without_returning(&transaction)
            .await?;
        if news > 0 {
            crate::unit::store::put_within(&transaction, &[unit]).await?;
        }
        transaction.commit().await?;
        office.reference.refresh(&office.db).await
    };
    copied
        .await
        .map_or_else(|error: DbErr| Outcome::Trouble(error.to_string()), |()| Outcome::Done)
}
