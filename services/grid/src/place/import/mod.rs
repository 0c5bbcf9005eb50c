//! A file of features (`GeoJSON`, RFC 7946), read whole, or all that is wrong with it told with the feature's number. Pure.

mod addresses;
mod outline;
mod properties;
pub(crate) mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::value::RawValue;
use shiyu_kit::fault::Violations;
use shiyu_kit::unit::{Code, Units};
use time::Date;

use super::domain::{About, Feature};

pub use addresses::read as read_addresses;

/// Bytes of a file.
pub const LARGEST: usize = 64 << 20;
/// Features of a file.
pub const MOST_FEATURES: usize = 20_000;
/// Positions of a file.
pub const MOST_POSITIONS: usize = 2_000_000;
/// Rows of a table.
pub const MOST_ROWS: usize = 200_000;
/// Violations told; what comes after them is not read.
pub const MOST_TOLD: usize = 1_000;

/// Where an import goes: which county, by which units, on which day.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The county served.
    pub county: &'a Code,
    /// The units in force.
    pub units: &'a Units,
    /// The day.
    pub today: Date,
}

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
}

/// Reads a file of features.
///
/// # Errors
/// All that is wrong with it, up to [`MOST_TOLD`].
pub fn read(file: &[u8], ground: &Ground<'_>) -> Result<Vec<Feature>, Violations> {
    let mut violations = Violations::new();
    let Some(collection) = collection(file, &mut violations) else {
        return Err(violations);
    };
    let few = collection.features.len() <= MOST_FEATURES;
    if !violations.require(few, "features", "TOO_MANY_FEATURES", format!("at most {MOST_FEATURES}")) {
        return Err(violations);
    }
    let features = each(&collection.features, ground, &mut violations);
    violations.finish().map(|()| features)
}

/// The collection itself; a mark of the byte order is none of it. What cannot be read is told with its line and column.
fn collection<'a>(file: &'a [u8], violations: &mut Violations) -> Option<Collection<'a>> {
    let file = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    let needed = "a FeatureCollection with features is needed";
    match serde_json::from_slice::<Collection<'a>>(file) {
        Ok(read) if read.kind == "FeatureCollection" && !read.features.is_empty() => return Some(read),
        Ok(_) => violations.add("features", "GEOJSON_INVALID", needed),
        Err(error) => {
            let at = format!(
                "{needed}; the file cannot be read at line {}, column {}",
                error.line(),
                error.column()
            );
            violations.add("features", "GEOJSON_INVALID", at);
        }
    }
    None
}

fn each(raw: &[&RawValue], ground: &Ground<'_>, violations: &mut Violations) -> Vec<Feature> {
    let (mut features, mut seen, mut positions) = (Vec::with_capacity(raw.len()), BTreeSet::new(), 0);
    for (index, text) in raw.iter().enumerate() {
        if violations.iter().len() >= MOST_TOLD {
            break;
        }
        let mut part = Violations::new();
        let feature = one(text, ground, &mut positions, &mut part);
        if let Some(feature) = &feature {
            let new = seen.insert(feature.code().to_owned());
            part.require(new, "properties.code", "DUPLICATE", "the same code stands further up");
        }
        violations.within(&format!("features[{index}]"), part);
        if positions > MOST_POSITIONS {
            violations.add("features", "TOO_MANY_POSITIONS", format!("at most {MOST_POSITIONS}"));
            break;
        }
        features.extend(feature);
    }
    features
}

/// One feature, its geometry and its properties each read as far as they go.
fn one(text: &RawValue, ground: &Ground<'_>, positions: &mut usize, violations: &mut Violations) -> Option<Feature> {
    #[derive(Deserialize)]
    struct Raw<'a> {
        #[serde(rename = "type")]
        kind: String,
        #[serde(borrow)]
        geometry: Option<&'a RawValue>,
        properties: Option<properties::Properties>,
    }
    let raw = match serde_json::from_str::<Raw<'_>>(text.get()) {
        Ok(raw) if raw.kind == "Feature" => raw,
        Ok(_) | Err(_) => {
            violations.add("properties", "GEOJSON_INVALID", "not a Feature with the properties of this service");
            return None;
        }
    };
    let about = properties::read(raw.properties.unwrap_or_default(), ground, violations);
    let outline = raw.geometry.map(|geometry| outline::read(geometry.get(), positions, violations));
    let set = matches!(about, Some(About::Professional(_)));
    let right = !set || outline.is_none();
    violations.require(right, "geometry", "GEOMETRY_UNEXPECTED", "a professional grid is a set of others");
    let shape = match outline {
        None => None,
        Some(read) => Some(read?),
    };
    Some(Feature { about: about?, shape })
}
