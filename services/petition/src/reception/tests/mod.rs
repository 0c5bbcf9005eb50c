//! The hall as a caller finds it, on both databases.

mod days;
mod lists;
mod policy;
mod repeats;
pub(crate) mod scene;
mod sealed;
mod teams;

use sea_orm::EntityTrait;
use shiyu_kit::journal;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::reception_service_server::ReceptionService;

use self::scene::{Hall, asked, clerk, id};

async fn told(hall: &Hall) -> Vec<(String, Option<Vec<u8>>)> {
    let rows = journal::Entity::find().all(&hall.db.reader).await.unwrap();
    rows.into_iter().map(|row| (row.kind, row.fact)).collect()
}

async fn put_counter(hall: &Hall, unit: &str, kind: pb::CounterKind) -> pb::ServiceCounter {
    let request = asked(&clerk(unit), hall.counter(unit, kind));
    hall.desk.put_counter(request).await.unwrap().into_inner()
}

async fn put_entry(hall: &Hall, unit: &str, after: i64) -> pb::RosterEntry {
    let request = asked(&clerk(unit), hall.entry(unit, after));
    hall.desk.put_roster_entry(request).await.unwrap().into_inner()
}

async fn order(hall: &Hall, unit: &str, place: &str) -> pb::OutreachVisit {
    let request = asked(&clerk(unit), hall.visit(unit, place, 1));
    hall.desk.order_outreach(request).await.unwrap().into_inner()
}

fn report(name: &str) -> pb::ReportOutreachRequest {
    pb::ReportOutreachRequest {
        name: name.to_owned(),
        outcome: "双方同意调解".to_owned(),
        done_time: None,
        request_id: id(),
    }
}
