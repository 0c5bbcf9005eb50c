//! `shiyu dead-letters`: facts that could not be taken in.

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use shiyu_proto::common::v1::{DeadLetter, DeadLetterState, DiscardDeadLetterRequest, ListDeadLettersRequest, ReplayDeadLetterRequest};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{pages, times, words};

const PAGE: i32 = 200;

/// What to do with dead letters.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, oldest first.
    List(ListOptions),
    /// Take one in as if it had just arrived.
    Replay {
        /// Its name or its id.
        letter: String,
    },
    /// Put one aside for good.
    Discard {
        /// Its name or its id.
        letter: String,
        /// Why; 1 to 500 characters, no personal data.
        #[arg(long)]
        note: String,
    },
}

/// Which dead letters to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Only those that stand so: open, replayed or discarded.
    #[arg(long, default_value = "open", value_parser = words::parse_dead_letter_state)]
    pub state: DeadLetterState,
}

/// `shiyu dead-letters`. A letter that is still open after its replay is a finding.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let letters = match order {
        Order::List(options) => fetch(desk, options).await?,
        Order::Replay { letter } => replay(desk, letter).await?.into_iter().collect(),
        Order::Discard { letter, note } => discard(desk, letter, note).await?.into_iter().collect(),
    };
    let value = json!({ "dead_letters": letters.iter().map(document).collect::<Value>() });
    out.show(&value, || rows(&letters));
    let open = letters.iter().any(|letter| letter.state() == DeadLetterState::Open);
    let failed = matches!(order, Order::Replay { .. }) && open;
    Ok(if failed { Ending::Found } else { Ending::Clean })
}

async fn fetch(desk: &Desk, options: &ListOptions) -> Result<Vec<DeadLetter>, Failure> {
    let mut letters = Vec::new();
    let mut request = ListDeadLettersRequest {
        parent: desk.parent(),
        page_size: PAGE,
        page_token: String::new(),
        state: options.state.into(),
    };
    loop {
        let page = desk.operations().list_dead_letters(request.clone()).await?.into_inner();
        letters.extend(page.dead_letters);
        if page.next_page_token.is_empty() {
            return Ok(letters);
        }
        request.page_token = page.next_page_token;
    }
}

async fn replay(desk: &Desk, letter: &str) -> Result<Option<DeadLetter>, Failure> {
    let request = ReplayDeadLetterRequest {
        name: desk.name("deadLetters", letter),
    };
    Ok(desk.operations().replay_dead_letter(request).await?.into_inner().dead_letter)
}

async fn discard(desk: &Desk, letter: &str, note: &str) -> Result<Option<DeadLetter>, Failure> {
    let request = DiscardDeadLetterRequest {
        name: desk.name("deadLetters", letter),
        note: note.to_owned(),
    };
    Ok(desk.operations().discard_dead_letter(request).await?.into_inner().dead_letter)
}

fn document(of: &DeadLetter) -> Value {
    json!({
        "name": of.name,
        "event_id": of.event_id,
        "subject": of.subject,
        "consumer": of.consumer,
        "reason": of.reason,
        "sequence": of.sequence,
        "create_time": times::json(of.create_time.as_ref()),
        "state": of.state().as_str_name(),
        "settle_time": times::json(of.settle_time.as_ref()),
        "settled_by": of.settled_by,
        "note": of.note,
    })
}

fn rows(letters: &[DeadLetter]) -> String {
    let mut table = table(&[
        "id", "since", "subject", "consumer", "reason", "sequence", "state", "settled", "note",
    ]);
    for letter in letters {
        table.add_row([
            pages::id(&letter.name).to_owned(),
            times::plain(letter.create_time.as_ref()),
            letter.subject.clone(),
            letter.consumer.clone(),
            letter.reason.clone(),
            letter.sequence.to_string(),
            words::dead_letter_state(letter.state()),
            times::plain(letter.settle_time.as_ref()),
            letter.note.clone(),
        ]);
    }
    table.to_string()
}
