//! Orders to the lists, read whole: either an order, or everything that is wrong with it, row by row.

use std::ops::RangeInclusive;

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Wanted;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use super::field::power_code;
use super::terms::{read_in_flight, read_multiple, read_penalty_kind, read_subject, read_verdict};
use super::{ENTRUSTMENTS, LISTS};
use crate::domain::terms::Fen;
use crate::power::domain::{
    Amendment, Basis, Change, Content, Entrustment, Evaluation, Finding, Flaw, Holding, Item, Multiple, Order, Proposal, Publish, Range,
    Where, flaws, unfit,
};

const TITLE: usize = 300;
const DOCUMENT: usize = 200;
const LAW: usize = 100;
const REASON: usize = 500;
const ITEMS: RangeInclusive<usize> = 1..=5_000;
const CHANGES: RangeInclusive<usize> = 0..=1_000;
const BASES: RangeInclusive<usize> = 1..=10;
const PENALTIES: RangeInclusive<usize> = 1..=20;
const HOLDINGS: RangeInclusive<usize> = 0..=200;
const ENTRUSTED: RangeInclusive<usize> = 1..=500;
const MONEY: RangeInclusive<u64> = 0..=Fen::MOST.fen();
const MULTIPLE: RangeInclusive<u64> = 1..=100_000_000;
const DAYS: RangeInclusive<u32> = 1..=366;

/// Reads `ImportPowerList`.
///
/// # Errors
/// All that is wrong with the request.
pub fn import(request: pb::ImportPowerListRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let list = reading.part("list", request.list);
    let order = list.and_then(|list| {
        let document = reading.impersonal("list.document", list.document, DOCUMENT);
        let cut_over = reading.date("list.cut_over", &list.cut_over);
        let in_flight = reading.value("list.in_flight", list.in_flight, read_in_flight);
        let items = checked(&mut reading, "list.items", &ITEMS, list.items)?;
        Some(Order::Import(Box::new(Proposal {
            id: id?,
            document: document?,
            cut_over: cut_over?,
            in_flight: in_flight?,
            what: Content::of(items),
        })))
    });
    reading.wanted(id, order)
}

/// Reads `AmendPowerList`.
///
/// # Errors
/// All that is wrong with the request.
pub fn amend(request: pb::AmendPowerListRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let document = reading.impersonal("document", request.document, DOCUMENT);
    let cut_over = reading.date("cut_over", &request.cut_over);
    let in_flight = reading.value("in_flight", request.in_flight, read_in_flight);
    let changes = reading.each("amendments", &CHANGES, request.amendments, change);
    let repealed = reading.distinct("repealed", &CHANGES, request.repealed, |reading, field, text| {
        power_code(reading, field, &text)
    });
    let added = checked(&mut reading, "added", &CHANGES, request.added);
    let what = changes
        .zip(repealed)
        .zip(added)
        .map(|((changes, repealed), added)| Amendment { changes, repealed, added });
    let empty = what.as_ref().is_some_and(|what| what == &Amendment::default());
    reading
        .violations
        .require(!empty, "amendments", "REQUIRED", "something is to change");
    let order = (|| {
        Some(Order::Amend(Box::new(Proposal {
            id: id?,
            document: document?,
            cut_over: cut_over?,
            in_flight: in_flight?,
            what: what?,
        })))
    })();
    reading.wanted(id, order)
}

fn change(reading: &mut Reading<'_>, field: &str, row: pb::PowerAmendment) -> Option<Change> {
    let pb::PowerAmendment { code, region, to } = row;
    let code = power_code(reading, &format!("{field}.code"), &code);
    let region = reading.optional_place(&format!("{field}.region"), &region);
    let to = reading.optional_code(&format!("{field}.to"), &to);
    Some(Change { code: code?, region, to })
}

fn checked(reading: &mut Reading<'_>, path: &str, many: &RangeInclusive<usize>, rows: Vec<pb::PowerItem>) -> Option<Vec<Item>> {
    let items = reading.each(path, many, rows, item)?;
    for flaw in flaws(&items) {
        note(reading, path, flaw);
    }
    Some(items)
}

fn item(reading: &mut Reading<'_>, field: &str, row: pb::PowerItem) -> Option<Item> {
    let code = power_code(reading, &format!("{field}.code"), &row.code);
    let title = reading.impersonal(&format!("{field}.title"), row.title, TITLE);
    let bases = reading.each(&format!("{field}.bases"), &BASES, row.bases, basis);
    let penalties = penalty_ranges(reading, &format!("{field}.penalties"), &PENALTIES, row.penalties);
    let origin = reading.code(&format!("{field}.origin"), &row.origin);
    let holdings = reading.each(&format!("{field}.holdings"), &HOLDINGS, row.holdings, holding);
    let days = Some(row.decision_days).filter(|days| *days != 0);
    let decision_days = reading.optional_number(&format!("{field}.decision_days"), days, &DAYS);
    Some(Item {
        code: code?,
        title: title?,
        bases: bases?,
        penalties: penalties?,
        origin: origin?,
        holdings: holdings?,
        first_offence_waiver: row.first_offence_waiver,
        long_limitation: row.long_limitation,
        decision_days,
    })
}

fn basis(reading: &mut Reading<'_>, field: &str, row: pb::LegalBasis) -> Option<Basis> {
    let law = reading.impersonal(&format!("{field}.law"), row.law, LAW);
    let article = reading.impersonal(&format!("{field}.article"), row.article, LAW);
    Some(Basis {
        law: law?,
        article: article?,
    })
}

/// What the law allows, or a benchmark asks for. Violations: as of a list, `RANGE_MISSING`, `RANGE_UNFIT`, `RANGE_REVERSED`.
pub(crate) fn penalty_ranges(
    reading: &mut Reading<'_>,
    field: &str,
    many: &RangeInclusive<usize>,
    rows: Vec<pb::PenaltyRange>,
) -> Option<Vec<Range>> {
    let ranges = reading.each(field, many, rows, range)?;
    for (row, range) in ranges.iter().enumerate() {
        if let Some(reason) = unfit(range) {
            let text = match reason {
                "RANGE_MISSING" => "a fine has a range",
                "RANGE_UNFIT" => "only a fine has a range",
                _ => "its end lies before its beginning",
            };
            reading.violations.add(format!("{field}[{row}]"), reason, text);
        }
    }
    Some(ranges)
}

fn range(reading: &mut Reading<'_>, field: &str, row: pb::PenaltyRange) -> Option<Range> {
    let kind = reading.value(&format!("{field}.kind"), row.kind, read_penalty_kind);
    let subject = reading.optional_value(&format!("{field}.subject"), row.subject, read_subject);
    let least = reading.optional_number(&format!("{field}.min_fen"), row.min_fen, &MONEY);
    let most = reading.optional_number(&format!("{field}.max_fen"), row.max_fen, &MONEY);
    paired(
        reading,
        field,
        ("min_fen", row.min_fen.is_some()),
        ("max_fen", row.max_fen.is_some()),
    );
    let of = reading.optional_value(&format!("{field}.multiple_of"), row.multiple_of, read_multiple);
    let at_least = reading.optional_number(&format!("{field}.min_multiple"), row.min_multiple, &MULTIPLE);
    let at_most = reading.optional_number(&format!("{field}.max_multiple"), row.max_multiple, &MULTIPLE);
    let given = (row.min_multiple.is_some(), row.max_multiple.is_some());
    paired(reading, field, ("min_multiple", given.0), ("max_multiple", given.1));
    paired(reading, field, ("multiple_of", of.is_some()), ("min_multiple", given.0));
    let multiple = of.zip(at_least.zip(at_most));
    Some(Range {
        kind: kind?,
        subject,
        fen: least.zip(most).map(|(least, most)| (Fen::new(least), Fen::new(most))),
        multiple: multiple.map(|(of, (least, most))| Multiple { of, least, most }),
    })
}

/// Of two fields both are given, or none.
fn paired(reading: &mut Reading<'_>, path: &str, (one, first): (&str, bool), (other, second): (&str, bool)) {
    let missing = if first { other } else { one };
    reading.violations.require(
        first == second,
        format!("{path}.{missing}"),
        "REQUIRED",
        "a range has both its ends",
    );
}

fn holding(reading: &mut Reading<'_>, field: &str, row: pb::PowerHolding) -> Option<Holding> {
    let pb::PowerHolding { holder, region } = row;
    let holder = reading.code(&format!("{field}.holder"), &holder);
    let region = reading.place(&format!("{field}.region"), &region);
    Some(Holding {
        holder: holder?,
        region: region?,
    })
}

fn note(reading: &mut Reading<'_>, path: &str, flaw: Flaw) {
    let field = match flaw.at {
        Where::Item(row) => format!("{path}[{row}]"),
        Where::Holding(row, index) => format!("{path}[{row}].holdings[{index}]"),
    };
    let text = match flaw.reason {
        "DUPLICATE" => "it is there twice",
        _ => "another holds the item in this region",
    };
    reading.violations.add(field, flaw.reason, text);
}

/// Reads `PublishPowerList`.
///
/// # Errors
/// All that is wrong with the request.
pub fn publish(request: pb::PublishPowerListRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let list = reading.name("name", &request.name, LISTS);
    let id = reading.request_id(&request.request_id);
    let on = reading.date("published_on", &request.published_on);
    let place = reading.impersonal("published_in", request.published_in, DOCUMENT);
    let order = list
        .zip(on)
        .zip(place)
        .map(|((list, on), place)| Order::Publish(Publish { list, on, place }));
    reading.wanted(id, order)
}

/// Reads `DiscardPowerList`.
///
/// # Errors
/// All that is wrong with the request.
pub fn discard(request: &pb::DiscardPowerListRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let list = reading.name("name", &request.name, LISTS);
    let id = reading.request_id(&request.request_id);
    reading.wanted(id, list.map(Order::Discard))
}

/// Reads `EvaluatePowerList`.
///
/// # Errors
/// All that is wrong with the request.
pub fn evaluate(request: pb::EvaluatePowerListRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("evaluation", request.evaluation);
    let order = told.and_then(|told| {
        let list = reading.name("evaluation.list", &told.list, LISTS);
        let on = reading.date("evaluation.evaluated_on", &told.evaluated_on);
        let document = reading.impersonal("evaluation.document", told.document, DOCUMENT);
        let findings = reading.each("evaluation.findings", &CHANGES, told.findings, finding);
        Some(Order::Evaluate(Box::new(Evaluation {
            id: id?,
            list: list?,
            on: on?,
            document: document?,
            findings: findings?,
        })))
    });
    reading.wanted(id, order)
}

fn finding(reading: &mut Reading<'_>, field: &str, row: pb::PowerFinding) -> Option<Finding> {
    let code = power_code(reading, &format!("{field}.code"), &row.code);
    let verdict = reading.value(&format!("{field}.verdict"), row.verdict, read_verdict);
    let reason = reading.impersonal(&format!("{field}.reason"), row.reason, REASON);
    Some(Finding {
        code: code?,
        verdict: verdict?,
        reason: reason?,
    })
}

/// Reads `PutEntrustment`.
///
/// # Errors
/// All that is wrong with the request.
pub fn entrust(request: pb::PutEntrustmentRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("entrustment", request.entrustment);
    let order = told.and_then(|told| {
        let put = reading.put("entrustment.name", &told.name, ENTRUSTMENTS, id);
        let principal = reading.code("entrustment.principal", &told.principal);
        let agent = reading.code("entrustment.agent", &told.agent);
        let codes = reading.distinct("entrustment.codes", &ENTRUSTED, told.codes, |reading, field, text| {
            power_code(reading, field, &text)
        });
        let from = reading.date("entrustment.valid_from", &told.valid_from);
        let to = reading.date("entrustment.valid_to", &told.valid_to);
        reading.in_order("entrustment.valid_to", from, to);
        let letter = reading.impersonal("entrustment.letter", told.letter, DOCUMENT);
        let published_in = reading.impersonal("entrustment.published_in", told.published_in, DOCUMENT);
        let (standing, id) = put?;
        let entrustment = Entrustment {
            id,
            principal: principal?,
            agent: agent?,
            codes: codes?,
            from: from?,
            to: to?,
            letter: letter?,
            published_in: published_in?,
        };
        Some(Order::Entrust(standing, Box::new(entrustment)))
    });
    reading.wanted(id, order)
}
