//! A leaf on sheets of paper: sizes, margins and leading of official documents (GB/T 9704-2012: A4, 版心 156 mm × 225 mm, body of
//! size 三号), strip below strip, and which strip goes on which sheet. Lengths are in points.

mod strip;
mod table;

use super::face::Face;
use super::leaf::{Block, Leaf};

pub(super) use strip::{Rule, Run, Strip};
pub(super) use table::across;

/// The paper.
pub(super) const PAPER: (f32, f32) = (595.28, 841.89);
/// From the left edge to what is set.
pub(super) const LEFT: f32 = 79.37;
/// From the upper edge to what is set.
pub(super) const TOP: f32 = 104.88;
/// How wide is set.
pub(super) const WIDTH: f32 = 442.2;
/// How high is set.
pub(super) const HEIGHT: f32 = 637.8;
/// Where the sheet's number stands.
pub(super) const FOOT: f32 = 780.0;

/// A sheet: strips, and how far below the top each begins.
pub(super) type Sheet = Vec<(f32, Strip)>;

/// Sets a leaf on sheets. There is one at least.
pub(super) fn sheets(face: &Face, leaf: &Leaf) -> Vec<Sheet> {
    let strips = leaf.blocks.iter().flat_map(|block| strips(face, block)).collect();
    dealt(strips)
}

fn strips(face: &Face, block: &Block) -> Vec<Strip> {
    match block {
        Block::Title(text) => strip::title(face, text),
        Block::Heading(text) => strip::heading(face, text),
        Block::Paragraph(class, text) => strip::paragraph(face, *class, text),
        Block::List(items) => strip::list(face, items),
        Block::Table(rows) => table::strips(face, rows),
    }
}

/// Strips dealt to sheets: one that keeps with its next goes where the next goes.
fn dealt(strips: Vec<Strip>) -> Vec<Sheet> {
    let wants = together(&strips);
    let mut sheets = vec![Sheet::new()];
    let mut below = 0.0;
    for (strip, wanted) in strips.into_iter().zip(wants) {
        let is_full = below + strip.height > HEIGHT || (below + wanted > HEIGHT && wanted <= HEIGHT);
        if is_full && below > 0.0 {
            sheets.push(Sheet::new());
            below = 0.0;
        }
        let height = strip.height;
        if let Some(sheet) = sheets.last_mut() {
            sheet.push((below, strip));
        }
        below += height;
    }
    sheets
}

/// How much room each strip wants, with those it keeps with.
fn together(strips: &[Strip]) -> Vec<f32> {
    let mut wants: Vec<f32> = Vec::with_capacity(strips.len());
    for strip in strips.iter().rev() {
        let next = if strip.keeps { wants.last().copied() } else { None };
        wants.push(strip.height + next.unwrap_or_default());
    }
    wants.reverse();
    wants
}
