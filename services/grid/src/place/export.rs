//! A map as the file that an import takes: what goes out comes in again.

use serde_json::{Map, Value, json};

use super::domain::{About, Feature};
use super::geometry::Shape;

/// Features as a file that an import takes (RFC 7946).
#[must_use]
pub fn geojson(features: &[Feature]) -> String {
    let all: Vec<Value> = features
        .iter()
        .map(|feature| {
            let shape = feature.shape.as_ref().map(Shape::to_geojson);
            let geometry: Value = shape.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            json!({ "type": "Feature", "geometry": geometry, "properties": properties(feature) })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": all }).to_string()
}

fn properties(feature: &Feature) -> Map<String, Value> {
    let mut told = Map::new();
    let mut tell = |field: &str, value: Value| _ = told.insert(field.to_owned(), value);
    tell("kind", feature.kind().as_str().into());
    tell("code", feature.code().into());
    match &feature.about {
        About::County(_) | About::Village(_) => {}
        About::Grid(grid) => {
            tell("name", grid.name.as_str().into());
            tell("space_type", json!(grid.space));
            tell("area_class", format!("{:?}", grid.area).into());
            if let Some(body) = grid.body {
                tell("host_body", body.as_str().into());
            }
            if let Some(host) = &grid.host {
                tell("host_org", host.org.as_str().into());
                tell("duties", json!(host.duties));
            }
        }
        About::Professional(professional) => {
            tell("name", professional.name.as_str().into());
            tell("profession", professional.profession.as_str().into());
            tell("members", json!(professional.members));
        }
    }
    told
}
