//! The bulletin's figures and tables.

use std::collections::BTreeMap;

use shiyu_proto::assessment::v1 as pb;

use super::Bulletin;
use crate::output::table;
use crate::pages;
use crate::supervision::words;

/// By county and service, what was due and what of it was met in time. A whole event is counted by its handling.
pub fn on_time(figures: &pb::Figures) -> BTreeMap<(String, String), (i64, i64)> {
    let mut shares = BTreeMap::<(String, String), (i64, i64)>::new();
    for figure in figures.figures.iter().filter(|figure| !figure.source.starts_with("grid.whole.")) {
        let mut parts = figure.source.split('.');
        let (Some(service), Some(_), Some(what)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let share = shares.entry((figure.unit.clone(), service.to_owned()));
        match what {
            "due" => share.or_default().0 += figure.count,
            "in_time" => share.or_default().1 += figure.count,
            _ => {}
        }
    }
    shares
}

/// In whole hundredths of a per cent.
pub fn percent(due: i64, met: i64) -> String {
    if due == 0 {
        return String::new();
    }
    let hundredths = (met * 20_000 + due) / (due * 2);
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

/// The league table.
pub fn league(ranking: &pb::Ranking) -> String {
    let mut table = table(&["rank", "unit", "points", "governance", "petition", "safety"]);
    for standing in &ranking.standings {
        let family = |of: pb::Family| {
            let found = standing.families.iter().find(|points| points.family() == of);
            found.map(|points| points.points.clone()).unwrap_or_default()
        };
        let rank = if standing.rank == 0 {
            String::new()
        } else {
            standing.rank.to_string()
        };
        table.add_row([
            rank,
            standing.unit.clone(),
            standing.points.clone(),
            family(pb::Family::Governance),
            family(pb::Family::Petition),
            family(pb::Family::Safety),
        ]);
    }
    table.to_string()
}

/// Counts that anybody may be shown; of fewer nothing is told, not even that there are any.
pub fn heat(map: &pb::HeatMap) -> String {
    if map.cells.is_empty() {
        return "nothing that ten or more asked for in one place".to_owned();
    }
    let mut table = table(&["service", "category", "place", "cases"]);
    for cell in &map.cells {
        table.add_row([
            cell.service.clone(),
            cell.category.clone(),
            cell.place.clone(),
            cell.cases.to_string(),
        ]);
    }
    table.to_string()
}

/// What became of a supervision, and of what the city ordered.
pub fn answered(bulletin: &Bulletin) -> String {
    let closed = bulletin.closed.as_ref().map(|one| {
        let steps = one.steps.iter().map(|step| words::rung(step.rung()));
        let steps = steps.collect::<Vec<_>>().join(", ");
        format!(
            "{} was late ({} {}): {steps}; it answered, and that is closed",
            one.unit,
            words::service(one.service()),
            one.clock
        )
    });
    let urged = bulletin.urged.as_ref().and_then(|one| one.moved.as_ref()).map(|moved| {
        let (unit, id) = (&moved.unit, pages::id(&moved.name));
        format!("the city urged {unit}; its county took it up under the same number: shiyu supervision show {id}")
    });
    [closed, urged].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_what_was_due() {
        let figure = |source: &str, count| pb::Figure {
            source: source.to_owned(),
            unit: "330602".to_owned(),
            count,
        };
        let figures = pb::Figures {
            figures: vec![
                figure("grid.handle.due", 972),
                figure("grid.handle.in_time", 737),
                figure("grid.whole.due", 5),
                figure("grid.reported", 9),
                figure("petition.accept.due", 3),
            ],
            watermarks: Vec::new(),
        };
        let shares = on_time(&figures);
        let of = |service: &str| shares[&("330602".to_owned(), service.to_owned())];
        assert_eq!((of("grid"), of("petition"), shares.len()), ((972, 737), (3, 0), 2));
        assert_eq!([percent(972, 911), percent(972, 737), percent(0, 0)], ["93.72 %", "75.82 %", ""]);
    }
}
