//! Tables: every row is as many strips as its tallest cell has lines, so that a tall one goes on over the sheet's end.

use super::WIDTH;
use super::strip::{Rule, Run, Size, Strip};
use crate::document::face::Face;
use crate::document::leaf::Cell;
use crate::document::line::lines;

/// 小四.
const TEXT: Size = Size { signs: 12.0, lead: 20.0 };
/// Between a text and the rules around it.
const AIR: f32 = 6.0;
/// Above a row's first line and below its last.
const CLEAR: f32 = 3.0;
/// Rows up to so many lines go on one sheet.
const WHOLE: usize = 6;

pub(super) fn strips(face: &Face, rows: &[Vec<Cell>]) -> Vec<Strip> {
    let mut strips = vec![air()];
    for row in rows {
        strips.extend(self::row(face, row));
    }
    if let Some(last) = strips.last_mut().filter(|last| last.is_framed) {
        last.rules.push(across(last.height));
    }
    strips.push(air());
    strips
}

fn air() -> Strip {
    Strip {
        height: AIR,
        ..Strip::default()
    }
}

/// A rule over the whole width.
pub(in crate::document) fn across(y: f32) -> Rule {
    Rule {
        from: (0.0, y),
        to: (WIDTH, y),
    }
}

/// Where cells begin and how wide they are: in a row of both kinds a head takes a third of what a cell takes.
fn columns(row: &[Cell]) -> Vec<(f32, f32)> {
    let is_mixed = row.iter().any(|cell| cell.is_head) && row.iter().any(|cell| !cell.is_head);
    let share = |cell: &Cell| if is_mixed && !cell.is_head { 3.0 } else { 1.0 };
    let whole: f32 = row.iter().map(share).sum();
    let mut x = 0.0;
    let columns = row.iter().map(|cell| {
        let width = WIDTH * share(cell) / whole;
        let from = x;
        x += width;
        (from, width)
    });
    columns.collect()
}

fn row(face: &Face, row: &[Cell]) -> Vec<Strip> {
    let columns = columns(row);
    let texts: Vec<Vec<&str>> = row
        .iter()
        .zip(&columns)
        .map(|(cell, (_, width))| lines(face, &cell.text, TEXT.measure(width - 2.0 * AIR, 0.0)))
        .collect();
    let tallest = texts.iter().map(Vec::len).max().unwrap_or_default().max(1);
    let strips = (0..tallest).map(|nth| {
        let mut strip = part(nth, tallest);
        for ((cell, (x, width)), text) in row.iter().zip(&columns).zip(&texts) {
            let text = text.get(nth).copied().unwrap_or_default();
            let inner = if cell.is_head {
                (width - face.width(text) * TEXT.signs) / 2.0
            } else {
                AIR
            };
            write(&mut strip, (x + inner, nth), text);
        }
        for (x, _) in columns.iter().copied().chain([(WIDTH, 0.0)]) {
            strip.rules.push(Rule {
                from: (x, 0.0),
                to: (x, strip.height),
            });
        }
        strip
    });
    strips.collect()
}

/// An empty strip of a row: the first one is ruled above.
fn part(nth: usize, tallest: usize) -> Strip {
    let above = if nth == 0 { CLEAR } else { 0.0 };
    let below = if nth + 1 == tallest { CLEAR } else { 0.0 };
    Strip {
        height: TEXT.lead + above + below,
        rules: if nth == 0 { vec![across(0.0)] } else { Vec::new() },
        keeps: tallest <= WHOLE && nth + 1 < tallest,
        is_framed: true,
        ..Strip::default()
    }
}

fn write(strip: &mut Strip, (x, nth): (f32, usize), text: &str) {
    if text.is_empty() {
        return;
    }
    let above = if nth == 0 { CLEAR } else { 0.0 };
    strip.runs.push(Run {
        x,
        y: above + TEXT.base(),
        size: TEXT.signs,
        is_bold: false,
        text: text.to_owned(),
    });
}
