//! What a county needs before its grids can work: a map in force, teams, command rooms, an item of the admission list. What is there
//! already stays as it is.

use std::time::Duration as Wait;

use shiyu_kit::clock::new_id;
use shiyu_proto::grid::v1::{
    AdmissionFrequency, AdmissionItem, ApproveAdmissionItemRequest, Assignment, CentreKind, Certificate, CommandCentre,
    ListAdmittedItemsRequest, ListAssignmentsRequest, ListCommandCentresRequest, MapState, ProposeAdmissionItemRequest,
    PutAssignmentRequest, PutCommandCentreRequest,
};
use time::{Duration, OffsetDateTime};
use tokio::time::{Instant, timeout_at};

use super::super::cast::Cast;
use super::super::hour;
use super::super::places::{County, PETITIONS, ROOM};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::grids::{check, date, newest, publish, take};
use crate::pause::rhythm;
use crate::{pages, units};

/// How often the city is asked.
const RHYTHM: Wait = Wait::from_millis(100);
/// How long the units may take on their way from the petition service.
const PATIENCE: Wait = Wait::from_secs(30);
/// The department whose item is on the admission list.
pub const DEPARTMENT: &str = "NYNC";

/// Settles the county.
pub async fn settle(cast: &Cast, county: &County) -> Result<(), Failure> {
    units_are_known(&cast.grid_seat("operator", &county.unit(PETITIONS)?)?, county).await?;
    let chief = cast.grid_seat("chief", &county.centre())?;
    let today = date(now(cast, county).await?);
    map(&chief, county, &today).await?;
    rooms(&chief, county).await?;
    teams(&chief, county, &today).await?;
    admission(cast, &chief, county).await
}

/// What time it is in the city.
pub async fn now(cast: &Cast, county: &County) -> Result<OffsetDateTime, Failure> {
    hour::now(&cast.grid_seat("operator", &county.unit(PETITIONS)?)?).await
}

/// The units are the petition service's; the others hear of them.
pub async fn units_are_known(operator: &Desk, county: &County) -> Result<(), Failure> {
    let wanted = county.units();
    let until_known = async {
        let mut ticks = rhythm(RHYTHM);
        loop {
            ticks.tick().await;
            let everything = units::ListOptions {
                superior: None,
                date: None,
            };
            let there = units::fetch(operator, &everything).await?;
            if wanted.iter().all(|unit| there.iter().any(|one| one.code == unit.code)) {
                return Ok(());
            }
        }
    };
    let late = |_| Failure::Late(format!("the units of {} did not reach its other services", county.code));
    timeout_at(Instant::now() + PATIENCE, until_known).await.map_err(late)?
}

async fn map(chief: &Desk, county: &County, today: &str) -> Result<(), Failure> {
    if newest(chief).await?.is_some_and(|map| map.state() == MapState::Published) {
        return Ok(());
    }
    let (name, _) = take(chief, county.map()?.into_bytes()).await?;
    let checked = check(chief, &name).await?;
    if checked.map.errors > 0 {
        return Err(Failure::Late(checked.text()));
    }
    publish(chief, &name, (today, None)).await.map(drop)
}

async fn rooms(chief: &Desk, county: &County) -> Result<(), Failure> {
    let request = ListCommandCentresRequest {
        parent: chief.parent(),
        page_size: 200,
        ..ListCommandCentresRequest::default()
    };
    let there = chief.command().list_command_centres(request).await?.into_inner().centres;
    let room = |(town, name): &(&str, &str)| CommandCentre {
        unit: format!("{town}-{ROOM}"),
        kind: CentreKind::Room.into(),
        towns: vec![(*town).to_owned()],
        title: format!("{name}综合信息指挥室"),
        valid_from: "2020-01-01".to_owned(),
        ..CommandCentre::default()
    };
    let centre = CommandCentre {
        unit: county.centre(),
        kind: CentreKind::Centre.into(),
        title: format!("{}联动指挥中心", county.name),
        valid_from: "2020-01-01".to_owned(),
        ..CommandCentre::default()
    };
    let wanted = county.places.iter().map(room).chain([centre]);
    for centre in wanted.filter(|one| there.iter().all(|known| known.unit != one.unit)) {
        let request = PutCommandCentreRequest {
            parent: chief.parent(),
            centre: Some(centre),
            request_id: new_id().to_string(),
        };
        chief.command().put_command_centre(request).await?;
    }
    Ok(())
}

async fn teams(chief: &Desk, county: &County, today: &str) -> Result<(), Failure> {
    let request = ListAssignmentsRequest {
        parent: chief.parent(),
        page_size: 200,
        ..ListAssignmentsRequest::default()
    };
    let there = chief.team().list_assignments(request).await?.into_inner().assignments;
    let mut missing = county.team();
    missing.retain(|one| {
        let same = |known: &Assignment| known.grid == one.grid && known.subject == one.subject && known.role() == one.role;
        !there.iter().any(same)
    });
    for (one, number) in missing.into_iter().zip(1..) {
        let certificate = Certificate {
            number: format!("{}-WG-{number:03}", county.code),
            valid_to: "2099-12-31".to_owned(),
        };
        let assignment = Assignment {
            grid: one.grid,
            subject: one.subject,
            role: one.role.into(),
            from_date: today.to_owned(),
            certificate: Some(certificate),
            ..Assignment::default()
        };
        let request = PutAssignmentRequest {
            parent: chief.parent(),
            assignment: Some(assignment),
            request_id: new_id().to_string(),
        };
        chief.team().put_assignment(request).await?;
    }
    Ok(())
}

/// The id of the item that admits the department's task today; empty if there is none.
pub async fn item(desk: &Desk, county: &County) -> Result<String, Failure> {
    let request = ListAdmittedItemsRequest {
        parent: desk.parent(),
        department: county.unit(DEPARTMENT)?,
        ..ListAdmittedItemsRequest::default()
    };
    let items = desk.admission().list_admitted_items(request).await?.into_inner().items;
    Ok(items.first().map(|item| pages::id(&item.name).to_owned()).unwrap_or_default())
}

async fn admission(cast: &Cast, chief: &Desk, county: &County) -> Result<(), Failure> {
    if !item(chief, county).await?.is_empty() {
        return Ok(());
    }
    let today = now(cast, county).await?;
    let department = county.unit(DEPARTMENT)?;
    let head = cast.grid_seat("head", &department)?;
    let item = AdmissionItem {
        department,
        title: "河道漂浮物巡查".to_owned(),
        task: "汛期协助巡查河道漂浮物，发现后拍照上报，不下水作业。".to_owned(),
        class: "E0105".to_owned(),
        frequency: AdmissionFrequency::OnDemand.into(),
        unit_cost_fen: 500,
        minutes_each: 20,
        from_date: date(today),
        to_date: date(today + Duration::days(360)),
        ..AdmissionItem::default()
    };
    let request = ProposeAdmissionItemRequest {
        parent: head.parent(),
        item: Some(item),
        request_id: new_id().to_string(),
    };
    let proposed = head.admission().propose_admission_item(request).await?.into_inner();
    let request = ApproveAdmissionItemRequest {
        name: proposed.name,
        approval_document: "网格准入〔2026〕1号".to_owned(),
        request_id: new_id().to_string(),
    };
    chief.admission().approve_admission_item(request).await?;
    Ok(())
}
