//! A text in lines: broken where Unicode's rules (UAX 14) let a line end, so that none begins with a comma or ends with an open bracket.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::face::Face;

/// How wide lines may be, in ems.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// The first one.
    pub first: f32,
    /// The others.
    pub rest: f32,
}

/// The lines of a text.
pub(super) fn lines<'t>(face: &Face, text: &'t str, measure: Measure) -> Vec<&'t str> {
    let mut lines = Lines {
        face,
        text,
        measure,
        start: 0,
        end: 0,
        done: Vec::new(),
    };
    for (at, opportunity) in linebreaks(text) {
        lines.reach(at);
        let is_left = lines.end > lines.start || text.is_empty();
        if opportunity == BreakOpportunity::Mandatory && is_left {
            lines.finish();
        }
    }
    lines.done
}

struct Lines<'f, 't> {
    face: &'f Face,
    text: &'t str,
    measure: Measure,
    /// Where the line under way begins.
    start: usize,
    /// Up to where it fits.
    end: usize,
    done: Vec<&'t str>,
}

impl Lines<'_, '_> {
    fn room(&self) -> f32 {
        if self.done.is_empty() {
            self.measure.first
        } else {
            self.measure.rest
        }
    }

    fn fits(&self, to: usize) -> bool {
        let line = self.text.get(self.start..to).unwrap_or_default();
        self.face.width(line.trim_end()) <= self.room() + 0.001
    }

    /// The line may end here.
    fn reach(&mut self, at: usize) {
        if !self.fits(at) && self.end > self.start {
            self.finish();
        }
        while !self.fits(at) {
            self.end = self.last_sign_that_fits(at);
            self.finish();
        }
        self.end = at;
    }

    /// A word wider than a line is cut between two signs; a line has one sign at least.
    fn last_sign_that_fits(&self, to: usize) -> usize {
        let word = self.text.get(self.start..to).unwrap_or_default();
        let ends = word.char_indices().map(|(at, sign)| self.start + at + sign.len_utf8());
        let mut fitting = ends.enumerate().take_while(|(nth, end)| *nth == 0 || self.fits(*end));
        fitting.by_ref().last().map_or(to, |(_, end)| end)
    }

    fn finish(&mut self) {
        let line = self.text.get(self.start..self.end).unwrap_or_default();
        self.done.push(line.trim_end());
        self.start = self.end;
    }
}
