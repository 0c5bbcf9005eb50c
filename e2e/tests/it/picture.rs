//! A town as it stands, to be compared with how it stood: what a refusal must leave as it was.

use sea_orm::{EntityTrait, PaginatorTrait};
use shiyu_e2e::people::AUDITOR;
use shiyu_e2e::{Town, sample};
use shiyu_kit::database::Database;
use shiyu_kit::{inbox, journal};
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;

/// Everything a caller could have changed.
#[derive(Debug, PartialEq)]
pub struct Picture {
    pub petitions: Vec<pb::Petition>,
    pub units: Vec<common::Unit>,
    pub calendar: Option<common::Calendar>,
    pub journal: u64,
    pub inbox: u64,
}

impl Picture {
    pub async fn of(town: &Town, db: &Database) -> Self {
        let auditor = town.caller(&AUDITOR);
        let units = common::ListUnitsRequest {
            parent: sample::parent(),
            page_size: 200,
            ..common::ListUnitsRequest::default()
        };
        let calendar = common::GetCalendarRequest {
            name: format!("{}/calendar", sample::parent()),
        };
        Self {
            petitions: petitions(town).await,
            units: auditor.units().list_units(units).await.unwrap().into_inner().units,
            calendar: auditor.operations().get_calendar(calendar).await.unwrap().into_inner().calendar,
            journal: journal::Entity::find().count(&db.reader).await.unwrap(),
            inbox: inbox::Entity::find().count(&db.reader).await.unwrap(),
        }
    }
}

/// Every petition of a town, page by page.
pub async fn petitions(town: &Town) -> Vec<pb::Petition> {
    let mut client = town.caller(&AUDITOR).petitions();
    let mut request = pb::ListPetitionsRequest {
        parent: sample::parent(),
        page_size: 7,
        ..pb::ListPetitionsRequest::default()
    };
    let mut all = Vec::new();
    loop {
        let page = client.list_petitions(request.clone()).await.unwrap().into_inner();
        all.extend(page.petitions);
        request.page_token = page.next_page_token;
        if request.page_token.is_empty() {
            return all;
        }
    }
}
