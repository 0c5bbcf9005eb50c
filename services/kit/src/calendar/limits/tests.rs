use super::*;
use crate::calendar::Bound;
use crate::config::{ConfigError, ConfigErrors, Source};

const LAW: Rule = Rule::natural_days("handle", "信访工作条例 art. 34", 60, Bound::Agency);
const SORT: Rule = Rule::working_days("classify", "internal rule", 5, Bound::Agency).ours();
const CALL: Rule = Rule::work_hours("call_back", "internal rule", 4, Bound::Agency).ours();

fn read(file: &str, environment: &[(&str, &str)]) -> Result<Limits, Vec<(String, Problem)>> {
    let variables = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let mut reader = Reader::new("[limits]").text_file("shiyu.toml", file).environment(variables);
    let limits = Limits::read(&mut reader, &[LAW, SORT, CALL]);
    let told = |error: ConfigError| (error.key, error.problem);
    reader
        .finish()
        .map(|()| limits)
        .map_err(|ConfigErrors(errors)| errors.into_iter().map(told).collect())
}

fn reckoned(limits: &Limits, rule: &Rule) -> (u32, TimeUnit, bool) {
    let rule = limits.of(rule);
    (rule.amount, rule.unit, rule.roll)
}

#[test]
fn a_configured_amount_is_used_and_another_rule_keeps_its_own() {
    let limits = read("[limits]\nclassify = \"24h\"", &[]).unwrap();
    assert_eq!(reckoned(&limits, &SORT), (24, TimeUnit::Hour, true));
    assert_eq!(limits.of(&CALL), CALL);
    assert_eq!(limits.of(&LAW), LAW);
}

#[test]
fn days_that_take_the_place_of_hours_roll_as_days_do() {
    let limits = read("", &[("SHIYU_LIMITS__CALL_BACK", "2 d")]).unwrap();
    assert_eq!(reckoned(&limits, &CALL), (2, TimeUnit::NaturalDay, true));
}

#[test]
fn law_is_not_changed_even_by_limits_that_name_it() {
    let limits = Limits::new([("handle", "90d".parse().unwrap())]);
    assert_eq!(limits.of(&LAW), LAW);
}

#[test]
fn everything_wrong_is_told_at_once() {
    let file = "[limits]\nhandle = \"90d\"\nclassify = \"0wd\"\ncall_back = 4\nclasify = \"3wd\"";
    let mut errors = read(file, &[]).unwrap_err();
    errors.sort_by(|one, other| one.0.cmp(&other.0));
    let keys: Vec<&str> = errors.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["limits.call_back", "limits.clasify", "limits.classify", "limits.handle"]);
    let problems: Vec<&Problem> = errors.iter().map(|(_, problem)| problem).collect();
    let [
        Problem::Invalid { .. },
        Problem::Unknown { nearest },
        Problem::Invalid { .. },
        Problem::Conflict(_),
    ] = problems[..]
    else {
        panic!("{problems:?}");
    };
    assert_eq!(nearest.as_deref(), Some("limits.classify"));
}

#[test]
fn a_limit_of_the_law_is_named_where_it_was_set() {
    let mut reader = Reader::new("[limits]").environment([("SHIYU_LIMITS__HANDLE".to_owned(), "1d".to_owned())]);
    Limits::read(&mut reader, &[LAW]);
    let ConfigErrors(errors) = reader.finish().unwrap_err();
    assert_eq!(errors[0].source_of_value, Source::Environment("SHIYU_LIMITS__HANDLE".to_owned()));
}

#[test]
fn amounts_have_a_count_and_a_unit() {
    let amount = |text: &str| text.parse::<Amount>().map(|amount| (amount.count, amount.unit));
    assert_eq!(amount("3wd"), Ok((3, TimeUnit::WorkingDay)));
    assert_eq!(amount("30d"), Ok((30, TimeUnit::NaturalDay)));
    assert_eq!(amount("4wh"), Ok((4, TimeUnit::WorkHour)));
    assert_eq!(amount("2m"), Ok((2, TimeUnit::Month)));
    for odd in ["", "3", "d", "0d", "-3d", "3w", "3D", "1.5h", "3661d", "99999999999d", "３d"] {
        assert_eq!(amount(odd), Err(NotAnAmount), "{odd}");
    }
}

#[test]
fn a_rule_kept_before_rules_were_marked_still_reads() {
    let law = serde_json::to_value(LAW).unwrap();
    assert_eq!(law.get("ours"), None);
    assert_eq!(serde_json::from_value::<Rule>(law).unwrap(), LAW);
    let own = serde_json::to_value(SORT).unwrap();
    assert_eq!(serde_json::from_value::<Rule>(own).unwrap(), SORT);
}
