//! The file of `shiyu indicators put`: a table of TOML for each indicator, named by its code, as the default set is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use shiyu_proto::assessment::v1 as pb;

use super::words;

/// An indicator as the file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    title: String,
    family: String,
    direction: String,
    formula: String,
    sources: BTreeMap<String, String>,
    #[serde(default)]
    weight: String,
    #[serde(default)]
    bands: Vec<Band>,
    #[serde(default)]
    excluded_categories: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Band {
    from: String,
    points: String,
}

/// The indicators of a file, by their codes; the owner and the document are not in it.
///
/// # Errors
/// Everything that is wrong, in words.
pub(super) fn parse(text: &str) -> Result<Vec<(String, pb::Indicator)>, Vec<String>> {
    let entries: BTreeMap<String, Entry> = toml::from_str(text).map_err(|error| vec![error.to_string()])?;
    if entries.is_empty() {
        return Err(vec!["there is no indicator in it".to_owned()]);
    }
    let (mut indicators, mut wrong) = (Vec::new(), Vec::new());
    for (code, entry) in entries {
        let read = (words::parse_family(&entry.family), words::parse_direction(&entry.direction));
        match read {
            (Ok(family), Ok(direction)) => indicators.push((code, indicator(entry, family, direction))),
            (family, direction) => {
                let why = family.err().into_iter().chain(direction.err());
                wrong.extend(why.map(|why| format!("{code}: {why}")));
            }
        }
    }
    if wrong.is_empty() { Ok(indicators) } else { Err(wrong) }
}

fn indicator(entry: Entry, family: pb::Family, direction: pb::Direction) -> pb::Indicator {
    let band = |band: Band| pb::Band {
        from: band.from,
        points: band.points,
    };
    pb::Indicator {
        title: entry.title,
        family: family.into(),
        direction: direction.into(),
        formula: entry.formula,
        sources: entry.sources.into_iter().collect(),
        weight: entry.weight,
        bands: entry.bands.into_iter().map(band).collect(),
        excluded_categories: entry.excluded_categories,
        ..pb::Indicator::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        ["grid-handling"]
        title = "处置率"
        family = "governance"
        direction = "higher"
        formula = "handled / due"
        weight = "4"
        sources = { handled = "grid.handle.met", due = "grid.handle.due" }
        bands = [{ from = "0.9", points = "100" }]
    "#;

    #[test]
    fn a_file_is_read_as_the_default_set_is_written() {
        let read = parse(FILE).unwrap();
        let [(code, one)] = read.as_slice() else { panic!("{read:?}") };
        assert_eq!(
            (code.as_str(), one.family(), one.direction()),
            ("grid-handling", pb::Family::Governance, pb::Direction::Higher)
        );
        assert_eq!((one.sources.len(), one.bands.len(), one.weight.as_str()), (2, 1, "4"));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let wrong = FILE.replace("\"governance\"", "\"persons\"").replace("\"higher\"", "\"up\"");
        assert_eq!(parse(&wrong).unwrap_err().len(), 2);
        assert_eq!(parse("").unwrap_err().len(), 1);
        assert_eq!(parse(&FILE.replace("weight", "wait")).unwrap_err().len(), 1);
    }
}
