//! The city and its counties.

use shiyu_kit::calendar::Calendar;
use shiyu_kit::clock::WallClock;
use shiyu_kit::operations::Office;
use shiyu_kit::reference::Reference;
use shiyu_kit::relay::Wake;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::unit::{Unit, Units};
use time::macros::date;

use super::{AGENCY, CITY, code};
use crate::migration::Migrator;

pub(super) async fn office(home: &TestDatabase) -> Office {
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    Office {
        county: CITY.to_owned(),
        service: "enforcement",
        db,
        reference: Reference::of(Calendar::builtin(), units()),
        clock: WallClock::system(),
        wake: Wake::new(),
    }
}

pub(super) fn units() -> Units {
    let unit = |own: &str, superior: Option<&str>| Unit {
        code: code(own),
        name: own.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    };
    Units::new([
        unit(CITY, None),
        unit(AGENCY, Some(CITY)),
        unit("330603", Some(CITY)),
        unit("330603-ZFJ", Some("330603")),
        unit("330603001", Some("330603")),
        unit("330603001-ZHZF", Some("330603001")),
    ])
}
