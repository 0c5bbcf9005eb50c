//! `shiyu powers sample`: a made-up list with real law names, of 485 items from five departments, given to the bureaus of eight towns,
//! as many as were handed over in Wujiang. It is the same each time; which article of a law an item rests on is made up.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use shiyu_proto::enforcement::v1::{LegalBasis, MultipleOf, PenaltyKind, PenaltyRange, PowerHolding, PowerItem, RangeSubject};

use super::sheet;
use crate::demo;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

const TEXT: &str = include_str!("sample.toml");

/// How many items the sample has.
pub const ITEMS: usize = 485;

/// Where to write the sample.
#[derive(Debug, Args)]
pub struct SampleOptions {
    /// The file; without one, or with `-`, stdout.
    pub file: Option<PathBuf>,
    /// Whom the items are given to, as in `330602001-ZHZF@330602001`; without any, the offices ZHZF of the demo's towns, or in a county that
    /// it does not know of the towns 001 to 008.
    #[arg(long, value_delimiter = ',')]
    pub bureaus: Vec<String>,
    /// The offices the items come from, in the order of 国土, 住建, 安监, 城管, 水利.
    #[arg(long, value_delimiter = ',', default_values_t = demo::ORIGINS.map(str::to_owned))]
    pub origins: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    department: Vec<Department>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Department {
    /// Two digits of the department in the codes of items.
    digits: String,
    /// How many items come from it.
    count: usize,
    laws: Vec<String>,
    /// What is done, and to what; an item is one of each.
    acts: Vec<String>,
    things: Vec<String>,
}

/// `shiyu powers sample`.
///
/// # Errors
/// As [`items`]; [`Failure::File`] for the file.
pub fn write(county: &str, out: Printer, options: &SampleOptions) -> Result<Ending, Failure> {
    let bureaus = if options.bureaus.is_empty() {
        bureaus(county)
    } else {
        options.bureaus.clone()
    };
    let origins: Vec<String> = options.origins.iter().map(|office| format!("{county}-{office}")).collect();
    let text = csv(&items(&origins, &bureaus)?)?;
    match options.file.as_deref().filter(|path| *path != Path::new("-")) {
        None => out.show(&json!({ "csv": text }), || text.clone()),
        Some(path) => {
            std::fs::write(path, &text).map_err(|error| Failure::file(path, error))?;
            let file = path.display().to_string();
            out.show(&json!({ "file": file, "items": ITEMS }), || format!("{ITEMS} items in {file}"));
        }
    }
    Ok(Ending::Clean)
}

/// The bureaus that the demo's county has, or those of its first eight towns.
fn bureaus(county: &str) -> Vec<String> {
    let eight = || (1..=8).map(|town| format!("{county}{town:03}-ZHZF@{county}{town:03}")).collect();
    demo::bureaus(county).unwrap_or_else(eight)
}

/// The items as a file.
fn csv(items: &[PowerItem]) -> Result<String, Failure> {
    let trouble = |error: String| Failure::Usage(format!("the sample cannot be written: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = writer.write_record(sheet::HEADER);
    let rows = items.iter().map(sheet::row);
    header.map_err(|error| trouble(error.to_string()))?;
    for row in rows {
        writer.write_record(row).map_err(|error| trouble(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| trouble(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| trouble(error.to_string()))
}

/// The items, from these departments in the order of 国土, 住建, 安监, 城管, 水利, each given to all of these bureaus (`unit@region`).
///
/// # Errors
/// [`Failure::Usage`] for other than five departments, or a bureau that is none.
pub fn items(origins: &[String], bureaus: &[String]) -> Result<Vec<PowerItem>, Failure> {
    let file: File = toml::from_str(TEXT).map_err(|error| Failure::Usage(error.to_string()))?;
    if origins.len() != file.department.len() {
        return Err(Failure::Usage(format!("the sample is of {} departments", file.department.len())));
    }
    let holdings = bureaus.iter().map(|bureau| {
        let (holder, region) = bureau
            .split_once('@')
            .ok_or_else(|| Failure::Usage(format!("`{bureau}` is no unit@region")))?;
        Ok(PowerHolding {
            holder: holder.to_owned(),
            region: region.to_owned(),
        })
    });
    let holdings: Vec<PowerHolding> = holdings.collect::<Result<_, Failure>>()?;
    let all = file
        .department
        .iter()
        .zip(origins)
        .flat_map(|(department, origin)| department.items(origin, &holdings));
    Ok(all.collect())
}

impl Department {
    fn items(&self, origin: &str, holdings: &[PowerHolding]) -> Vec<PowerItem> {
        let pairs = self.things.iter().flat_map(|thing| self.acts.iter().map(move |act| (act, thing)));
        let numbered = (1_u32..).zip(pairs).take(self.count);
        numbered.map(|(number, pair)| self.item(number, pair, origin, holdings)).collect()
    }

    fn item(&self, number: u32, (act, thing): (&String, &String), origin: &str, holdings: &[PowerHolding]) -> PowerItem {
        let place = usize::try_from(number).unwrap_or_default();
        let law = self.laws.get(place % self.laws.len().max(1)).cloned().unwrap_or_default();
        PowerItem {
            code: format!("3302{}{number:03}000", self.digits),
            title: format!("对{}的行政处罚", act.replace("{}", thing)),
            bases: vec![LegalBasis {
                law,
                article: format!("第{}条", numeral(30 + number % 40)),
            }],
            penalties: penalties(number),
            origin: origin.to_owned(),
            holdings: holdings.to_vec(),
            first_offence_waiver: number.is_multiple_of(9),
            long_limitation: number.is_multiple_of(17),
            ..PowerItem::default()
        }
    }
}

/// A warning, a fine in one range, in one for each kind of party, or as a multiple.
fn penalties(number: u32) -> Vec<PenaltyRange> {
    let warning = PenaltyRange {
        kind: PenaltyKind::Warning.into(),
        ..PenaltyRange::default()
    };
    let fine = |subject: RangeSubject, least: i64, most: i64| PenaltyRange {
        kind: PenaltyKind::Fine.into(),
        subject: subject.into(),
        min_fen: Some(least * 100),
        max_fen: Some(most * 100),
        ..PenaltyRange::default()
    };
    let scale = [1, 2, 5, 10]
        .get(usize::try_from(number % 4).unwrap_or_default())
        .copied()
        .unwrap_or(1);
    match number % 5 {
        0 => vec![warning, fine(RangeSubject::Unspecified, 50 * scale, 500 * scale)],
        1 => vec![fine(RangeSubject::Unspecified, 1_000 * scale, 10_000 * scale)],
        2 => vec![
            fine(RangeSubject::Citizen, 100 * scale, 1_000 * scale),
            fine(RangeSubject::Organisation, 5_000 * scale, 50_000 * scale),
        ],
        3 => vec![
            PenaltyRange {
                kind: PenaltyKind::ConfiscateIncome.into(),
                ..PenaltyRange::default()
            },
            PenaltyRange {
                multiple_of: MultipleOf::IllegalIncome.into(),
                min_multiple: Some(1_000),
                max_multiple: Some(5_000),
                ..fine(RangeSubject::Unspecified, 0, 10_000 * scale)
            },
        ],
        _ => vec![
            fine(RangeSubject::Unspecified, 10_000 * scale, 100_000 * scale),
            PenaltyRange {
                kind: PenaltyKind::SuspendBusiness.into(),
                ..PenaltyRange::default()
            },
        ],
    }
}

/// A number below a hundred as articles are numbered.
fn numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |number: u32| {
        usize::try_from(number)
            .ok()
            .and_then(|at| DIGITS.get(at))
            .copied()
            .unwrap_or_default()
    };
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", digit(tens)),
    };
    format!("{tens}{}", digit(number % 10))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn sample() -> Vec<PowerItem> {
        let origins = ["330602-GTJ", "330602-ZJJ", "330602-AJJ", "330602-CGJ", "330602-SLJ"].map(str::to_owned);
        let bureaus: Vec<String> = (1..=8).map(|town| format!("33060200{town}-ZHZF@33060200{town}")).collect();
        items(&origins, &bureaus).unwrap()
    }

    #[test]
    fn four_hundred_and_eighty_five_items_come_from_five_departments_to_eight_bureaus() {
        let items = sample();
        let distinct = |of: &dyn Fn(&PowerItem) -> String| items.iter().map(of).collect::<BTreeSet<_>>().len();
        assert_eq!(items.len(), ITEMS);
        assert_eq!(distinct(&|item| item.code.clone()), ITEMS);
        assert_eq!(distinct(&|item| item.title.clone()), ITEMS, "no two are the same");
        assert_eq!(distinct(&|item| item.origin.clone()), 5);
        assert!(items.iter().all(|item| item.holdings.len() == 8));
    }

    #[test]
    fn every_county_has_eight_bureaus() {
        assert_eq!(bureaus("330110").len(), 8);
        assert_eq!(bureaus("330602").len(), 8, "the demo's own");
    }

    #[test]
    fn the_sample_is_the_same_each_time_and_reads_as_it_was_written() {
        let text = csv(&sample()).unwrap();
        assert_eq!(text, csv(&sample()).unwrap());
        assert_eq!(sheet::parse(&text).unwrap(), sample());
    }

    #[test]
    fn articles_are_numbered_in_words() {
        assert_eq!([9, 10, 14, 30, 65].map(numeral), ["九", "十", "十四", "三十", "六十五"]);
    }
}
