//! Sheets as PDF/A-2u: every text can be searched and copied as what it is, the face lies within, nothing is fetched.

use krilla::color::luma;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use time::OffsetDateTime;

use super::DocumentFault;
use super::face::{Face, face};
use super::leaf::Leaf;
use super::sheet::{self, FOOT, LEFT, PAPER, Rule, Run, Sheet, TOP, across, sheets};
use crate::calendar::CHINA;

/// How thick rules are.
const THIN: f32 = 0.6;
/// The size of the sheet's number: 四号.
const NUMBER: f32 = 14.0;

pub(super) fn write(leaf: &Leaf, at: OffsetDateTime) -> Result<Vec<u8>, DocumentFault> {
    let face = face()?;
    let mut document = Document::new_with(settings()?);
    document.set_metadata(metadata(leaf, at));
    for (sheet, nth) in sheets(face, leaf).iter().zip(1_u32..) {
        let paper = PageSettings::from_wh(PAPER.0, PAPER.1).ok_or(DocumentFault::Face)?;
        let mut page = document.start_page_with(paper);
        draw(page.surface(), face, (sheet, nth));
        page.finish();
    }
    document.finish().map_err(DocumentFault::Pdf)
}

fn draw(surface: Surface<'_>, face: &'static Face, (sheet, nth): (&Sheet, u32)) {
    let mut pen = Pen { surface, face };
    pen.sheet(sheet);
    pen.number(nth);
    pen.surface.finish();
}

fn settings() -> Result<SerializeSettings, DocumentFault> {
    let archival = ConfigurationBuilder::new().with_archival_validator(Archival::A2_U).finish();
    Ok(SerializeSettings {
        configuration: archival.map_err(|_| DocumentFault::Face)?,
        enable_tagging: false,
        ..SerializeSettings::default()
    })
}

fn metadata(leaf: &Leaf, at: OffsetDateTime) -> Metadata {
    let at = at.to_offset(CHINA);
    let year = u16::try_from(at.year()).unwrap_or_default();
    let date = DateTime::new(year)
        .month(at.month().into())
        .day(at.day())
        .hour(at.hour())
        .minute(at.minute())
        .second(at.second())
        .utc_offset_hour(8)
        .utc_offset_minute(0);
    Metadata::new()
        .title(leaf.title().to_owned())
        .language("zh-CN".to_owned())
        .creator("Shiyu".to_owned())
        .creation_date(date)
}

/// What draws on one page.
struct Pen<'p> {
    surface: Surface<'p>,
    face: &'static Face,
}

impl Pen<'_> {
    fn sheet(&mut self, sheet: &Sheet) {
        for (below, strip) in sheet {
            for run in &strip.runs {
                self.run((LEFT, TOP + below), run);
            }
            for rule in &strip.rules {
                self.rule((LEFT, TOP + below), *rule);
            }
        }
        if let Some((below, _)) = sheet.first().filter(|(_, strip)| strip.is_framed) {
            self.rule((LEFT, TOP + below), across(0.0));
        }
        if let Some((below, strip)) = sheet.last().filter(|(_, strip)| strip.is_framed) {
            self.rule((LEFT, TOP + below), across(strip.height));
        }
    }

    /// The sheet's number, between dashes in the middle of the foot.
    fn number(&mut self, nth: u32) {
        let text = format!("— {nth} —");
        let width = self.face.width(&text) * NUMBER;
        let run = Run {
            x: (sheet::WIDTH - width) / 2.0,
            y: 0.0,
            size: NUMBER,
            is_bold: false,
            text,
        };
        self.run((LEFT, FOOT), &run);
    }

    fn run(&mut self, (x, y): (f32, f32), run: &Run) {
        let heavier = Stroke {
            paint: luma::Color::black().into(),
            width: run.size / 36.0,
            ..Stroke::default()
        };
        self.surface.set_fill(Some(Fill {
            paint: luma::Color::black().into(),
            ..Fill::default()
        }));
        self.surface.set_stroke(run.is_bold.then_some(heavier));
        let start = Point::from_xy(x + run.x, y + run.y);
        let (font, glyphs) = (self.face.font.clone(), self.glyphs(&run.text));
        self.surface.draw_glyphs(start, &glyphs, font, &run.text, run.size, false);
    }

    fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let drawn = text.char_indices().map(|(at, sign)| {
            let drawn = self.face.drawn(sign);
            let covers = at..at + sign.len_utf8();
            KrillaGlyph::new(GlyphId::new(drawn.glyph), drawn.width, 0.0, 0.0, 0.0, covers, None)
        });
        drawn.collect()
    }

    fn rule(&mut self, (x, y): (f32, f32), rule: Rule) {
        let mut path = PathBuilder::new();
        path.move_to(x + rule.from.0, y + rule.from.1);
        path.line_to(x + rule.to.0, y + rule.to.1);
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: luma::Color::black().into(),
            width: THIN,
            ..Stroke::default()
        }));
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }
}
