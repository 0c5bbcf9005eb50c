//! `shiyu write`: the office writes to the petitioner, who reads it at the public door.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::petition::v1::{Message, SendMessageRequest};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::{document, times};

/// What to write in which matter.
#[derive(Debug, Args)]
pub struct WriteOptions {
    /// The petition's name or id.
    pub petition: String,
    /// What to tell its petitioner.
    pub text: String,
}

/// `shiyu write`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn write(desk: &Desk, out: Printer, options: &WriteOptions) -> Result<Ending, Failure> {
    let request = SendMessageRequest {
        name: desk.name("petitions", &options.petition),
        request_id: new_id().to_string(),
        text: options.text.clone(),
        ..SendMessageRequest::default()
    };
    let petition = desk.petitions().send_message(request).await?.into_inner();
    out.show(&document::petition(&petition, "Petition"), || {
        let course = petition.course.unwrap_or_default();
        course.messages.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    Ok(Ending::Clean)
}

/// A message of a matter's thread: when, who, what.
pub(super) fn line(of: &Message) -> String {
    let by = if of.unit.is_empty() { "petitioner" } else { &of.unit };
    format!("message  {} {by}: {}", times::plain(of.send_time.as_ref()), of.text)
}
