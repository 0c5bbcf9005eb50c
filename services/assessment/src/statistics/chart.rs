//! Pictures of results, as SVG: the league of units, how each stands in every indicator, and a unit over the periods.

use plotters::backend::SVGBackend;
use plotters::chart::ChartBuilder;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea as _};
use plotters::element::{Circle, Rectangle, Text};
use plotters::series::LineSeries;
use plotters::style::{Color as _, RGBColor, ShapeStyle, WHITE};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::indicator::two_places;
use crate::period::{Computed, Standing};

/// Why a picture could not be drawn, in words.
pub type Undrawn = String;

/// Units in a picture at most: the first of them.
const MOST: usize = 60;

const BAR: RGBColor = RGBColor(52, 101, 164);
const INK: RGBColor = RGBColor(40, 40, 40);

pub(crate) type Sheet<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// A picture so wide and so high, and under it the lines that say as of when it holds and what it leaves out: none goes without.
pub(crate) fn drawn(
    (width, height): (u32, u32),
    under: &[String],
    draw: impl FnOnce(&Sheet<'_>) -> Result<(), Undrawn>,
) -> Result<String, Undrawn> {
    let mut picture = String::new();
    {
        let size = (width, height + foot_height(under));
        let sheet = SVGBackend::with_string(&mut picture, size).into_drawing_area();
        sheet.fill(&WHITE).map_err(|error| error.to_string())?;
        draw(&sheet)?;
        foot(&sheet, under, height)?;
        sheet.present().map_err(|error| error.to_string())?;
    }
    Ok(picture)
}

pub(crate) fn write(sheet: &Sheet<'_>, text: &str, at: (i32, i32), size: u32) -> Result<(), Undrawn> {
    let text = Text::new(text.to_owned(), at, ("sans-serif", size));
    sheet.draw(&text).map_err(|error| error.to_string())
}

pub(crate) fn block(sheet: &Sheet<'_>, from: (i32, i32), to: (i32, i32), colour: RGBColor) -> Result<(), Undrawn> {
    let style: ShapeStyle = colour.filled();
    sheet.draw(&Rectangle::new([from, to], style)).map_err(|error| error.to_string())
}

/// Pixels of a line under a picture.
const LINE: u32 = 16;

/// How high what stands under a picture is.
fn foot_height(lines: &[String]) -> u32 {
    LINE * u32::try_from(lines.len()).unwrap_or_default()
}

/// What stands under a picture from so far down on.
fn foot(sheet: &Sheet<'_>, lines: &[String], top: u32) -> Result<(), Undrawn> {
    for (number, line) in (0_u32..).zip(lines) {
        let down = i32::try_from(top + number * LINE).unwrap_or_default();
        write(sheet, line, (20, down), 11)?;
    }
    Ok(())
}

fn pixels(points: Decimal, of: i32) -> i32 {
    (points * Decimal::from(of) / Decimal::ONE_HUNDRED).to_i32().unwrap_or_default()
}

fn rows(standings: &[Standing]) -> impl Iterator<Item = (i32, &Standing)> {
    (0_i32..).zip(standings.iter().take(MOST))
}

/// As of when a picture holds, and what it leaves out: nobody is left to think that there are no others.
fn under(as_of: &[String], standings: &[Standing]) -> Vec<String> {
    let more = standings.len() > MOST;
    let cut = more.then(|| format!("the first {MOST} of {}", standings.len()));
    cut.into_iter().chain(as_of.iter().cloned()).collect()
}

fn height(standings: &[Standing], row: u32) -> u32 {
    60 + row * u32::try_from(standings.len().min(MOST)).unwrap_or_default()
}

/// The league table: a bar a unit, best first, and under it as of when it holds.
///
/// # Errors
/// The backend's.
pub fn league(title: &str, as_of: &[String], computed: &Computed) -> Result<String, Undrawn> {
    let standings = &computed.standings;
    let (below, under) = (height(standings, 26), under(as_of, standings));
    drawn((760, below), &under, |sheet| {
        write(sheet, title, (20, 14), 20)?;
        for (row, standing) in rows(standings) {
            let top = 48 + row * 26;
            let rank = standing.rank.map_or("–".to_owned(), |rank| rank.to_string());
            write(sheet, &format!("{rank}  {}", standing.unit), (20, top), 15)?;
            if let Some(points) = standing.points {
                block(sheet, (200, top), (200 + pixels(points, 460), top + 18), BAR)?;
                write(sheet, &two_places(points), (670, top), 15)?;
            }
        }
        Ok(())
    })
}

/// How each unit stands in every indicator: from red for nothing to green for a hundred points, grey where nothing was to be counted.
///
/// # Errors
/// The backend's.
pub fn heat(title: &str, as_of: &[String], computed: &Computed) -> Result<String, Undrawn> {
    let standings = &computed.standings;
    let columns = standings.first().map_or(0, |first| first.ratings.len());
    let width = 200 + 34 * u32::try_from(columns).unwrap_or_default();
    let (below, under) = (height(standings, 24), under(as_of, standings));
    drawn((width.max(480), below), &under, |sheet| {
        write(sheet, title, (20, 14), 20)?;
        for (row, standing) in rows(standings) {
            let top = 48 + row * 24;
            write(sheet, &standing.unit, (20, top), 14)?;
            for (column, rating) in (0_i32..).zip(&standing.ratings) {
                let left = 180 + column * 34;
                block(
                    sheet,
                    (left, top),
                    (left + 31, top + 20),
                    rating.points.map_or(RGBColor(221, 221, 221), shade),
                )?;
            }
        }
        Ok(())
    })
}

fn shade(points: Decimal) -> RGBColor {
    let part = |most: i32| u8::try_from(pixels(points, most).clamp(0, 255)).unwrap_or_default();
    RGBColor(220 - part(160), 70 + part(110), 70)
}

/// The points of one unit over the periods, the earliest first, and as of when the latest of them holds.
///
/// # Errors
/// The backend's.
pub fn trend(unit: &str, as_of: &[String], points: &[(String, Decimal)]) -> Result<String, Undrawn> {
    const HEIGHT: u32 = 360;
    let line =
        |(place, (_, points)): (usize, &(String, Decimal))| (place.to_i32().unwrap_or_default(), points.to_f64().unwrap_or_default());
    let line: Vec<(i32, f64)> = points.iter().enumerate().map(line).collect();
    let last = points.len().to_i32().unwrap_or_default().max(2) - 1;
    drawn((760, HEIGHT), as_of, |sheet| {
        let (upper, _) = sheet.split_vertically(HEIGHT);
        let mut chart = ChartBuilder::on(&upper)
            .margin(20)
            .caption(unit, ("sans-serif", 20))
            .x_label_area_size(40)
            .y_label_area_size(50)
            .build_cartesian_2d(0..last, 0.0..100.0)
            .map_err(|error| error.to_string())?;
        let label = |place: &i32| {
            usize::try_from(*place)
                .ok()
                .and_then(|place| points.get(place))
                .map(|(day, _)| day.clone())
        };
        let formatted = |place: &i32| label(place).unwrap_or_default();
        let mut mesh = chart.configure_mesh();
        mesh.x_labels(points.len().min(12)).x_label_formatter(&formatted);
        mesh.draw().map_err(|error| error.to_string())?;
        chart
            .draw_series(LineSeries::new(line.clone(), BAR.stroke_width(2)))
            .map_err(|error| error.to_string())?;
        let dots = line.iter().map(|at| Circle::new(*at, 4, INK.filled()));
        chart.draw_series(dots).map_err(|error| error.to_string())?;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn computed(many: usize) -> Computed {
        let standing = |number: usize| Standing {
            unit: format!("330602{number:03}"),
            rank: u32::try_from(number).ok(),
            points: Some(Decimal::from(50)),
            families: BTreeMap::new(),
            ratings: Vec::new(),
        };
        Computed {
            standings: (1..=many).map(standing).collect(),
        }
    }

    #[test]
    fn a_picture_says_as_of_when_it_holds_and_what_it_leaves_out() {
        let as_of = ["330602: 21 facts".to_owned()];
        for draw in [league, heat] {
            let whole = draw("五月", &as_of, &computed(MOST)).unwrap();
            assert!(whole.contains("330602: 21 facts") && whole.contains("330602060") && !whole.contains("the first"));
            let cut = draw("五月", &as_of, &computed(MOST + 1)).unwrap();
            assert!(cut.contains("the first 60 of 61") && !cut.contains("330602061"));
        }
    }
}
