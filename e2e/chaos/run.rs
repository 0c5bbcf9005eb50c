//! A city, those who live in it, and what was seen of its chains: what rounds go over one after the other.

use std::collections::BTreeMap;
use std::time::Instant;

use tokio::task::JoinHandle;

use crate::checks;
use crate::city::City;
use crate::lives::{Book, Citizen};
use crate::load::{live, prepare};
use crate::table::Row;

/// A run.
pub struct Run {
    pub city: City,
    citizen: Citizen,
    /// The last row of each journal whose chain was looked at.
    seen: BTreeMap<&'static str, i64>,
}

impl Run {
    /// A new city, prepared, with its databases in PostgreSQL or in files.
    pub async fn open(in_files: bool) -> Self {
        let city = City::open(in_files).await;
        prepare(&city.people).await;
        let citizen = Citizen {
            people: city.people.clone(),
            book: Book::default(),
            without: None,
        };
        Self {
            city,
            citizen,
            seen: BTreeMap::new(),
        }
    }

    /// Somebody who lives in it.
    pub fn citizen(&self) -> Citizen {
        self.citizen.clone()
    }

    /// Lets its citizens live, so many lives each. Whoever needs a service that is away for long would only wait for it: the others go on.
    pub fn begin(&self, lives: usize, without: Option<&'static str>) -> JoinHandle<()> {
        let citizen = Citizen {
            without,
            ..self.citizen.clone()
        };
        tokio::spawn(async move { live(&citizen, lives).await })
    }

    /// Waits until everything that was caused has happened everywhere, and looks at what is left.
    pub async fn end(&mut self, round: String, since: Instant) -> Row {
        let settled = self.city.settled().await;
        let mut row = Row {
            round,
            died: true,
            whole_after: since.elapsed().as_millis(),
            ..Row::default()
        };
        if !settled {
            row.findings.push("not everything was told and heard".to_owned());
        }
        checks::look(&self.city, &self.citizen.told(), &mut self.seen, &mut row).await;
        eprintln!("{row:?}");
        row
    }
}
