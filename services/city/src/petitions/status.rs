//! `shiyu status`: what a petitioner sees at the public door, with the code of the receipt and no token.

use clap::Args;
use shiyu_proto::petition::v1::{QueryStatusRequest, QueryStatusResponse, RemedyKind};

use super::write::line;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::{document, times, words};

/// Who asks.
#[derive(Debug, Args)]
pub struct StatusOptions {
    /// The code on the receipt, as in `7K2M-9QXA-41BD`.
    pub code: String,
    /// The last four characters of the identity document's number, or of the telephone number.
    pub factor: String,
}

/// `shiyu status`.
///
/// # Errors
/// [`Failure::Refused`]; a wrong code and a wrong factor are not told apart.
pub async fn status(desk: &Desk, out: Printer, options: &StatusOptions) -> Result<Ending, Failure> {
    let request = QueryStatusRequest {
        query_code: options.code.clone(),
        second_factor: options.factor.clone(),
    };
    let answer = desk.status().query_status(request).await?.into_inner();
    out.show(&document::petition(&answer, "QueryStatusResponse"), || lines(&answer));
    Ok(Ending::Clean)
}

fn lines(of: &QueryStatusResponse) -> String {
    let mut lines = vec![
        format!("number   {}", of.number),
        format!("stage    {}", words::stage_label(of.stage())),
        format!("unit     {} {}", of.unit, of.unit_name),
    ];
    if of.due_time.is_some() {
        lines.push(format!("due      {} ({})", times::last_day(of.due_time.as_ref()), of.due_clock));
    }
    if !of.extension_reason.is_empty() {
        lines.push(format!("extended {}", of.extension_reason));
    }
    if !of.result.is_empty() {
        lines.push(format!("result   {}", of.result));
    }
    if of.next_remedy() != RemedyKind::Unspecified {
        let until = times::last_day(of.next_remedy_time.as_ref());
        lines.push(format!("remedy   {} until the end of {until}", words::remedy(of.next_remedy())));
    }
    lines.extend(
        of.ways
            .iter()
            .map(|way| format!("way      {} until {}", words::procedure(way.procedure()), way.last_date)),
    );
    let party = |role, name: &str| format!("party    {} {name}", words::party_role(role));
    lines.extend(of.parties.iter().map(|one| party(one.role(), &one.masked_name)));
    lines.extend(
        of.fast_track_time
            .as_ref()
            .map(|due| format!("promised {}", times::plain(Some(due)))),
    );
    lines.extend(of.referrals.iter().map(|offer| {
        let (to, state) = (words::destination(offer.destination()), words::referral_state(offer.state()));
        let said = [
            offer.result.clone(),
            words::settled(offer.settled()),
            words::confirmation(offer.confirmation()),
        ];
        let said: Vec<String> = said.into_iter().filter(|word| !word.is_empty()).collect();
        format!("offered  {to} {state} {}", said.join(" ")).trim_end().to_owned()
    }));
    lines.extend(of.messages.iter().map(line));
    lines.join("\n")
}
