//! A picture that is opened, painted over and written again, as what it was.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{PngDecoder, PngEncoder};
use image::codecs::webp::{WebPDecoder, WebPEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, GenericImage, GrayImage, ImageDecoder, ImageEncoder, Limits, Rgba};

use super::{Area, People};
use crate::file::MediaType;
use crate::file::strip::{orientation, png, stripped};

/// Bytes of a picture in memory: 50 million pixels in three colours, as telephones take them.
const MOST_BYTES: u64 = 150_000_000;
/// How well a photograph is written again, of 100.
const QUALITY: u8 = 90;
/// What is painted over what is not to be seen. Nothing of that is left in it.
const GREY: Rgba<u8> = Rgba([128, 128, 128, 255]);

pub(super) struct Picture {
    kind: MediaType,
    pixels: DynamicImage,
    /// How EXIF says that it is to be turned, 1 for not at all.
    turn: u8,
    /// The profile of its colours.
    colours: Option<Vec<u8>>,
}

/// Columns and rows of a picture without metadata, as it is stored; `None` for what cannot be opened.
pub(super) fn size(kind: MediaType, content: &[u8]) -> Option<(u32, u32)> {
    let content = Cursor::new(content);
    Some(match kind {
        MediaType::Jpeg => JpegDecoder::new(content).ok()?.dimensions(),
        MediaType::Png => PngDecoder::with_limits(content, limits()).ok()?.dimensions(),
        MediaType::Webp => WebPDecoder::new(content).ok()?.dimensions(),
        MediaType::Pdf => return None,
    })
}

impl Picture {
    /// A picture without metadata; `None` for one that moves, is too large, or of a kind that is not understood.
    pub fn open(kind: MediaType, content: &[u8]) -> Option<Self> {
        let reader = Cursor::new(content);
        match kind {
            MediaType::Jpeg => {
                let mut decoder = JpegDecoder::new(reader).ok()?;
                let turn = decoder.orientation().map_or(1, Orientation::to_exif);
                Self::decoded(kind, decoder, turn)
            }
            MediaType::Png => {
                let decoder = PngDecoder::with_limits(reader, limits()).ok()?;
                if decoder.is_apng().ok()? {
                    return None;
                }
                Self::decoded(kind, decoder, png::turn(content).unwrap_or(1))
            }
            MediaType::Webp => {
                let mut decoder = WebPDecoder::new(reader).ok()?;
                if decoder.has_animation() {
                    return None;
                }
                let turn = decoder.orientation().map_or(1, Orientation::to_exif);
                Self::decoded(kind, decoder, turn)
            }
            MediaType::Pdf => None,
        }
    }

    /// As pages of documents show it: what EXIF says does not turn it there.
    pub fn unturned(self) -> Self {
        Self { turn: 1, ..self }
    }

    fn decoded(kind: MediaType, mut decoder: impl ImageDecoder, turn: u8) -> Option<Self> {
        if decoder.total_bytes() > MOST_BYTES {
            return None;
        }
        let colours = decoder.icc_profile().ok().flatten();
        let pixels = DynamicImage::from_decoder(decoder).ok()?;
        let space: &[u8] = if pixels.color().has_color() { b"RGB " } else { b"GRAY" };
        Some(Self {
            kind,
            turn,
            colours: colours.filter(|profile| profile.get(16..20) == Some(space)),
            pixels,
        })
    }

    /// A grey copy as it is shown, with at most so many pixels at its longer side.
    pub fn copy(&self, most: u32) -> GrayImage {
        let (columns, rows) = (self.pixels.width(), self.pixels.height());
        let longer = columns.max(rows);
        let small = |side: u32| {
            let side = u64::from(side) * u64::from(most) / u64::from(longer.max(1));
            u32::try_from(side).unwrap_or(most).max(1)
        };
        let copy = if longer > most {
            self.pixels.thumbnail_exact(small(columns), small(rows)).into_luma8()
        } else {
            self.pixels.to_luma8()
        };
        let mut copy = DynamicImage::ImageLuma8(copy);
        copy.apply_orientation(Orientation::from_exif(self.turn).unwrap_or(Orientation::NoTransforms));
        copy.into_luma8()
    }

    /// Paints an area over, for good.
    pub fn cover(&mut self, area: Area) {
        let turn = self.turn;
        paint(&mut self.pixels, GREY, (area, turn));
    }

    /// The file: metadata has it as little as it had.
    pub fn written(self) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        match self.kind {
            MediaType::Jpeg => self.write(JpegEncoder::new_with_quality(&mut content, QUALITY))?,
            MediaType::Png => self.write(PngEncoder::new(&mut content))?,
            MediaType::Webp => self.write(WebPEncoder::new_lossless(&mut content))?,
            MediaType::Pdf => return None,
        }
        stripped(self.kind, &content, People::AsTaken).ok()
    }

    fn write(&self, mut encoder: impl ImageEncoder) -> Option<()> {
        if self.turn > 1 {
            encoder.set_exif_metadata(orientation::tiff(self.turn)).ok()?;
        }
        if let Some(profile) = &self.colours {
            encoder.set_icc_profile(profile.clone()).ok()?;
        }
        self.pixels.write_with_encoder(encoder).ok()
    }
}

/// Paints an area of a picture that is to be turned so before it is shown.
pub(super) fn paint<P: GenericImage>(picture: &mut P, colour: P::Pixel, (area, turn): (Area, u8)) {
    let (columns, rows) = area.stored(turn).pixels(picture.dimensions());
    for row in rows {
        for column in columns.clone() {
            picture.put_pixel(column, row, colour);
        }
    }
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_BYTES);
    limits
}
