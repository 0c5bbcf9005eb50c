//! The heat map as a picture: places downwards, categories across, darker for more.

use std::collections::{BTreeMap, BTreeSet};

use plotters::style::RGBColor;

use super::HeatMap;
use crate::figures::plain;
use crate::statistics::chart::{Undrawn, block, drawn, write};

/// Places and categories in a picture at most: those of the most cases.
const MOST: usize = 40;

const ROW: i32 = 24;
const COLUMN: i32 = 64;
const LEFT: i32 = 140;
const TOP: i32 = 72;

/// Draws the counts of a service by place and category, when each county counted, and how many places and categories are left out.
///
/// # Errors
/// The backend's.
pub fn picture(title: &str, maps: &[HeatMap], service: &str) -> Result<String, Undrawn> {
    let cells = maps.iter().flat_map(|map| &map.cells).filter(|cell| cell.service == service);
    let mut counts: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for cell in cells {
        counts.insert((&cell.place, &cell.category), cell.cases);
    }
    let (places, of_places) = greatest(counts.iter().map(|((place, _), count)| (*place, *count)));
    let (categories, of_categories) = greatest(counts.iter().map(|((_, category), count)| (*category, *count)));
    let most = counts.values().copied().max().unwrap_or(1);
    let width = LEFT + COLUMN * side(&categories);
    let height = TOP + ROW * side(&places) + 20;
    let counted = |map: &HeatMap| format!("{}: counted {}", map.county, plain(map.at));
    let cut = [("places", of_places), ("categories", of_categories)].map(|(what, of)| left_out(what, of));
    let under: Vec<String> = cut.into_iter().flatten().chain(maps.iter().map(counted)).collect();
    let (width, below) = (u32::try_from(width.max(420)).unwrap_or(420), u32::try_from(height).unwrap_or(120));
    drawn((width, below), &under, |sheet| {
        write(sheet, title, (20, 14), 20)?;
        for (column, category) in (0_i32..).zip(&categories) {
            write(sheet, category, (LEFT + column * COLUMN, TOP - 20), 11)?;
        }
        for (row, place) in (0_i32..).zip(&places) {
            let top = TOP + row * ROW;
            write(sheet, place, (20, top), 14)?;
            for (column, category) in (0_i32..).zip(&categories) {
                let left = LEFT + column * COLUMN;
                let count = counts.get(&(*place, *category)).copied();
                let colour = count.map_or(RGBColor(238, 238, 238), |count| shade(count, most));
                block(sheet, (left, top), (left + COLUMN - 4, top + ROW - 4), colour)?;
                if let Some(count) = count {
                    write(sheet, &count.to_string(), (left + 6, top + 3), 12)?;
                }
            }
        }
        Ok(())
    })
}

fn side(names: &[&str]) -> i32 {
    i32::try_from(names.len()).unwrap_or_default()
}

/// What a picture says of those it leaves out: nobody is left to think that there are no others.
fn left_out(what: &str, of: usize) -> Option<String> {
    (of > MOST).then(|| format!("{MOST} of {of} {what}, those of the most cases"))
}

/// The names of the greatest counts, in their own order, and of how many names.
fn greatest<'a>(counts: impl Iterator<Item = (&'a str, i64)>) -> (Vec<&'a str>, usize) {
    let mut totals: BTreeMap<&str, i64> = BTreeMap::new();
    for (name, count) in counts {
        *totals.entry(name).or_default() += count;
    }
    let mut ranked: Vec<(i64, &str)> = totals.into_iter().map(|(name, count)| (count, name)).collect();
    ranked.sort_by_key(|(count, name)| (std::cmp::Reverse(*count), *name));
    let of = ranked.len();
    let chosen: BTreeSet<&str> = ranked.into_iter().take(MOST).map(|(_, name)| name).collect();
    (chosen.into_iter().collect(), of)
}

/// From light for few to dark for the most.
fn shade(count: i64, most: i64) -> RGBColor {
    let part = |of: i64| u8::try_from((of - of * count / most.max(1)).clamp(0, 255)).unwrap_or_default();
    RGBColor(255, 90 + part(140).min(165), 60 + part(150).min(195))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::super::HeatCell;
    use super::*;

    fn map(places: usize) -> HeatMap {
        let cell = |number: usize| HeatCell {
            service: "grid".to_owned(),
            category: "E0101".to_owned(),
            place: format!("330602{number:03}"),
            cases: 10 + i64::try_from(number).unwrap(),
        };
        HeatMap {
            id: Uuid::nil(),
            county: "330602".to_owned(),
            week: "2026-05-04".to_owned(),
            at: datetime!(2026-05-11 02:00 UTC),
            cells: (1..=places).map(cell).collect(),
        }
    }

    #[test]
    fn a_picture_says_when_it_was_counted_and_what_it_leaves_out() {
        let whole = picture("grid", &[map(MOST)], "grid").unwrap();
        assert!(whole.contains("330602: counted 2026-05-11 10:00") && whole.contains("330602001"));
        assert!(!whole.contains("of the most cases"));
        let cut = picture("grid", &[map(MOST + 1)], "grid").unwrap();
        assert!(cut.contains("40 of 41 places, those of the most cases") && !cut.contains("categories, those"));
        assert!(!cut.contains("330602001") && cut.contains("330602041"));
    }
}
