//! Strips: a line of text each, with what belongs beside it.

use super::WIDTH;
use crate::document::face::Face;
use crate::document::leaf::Class;
use crate::document::line::{Measure, lines};

/// A strip across the sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::document) struct Strip {
    /// How high it is.
    pub height: f32,
    /// What is written in it.
    pub runs: Vec<Run>,
    /// What is ruled in it.
    pub rules: Vec<Rule>,
    /// Whether it goes on no other sheet than the next one.
    pub keeps: bool,
    /// Of a table: closed above on a new sheet, and below at its end.
    pub is_framed: bool,
}

/// A text in one go.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::document) struct Run {
    /// From the left.
    pub x: f32,
    /// Its base line, from the strip's top.
    pub y: f32,
    /// The size of its signs.
    pub size: f32,
    /// Whether it is drawn heavier.
    pub is_bold: bool,
    /// The text.
    pub text: String,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::document) struct Rule {
    /// Where it begins: from the left, from the strip's top.
    pub from: (f32, f32),
    /// Where it ends.
    pub to: (f32, f32),
}

/// A size of signs, and how far apart lines are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Size {
    pub signs: f32,
    pub lead: f32,
}

/// 二号.
const TITLE: Size = Size { signs: 22.0, lead: 36.0 };
/// 三号.
const BODY: Size = Size { signs: 15.75, lead: 28.0 };
/// 五号.
const NOTE: Size = Size { signs: 10.5, lead: 16.0 };

/// How long the rule of a signature is.
const SIGNATURE: f32 = 157.5;

impl Size {
    /// Where the base line is in a line of this size.
    pub fn base(self) -> f32 {
        (self.lead - self.signs) / 2.0 + self.signs * 0.88
    }

    /// The measure of lines so wide, the first one indented by so many signs.
    pub fn measure(self, width: f32, indent: f32) -> Measure {
        let rest = width / self.signs;
        Measure {
            first: rest - indent,
            rest,
        }
    }

    fn strip(self, x: f32, text: &str) -> Strip {
        let run = Run {
            x,
            y: self.base(),
            size: self.signs,
            is_bold: false,
            text: text.to_owned(),
        };
        Strip {
            height: self.lead,
            runs: if text.is_empty() { Vec::new() } else { vec![run] },
            ..Strip::default()
        }
    }

    fn gap(self, part: f32) -> Strip {
        Strip {
            height: self.lead * part,
            keeps: true,
            ..Strip::default()
        }
    }
}

pub(super) fn title(face: &Face, text: &str) -> Vec<Strip> {
    let mut strips = centred(face, TITLE, text);
    for strip in &mut strips {
        strip.keeps = true;
        embolden(strip);
    }
    strips
}

pub(super) fn heading(face: &Face, text: &str) -> Vec<Strip> {
    let mut strips = indented(face, text, 2.0);
    for strip in &mut strips {
        strip.keeps = true;
        embolden(strip);
    }
    strips
}

fn embolden(strip: &mut Strip) {
    for run in &mut strip.runs {
        run.is_bold = true;
    }
}

pub(super) fn paragraph(face: &Face, class: Class, text: &str) -> Vec<Strip> {
    match class {
        Class::Body => indented(face, text, 2.0),
        Class::Plain => indented(face, text, 0.0),
        Class::Number => numbered(face, text),
        Class::Right => to_the_right(face, text),
        Class::Seal => sealed(face, text),
        Class::Sign => signed(face, text),
        Class::Note => noted(face, text),
    }
}

pub(super) fn list(face: &Face, items: &[String]) -> Vec<Strip> {
    let numbered = items.iter().zip(1_u32..).map(|(item, nth)| format!("{nth}. {item}"));
    numbered.flat_map(|item| indented(face, &item, 2.0)).collect()
}

fn indented(face: &Face, text: &str, indent: f32) -> Vec<Strip> {
    let lines = lines(face, text, BODY.measure(WIDTH, indent)).into_iter().enumerate();
    let from = |nth| if nth == 0 { indent * BODY.signs } else { 0.0 };
    lines.map(|(nth, line)| BODY.strip(from(nth), line)).collect()
}

fn centred(face: &Face, size: Size, text: &str) -> Vec<Strip> {
    let lines = lines(face, text, size.measure(WIDTH, 0.0)).into_iter();
    let from = |line: &str| (WIDTH - face.width(line) * size.signs) / 2.0;
    lines.map(|line| size.strip(from(line), line)).collect()
}

fn numbered(face: &Face, text: &str) -> Vec<Strip> {
    let mut strips = centred(face, BODY, text);
    for strip in &mut strips {
        strip.keeps = true;
    }
    strips.push(BODY.gap(0.5));
    strips
}

fn to_the_right(face: &Face, text: &str) -> Vec<Strip> {
    let edge = WIDTH - 2.0 * BODY.signs;
    let lines = lines(face, text, BODY.measure(edge, 0.0)).into_iter();
    let from = |line: &str| edge - face.width(line) * BODY.signs;
    lines.map(|line| BODY.strip(from(line), line)).collect()
}

/// Room for the seal above the name of whose it is; the date below goes on the same sheet.
fn sealed(face: &Face, text: &str) -> Vec<Strip> {
    let mut strips = vec![BODY.gap(2.0)];
    strips.extend(to_the_right(face, text));
    for strip in &mut strips {
        strip.keeps = true;
    }
    strips
}

fn signed(face: &Face, text: &str) -> Vec<Strip> {
    let mut strips: Vec<_> = lines(face, text, BODY.measure(WIDTH - SIGNATURE / 2.0, 0.0))
        .into_iter()
        .map(|line| BODY.strip(0.0, line))
        .collect();
    for strip in &mut strips {
        strip.keeps = true;
    }
    if let Some(last) = strips.last_mut() {
        let from: f32 = last.runs.iter().map(|run| face.width(&run.text) * run.size).sum();
        let y = BODY.base() + 3.0;
        last.rules.push(Rule {
            from: (from, y),
            to: ((from + SIGNATURE).min(WIDTH), y),
        });
        last.keeps = false;
    }
    strips
}

fn noted(face: &Face, text: &str) -> Vec<Strip> {
    let mut strips = vec![NOTE.gap(0.5)];
    let lines = lines(face, text, NOTE.measure(WIDTH, 0.0)).into_iter();
    strips.extend(lines.map(|line| NOTE.strip(0.0, line)));
    strips
}
