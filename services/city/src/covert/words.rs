//! The contract's enums as words: `COVERT_STAGE_SHARED` is `shared`; and what was found, as it is written on the command line.

use shiyu_proto::assessment::v1::{CovertFinding, CovertStage};

use crate::words::words;

words! {
    /// `shared`.
    stage CovertStage "COVERT_STAGE_",
}

/// Reads `灭火器:10:2`: what was looked at, how often, and how often it was not as it should be.
///
/// # Errors
/// What is wrong with it, in words.
pub fn parse_finding(text: &str) -> Result<CovertFinding, String> {
    let wrong = || format!("`{text}` is no finding: write item:checked:defects, as in 灭火器:10:2");
    let (rest, defects) = text.rsplit_once(':').ok_or_else(wrong)?;
    let (item, checked) = rest.rsplit_once(':').ok_or_else(wrong)?;
    Ok(CovertFinding {
        item: item.to_owned(),
        checked: checked.parse().map_err(|_| wrong())?,
        defects: defects.parse().map_err(|_| wrong())?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_values_of_the_contract() {
        assert_eq!(stage(CovertStage::Shared), "shared");
        assert_eq!(stage(CovertStage::Unspecified), "");
    }

    #[test]
    fn a_finding_is_what_how_often_and_how_often_not() {
        let found = CovertFinding {
            item: "消防通道: 东门".into(),
            checked: 10,
            defects: 2,
        };
        assert_eq!(parse_finding("消防通道: 东门:10:2"), Ok(found));
        for wrong in ["", "灭火器", "灭火器:10", "灭火器:ten:2", "灭火器:10:"] {
            assert!(parse_finding(wrong).is_err(), "{wrong}");
        }
    }
}
