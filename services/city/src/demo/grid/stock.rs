//! A handful of components: what stands in the first grids of the towns, and whose it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use shiyu_proto::common::v1::Point;
use shiyu_proto::grid::v1::{ComponentOutcome, ComponentVerdict};

use super::super::places::County;
use crate::components::send;
use crate::desk::Desk;
use crate::failure::Failure;

/// A component of the demo.
#[derive(Debug)]
pub struct Component {
    /// Its code without the county's digits.
    pub serial: &'static str,
    /// The town it stands in.
    pub place: &'static str,
    /// What it is called.
    title: &'static str,
    /// The unit that owns it, as the stories name it; none where another organisation does.
    owner: Option<&'static str>,
    /// The unit that maintains it.
    maintainer: Option<&'static str>,
}

/// What stands there. Nobody in here exists; the credit code of the owner that is no unit is made up, with the right check digits.
pub const COMPONENTS: [Component; 5] = [
    component("0103000001", "T1", "雨水井盖", (Some("ZJJ"), Some("T1-ZHZF"))),
    component("0102000001", "T2", "污水井盖", (Some("SLJ"), None)),
    component("0111000001", "T3", "路灯", (Some("ZJJ"), None)),
    component("0105000001", "T4", "电力井盖", (None, Some("T4-ZHZF"))),
    component("0401000001", "T6", "古树名木", (Some("ZRZY"), Some("ZJJ"))),
];
/// Owns what no unit of the county does.
const FIRM: &str = "91350100M000100Y43";

const fn component(
    serial: &'static str,
    place: &'static str,
    title: &'static str,
    (owner, maintainer): (Option<&'static str>, Option<&'static str>),
) -> Component {
    Component {
        serial,
        place,
        title,
        owner,
        maintainer,
    }
}

/// Puts them on the register; what is there already stays as it is.
pub async fn fill(chief: &Desk, county: &County, points: &BTreeMap<String, Point>) -> Result<(), Failure> {
    let verdicts = send(chief, file(county, points)?.as_bytes()).await?;
    let refused = verdicts.into_iter().find(|one| one.outcome() == ComponentOutcome::Refused);
    refused.map_or(Ok(()), |one| Err(Failure::Late(told(&one))))
}

fn told(verdict: &ComponentVerdict) -> String {
    let problems = verdict
        .problems
        .iter()
        .map(|problem| format!("{} {}", problem.field, problem.reason));
    format!(
        "component {} was refused: {}",
        verdict.row,
        problems.collect::<Vec<String>>().join(", ")
    )
}

/// The register as a file.
fn file(county: &County, points: &BTreeMap<String, Point>) -> Result<String, Failure> {
    let mut file = String::from("code,title,longitude,latitude,owner_unit,owner_org,maintainer_unit,valid_from\n");
    for one in &COMPONENTS {
        let point = points.get(&county.unit(one.place)?).copied().unwrap_or_default();
        let unit = |word: Option<&str>| word.map_or(Ok(String::new()), |word| county.unit(word));
        let (owner, maintainer) = (unit(one.owner)?, unit(one.maintainer)?);
        let firm = if one.owner.is_none() { FIRM } else { "" };
        let Component { serial, title, .. } = one;
        let (code, Point { longitude, latitude }) = (county.code, point);
        _ = writeln!(
            file,
            "{code}{serial},{title},{longitude},{latitude},{owner},{firm},{maintainer},2020-01-01"
        );
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_a_row_for_each_component_and_one_owner_in_each() {
        let county = County::find("330602").unwrap();
        let point = Point {
            longitude: 120.5,
            latitude: 30.0,
        };
        let points = county.places.iter().map(|(town, _)| ((*town).to_owned(), point)).collect();
        let file = file(county, &points).unwrap();
        let rows: Vec<&str> = file.lines().collect();
        assert_eq!(rows.len(), COMPONENTS.len() + 1);
        assert_eq!(rows[1], "3306020103000001,雨水井盖,120.5,30,330602-ZJJ,,330602001-ZHZF,2020-01-01");
        for row in &rows[1..] {
            let cells: Vec<&str> = row.split(',').collect();
            assert_eq!((cells.len(), cells[0].len()), (8, 16), "{row}");
            assert_ne!(cells[4].is_empty(), cells[5].is_empty(), "{row}");
        }
    }
}
