//! Items of a list as they are brought: read whole, row by row.

use std::ops::RangeInclusive;

use shiyu_kit::reading::Reading;
use shiyu_proto::enforcement::v1 as pb;

use super::field::power_code;
use super::terms::{read_multiple, read_penalty_kind, read_subject};
use crate::domain::terms::Fen;
use crate::power::domain::{Basis, Flaw, Holding, Item, Multiple, Range, Where, flaws, unfit};

const TITLE: usize = 300;
const LAW: usize = 100;
const BASES: RangeInclusive<usize> = 1..=10;
const PENALTIES: RangeInclusive<usize> = 1..=20;
const HOLDINGS: RangeInclusive<usize> = 0..=200;
const MONEY: RangeInclusive<u64> = 0..=Fen::MOST.fen();
const MULTIPLE: RangeInclusive<u64> = 1..=100_000_000;
const DAYS: RangeInclusive<u32> = 1..=366;

pub(super) fn checked(reading: &mut Reading<'_>, path: &str, many: &RangeInclusive<usize>, rows: Vec<pb::PowerItem>) -> Option<Vec<Item>> {
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
