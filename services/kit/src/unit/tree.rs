//! Who answers to whom. Data in which units answer to each other in a circle ends every search: no unit is passed twice.

use std::collections::BTreeSet;

use time::Date;

use super::{Code, Unit, Units};

impl Units {
    /// Whether a unit is `of` or answers to it, over any number of superiors.
    #[must_use]
    pub fn is_within(&self, code: &Code, of: &Code, on: Date) -> bool {
        self.line(code, on).iter().any(|unit| &unit.code == of)
    }

    /// A unit and all that answer to it, over any number of superiors; nothing if there is no such unit that day.
    #[must_use]
    pub fn subtree(&self, code: &Code, on: Date) -> BTreeSet<Code> {
        let mut found = BTreeSet::new();
        let mut waiting: Vec<&Code> = self.get(code, on).map(|unit| &unit.code).into_iter().collect();
        while let Some(at) = waiting.pop() {
            if found.insert(at.clone()) {
                let named = self.inferiors.get(at).into_iter().flatten();
                let answers = |inferior: &&Code| self.get(inferior, on).is_some_and(|unit| unit.superior.as_ref() == Some(at));
                waiting.extend(named.filter(answers));
            }
        }
        found
    }

    /// A code and all its superiors, the nearest first. It does not end at a unit that is no more: whoever answered to it answers
    /// to those it last answered to, and what is kept from them stays kept. Nor at one that no table knows: it lies in its division.
    #[must_use]
    pub fn chain(&self, code: &Code, on: Date) -> Vec<Code> {
        let mut chain = Vec::new();
        let mut at = Some(code.clone());
        while let Some(code) = at.filter(|code| !chain.contains(code)) {
            at = match self.get(&code, on).or_else(|| self.newest(&code)) {
                Some(unit) => unit.superior.clone(),
                None => code.enclosing(),
            };
            chain.push(code);
        }
        chain
    }

    /// The nearest unit that both answer to (共同的上一级, 信访工作条例 art. 24); neither of the two itself.
    #[must_use]
    pub fn common_superior(&self, one: &Code, other: &Code, on: Date) -> Option<&Unit> {
        let others = self.line(other, on);
        let mut superiors = self.line(one, on).into_iter().skip(1);
        superiors.find(|unit| &unit.code != other && others.iter().skip(1).any(|above| above.code == unit.code))
    }

    /// A unit and its superiors, all of whom exist that day.
    fn line(&self, code: &Code, on: Date) -> Vec<&Unit> {
        let mut line: Vec<&Unit> = Vec::new();
        let mut at = self.get(code, on);
        while let Some(unit) = at.filter(|unit| line.iter().all(|seen| seen.code != unit.code)) {
            line.push(unit);
            at = unit.superior.as_ref().and_then(|superior| self.get(superior, on));
        }
        line
    }

    fn newest(&self, code: &Code) -> Option<&Unit> {
        self.spans.get(code)?.iter().max_by_key(|unit| unit.valid_from)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 05 - 01);

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    fn unit(own: &str, superior: Option<&str>) -> Unit {
        Unit {
            code: code(own),
            name: own.to_owned(),
            superior: superior.map(code),
            valid_from: date!(2020 - 01 - 01),
            valid_to: None,
        }
    }

    fn closed(own: &str, superior: &str) -> Unit {
        Unit {
            valid_to: Some(date!(2024 - 12 - 31)),
            ..unit(own, Some(superior))
        }
    }

    fn city() -> Units {
        Units::new([
            unit("330600", None),
            unit("330602", Some("330600")),
            unit("330681", Some("330600")),
            unit("330602-XFJ", Some("330602")),
            unit("330602001", Some("330602")),
            unit("330602001003", Some("330602001")),
            closed("330602-LDJ", "330602"),
            unit("330602-LDZ", Some("330602-LDJ")),
        ])
    }

    fn told(codes: impl IntoIterator<Item = Code>) -> Vec<String> {
        codes.into_iter().map(String::from).collect()
    }

    #[test]
    fn what_no_table_knows_lies_in_its_division() {
        let chain = |text: &str| city().chain(&code(text), TODAY);
        let up = ["330602001", "330602", "330600"].map(code);
        assert_eq!(chain("330602001099")[1..], up);
        assert_eq!(chain("330602001-ZZB")[1..], up);
        assert_eq!(chain("330602077")[1..], up[1..]);
        assert_eq!(chain("110000"), ["110000"].map(code));
    }

    #[test]
    fn a_village_lies_within_its_town_county_and_city_and_in_no_other() {
        let within = |of: &str| city().is_within(&code("330602001003"), &code(of), TODAY);
        assert_eq!(["330602001", "330602", "330600", "330681"].map(within), [true, true, true, false]);
    }

    #[test]
    fn a_subtree_is_a_unit_and_all_below_it() {
        let below = |text: &str| told(city().subtree(&code(text), TODAY));
        assert_eq!(below("330602"), ["330602", "330602-XFJ", "330602001", "330602001003"]);
        assert_eq!(below("330602001003"), ["330602001003"]);
        assert_eq!(below("330602-LDJ"), Vec::<String>::new());
    }

    #[test]
    fn a_chain_goes_on_over_a_unit_that_is_no_more() {
        let chain = |text: &str| told(city().chain(&code(text), TODAY));
        assert_eq!(chain("330602001003"), ["330602001003", "330602001", "330602", "330600"]);
        assert_eq!(chain("330602-LDZ"), ["330602-LDZ", "330602-LDJ", "330602", "330600"]);
        assert_eq!(chain("330699"), ["330699"]);
    }

    #[test]
    fn a_common_superior_is_above_both() {
        let units = city();
        let above = |one: &str, other: &str| {
            units
                .common_superior(&code(one), &code(other), TODAY)
                .map(|unit| unit.code.as_str())
        };
        assert_eq!(above("330602001", "330602-XFJ"), Some("330602"));
        assert_eq!(above("330602001003", "330681"), Some("330600"));
        assert_eq!(above("330602001003", "330602"), Some("330600"));
        assert_eq!(above("330602001", "330602001"), Some("330602"));
        assert_eq!(above("330600", "330602"), None);
        assert_eq!(above("330602001", "330699"), None);
    }

    #[test]
    fn units_that_answer_to_each_other_end_every_search() {
        let units = Units::new([
            unit("330602", Some("330681")),
            unit("330681", Some("330602")),
            unit("330602001", Some("330602")),
        ]);
        assert!(!units.is_within(&code("330602"), &code("330600"), TODAY));
        assert_eq!(told(units.chain(&code("330602001"), TODAY)), ["330602001", "330602", "330681"]);
        assert_eq!(told(units.subtree(&code("330681"), TODAY)), ["330602", "330602001", "330681"]);
        assert_eq!(units.common_superior(&code("330602"), &code("330681"), TODAY), None);
    }
}
