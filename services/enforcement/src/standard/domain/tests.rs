//! The rules of the standards, each in a sentence.

use shiyu_kit::fault::Refusal as _;
use time::macros::date;
use uuid::Uuid;

use super::*;
use crate::domain::terms::{Fen, PenaltyKind, SubjectKind};
use crate::power::domain::{Item, Multiple, MultipleOf, Range};
use crate::scene::{COUNTY, HOUSING, TOWN, code, decide};

fn range(subject: Option<SubjectKind>, least: u64, most: u64) -> Range {
    Range {
        kind: PenaltyKind::Fine,
        subject,
        fen: Some((Fen::yuan(least), Fen::yuan(most))),
        multiple: None,
    }
}

fn item(penalties: Vec<Range>) -> Item {
    Item {
        code: "A1".parse().unwrap(),
        title: "对违法建设的行政处罚".to_owned(),
        bases: Vec::new(),
        penalties,
        origin: code(HOUSING),
        holdings: Vec::new(),
        first_offence_waiver: false,
        long_limitation: false,
        decision_days: None,
    }
}

fn band(penalties: Vec<Range>) -> Band {
    Band {
        code: "light".to_owned(),
        title: "较轻".to_owned(),
        circumstances: "面积不满十平方米".to_owned(),
        penalties,
    }
}

fn draft(valid_from: time::Date, bands: Vec<Band>) -> Draft {
    Draft {
        id: Uuid::from_u128(1),
        subject: Subject::Benchmark("A1".parse().unwrap()),
        valid_from,
        document: "浙综执规〔2026〕1号".to_owned(),
        body: Body::Bands(bands),
    }
}

#[test]
fn a_band_asks_for_no_more_than_the_law_allows() {
    let law = item(vec![
        range(None, 1_000, 10_000),
        range(Some(SubjectKind::Organisation), 10_000, 50_000),
    ]);
    assert!(band(vec![range(None, 1_000, 3_000)]).is_within(&law));
    assert!(band(vec![range(Some(SubjectKind::Organisation), 10_000, 50_000)]).is_within(&law));
    assert!(band(Vec::new()).is_within(&law), "nobody is punished");
    assert!(!band(vec![range(None, 900, 3_000)]).is_within(&law));
    assert!(!band(vec![range(Some(SubjectKind::Citizen), 10_000, 50_000)]).is_within(&law));
    let warning = Range {
        kind: PenaltyKind::Warning,
        fen: None,
        ..range(None, 0, 0)
    };
    assert!(!band(vec![warning]).is_within(&law));
    let multiple = |most| Range {
        fen: None,
        multiple: Some(Multiple {
            of: MultipleOf::IllegalIncome,
            least: 1_000,
            most,
        }),
        ..range(None, 0, 0)
    };
    let law = item(vec![multiple(3_000)]);
    assert!(band(vec![multiple(2_000)]).is_within(&law) && !band(vec![multiple(4_000)]).is_within(&law));
}

#[test]
fn what_was_in_force_on_a_day_never_changes() {
    let law = item(vec![range(None, 1_000, 10_000)]);
    let put = |day, newest, by: &str| {
        let bands = vec![band(vec![range(None, 1_000, 3_000)])];
        decide(by, |sitting| {
            draft(day, bands).put(newest, Some(&law), sitting).map_err(|why| why.reason())
        })
    };
    assert_eq!(put(date!(2020 - 01 - 01), None, COUNTY).unwrap().version, 1);
    assert_eq!(put(date!(2026 - 05 - 06), Some(1), COUNTY), Err("STANDARD_NOT_AHEAD"));
    assert_eq!(put(date!(2026 - 05 - 07), Some(1), COUNTY).unwrap().version, 2);
    assert_eq!(put(date!(2026 - 05 - 07), Some(1), TOWN), Err("UNIT_NOT_YOURS"));
}

#[test]
fn a_benchmark_belongs_to_an_item_and_to_its_law() {
    let day = date!(2026 - 06 - 01);
    let unknown = decide(COUNTY, |sitting| draft(day, vec![band(Vec::new())]).put(None, None, sitting));
    assert_eq!(unknown.unwrap_err().reason(), "POWER_UNKNOWN");
    let law = item(vec![range(None, 1_000, 10_000)]);
    let outside = vec![band(vec![range(None, 1_000, 20_000)])];
    let outside = decide(COUNTY, |sitting| draft(day, outside).put(None, Some(&law), sitting));
    assert_eq!(outside.unwrap_err().reason(), "BAND_OUTSIDE_LAW");
}

#[test]
fn every_subject_is_found_again_by_its_kind_and_key() {
    let all = [
        Subject::Benchmark("A1".parse().unwrap()),
        Subject::Checklist("A1".parse().unwrap()),
        Subject::Wording(DocumentKind::Decision),
    ];
    for subject in all {
        assert_eq!(Subject::of(subject.kind(), subject.key()), Some(subject));
    }
    assert_eq!(Subject::of(StandardKind::Wording, "poem"), None);
}
