//! A case whose time is over: what people said is gone from its service's tables, and it stands where it stood.
#![expect(clippy::expect_used, reason = "a test whose case cannot be put down has nothing to show")]

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use time::Duration;
use uuid::Uuid;

use crate::case::{Actor, Filed, Record, json};
use crate::clock::{WallClock, new_id};
use crate::database::Database;
use crate::journal::{self, Verdict, chain, head};
use crate::operations::fold;
use crate::retention::Sweep;
use crate::search;

/// What is left of a case.
#[derive(Debug)]
pub struct Left<C> {
    /// The case, as its row has it.
    pub case: C,
    /// Its row and the events of its journal, as they lie there.
    pub texts: String,
}

/// The case that events lead to without their words; each of them is read, and follows.
///
/// # Panics
/// When one is not, or does not.
#[must_use]
pub fn followed<C: Record>(events: &[C::Event]) -> C {
    let words = C::SAID.expect("what people said");
    let (mut case, mut left) = (None, None);
    for (version, event) in (1..).zip(events) {
        let after = C::evolve(case, event).expect("an event that follows");
        let entry = C::encode(
            event,
            &Filed {
                id: Uuid::nil(),
                version,
                case: after.clone(),
            },
        );
        let detail = words.without(&entry.detail).expect("JSON").unwrap_or(entry.detail);
        let event = C::decode(entry.kind, &detail).expect("an event without its words");
        left = Some(C::evolve(left, &event).expect("an event without its words that follows"));
        case = Some(after);
    }
    left.expect("an event")
}

/// Puts a case that has ended down as acts would have, with a card to be searched by, lets its time pass, and says what is left of it.
///
/// # Panics
/// When it has not ended, its words are not taken, its chain does not verify, or its row is not what the journal leads to.
pub async fn left<C: Record>(db: &Database, events: &[C::Event]) -> Left<C> {
    let words = C::SAID.expect("what people said");
    let id = put::<C>(db, events).await;
    if let Some(cards) = words.cards {
        let card = [(id, "terms".to_owned())];
        search::enter(&db.writer, cards, &card).await.expect("a card");
    }
    let clock = WallClock::movable();
    let later = C::KEPT.major + Duration::days(4_000);
    clock.advance(later).expect("a clock that moves");
    let sweep = Sweep::<C>::new(db.writer.clone(), clock, C::KEPT);
    assert_eq!(sweep.round().await.expect("a round"), 1, "its time is over");
    assert_eq!(sweep.round().await.expect("a round"), 0, "once");
    if let Some(cards) = words.cards {
        let card = Query::select()
            .column(Alias::new("id"))
            .from(Alias::new(cards))
            .and_where(Expr::col(Alias::new("id")).eq(id))
            .to_owned();
        let found = db.writer.query_one(&card).await.expect("the cards");
        assert!(found.is_none(), "nobody finds it by its words");
    }
    let verdict = journal::verify(&db.writer, id).await.expect("the journal");
    let whole = Verdict {
        rows: events.len(),
        findings: Vec::new(),
    };
    assert_eq!(verdict, Some(whole));
    let differs = fold::<C>(db.clone())(id).await.expect("the journal");
    assert_eq!(differs, None, "the row is what the journal leads to");
    let row = C::Entity::find().filter(C::ID.eq(id)).one(&db.writer).await;
    let row = row.expect("the table").expect("the row");
    let details = journal::timeline(&db.writer, id).await.expect("the journal");
    let details = details.into_iter().map(|row| row.detail);
    let texts = details.chain([format!("{row:?}")]).collect::<Vec<_>>().join("\n");
    Left {
        case: C::read(row).expect("the case").case,
        texts,
    }
}

/// Writes the journal, the head of its chain, and the row.
async fn put<C: Record>(db: &Database, events: &[C::Event]) -> Uuid {
    let (id, now) = (new_id(), WallClock::system().now());
    let (mut filed, mut hash) = (None, chain::genesis());
    let mut rows = Vec::with_capacity(events.len());
    for (version, event) in (1..).zip(events) {
        let case = C::evolve(filed.map(|filed: Filed<C>| filed.case), event).expect("an event that follows");
        let after = Filed { id, version, case };
        let entry = C::encode(event, &after);
        let mut row = journal::Model {
            position: 0,
            event_id: new_id(),
            case_id: id,
            version,
            act_id: new_id(),
            kind: entry.kind.to_owned(),
            at: now,
            actor: json(&Actor::Clock),
            digest: Some(chain::digest(&entry.detail)),
            detail: entry.detail,
            fact: entry.fact,
            trace: None,
            hash: Vec::new(),
            sequence: None,
        };
        row.hash = chain::seal(&hash, &row);
        hash.clone_from(&row.hash);
        rows.push(row);
        filed = Some(after);
    }
    let filed = filed.expect("an event");
    let end = head::Model {
        case_id: id,
        version: filed.version,
        hash,
    };
    let rows = rows.into_iter().map(journal::unnumbered);
    journal::Entity::insert_many(rows)
        .exec_without_returning(&db.writer)
        .await
        .expect("the journal");
    head::advance(&db.writer, [end]).await.expect("the head");
    C::Entity::insert(C::write(&filed))
        .exec_without_returning(&db.writer)
        .await
        .expect("the row");
    id
}
