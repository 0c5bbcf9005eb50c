//! One petition's rows as the service wrote them, step by step: what pgbench writes has their sizes.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use shiyu_kit::clock::new_id;
use shiyu_kit::{inbox, journal};
use shiyu_petition::store::row;

use crate::Outcome;
use crate::scene::Scene;

/// The rows of one act.
pub struct Sample {
    /// The inbox row.
    pub inbox: inbox::Model,
    /// The journal row.
    pub journal: journal::Model,
    /// The petition after it.
    pub row: row::Model,
}

/// A registration, and the four steps after it.
pub async fn take(scene: &Scene) -> Outcome<Vec<Sample>> {
    let mut desks = scene.desks.first().cloned().ok_or("nobody is connected")?;
    let id = new_id();
    let mut samples = Vec::new();
    desks.register(id).await?;
    samples.push(newest(scene, id).await?);
    desks.forward(id).await?;
    samples.push(newest(scene, id).await?);
    desks.accept(id).await?;
    samples.push(newest(scene, id).await?);
    desks.start_handling(id).await?;
    samples.push(newest(scene, id).await?);
    desks.issue(id).await?;
    samples.push(newest(scene, id).await?);
    Ok(samples)
}

async fn newest(scene: &Scene, id: uuid::Uuid) -> Outcome<Sample> {
    let row = row::Entity::find_by_id(id).one(&scene.db).await?.ok_or("no petition")?;
    let journal = journal::timeline(&scene.db, id).await?.pop().ok_or("no journal")?;
    let inbox = inbox::Entity::find().filter(inbox::Column::ActId.eq(journal.act_id));
    Ok(Sample {
        inbox: inbox.one(&scene.db).await?.ok_or("no inbox")?,
        journal,
        row,
    })
}
