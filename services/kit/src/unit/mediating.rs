//! Which offices mediate for the division they belong to, and which guide those that do, told by the letters of their codes.

use std::collections::BTreeSet;

use super::Code;

/// The letters of the offices that mediate, or guide it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediatingOffices {
    centres: BTreeSet<String>,
    committees: BTreeSet<String>,
    justice: BTreeSet<String>,
}

/// A one-stop centre (一站式矛盾纠纷调处中心).
const CENTRES: [&str; 1] = ["TJZX"];
/// The committee of a town (调解委员会).
const COMMITTEES: [&str; 1] = ["TJW"];
/// The justice departments of a county (司法局) and of a town (司法所), which guide the committees (人民调解法 art. 5).
const JUSTICE: [&str; 2] = ["SFJ", "SFS"];

impl MediatingOffices {
    /// The offices of these letters; none if one of them is not the letters of an office.
    #[must_use]
    pub fn of(centres: &[String], committees: &[String], justice: &[String]) -> Option<Self> {
        let is_office = |letters: &String| format!("330600-{letters}").parse::<Code>().is_ok();
        let mut all = centres.iter().chain(committees).chain(justice);
        all.all(is_office).then(|| Self {
            centres: centres.iter().cloned().collect(),
            committees: committees.iter().cloned().collect(),
            justice: justice.iter().cloned().collect(),
        })
    }

    /// Whether an office mediates for its division: its centre, or its committee.
    #[must_use]
    pub fn mediates(&self, office: &Code) -> bool {
        is_among(office, &self.centres) || is_among(office, &self.committees)
    }

    /// Whether an office takes in and passes on for its whole division, or guides who mediates in it: its centre, or its justice department.
    #[must_use]
    pub fn guides(&self, office: &Code) -> bool {
        is_among(office, &self.centres) || is_among(office, &self.justice)
    }
}

fn is_among(office: &Code, letters: &BTreeSet<String>) -> bool {
    office.office().is_some_and(|own| letters.contains(own))
}

impl Default for MediatingOffices {
    fn default() -> Self {
        Self {
            centres: CENTRES.map(str::to_owned).into(),
            committees: COMMITTEES.map(str::to_owned).into(),
            justice: JUSTICE.map(str::to_owned).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    fn letters(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn an_office_mediates_or_guides_by_its_letters() {
        let usual = MediatingOffices::default();
        let told = MediatingOffices::of(&letters("MTZX"), &letters("TWH"), &letters("SFJ")).unwrap();
        let of = |offices: &MediatingOffices, office: &str| (offices.mediates(&code(office)), offices.guides(&code(office)));
        assert_eq!(of(&usual, "330602-TJZX"), (true, true));
        assert_eq!(of(&usual, "330602001-TJW"), (true, false));
        assert_eq!(of(&usual, "330602-SFJ"), (false, true));
        assert_eq!(of(&usual, "330602-GAJ"), (false, false));
        assert_eq!(of(&usual, "330602"), (false, false));
        assert_eq!(of(&told, "330602-MTZX"), (true, true));
        assert_eq!(of(&told, "330602001-TWH"), (true, false));
        assert_eq!(of(&told, "330602-TJZX"), (false, false));
        assert_eq!(of(&told, "330602001-SFS"), (false, false));
    }

    #[test]
    fn what_no_office_bears_are_no_letters() {
        for odd in ["tjzx", "TJ-1", "调解"] {
            assert_eq!(MediatingOffices::of(&letters(odd), &[], &[]), None, "{odd:?}");
        }
    }
}
