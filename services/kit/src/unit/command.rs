//! Which offices command for their divisions (指挥室, 指挥中心, 联动中心), told by the letters of their codes.

use std::collections::BTreeSet;

use super::Code;

/// The letters of the offices that command for their divisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandOffices(BTreeSet<String>);

/// Those of a town (指挥室), and of a county or city (指挥中心, 联动中心). A sub-centre (分中心) covers some towns and speaks for no county.
const USUAL: [&str; 4] = ["ZHS", "ZHZ", "ZHZX", "LDZX"];

impl CommandOffices {
    /// The offices of these letters; none if one of them is not the letters of an office.
    #[must_use]
    pub fn of(letters: &[String]) -> Option<Self> {
        let is_office = |letters: &String| format!("330600-{letters}").parse::<Code>().is_ok();
        letters.iter().all(is_office).then(|| Self(letters.iter().cloned().collect()))
    }

    /// Whether it is the command office of a division.
    #[must_use]
    pub fn is_of(&self, office: &Code, division: &Code) -> bool {
        let commands = office.office().is_some_and(|letters| self.0.contains(letters));
        commands && office.division() == division.as_str()
    }
}

impl Default for CommandOffices {
    fn default() -> Self {
        Self(USUAL.map(str::to_owned).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    #[test]
    fn an_office_commands_for_its_own_division_by_its_letters() {
        let (usual, told) = (CommandOffices::default(), CommandOffices::of(&["JDZX".to_owned()]).unwrap());
        let of = |offices: &CommandOffices, office: &str| offices.is_of(&code(office), &code("330602"));
        assert!(of(&usual, "330602-ZHZ") && of(&usual, "330602-LDZX"));
        assert!(!of(&usual, "330602-JDZX") && !of(&usual, "330602001-ZHS") && !of(&usual, "330602"));
        assert!(of(&told, "330602-JDZX") && !of(&told, "330602-ZHZ"));
    }

    #[test]
    fn what_no_office_bears_are_no_letters() {
        for odd in ["", "zhs", "ZHS-1", "指挥室"] {
            assert_eq!(CommandOffices::of(&[odd.to_owned()]), None, "{odd:?}");
        }
    }
}
