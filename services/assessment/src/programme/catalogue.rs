//! The catalogue of basic tasks (16类82项): the built-in one, and one read from a sheet.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// The built-in catalogue.
const BUILT_IN: &str = include_str!("catalogue.csv");

/// The columns of a sheet.
const COLUMNS: [&str; 4] = ["code", "class", "title", "evidence"];

/// How many items a sheet may have.
const MOST: usize = 500;

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Class and number, as in `03-02`.
    pub code: String,
    /// What its class is called.
    pub class: String,
    /// What it is.
    pub title: String,
    /// What shows that it was done.
    pub evidence: String,
}

impl Item {
    /// The class, as in `03`.
    #[must_use]
    pub fn class_code(&self) -> &str {
        self.code.split_once('-').map_or("", |(class, _)| class)
    }

    /// Whether its code is of the form, and its texts are there and no longer than they may be.
    fn is_sound(&self) -> bool {
        let digits = |text: &str| text.len() == 2 && text.bytes().all(|sign| sign.is_ascii_digit());
        let coded = self
            .code
            .split_once('-')
            .is_some_and(|(class, number)| digits(class) && digits(number));
        let told = [&self.class, &self.title, &self.evidence];
        coded && told.iter().all(|text| (1..=200).contains(&text.trim().chars().count()))
    }
}

/// What is wrong with a sheet: in which line, and what.
pub type Wrong = (usize, &'static str);

/// The items of a sheet; the built-in ones of an empty one.
///
/// # Errors
/// Every line that is wrong: `SHEET_UNREADABLE`, `ITEM_INVALID`, `DUPLICATE`, `TOO_MANY`.
pub fn read(sheet: &[u8]) -> Result<Vec<Item>, Vec<Wrong>> {
    let sheet = if sheet.is_empty() { BUILT_IN.as_bytes() } else { sheet };
    let sheet = sheet.strip_prefix("\u{feff}".as_bytes()).unwrap_or(sheet);
    let mut reader = csv::Reader::from_reader(sheet);
    let headed = reader.headers().is_ok_and(|header| header.iter().eq(COLUMNS));
    if !headed {
        return Err(vec![(1, "SHEET_UNREADABLE")]);
    }
    let (mut items, mut wrong, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (line, row) in (2..).zip(reader.deserialize::<Item>()) {
        match row {
            Err(_) => wrong.push((line, "SHEET_UNREADABLE")),
            Ok(item) if !item.is_sound() => wrong.push((line, "ITEM_INVALID")),
            Ok(item) if !seen.insert(item.code.clone()) => wrong.push((line, "DUPLICATE")),
            Ok(_) if items.len() == MOST => {
                wrong.push((line, "TOO_MANY"));
                break;
            }
            Ok(item) => items.push(item),
        }
    }
    if items.is_empty() && wrong.is_empty() {
        wrong.push((2, "SHEET_UNREADABLE"));
    }
    if wrong.is_empty() { Ok(items) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_catalogue_has_sixteen_classes_and_eighty_two_items() {
        let items = read(b"").unwrap();
        let classes: BTreeSet<&str> = items.iter().map(Item::class_code).collect();
        let titles: BTreeSet<&str> = items.iter().map(|item| item.class.as_str()).collect();
        assert_eq!((items.len(), classes.len(), titles.len()), (82, 16, 16));
        assert_eq!((classes.first(), classes.last()), (Some(&"01"), Some(&"16")));
    }

    /// Nothing in it watches, scores or lists people (domain.md A-x, G-08).
    #[test]
    fn nothing_in_the_built_in_catalogue_is_about_persons() {
        for word in [
            "重点人员",
            "特殊人群",
            "积分",
            "黑名单",
            "红黑榜",
            "征信",
            "人脸",
            "缠访",
            "零上访",
            "罚款",
        ] {
            assert!(!BUILT_IN.contains(word), "{word}");
        }
    }

    #[test]
    fn every_line_of_a_sheet_that_is_wrong_is_told() {
        let sheet =
            "code,class,title,evidence\n01-01,综治,摸排,台账\n1-1,综治,摸排,台账\n01-01,综治,再次,台账\n01-02,综治,,台账\n01-03,综治\n";
        let expected = vec![(3, "ITEM_INVALID"), (4, "DUPLICATE"), (5, "ITEM_INVALID"), (6, "SHEET_UNREADABLE")];
        assert_eq!(read(sheet.as_bytes()), Err(expected));
        assert_eq!(read("项目,类别\n".as_bytes()), Err(vec![(1, "SHEET_UNREADABLE")]));
        assert_eq!(read(b"code,class,title,evidence\n"), Err(vec![(2, "SHEET_UNREADABLE")]));
        let one = read("\u{feff}code,class,title,evidence\n07-03,消防,检查,记录\n".as_bytes()).unwrap();
        assert_eq!(one[0].class_code(), "07");
    }
}
