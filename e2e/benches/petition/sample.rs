//! One petition's rows as the service wrote them, step by step: what pgbench writes has their sizes.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use shiyu_kit::clock::new_id;
use shiyu_kit::{audience, inbox, journal, party};
use shiyu_petition::store::{row, text};

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
    /// Who stands in it, sealed.
    pub parties: Vec<party::row::Model>,
    /// Everybody it is shown to since.
    pub audience: Vec<audience::row::Model>,
    /// What is searched of it.
    pub words: String,
}

/// A registration, and the five steps after it.
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
    desks.classify(id).await?;
    samples.push(newest(scene, id).await?);
    desks.draft(id).await?;
    samples.push(newest(scene, id).await?);
    desks.issue(id).await?;
    samples.push(newest(scene, id).await?);
    Ok(samples)
}

async fn newest(scene: &Scene, id: uuid::Uuid) -> Outcome<Sample> {
    scene.told().await?;
    let row = row::Entity::find_by_id(id).one(&scene.db).await?.ok_or("no petition")?;
    let journal = journal::timeline(&scene.db, id).await?.pop().ok_or("no journal")?;
    let inbox = inbox::Entity::find().filter(inbox::Column::ActId.eq(journal.act_id));
    let audience = audience::row::Entity::find().filter(audience::row::Column::CaseId.eq(id));
    let words = text::Entity::find_by_id(id).one(&scene.db).await?;
    Ok(Sample {
        inbox: inbox.one(&scene.db).await?.ok_or("no inbox")?,
        journal,
        row,
        parties: party::store::of_case(&scene.db, id).await?,
        audience: audience.all(&scene.db).await?,
        words: words.ok_or("it cannot be searched")?.words,
    })
}
