//! Editions, items, moves, evaluations and entrustments as resources, and the facts about them.

use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::terms::{told_in_flight, told_multiple, told_penalty_kind, told_state, told_subject, told_verdict};
use super::{ENTRUSTMENTS, EVALUATIONS, ITEMS, LISTS, MOVES};
use crate::domain::terms::Fen;
use crate::power::Edition;
use crate::power::domain::{Basis, Entrustment, Evaluation, Finding, Holding, Item, Move, PowerCode, PowerList, Range, Verdict};

/// An edition; its items are listed on their own.
#[must_use]
pub fn list(list: &PowerList, evaluation_due: Option<Date>, county: &Code) -> pb::PowerList {
    let publication = list.publication.as_ref();
    pb::PowerList {
        name: named(LISTS, list.id, county),
        version: list.version,
        state: told_state(list.state).into(),
        document: list.document.clone(),
        cut_over: list.cut_over.to_string(),
        in_flight: told_in_flight(list.in_flight).into(),
        items: Vec::new(),
        item_count: list.items,
        origin_count: list.origins,
        holder_count: list.holders,
        published_on: publication.map(|publication| publication.on.to_string()).unwrap_or_default(),
        published_in: publication.map(|publication| publication.place.clone()).unwrap_or_default(),
        evaluation_due: evaluation_due.map(|day| day.to_string()).unwrap_or_default(),
        create_time: Some(timestamp(list.created_at)),
    }
}

/// An item of an edition.
#[must_use]
pub fn item(item: &Item, version: i64, county: &Code) -> pb::PowerItem {
    pb::PowerItem {
        name: item_name(&item.code, county),
        code: item.code.to_string(),
        title: item.title.clone(),
        bases: item.bases.iter().map(basis).collect(),
        penalties: item.penalties.iter().copied().map(range).collect(),
        origin: item.origin.to_string(),
        holdings: item.holdings.iter().map(holding).collect(),
        first_offence_waiver: item.first_offence_waiver,
        version,
        long_limitation: item.long_limitation,
        decision_days: item.decision_days.and_then(|days| i32::try_from(days).ok()).unwrap_or_default(),
    }
}

fn basis(basis: &Basis) -> pb::LegalBasis {
    pb::LegalBasis {
        law: basis.law.clone(),
        article: basis.article.clone(),
    }
}

/// A range.
pub(crate) fn range(range: Range) -> pb::PenaltyRange {
    let money = |fen: Fen| whole(fen.fen());
    pb::PenaltyRange {
        kind: told_penalty_kind(range.kind).into(),
        subject: range.subject.map(|subject| told_subject(subject).into()).unwrap_or_default(),
        min_fen: range.fen.map(|(least, _)| money(least)),
        max_fen: range.fen.map(|(_, most)| money(most)),
        multiple_of: range.multiple.map(|multiple| told_multiple(multiple.of).into()).unwrap_or_default(),
        min_multiple: range.multiple.map(|multiple| whole(multiple.least)),
        max_multiple: range.multiple.map(|multiple| whole(multiple.most)),
    }
}

fn holding(holding: &Holding) -> pb::PowerHolding {
    pb::PowerHolding {
        holder: holding.holder.to_string(),
        region: holding.region.to_string(),
    }
}

/// What changed hands.
#[must_use]
pub fn movement(row: &Move, county: &Code) -> pb::PowerMove {
    pb::PowerMove {
        name: named(MOVES, row.id, county),
        list: named(LISTS, row.list, county),
        code: row.code.to_string(),
        region: row.region.to_string(),
        from: unit(row.from.as_ref()),
        to: unit(row.to.as_ref()),
        cut_over: row.cut_over.to_string(),
        in_flight: told_in_flight(row.in_flight).into(),
        settle_time: row.settled.map(|settled| timestamp(settled.at)),
        kept_count: row.settled.map_or(0, |settled| settled.kept),
        handed_over_count: row.settled.map_or(0, |settled| settled.handed_over),
    }
}

/// An evaluation.
#[must_use]
pub fn evaluation(row: &Evaluation, county: &Code) -> pb::PowerListEvaluation {
    pb::PowerListEvaluation {
        name: named(EVALUATIONS, row.id, county),
        list: named(LISTS, row.list, county),
        evaluated_on: row.on.to_string(),
        document: row.document.clone(),
        findings: row.findings.iter().map(finding).collect(),
    }
}

fn finding(row: &Finding) -> pb::PowerFinding {
    pb::PowerFinding {
        code: row.code.to_string(),
        verdict: told_verdict(row.verdict).into(),
        reason: row.reason.clone(),
    }
}

/// An entrustment.
#[must_use]
pub fn entrustment(row: &Entrustment, county: &Code) -> pb::Entrustment {
    pb::Entrustment {
        name: named(ENTRUSTMENTS, row.id, county),
        principal: row.principal.to_string(),
        agent: row.agent.to_string(),
        codes: row.codes.iter().map(ToString::to_string).collect(),
        valid_from: row.from.to_string(),
        valid_to: row.to.to_string(),
        letter: row.letter.clone(),
        published_in: row.published_in.clone(),
    }
}

/// Who may penalise at a place, and why.
#[must_use]
pub fn explanation(edition: &Edition, item: &Item, place: &Code, county: &Code) -> pb::PowerExplanation {
    let holder = item.holder(place);
    let region = item.holding(place).map_or(county, |holding| &holding.region);
    pb::PowerExplanation {
        code: item.code.to_string(),
        holder: holder.to_string(),
        region: region.to_string(),
        origin: item.origin.to_string(),
        origin_blocked: holder != &item.origin,
        version: edition.list.version,
        document: edition.list.document.clone(),
        cut_over: edition.list.cut_over.to_string(),
    }
}

/// `power.list_published`.
#[must_use]
pub fn list_published(list: &PowerList, moves: usize) -> pb::PowerListPublished {
    pb::PowerListPublished {
        list: list.id.to_string(),
        version: list.version,
        cut_over: list.cut_over.to_string(),
        item_count: list.items,
        move_count: i32::try_from(moves).unwrap_or(i32::MAX),
    }
}

/// `power.list_evaluated`.
#[must_use]
pub fn list_evaluated(row: &Evaluation) -> pb::PowerListEvaluated {
    pb::PowerListEvaluated {
        evaluation: row.id.to_string(),
        list: row.list.to_string(),
        evaluated_on: row.on.to_string(),
        withdraw_count: row.count(Verdict::Withdraw),
        adjust_count: row.count(Verdict::Adjust),
    }
}

fn item_name(code: &PowerCode, county: &Code) -> String {
    format!("counties/{county}/{ITEMS}/{code}")
}

fn named(collection: &str, id: Uuid, county: &Code) -> String {
    format!("counties/{county}/{collection}/{id}")
}

fn unit(code: Option<&Code>) -> String {
    code.map(ToString::to_string).unwrap_or_default()
}

fn whole(amount: u64) -> i64 {
    i64::try_from(amount).unwrap_or(i64::MAX)
}

/// `power.item_moved`.
#[must_use]
pub fn item_moved(row: &Move) -> pb::PowerItemMoved {
    pb::PowerItemMoved {
        r#move: row.id.to_string(),
        list: row.list.to_string(),
        code: row.code.to_string(),
        region: row.region.to_string(),
        from: unit(row.from.as_ref()),
        to: unit(row.to.as_ref()),
        cut_over: row.cut_over.to_string(),
        in_flight: told_in_flight(row.in_flight).into(),
    }
}
