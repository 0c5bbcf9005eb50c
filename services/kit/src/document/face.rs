//! The face documents are set in, embedded in the program. It is read when the first PDF is set; until then it costs nothing.

use std::sync::OnceLock;

use krilla::text::Font;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

use super::DocumentFault;

/// Noto Serif CJK SC (SIL Open Font License 1.1): the signs of GBK and of 通用规范汉字表; `assets/README.md` says how it was cut.
const SONG: &[u8] = include_bytes!("../../assets/NotoSerifCJKsc-Regular-subset.otf");

/// Stands for a sign that the face does not have; the text below still has the sign itself.
const GETA: char = '〓';

/// A face that was read.
pub(super) struct Face {
    /// As the writer of PDF takes it.
    pub font: Font,
    signs: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    units: f32,
}

/// A sign as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Drawn {
    /// The glyph.
    pub glyph: u32,
    /// How far it goes, in ems.
    pub width: f32,
}

static FACE: OnceLock<Option<Face>> = OnceLock::new();

/// The face.
pub(super) fn face() -> Result<&'static Face, DocumentFault> {
    FACE.get_or_init(Face::read).as_ref().ok_or(DocumentFault::Face)
}

impl Face {
    fn read() -> Option<Self> {
        let read = FontRef::new(SONG).ok()?;
        let widths = read.glyph_metrics(Size::unscaled(), LocationRef::default());
        let units = read.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        Some(Self {
            font: Font::new(SONG.into(), 0)?,
            signs: read.charmap(),
            widths,
            units: f32::from(units),
        })
    }

    /// Whether the face has a sign.
    pub fn has(&self, sign: char) -> bool {
        self.signs.map(sign).is_some()
    }

    /// How a sign is drawn.
    pub fn drawn(&self, sign: char) -> Drawn {
        let glyph = self.signs.map(sign).or_else(|| self.signs.map(GETA)).unwrap_or_default();
        Drawn {
            glyph: glyph.to_u32(),
            width: self.widths.advance_width(glyph).unwrap_or(self.units) / self.units,
        }
    }

    /// How wide a text is, in ems.
    pub fn width(&self, text: &str) -> f32 {
        text.chars().map(|sign| self.drawn(sign).width).sum()
    }
}
