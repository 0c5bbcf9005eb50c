//! Screening rounds.

use super::*;

fn round() -> Round {
    let template = builtin().expect("ours").into_iter().next().expect("a weekly one");
    Round::of(&template, &code(VILLAGE), Frequency::Weekly.period(TODAY))
}

fn answers(round: &Round, found: &[Found]) -> Vec<Answer> {
    let answer = |item: &Item| {
        let here = if item.code == "neighbour" { found.to_vec() } else { Vec::new() };
        Answer {
            item: item.code.clone(),
            outcome: if here.is_empty() { Outcome::Nothing } else { Outcome::Found },
            found: here,
        }
    };
    round.items.iter().map(answer).collect()
}

fn noise(place: &str, settled: bool) -> Found {
    Found {
        category: Category::Neighbour,
        place: code(place),
        summary: "空调外机噪声".to_owned(),
        settled,
    }
}

#[test]
fn a_round_is_reported_whole_and_once_and_its_findings_are_the_ledger() {
    let found = [noise(VILLAGE, false), noise(VILLAGE, true)];
    let told = answers(&round(), &found);
    let (reported, ledger) = in_town(|sitting| round().report(&told, sitting)).expect("all is answered");
    assert_eq!(
        (reported.state, reported.findings(), reported.late()),
        (RoundState::Reported, 2, false)
    );
    assert_eq!(
        ledger.iter().map(Finding::state).collect::<Vec<_>>(),
        [FindingState::Open, FindingState::Settled]
    );
    assert_eq!(
        in_town(|sitting| reported.report(&told, sitting)).map(drop),
        Err("SCREENING_REPORTED")
    );
    let less = told.get(1..).unwrap_or_default().to_vec();
    assert_eq!(in_town(|sitting| round().report(&less, sitting)).map(drop), Err("ITEMS_UNANSWERED"));
    let mut more = told.clone();
    more.extend(told.first().map(|first| Answer {
        item: "weather".to_owned(),
        ..first.clone()
    }));
    assert_eq!(in_town(|sitting| round().report(&more, sitting)).map(drop), Err("ITEMS_UNKNOWN"));
    let elsewhere = answers(&round(), &[noise(OTHER_TOWN, false)]);
    assert_eq!(
        in_town(|sitting| round().report(&elsewhere, sitting)).map(drop),
        Err("PLACE_OUTSIDE_UNIT")
    );
}

#[test]
fn a_missed_round_is_still_reported_and_is_late() {
    let template = builtin().expect("ours").into_iter().next().expect("a weekly one");
    let past = Round {
        state: RoundState::Missed,
        ..Round::of(&template, &code(VILLAGE), Frequency::Weekly.period(date!(2026 - 11 - 20)))
    };
    let told = answers(&past, &[]);
    let (reported, ledger) = in_town(|sitting| past.report(&told, sitting)).expect("late, but told");
    assert!(reported.late() && ledger.is_empty());
}
