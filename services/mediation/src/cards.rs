//! The search's card index: whoever comes while cards are being written waits for the next handful, which is one question, one
//! statement and one commit. A dispute alone would cost as much as all of them.

use std::collections::HashMap;
use std::time::Duration;

use sea_orm::DbErr;
use shiyu_kit::database::Database;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::store::text;

/// Where disputes are entered to be searched. It closes with its last handle.
#[derive(Debug, Clone)]
pub struct Cards {
    arriving: mpsc::Sender<Waiting>,
}

/// A dispute to be entered, and who waits for it.
#[derive(Debug)]
struct Waiting {
    dispute: Uuid,
    reply: oneshot::Sender<Answer>,
}

/// What became of it, or in words that name nobody why nothing did.
type Answer = Result<Entered, String>;

/// What became of a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    /// Its words as they stand can be searched.
    Done,
    /// There is no such dispute.
    Unknown,
}

/// Cards of one handful. A longer one gains nothing.
pub const HANDFUL: usize = 64;

/// How long the first of a handful waits for the others. The relay tells in handfuls too, and so they come together.
const PATIENCE: Duration = Duration::from_millis(20);

impl Cards {
    /// Opens the card index of a database.
    #[must_use]
    pub fn open(db: Database) -> Self {
        let (arriving, waiting) = mpsc::channel(HANDFUL);
        tokio::spawn(serve(db, waiting));
        Self { arriving }
    }

    /// Enters the words of a dispute as it stands.
    ///
    /// # Errors
    /// In words that name nobody: the database's, or a row that cannot be read.
    pub async fn enter(&self, dispute: Uuid) -> Answer {
        let (reply, answer) = oneshot::channel();
        let closed = || "the card index is closed".to_owned();
        self.arriving.send(Waiting { dispute, reply }).await.map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }
}

async fn serve(db: Database, mut waiting: mpsc::Receiver<Waiting>) {
    let mut handful = Vec::with_capacity(HANDFUL);
    while waiting.recv_many(&mut handful, HANDFUL).await > 0 {
        gather(&mut waiting, &mut handful).await;
        answer(&db, std::mem::take(&mut handful)).await;
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

async fn answer(db: &Database, handful: Vec<Waiting>) {
    let mut disputes: Vec<Uuid> = handful.iter().map(|waiting| waiting.dispute).collect();
    disputes.sort_unstable();
    disputes.dedup();
    let answers = file(db, &disputes).await;
    for Waiting { dispute, reply } in handful {
        let answer = match &answers {
            Ok(answers) => answers.get(&dispute).cloned().unwrap_or(Ok(Entered::Unknown)),
            Err(error) => Err(error.to_string()),
        };
        // Whoever has gone away is told again by the bus.
        let _ = reply.send(answer);
    }
}

/// What became of each of these disputes that exists. One that cannot be read keeps none of the others out.
async fn file(db: &Database, disputes: &[Uuid]) -> Result<HashMap<Uuid, Answer>, DbErr> {
    let mut answers = HashMap::with_capacity(disputes.len());
    let mut entries = Vec::with_capacity(disputes.len());
    for (dispute, words) in text::read(&db.reader, disputes).await? {
        let answer = words.map(|words| entries.push((dispute, words)));
        answers.insert(dispute, answer.map(|()| Entered::Done).map_err(|corrupt| corrupt.to_string()));
    }
    // Two replicas that enter the same ones take their locks in the same order.
    entries.sort_unstable_by_key(|(dispute, _)| *dispute);
    if !entries.is_empty() {
        text::enter(&db.writer, &entries).await?;
    }
    Ok(answers)
}
