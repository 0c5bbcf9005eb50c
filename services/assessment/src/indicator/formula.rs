//! Formulas: expressions of sources and decimal numbers, without loops, functions or strings, evaluated in decimals.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rhai::{AST, Engine, EvalAltResult, OptimizationLevel, Scope};
use rust_decimal::Decimal;

use crate::figures::{Named, Use, named};

/// How long a formula may be.
pub const LONGEST: usize = 500;

/// Why a formula will not do. The reasons are forever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It is no expression of names, numbers, `+ - * /` and brackets, or names what is not declared.
    Invalid,
    /// There is no such source.
    SourceUnknown(String),
    /// What is never counted (domain.md G-17).
    SourceDenied(String),
    /// A source that only an indicator which describes may use.
    OnlyDescriptive(String),
    /// A source is declared that the formula does not name.
    SourceUnused(String),
    /// What is scored is a share: with every count doubled it must stay as it is, those of each service by themselves too, so that nobody
    /// is rated by how much there is, nor by how many petitions there are for each event.
    NotAShare,
}

impl Wrong {
    /// The code of the violation.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Invalid => "FORMULA_INVALID",
            Self::SourceUnknown(_) => "SOURCE_UNKNOWN",
            Self::SourceDenied(_) => "SOURCE_DENIED",
            Self::OnlyDescriptive(_) => "SOURCE_ONLY_DESCRIPTIVE",
            Self::SourceUnused(_) => "SOURCE_UNUSED",
            Self::NotAShare => "NOT_A_SHARE",
        }
    }
}

/// A formula that was checked.
#[derive(Debug, Clone)]
pub struct Formula {
    expression: AST,
    sources: BTreeMap<String, String>,
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let mut engine = Engine::new_raw();
    engine.set_strict_variables(true).set_max_operations(1_000).set_max_expr_depths(32);
    // The counts it is compiled with are not those it is evaluated with.
    engine.set_optimization_level(OptimizationLevel::None);
    engine
});

impl Formula {
    /// Compiles a formula over sources by the names it calls them, and checks what it counts.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn new(text: &str, sources: &BTreeMap<String, String>, scored: bool) -> Result<Self, Wrong> {
        for source in sources.values() {
            match named(source) {
                Named::Unknown => return Err(Wrong::SourceUnknown(source.clone())),
                Named::Denied => return Err(Wrong::SourceDenied(source.clone())),
                Named::Source(Use::Described) if scored => return Err(Wrong::OnlyDescriptive(source.clone())),
                Named::Source(Use::Described | Use::Scored) => {}
            }
        }
        let text = plain(text).ok_or(Wrong::Invalid)?;
        let names: Vec<&String> = sources.keys().collect();
        let expression = compile(&text, names.iter().copied()).ok_or(Wrong::Invalid)?;
        for name in &names {
            let others = names.iter().copied().filter(|other| other != name);
            if compile(&text, others).is_some() {
                return Err(Wrong::SourceUnused(sources.get(*name).cloned().unwrap_or_default()));
            }
        }
        let formula = Self {
            expression,
            sources: sources.clone(),
        };
        let once = formula.sample(|_| false).ok_or(Wrong::Invalid)?;
        if scored && !formula.is_share(once) {
            return Err(Wrong::NotAShare);
        }
        Ok(formula)
    }

    /// Whether it stays as it is when there is more of everything, and when there is more of one service alone.
    fn is_share(&self, once: Decimal) -> bool {
        let services: BTreeSet<&str> = self.sources.values().map(|source| service(source)).collect();
        let of_one = |more: &&str| self.sample(|source| service(source) == *more) == Some(once);
        self.sample(|_| true) == Some(once) && services.iter().all(of_one)
    }

    /// The value, by how many there are of each source; none where nothing is there to divide by.
    #[must_use]
    pub fn value(&self, count: impl Fn(&str) -> i64) -> Option<Decimal> {
        self.evaluate(|source| Decimal::from(count(source)))
    }

    /// The value for made-up counts, some of them seven times over: no two of them are the same, and no share of them is a whole one.
    fn sample(&self, is_more: impl Fn(&str) -> bool) -> Option<Decimal> {
        const PRIMES: [i64; 12] = [101, 211, 307, 401, 503, 601, 701, 809, 907, 1009, 1103, 1201];
        let order: BTreeMap<&str, i64> = self.sources.values().map(String::as_str).zip(PRIMES).collect();
        let value = self.evaluate(|source| {
            let times = if is_more(source) { 7 } else { 1 };
            Decimal::from(order.get(source).copied().unwrap_or(13) * times)
        });
        value.map(|value| value.round_dp(20))
    }

    fn evaluate(&self, count: impl Fn(&str) -> Decimal) -> Option<Decimal> {
        let mut scope = Scope::new();
        for (name, source) in &self.sources {
            scope.push_constant(name.as_str(), count(source));
        }
        let value: Result<Decimal, Box<EvalAltResult>> = ENGINE.eval_ast_with_scope(&mut scope, &self.expression);
        value.ok().map(|value| value.normalize())
    }
}

/// Whose source it is.
fn service(source: &str) -> &str {
    source.split('.').next().unwrap_or_default()
}

fn compile<'a>(text: &str, names: impl Iterator<Item = &'a String>) -> Option<AST> {
    let mut scope = Scope::new();
    for name in names {
        scope.push_constant(name.as_str(), Decimal::ONE);
    }
    ENGINE.compile_expression_with_scope(&scope, text).ok()
}

/// The formula with every number a decimal one: `1 / 2` is a half. `None` if it holds anything but names, numbers, signs and brackets,
/// or calls something.
fn plain(text: &str) -> Option<String> {
    let may = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || " _.+-*/()".contains(sign);
    let comment = text.contains("//") || text.contains("/*");
    if text.trim().is_empty() || text.chars().count() > LONGEST || comment || !text.chars().all(may) {
        return None;
    }
    let mut plain = String::new();
    let mut word = String::new();
    for sign in text.chars().chain([' ']) {
        if sign.is_ascii_alphanumeric() || sign == '_' || sign == '.' {
            word.push(sign);
            continue;
        }
        let after = plain
            .trim_end()
            .chars()
            .last()
            .filter(|_| word.is_empty())
            .or_else(|| word.chars().last());
        if sign == '(' && after.is_some_and(|last| last.is_ascii_alphanumeric() || last == '_' || last == ')') {
            return None;
        }
        plain.push_str(&word);
        if !word.is_empty() && word.chars().all(|sign| sign.is_ascii_digit()) {
            plain.push_str(".0");
        }
        word.clear();
        plain.push(sign);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(names: &[(&str, &str)]) -> BTreeMap<String, String> {
        names
            .iter()
            .map(|(name, source)| ((*name).to_owned(), (*source).to_owned()))
            .collect()
    }

    fn formula(text: &str, names: &[(&str, &str)]) -> Result<Formula, Wrong> {
        Formula::new(text, &sources(names), true)
    }

    const RATE: [(&str, &str); 2] = [("closed", "grid.whole.met"), ("due", "grid.whole.due")];

    #[test]
    fn the_published_figures_of_tianmen_come_out_exactly() {
        let rate = formula("closed / due", &RATE).unwrap();
        let percent = |closed: i64| {
            let value = rate.value(|source| if source == "grid.whole.due" { 972 } else { closed }).unwrap();
            super::super::domain::percent(value)
        };
        assert_eq!([percent(911), percent(737)], ["93.72", "75.82"]);
    }

    #[test]
    fn what_divides_by_nothing_has_no_value() {
        assert_eq!(formula("closed / due", &RATE).unwrap().value(|_| 0), None);
    }

    #[test]
    fn a_number_is_a_decimal_one() {
        let half = formula("1 / 2 * (closed / due)", &RATE).unwrap();
        assert_eq!(half.value(|_| 4), Some(Decimal::new(5, 1)));
        let tenth = formula("0.1 * (closed / due) + 0.2 * (due / due)", &RATE).unwrap();
        assert_eq!(tenth.value(|_| 3), Some(Decimal::new(3, 1)));
    }

    #[test]
    fn what_must_not_be_counted_is_refused() {
        let wrong = |text: &str, names: &[(&str, &str)]| formula(text, names).unwrap_err();
        let denied = |source: &str| wrong("a / a", &[("a", source)]);
        assert_eq!(
            denied("enforcement.fine_amount"),
            Wrong::SourceDenied("enforcement.fine_amount".to_owned())
        );
        assert_eq!(denied("petition.petitions_per_area").reason(), "SOURCE_DENIED");
        assert_eq!(denied("grid.nonsense").reason(), "SOURCE_UNKNOWN");
        assert_eq!(denied("petition.registered").reason(), "SOURCE_ONLY_DESCRIPTIVE");
        assert_eq!(wrong("closed / closed", &RATE).reason(), "SOURCE_UNUSED");
        for count in ["closed", "closed - due", "closed * due", "1 + closed / due / due"] {
            let names = &RATE[..if count.contains("due") { 2 } else { 1 }];
            assert_eq!(wrong(count, names), Wrong::NotAShare, "{count}");
        }
    }

    /// Petitions for each event are a number of petitions, whatever it is divided by (domain.md G-17).
    #[test]
    fn nobody_is_rated_by_how_many_cases_of_one_service_there_are_for_those_of_another() {
        for petitions in ["petition.closed", "petition.accept.due", "petition.handle.due"] {
            let names = [("a", petitions), ("b", "grid.reported")];
            assert_eq!(formula("a / b", &names).unwrap_err(), Wrong::NotAShare, "{petitions}");
            assert_eq!(formula("1 - a / (a + b)", &names).unwrap_err(), Wrong::NotAShare, "{petitions}");
            let described = Formula::new("a / b", &sources(&names), false);
            assert!(described.is_ok(), "what only describes may say so");
        }
        let names = [
            ("a", "petition.handle.in_time"),
            ("b", "petition.handle.due"),
            ("c", "grid.handle.in_time"),
            ("d", "grid.handle.due"),
        ];
        let both = formula("0.5 * (a / b) + 0.5 * (c / d)", &names).unwrap();
        assert_eq!(
            both.value(|source| if source.ends_with("due") { 4 } else { 2 }),
            Some(Decimal::new(5, 1))
        );
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for text in [
            "",
            "closed /",
            "closed / due; 1",
            "let x = closed",
            "closed / \"due\"",
            "closed // due",
            "if closed { due }",
            "while",
            "closed / other",
            "closed()",
            "print(due)",
            "closed / due / (closed - closed)",
            "due = closed",
        ] {
            assert_eq!(formula(text, &RATE).unwrap_err(), Wrong::Invalid, "{text}");
        }
        assert_eq!(
            formula(&format!("closed / due{}", " + 0.0".repeat(90)), &RATE).unwrap_err(),
            Wrong::Invalid
        );
    }
}
