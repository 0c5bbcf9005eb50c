//! The search's card index: whoever comes while cards are being written waits for the next handful, which is one question, one
//! statement and one commit. A case alone would cost as much as all of them.

use std::collections::HashMap;
use std::time::Duration;

use sea_orm::sea_query::extension::postgres::PgFunc;
use sea_orm::sea_query::{Expr, ExprTrait as _, ValueType};
use sea_orm::{ColumnTrait as _, DatabaseConnection, DbBackend, DbErr, EntityTrait as _, ModelTrait as _, QueryFilter as _};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::case::Record;
use crate::consumer::Outcome;
use crate::database::Database;
use crate::fault::Corrupt;

/// A case whose words can be searched.
pub trait Searched: Record {
    /// The table of its words, which has but `id` and `words`.
    const WORDS: &'static str;

    /// What is searched of it, cut into [`terms`](super::terms).
    fn words(&self) -> String;
}

/// Where cases are entered to be searched. It closes with its last handle.
#[derive(Debug, Clone)]
pub struct Cards {
    arriving: mpsc::Sender<Waiting>,
}

/// A case to be entered, and who waits for it.
#[derive(Debug)]
struct Waiting {
    case: Uuid,
    reply: oneshot::Sender<Outcome>,
}

/// Cards of one handful. A longer one gains nothing.
pub const HANDFUL: usize = 64;

/// How long the first of a handful waits for the others. The relay tells in handfuls too, and so they come together.
const PATIENCE: Duration = Duration::from_millis(20);

impl Cards {
    /// Opens the card index of a database.
    #[must_use]
    pub fn open<C: Searched>(db: Database) -> Self {
        let (arriving, waiting) = mpsc::channel(HANDFUL);
        tokio::spawn(serve::<C>(db, waiting));
        Self { arriving }
    }

    /// Enters the words of a case as it stands. There may be no such case; one that cannot be read is trouble, in words that name nobody.
    pub async fn enter(&self, case: Uuid) -> Outcome {
        let (reply, answer) = oneshot::channel();
        let closed = || Outcome::Trouble("the card index is closed".to_owned());
        if self.arriving.send(Waiting { case, reply }).await.is_err() {
            return closed();
        }
        answer.await.unwrap_or_else(|_| closed())
    }
}

async fn serve<C: Searched>(db: Database, mut waiting: mpsc::Receiver<Waiting>) {
    let mut handful = Vec::with_capacity(HANDFUL);
    while waiting.recv_many(&mut handful, HANDFUL).await > 0 {
        gather(&mut waiting, &mut handful).await;
        answer::<C>(&db, std::mem::take(&mut handful)).await;
    }
}

async fn gather(waiting: &mut mpsc::Receiver<Waiting>, handful: &mut Vec<Waiting>) {
    let gathering = async {
        while handful.len() < HANDFUL {
            let room = HANDFUL - handful.len();
            if waiting.recv_many(handful, room).await == 0 {
                return;
            }
        }
    };
    // Elapsing only means that there are no more.
    let _ = tokio::time::timeout(PATIENCE, gathering).await;
}

async fn answer<C: Searched>(db: &Database, handful: Vec<Waiting>) {
    let mut cases: Vec<Uuid> = handful.iter().map(|waiting| waiting.case).collect();
    cases.sort_unstable();
    cases.dedup();
    let answers = file::<C>(db, &cases).await;
    for Waiting { case, reply } in handful {
        let answer = match &answers {
            Ok(answers) => answers.get(&case).cloned().unwrap_or(Outcome::Ignored),
            Err(error) => Outcome::Trouble(error.to_string()),
        };
        // Whoever has gone away is told again by the bus.
        let _ = reply.send(answer);
    }
}

/// What became of each of these cases that exists. One that cannot be read keeps none of the others out.
async fn file<C: Searched>(db: &Database, cases: &[Uuid]) -> Result<HashMap<Uuid, Outcome>, DbErr> {
    let mut answers = HashMap::with_capacity(cases.len());
    let mut entries = Vec::with_capacity(cases.len());
    for (case, words) in read::<C>(&db.reader, cases).await? {
        let answer = match words {
            Ok(words) => {
                entries.push((case, words));
                Outcome::Done
            }
            Err(corrupt) => Outcome::Trouble(corrupt.to_string()),
        };
        answers.insert(case, answer);
    }
    // Two replicas that enter the same ones take their locks in the same order.
    entries.sort_unstable_by_key(|(case, _)| *case);
    if !entries.is_empty() {
        super::enter(&db.writer, C::WORDS, &entries).await?;
    }
    Ok(answers)
}

/// Cases by their ids, each with its words or why it cannot be read. One that does not exist is left out.
async fn read<C: Searched>(db: &DatabaseConnection, ids: &[Uuid]) -> Result<Vec<(Uuid, Result<String, Corrupt>)>, DbErr> {
    // One text for any number of them, so that it is planned once.
    let among = if db.get_database_backend() == DbBackend::Postgres {
        Expr::col(C::ID).eq(PgFunc::any(ids.to_vec()))
    } else {
        C::ID.is_in(ids.iter().copied())
    };
    let rows = C::Entity::find().filter(among).all(db).await?;
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        let id = <Uuid as ValueType>::try_from(row.get(C::ID)).map_err(|error| DbErr::Type(error.to_string()))?;
        read.push((id, C::read(row).map(|filed| filed.case.words())));
    }
    Ok(read)
}
