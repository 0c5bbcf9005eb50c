//! A city desk and two counties, each with a petition service.

use shiyu_proto::common::v1 as common;

use crate::counties::Counties;
use crate::desks::{CITY, COUNTY, NEIGHBOUR};
use crate::house::Petition;
use crate::sample::{self, CITY_OFFICE, unit};
use crate::{Backends, Storage};

/// The petition office of the county beside.
pub const OFFICE_THERE: &str = "330681-XFJ";

/// The three of them.
pub type Offices = Counties<Petition>;

impl Offices {
    /// Both counties, and the city's desk, which gathers from them and is heard by them.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn open(backends: &Backends, storage: Storage) -> Self {
        let offices = Box::pin(Self::seated(backends, storage, None, |_| Vec::new())).await;
        for county in [COUNTY, NEIGHBOUR, CITY] {
            offices.import(county, units(county)).await;
        }
        offices
    }
}

fn units(county: &str) -> Vec<common::Unit> {
    if county == COUNTY {
        return sample::units();
    }
    let mut units = vec![
        unit(CITY, "绍兴市", ""),
        unit(CITY_OFFICE, "绍兴市信访局", CITY),
        unit("330600-ZJJ", "绍兴市住房和城乡建设局", CITY),
        unit(COUNTY, "越城区", CITY),
        unit(NEIGHBOUR, "诸暨市", CITY),
    ];
    if county == NEIGHBOUR {
        units.push(unit(OFFICE_THERE, "诸暨市信访局", NEIGHBOUR));
        units.push(unit("330681-ZJJ", "诸暨市住房和城乡建设局", NEIGHBOUR));
    }
    units
}
