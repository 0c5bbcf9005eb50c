//! `shiyu watch`: what is told of the cases somebody may see, from a token on.

use clap::Args;
use serde_json::Value;
use shiyu_proto::common::v1::{CaseFact, WatchEventsRequest, WatchEventsResponse};

use crate::cli::Service;
use crate::desk::Desk;
use crate::document;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::times;

/// From where on, and how long.
#[derive(Debug, Args)]
pub struct WatchOptions {
    /// Go on behind this token, the last one that was printed; without it from the first fact there is.
    #[arg(long)]
    pub from: Option<String>,
    /// End when there is no more for now, instead of waiting for what comes.
    #[arg(long)]
    pub once: bool,
}

/// `shiyu watch`: for people a line for each fact, and the token in the end; for programs each message as a line of JSON, with its token.
///
/// # Errors
/// [`Failure::Usage`] of the service that keeps no cases, [`Failure::Refused`] when the stream ends: go on from the last token.
pub async fn watch(desk: &Desk, out: Printer, (service, options): (Service, &WatchOptions)) -> Result<Ending, Failure> {
    if service == Service::Assessment {
        let text = "assessment has no cases to watch: name another one with --service";
        return Err(Failure::Usage(text.to_owned()));
    }
    let mut token = options.from.clone().unwrap_or_default();
    let request = WatchEventsRequest {
        parent: desk.parent(),
        token: token.clone(),
    };
    let mut stream = desk.event_streams().watch_events(request).await?.into_inner();
    let ended = loop {
        match stream.message().await {
            Ok(Some(message)) => {
                shown(out, &message);
                token = message.token;
                if options.once && message.up_to_date {
                    break Ok(Ending::Clean);
                }
            }
            Ok(None) => break Ok(Ending::Clean),
            Err(status) => break Err(status.into()),
        }
    };
    if out == Printer::Plain {
        out.note(&format!("go on with --from {token}"));
    }
    ended
}

fn shown(out: Printer, message: &WatchEventsResponse) {
    out.line(|| document::common(message, "WatchEventsResponse"));
    if out == Printer::Plain && !message.facts.is_empty() {
        let lines: Vec<String> = message.facts.iter().map(line).collect();
        out.show(&Value::Null, || lines.join("\n"));
    }
}

/// When, what, and of which case.
fn line(fact: &CaseFact) -> String {
    let at = times::plain(fact.time.as_ref());
    format!("{at}  {}  {}  {}", fact.case_id, fact.case_version, fact.r#type)
}

#[cfg(test)]
mod tests {
    use prost_types::Timestamp;

    use super::*;

    fn message() -> WatchEventsResponse {
        let fact = CaseFact {
            id: "0b9f4c9e-0000-7000-8000-000000000001".to_owned(),
            r#type: "shiyu.petition.matter.accepted.v1".to_owned(),
            case_id: "0b9f4c9e-0000-7000-8000-000000000002".to_owned(),
            case_version: 3,
            time: Some(Timestamp {
                seconds: 1_767_603_600,
                nanos: 0,
            }),
            data: vec![8, 1],
            ..CaseFact::default()
        };
        WatchEventsResponse {
            facts: vec![fact],
            token: "AQ".to_owned(),
            up_to_date: true,
        }
    }

    #[test]
    fn a_fact_is_a_line_for_people_and_each_message_has_its_token_for_programs() {
        let message = message();
        assert_eq!(
            line(&message.facts[0]),
            "2026-01-05 17:00  0b9f4c9e-0000-7000-8000-000000000002  3  shiyu.petition.matter.accepted.v1"
        );
        let document = document::common(&message, "WatchEventsResponse");
        assert_eq!(
            (document["token"].as_str(), document["up_to_date"].as_bool()),
            (Some("AQ"), Some(true))
        );
        assert_eq!(document["facts"][0]["data"], "CAE=");
    }
}
