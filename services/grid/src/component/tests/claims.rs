//! What an event asks the register: where a component stands, and who answers for it.

use shiyu_kit::calendar::local_date;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::unit::Code;

use super::{Depot, middle, office, row};
use crate::dispatch::domain::{MAINTAINER, OWNER};
use crate::domain::terms::{ComponentCode, Level, Place, Point};
use crate::place::atlas::Distances;
use crate::place::tests::scene::code;
use crate::registers::Registers;
use crate::rpc::lookup::{Question, Tables as _};

shiyu_kit::both_databases! {
    an_event_goes_to_the_owner_of_its_component;
    what_does_not_stand_today_is_no_place;
}

async fn an_event_goes_to_the_owner_of_its_component(home: TestDatabase) {
    let depot = Depot::open(&home).await;
    let (grid, at) = middle(7);
    depot.import(&[row("3306020103000001", at)]).await;
    let office = office(&home).await;
    let now = office.clock.now();
    let registers = Registers::open(office, Distances::default(), 1).await.unwrap();
    let cover: ComponentCode = "3306020103000001".parse().unwrap();
    let (point, thing) = registers.component(&cover, local_date(now)).await.unwrap().unwrap();
    assert_eq!(point, Point::from_degrees(at.0, at.1).unwrap());
    let place = Place {
        component: Some(thing),
        ..registers.locate(point, local_date(now)).unwrap().place
    };
    assert_eq!(place.grid.as_str(), grid);
    let goes = |returned: &[Code]| {
        let asked = Question {
            class: cover.class().unwrap(),
            level: Level::Town,
            place: &place,
            returned,
            at: now,
        };
        let route = registers.route(&asked).unwrap();
        (route.rule, route.to)
    };
    let (owner, maintainer) = (code("330602-SLJ"), code("330602-ZHZ"));
    assert_eq!(goes(&[]), (OWNER.to_owned(), owner.clone()));
    assert_eq!(goes(std::slice::from_ref(&owner)), (MAINTAINER.to_owned(), maintainer.clone()));
    assert_eq!(goes(&[owner, maintainer]), ("convenience".to_owned(), code(&grid[..9])));
}

async fn what_does_not_stand_today_is_no_place(home: TestDatabase) {
    let depot = Depot::open(&home).await;
    let (_, at) = middle(7);
    let gone = format!("3306020103000001,雨水井盖,{},{},,,,2020-03-01,2025-12-31,removed\n", at.0, at.1);
    let verdicts = depot.import(&[gone]).await;
    assert!(verdicts[0].problems.is_empty());
    let office = office(&home).await;
    let today = local_date(office.clock.now());
    let registers = Registers::open(office, Distances::default(), 1).await.unwrap();
    for code in ["3306020103000001", "3306020103000002"] {
        assert_eq!(registers.component(&code.parse().unwrap(), today).await.unwrap(), None, "{code}");
    }
}
