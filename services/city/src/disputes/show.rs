//! `shiyu disputes show`: a dispute, who mediates it and when, its agreement, its clocks, its timeline.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::mediation::v1::{
    Dispute, DisputeCourse, DisputeEnding, DisputeMediator, DisputeParty, GetDisputeRequest, ListTimelineRequest, MediationAgreement,
    MediationObligation, MediationSession,
};

use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::petitions::{clocks, steps};
use crate::{document, times};

/// Which dispute to show.
#[derive(Debug, Args)]
pub struct ShowOptions {
    /// Its name or its id.
    pub dispute: String,
}

/// `shiyu disputes show`.
pub async fn show(desk: &Desk, out: Printer, options: &ShowOptions) -> Result<Ending, Failure> {
    let name = desk.name("disputes", &options.dispute);
    let (mut one, mut two) = (desk.disputes(), desk.disputes());
    let (dispute, timeline) = futures::try_join!(
        one.get_dispute(GetDisputeRequest { name: name.clone() }),
        two.list_timeline(ListTimelineRequest { name: name.clone() }),
    )?;
    let dispute = dispute.into_inner();
    let timeline = timeline.into_inner().entries;
    let value = json!({
        "dispute": document::mediation(&dispute, "Dispute"),
        "timeline": timeline.iter().map(|step| document::common(step, "TimelineEntry")).collect::<Value>(),
    });
    out.show(&value, || {
        [matter(&dispute), clocks(&dispute.clocks), steps(&timeline)].join("\n\n")
    });
    Ok(Ending::Clean)
}

fn matter(dispute: &Dispute) -> String {
    let submission = dispute.submission.clone().unwrap_or_default();
    let mut lines = vec![
        submission.title.clone(),
        format!("{} {}", dispute.name, dispute.number),
        format!("stage     {}", words::stage_label(dispute.stage())),
        format!("procedure {}", words::procedure(dispute.procedure())),
        format!("unit      {}", dispute.unit),
        format!("place     {} {}", submission.place, submission.jurisdictions.join(" ")),
        format!("category  {}", words::category(submission.category())),
        format!("source    {} {}", words::source(submission.source()), submission.source_reference),
        format!("opened    {}", times::plain(dispute.open_time.as_ref())),
        format!("claims    {}", submission.claims),
        format!("facts     {}", submission.facts),
    ];
    lines.extend(dispute.parties.iter().map(party));
    lines.extend(dispute.course.iter().flat_map(course));
    lines.extend(dispute.ending.iter().map(|ended| ending(ended, dispute)));
    let lines = lines.into_iter().map(|line| line.trim_end().to_owned());
    lines.collect::<Vec<String>>().join("\n")
}

fn party(of: &DisputeParty) -> String {
    let identity = of.identity.clone().unwrap_or_default();
    let shown = [identity.name, identity.document_number, identity.phone].join(" ");
    format!("party     {} {} {}", of.id, words::role(of.role()), shown.trim_end())
}

fn course(of: &DisputeCourse) -> Vec<String> {
    let words = of.consents.iter().map(|word| {
        let given = if word.given { "consents" } else { "refuses" };
        format!("word      {} {given}, {}", word.party, times::plain(word.time.as_ref()))
    });
    let agreements = of.agreements.iter().flat_map(agreement);
    let papers = of.documents.iter().map(|one| {
        let (kind, format) = (words::document(one.kind()), words::format(one.format()));
        format!("document  {kind}.{format} {}", one.hash)
    });
    let mediators = of.mediators.iter().map(|one| format!("mediator  {}", mediator(one)));
    let sessions = of.sessions.iter().map(|one| format!("session   {}", session(one)));
    words.chain(mediators).chain(sessions).chain(agreements).chain(papers).collect()
}

fn mediator(of: &DisputeMediator) -> String {
    let how = if of.chosen_by.is_empty() { "appointed" } else { "chosen" };
    let disclosed = match (of.disclosed, of.interest) {
        (true, true) => ", with an interest",
        (true, false) => "",
        (false, _) => ", not disclosed",
    };
    let left = if of.leave_time.is_some() {
        format!(", {} {}", words::leaving(of.left()), times::plain(of.leave_time.as_ref()))
    } else {
        String::new()
    };
    format!("{} {}, {how}{disclosed}{left}", of.mediator, words::mediator_kind(of.kind()))
}

fn session(of: &MediationSession) -> String {
    let (from, to) = (times::plain(of.start_time.as_ref()), times::plain(of.end_time.as_ref()));
    let openness = if of.public { "public" } else { "private" };
    let (form, state) = (words::session_form(of.form()), words::session_state(of.state()));
    format!("{from} to {to} {form}, {openness}, {state} {}{}", of.outcome, of.cancel_reason)
}

fn agreement(of: &MediationAgreement) -> Vec<String> {
    let state = match (&of.effective_time, &of.void_time) {
        (_, Some(at)) => format!("void since {}", times::plain(Some(at))),
        (Some(at), None) => format!("in effect since {}", times::plain(Some(at))),
        (None, None) => "a draft".to_owned(),
    };
    let first = format!("agreement {} {}, {state}: {}", of.number, words::form(of.form()), of.terms);
    let owed = of.obligations.iter().map(|one| format!("owes      {}", obligation(one)));
    [first].into_iter().chain(owed).collect()
}

fn obligation(of: &MediationObligation) -> String {
    let part = |shown: bool, text: String| if shown { text } else { String::new() };
    let amount = part(of.amount_fen > 0, format!(" {}", yuan(of.amount_fen)));
    let due = part(!of.due_date.is_empty(), format!(" by {}", of.due_date));
    let condition = part(!of.condition.is_empty(), format!(", if {}", of.condition));
    let paid_in_part = !of.performed && of.open_fen > 0 && of.open_fen < of.amount_fen;
    let open = part(paid_in_part, format!(", {} open", yuan(of.open_fen)));
    let done = if of.performed { ", performed" } else { "" };
    format!("{}{amount}{due}: {}{condition}{open}{done}", of.number, of.content)
}

fn yuan(fen: i64) -> String {
    format!("{}.{:02} yuan", fen / 100, fen % 100)
}

fn ending(of: &DisputeEnding, dispute: &Dispute) -> String {
    let ended = times::plain(of.end_time.as_ref());
    let how = [of.reason.clone(), of.transferred_to.clone(), of.reference.clone()].concat();
    format!("ended     {ended} {} {how}", words::stage_label(dispute.stage()))
}

#[cfg(test)]
mod tests {
    use shiyu_proto::mediation::v1::{MediatorKind, MediatorLeaving, SessionForm, SessionState};

    use super::*;

    #[test]
    fn what_is_owed_tells_its_condition_and_what_is_open_of_it() {
        let owed = MediationObligation {
            number: 1,
            content: "赔偿".to_owned(),
            amount_fen: 200_000,
            open_fen: 50_005,
            due_date: "2026-12-31".to_owned(),
            condition: "验收合格".to_owned(),
            ..MediationObligation::default()
        };
        let told = "1 2000.00 yuan by 2026-12-31: 赔偿, if 验收合格, 500.05 yuan open";
        assert_eq!(obligation(&owed), told);
        let done = MediationObligation {
            number: 2,
            content: "移装".to_owned(),
            performed: true,
            ..MediationObligation::default()
        };
        assert_eq!(obligation(&done), "2: 移装, performed");
    }

    #[test]
    fn mediators_and_sessions_are_told() {
        let one = DisputeMediator {
            mediator: "d1".to_owned(),
            kind: MediatorKind::People.into(),
            disclosed: true,
            interest: true,
            left: MediatorLeaving::Replaced.into(),
            ..DisputeMediator::default()
        };
        assert_eq!(mediator(&one), "d1 people, appointed, with an interest");
        let held = MediationSession {
            form: SessionForm::InPerson.into(),
            state: SessionState::Held.into(),
            outcome: "接近一致".to_owned(),
            ..MediationSession::default()
        };
        assert!(session(&held).ends_with("in-person, private, held 接近一致"));
    }
}
