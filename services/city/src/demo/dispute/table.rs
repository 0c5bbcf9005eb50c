//! How the disputes of the demo stand at the end: each with what it showed, and counted by stage.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shiyu_proto::mediation::v1::{Dispute, DisputeEnding, TerminationGround};

use super::beside::Beside;
use super::play::{DisputePlayed, Told};
use crate::disputes::words;
use crate::output::table;

/// For programs.
#[must_use]
pub fn document(played: &DisputePlayed) -> Value {
    let disputes = played.disputes.iter().map(|Told { shows, dispute }| {
        let dispute = dispute.as_ref();
        let course = dispute.and_then(|dispute| dispute.course.as_ref());
        let offered = course.and_then(|course| course.offered_by.as_ref());
        json!({
            "number": dispute.map(|dispute| &dispute.number),
            "name": dispute.map(|dispute| &dispute.name),
            "stage": dispute.map(|dispute| dispute.stage().as_str_name()),
            "terminated": dispute.and_then(terminated).map(|ground| ground.as_str_name()),
            "offered_case": offered.map(|offer| &offer.offered_case),
            "shows": shows,
        })
    });
    let beside = &played.beside;
    json!({
        "disputes": disputes.collect::<Value>(),
        "stages": stages(played, |stage| stage.as_str_name().to_owned()),
        "screening": { "reported": beside.reported, "ledger": beside.ledger, "agreed": beside.agreed },
        "counsel": { "consultations": beside.consultations, "visits": beside.visits },
    })
}

/// On which ground it was terminated, if it was.
fn terminated(dispute: &Dispute) -> Option<TerminationGround> {
    let ground = dispute.ending.as_ref().map(DisputeEnding::termination)?;
    (ground != TerminationGround::Unspecified).then_some(ground)
}

/// For people.
#[must_use]
pub fn text(played: &DisputePlayed) -> String {
    let mut disputes = table(&["dispute", "stage", "what it shows"]);
    for Told { shows, dispute } in &played.disputes {
        let dispute = dispute.as_ref();
        disputes.add_row([
            dispute.map(|dispute| dispute.number.clone()).unwrap_or_default(),
            dispute.map_or_else(|| "refused 未登记".to_owned(), |dispute| words::stage_label(dispute.stage())),
            shows.clone(),
        ]);
    }
    let counted = stages(played, words::stage_label);
    let counted: Vec<String> = counted.iter().map(|(stage, count)| format!("{stage} {count}")).collect();
    let Beside {
        reported,
        ledger,
        agreed,
        consultations,
        visits,
    } = played.beside;
    let counted = counted.join(", ");
    let beside = format!("screening 排查: {reported} reported, {ledger} in the ledger 台账, of which {agreed} agreed");
    let counsel = format!("law in the village 一村一法律顾问: {consultations} consultations, {visits} visits to the clinic");
    format!("{disputes}\ndisputes by stage: {counted}\n{beside}\n{counsel}")
}

fn stages(played: &DisputePlayed, named: impl Fn(shiyu_proto::mediation::v1::DisputeStage) -> String) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for dispute in played.disputes.iter().filter_map(|told| told.dispute.as_ref()) {
        *counts.entry(named(dispute.stage())).or_default() += 1;
    }
    counts
}
