//! `shiyu demo`: every path and every remedy of the law in a development city, through the public API alone. Officers of several
//! units, and petitioners at the public door, live through the stories of `stories.toml`; the movable clock crosses the limits
//! of 15, 60 and 30 days (信访工作条例 arts. 22, 23, 34 to 36), and a table tells what was shown. Before them enforcement (`cases`) and
//! the grids (`grid`) have their days, and the disputes theirs (`dispute`), some of which go on in those of the petitions.

mod again;
mod bulletin;
mod cases;
mod cast;
mod crossing;
mod deed;
mod dispute;
mod ending;
mod grid;
mod hour;
mod moment;
mod person;
mod places;
mod play;
mod rings;
mod spoken;
mod story;
mod teller;
mod until;
mod waiting;

use std::time::Duration as Wait;

use clap::Args;
use serde_json::{Value, json};
use shiyu_kit::clock::new_id;
use shiyu_proto::petition::v1::{Petition, Stage};
use uuid::Uuid;

pub use bulletin::Bulletin;
pub use cases::{CasesPlayed, ORIGINS};
pub use cast::Cast;
pub use crossing::Crossing;
pub use dispute::DisputePlayed;
pub use ending::Ending as Table;
pub use grid::GridPlayed;
pub use play::{Played, Shown};

use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{progress, words};

/// Seconds.
const WAIT: u64 = 60;

/// How to play.
#[derive(Debug, Clone, Args)]
pub struct DemoOptions {
    /// Id of the run (UUID); one that was played before is shown as its petitions stand now, and nothing of it is registered twice. One
    /// that was cut short is not gone on with: by the city's clock its days have passed. Without it a new run.
    #[arg(long)]
    pub run: Option<Uuid>,
    /// How many seconds the city has to ring its clocks after they were moved.
    #[arg(long, default_value_t = WAIT)]
    pub wait: u64,
}

impl Default for DemoOptions {
    fn default() -> Self {
        Self { run: None, wait: WAIT }
    }
}

/// `shiyu demo`.
///
/// # Errors
/// [`Failure::Usage`] for a county the demo does not know, [`Failure::Refused`], and [`Failure::Late`] when a story went
/// otherwise than it is told, or clocks did not ring in time.
pub async fn run(cast: &Cast, out: Printer, options: &DemoOptions) -> Result<Ending, Failure> {
    let played = play(cast, out, options).await?;
    out.show(&document(&played), || text(&played));
    Ok(Ending::Clean)
}

/// Imports the units that the cast's county lacks.
///
/// # Errors
/// [`Failure::Usage`] for a county the demo does not know, [`Failure::Refused`].
pub async fn settle(cast: &Cast) -> Result<(), Failure> {
    let county = places::County::find(cast.county())?;
    play::settle_in(&cast.seat("operator", &county.unit(places::PETITIONS)?)?, county).await
}

/// Gives the cast's county a made-up map, teams, command rooms and an item of the admission list, as far as it lacks them. The city
/// itself has no grids.
///
/// # Errors
/// As [`settle`]; [`Failure::Late`] when its units do not reach the grid service.
pub async fn settle_grids(cast: &Cast) -> Result<(), Failure> {
    let county = places::County::find(cast.county())?;
    if county.has_towns() && cast.has_grids() {
        grid::settle(cast, county).await?;
    }
    Ok(())
}

/// Gives the cast's county committees, mediators, a centre and rooms, as far as it lacks them. The city itself mediates nothing.
///
/// # Errors
/// As [`settle`]; [`Failure::Late`] when its units do not reach the mediation service.
pub async fn settle_disputes(cast: &Cast) -> Result<(), Failure> {
    let county = places::County::find(cast.county())?;
    if county.has_towns() && cast.has_disputes() {
        dispute::arrived(cast, county, Wait::from_secs(WAIT)).await?;
        dispute::settle(cast, county).await?;
    }
    Ok(())
}

/// Gives the cast's county lists of powers, officers, standards and objects to be looked at, as far as it lacks them. The city itself has
/// none.
///
/// # Errors
/// As [`settle_grids`].
pub async fn settle_cases(cast: &Cast) -> Result<(), Failure> {
    let county = places::County::find(cast.county())?;
    if county.has_towns() && cast.has_cases() {
        cases::settle(cast, county).await?;
    }
    Ok(())
}

/// Plays, and tells how everything stands at the end.
///
/// # Errors
/// As [`run`].
pub async fn play(cast: &Cast, out: Printer, options: &DemoOptions) -> Result<Played, Failure> {
    let stories = play::Stories::all()?;
    let bar = progress::bar(stories.length(cast), out);
    let company = play::Company {
        cast,
        run: options.run.unwrap_or_else(new_id),
        wait: Wait::from_secs(options.wait),
        bar: &bar,
    };
    let played = company.play(stories).await;
    bar.finish_and_clear();
    played
}

/// The bureaus to which the demo's items of power are given, each with its town; none in a county that it does not know.
#[must_use]
pub fn bureaus(county: &str) -> Option<Vec<String>> {
    let county = places::County::find(county).ok().filter(|county| county.has_towns())?;
    Some(cases::bureaus(county))
}

fn document(played: &Played) -> Value {
    let crossings = played.crossings.iter().map(|crossing| {
        json!({
            "days": crossing.days,
            "overdue": crossing.overdue,
            "closed": crossing.closed,
        })
    });
    let shown = played.shown.iter().map(|shown| {
        json!({
            "number": shown.petition.number,
            "stage": shown.petition.stage().as_str_name(),
            "shows": shown.shows,
            "name": shown.petition.name,
            "query_code": shown.query_code,
            "second_factor": shown.second_factor,
        })
    });
    json!({
        "run": played.run.to_string(),
        "petitions": shown.collect::<Value>(),
        "advances": crossings.collect::<Value>(),
        "stages": played.ending.json(),
        "grids": played.grids.as_ref().map(grid::document),
        "disputes": played.disputes.as_ref().map(dispute::document),
        "enforcement": played.cases.as_ref().map(cases::document),
        "bulletin": played.bulletin.as_ref().map(bulletin::document),
    })
}

/// Where it stands; of an archived one also how it had ended.
fn stage(of: &Petition) -> String {
    let label = words::stage_label(of.stage());
    let ending = of.ending.as_ref().filter(|_| of.stage() == Stage::Archived);
    ending.map_or(label.clone(), |ending| format!("{label}, {}", words::stage_label(ending.stage())))
}

fn text(played: &Played) -> String {
    let mut days = table(&["the clock moved", "went overdue", "closed by lapse"]);
    for crossing in &played.crossings {
        days.add_row([
            format!("{} days", crossing.days),
            crossing.overdue.to_string(),
            crossing.closed.to_string(),
        ]);
    }
    let mut petitions = table(&["number", "stage", "path"]);
    for shown in &played.shown {
        let stage = stage(&shown.petition);
        petitions.add_row([shown.petition.number.clone(), stage, shown.shows.clone()]);
    }
    // The code is told once, on the receipt.
    let last = played.shown.last().filter(|shown| !shown.query_code.is_empty());
    let door = last.map(|shown| {
        let (code, factor) = (&shown.query_code, &shown.second_factor);
        format!("\n\nThe last petitioner asks where it stands: shiyu status {code} {factor}")
    });
    let (run, ending, door) = (played.run, played.ending.table(), door.unwrap_or_default());
    let grids = played.grids.as_ref().map(|played| grid::text(played) + "\n\n");
    let disputes = played.disputes.as_ref().map(|played| dispute::text(played) + "\n\n");
    let cases = played.cases.as_ref().map(|played| cases::text(played) + "\n\n");
    let before = [cases, grids, disputes].into_iter().flatten().collect::<String>();
    let after = played.bulletin.as_ref().map(|played| format!("\n\n{}", bulletin::text(played)));
    let after = after.unwrap_or_default();
    // A run that is played moves the clock.
    let days = if played.crossings.is_empty() {
        "It was played before: so its petitions stand now.".to_owned()
    } else {
        days.to_string()
    };
    format!("run {run}\n\n{before}{days}\n\n{ending}\n\n{petitions}{door}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(query_code: &str) -> String {
        text(&Played {
            run: Uuid::nil(),
            crossings: Vec::new(),
            shown: vec![Shown {
                shows: "closed".to_owned(),
                petition: Petition::default(),
                query_code: query_code.to_owned(),
                second_factor: "1234".to_owned(),
            }],
            ending: Table::default(),
            grids: None,
            disputes: None,
            cases: None,
            bulletin: None,
        })
    }

    #[test]
    fn a_run_that_was_played_before_tells_no_code_again() {
        assert!(shown("K7").ends_with("shiyu status K7 1234"));
        assert!(!shown("").contains("shiyu status"));
        assert!(shown("").contains("It was played before"));
    }
}
