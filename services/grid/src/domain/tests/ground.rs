//! An open event is found under the grid that covers its place by now.

use shiyu_kit::case::Actor;

use super::given::*;
use crate::domain::{Command, Event, StageName};

const HEIR: &str = "330602001003007";

fn regrid(grid: &str) -> Command {
    Command::Regrid {
        grid: grid.parse().unwrap(),
    }
}

#[test]
fn an_open_event_follows_the_map_once_and_keeps_the_grid_of_its_day() {
    for stage in StageName::ALL.into_iter().filter(|stage| !stage.is_end()) {
        let mut given = Given::an_event(stage);
        let own = given.incident().place.grid.clone();
        let events = given.does(&Actor::Clock, regrid(HEIR));
        assert_eq!(events.iter().map(Event::kind).collect::<Vec<_>>(), ["event.regridded"]);
        assert_eq!(given.does(&Actor::Clock, regrid(HEIR)), []);
        let incident = given.incident();
        assert_eq!((incident.grid().as_str(), &incident.place.grid), (HEIR, &own));
        given.does(&Actor::Clock, regrid(own.as_str()));
        assert_eq!(given.incident().ground, None, "it is where it was");
    }
}

#[test]
fn what_has_ended_stays_where_it_was() {
    for stage in StageName::ALL.into_iter().filter(|stage| stage.is_end()) {
        assert_eq!(Given::an_event(stage).does(&Actor::Clock, regrid(HEIR)), []);
    }
}
