//! A city desk and two counties, each with an enforcement service.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::path::Path;

use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::boundary_service_client::BoundaryServiceClient;
use shiyu_proto::enforcement::v1::case_service_client::CaseServiceClient;
use shiyu_proto::enforcement::v1::officer_service_client::OfficerServiceClient;

use crate::bureau::{BUREAU, PLACE, people};
use crate::counties::Counties;
use crate::desks::{CITY, COUNTY, NEIGHBOUR};
use crate::house::Enforcement;
use crate::people::{Door, Post};
use crate::sample::unit;
use crate::settings::{Settings, told};
use crate::{Backends, Storage};

/// The bureau of the county beside.
pub const BUREAU_THERE: &str = "330681-ZFJ";
/// The legal guidance of the city.
pub const GUIDANCE: &str = "330600-SFJ";

/// The three of them.
pub type Agencies = Counties<Enforcement>;

impl Agencies {
    /// Both counties, the first with two officers, and the city's desk, which gathers from them and is heard by them.
    ///
    /// # Panics
    /// When they do not start.
    pub async fn open(backends: &Backends, storage: Storage) -> Self {
        let agencies = Box::pin(Self::seated(backends, storage, None, files)).await;
        for county in [COUNTY, NEIGHBOUR, CITY] {
            agencies.import(county, units(county)).await;
        }
        for (post, number) in [(people::LI, "33020001"), (people::WANG, "33020002")] {
            agencies.certified(&post, number).await;
        }
        agencies
    }

    /// The door of cases, for whoever holds a post in a county.
    #[must_use]
    pub fn cases(&self, county: &str, post: &Post) -> CaseServiceClient<Door> {
        CaseServiceClient::new(self.caller(county, post).door())
    }

    /// Cases that may be another county's, for whoever holds a post there.
    #[must_use]
    pub fn disputes(&self, county: &str, post: &Post) -> BoundaryServiceClient<Door> {
        BoundaryServiceClient::new(self.caller(county, post).door())
    }

    async fn certified(&self, post: &Post, number: &str) {
        let officer = pb::Officer {
            subject: post.subject.to_owned(),
            display_name: "执法人员".to_owned(),
            unit: BUREAU.to_owned(),
            kind: pb::OfficerKind::Officer.into(),
            certificate: Some(pb::Certificate {
                number: number.to_owned(),
                issuer: "浙江省人民政府".to_owned(),
                valid_from: "2020-01-01".to_owned(),
                valid_to: "2099-12-31".to_owned(),
                ..pb::Certificate::default()
            }),
            ..pb::Officer::default()
        };
        let request = pb::PutOfficerRequest {
            parent: format!("counties/{COUNTY}"),
            officer: Some(officer),
            request_id: new_id().to_string(),
        };
        let mut officers = OfficerServiceClient::new(self.caller(COUNTY, &people::MAGISTRATE).door());
        officers.put_officer(request).await.expect("an officer with a certificate");
    }
}

/// Where a service keeps its files.
fn files(folder: &Path) -> Settings {
    told([
        ("SHIYU_FILES__STORE", "folder".to_owned()),
        ("SHIYU_FILES__FOLDER", folder.display().to_string()),
    ])
}

fn units(county: &str) -> Vec<common::Unit> {
    let mut units = vec![
        unit(CITY, "绍兴市", ""),
        unit(GUIDANCE, "绍兴市司法局", CITY),
        unit(COUNTY, "越城区", CITY),
        unit(NEIGHBOUR, "诸暨市", CITY),
    ];
    if county == COUNTY {
        units.push(unit(PLACE, "塔山街道", COUNTY));
        units.push(unit(BUREAU, "越城区综合行政执法局", COUNTY));
    }
    if county == NEIGHBOUR {
        units.push(unit(BUREAU_THERE, "诸暨市综合行政执法局", NEIGHBOUR));
    }
    units
}
