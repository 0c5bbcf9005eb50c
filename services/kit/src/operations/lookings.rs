//! Who looked at a case, on the wire.

use shiyu_proto::common::v1 as wire;
use tonic::Status;

use super::{Office, database, timestamp};
use crate::case::Actor;
use crate::fault::{Violations, unknown};
use crate::look;
use crate::page::{Paging, Scope};

impl Office {
    /// Of a case that is kept from the one who asks nobody is said to have looked.
    pub(super) async fn lookings(&self, by: &Actor, request: &wire::ListLookingsRequest) -> Result<wire::ListLookingsResponse, Status> {
        let mut violations = Violations::new();
        let case = crate::name::case("name", &request.name, &self.county, &mut violations);
        let scope = Scope::of(&["lookings", &request.name]);
        let paging: Paging<i64> = Paging::read(request.page_size, &request.page_token, scope, &mut violations);
        violations.finish()?;
        let case = case.ok_or_else(Violations::new)?;
        if self.is_kept_from(by, case).await? {
            return Err(unknown("CASE_UNKNOWN", "there is no trace of such a case"));
        }
        let after = paging.after().copied().unwrap_or(0);
        let rows = look::list(&self.db.reader, case, after, paging.limit()).await.map_err(database)?;
        let verdict = look::verify(&self.db.reader, case).await.map_err(database)?;
        let page = paging.page(rows, |row| row.number)?.map(looking);
        Ok(wire::ListLookingsResponse {
            lookings: page.items,
            next_page_token: page.next_page_token,
            broken_at: verdict.broken_at.unwrap_or_default(),
        })
    }
}

fn looking(row: look::Model) -> wire::Looking {
    let kind = if row.unit.is_some() || !row.purpose.is_empty() {
        wire::ActorKind::Person
    } else {
        wire::ActorKind::Service
    };
    wire::Looking {
        number: row.number,
        time: Some(timestamp(row.at)),
        actor: Some(wire::Actor {
            kind: kind.into(),
            subject: row.subject,
            unit: row.unit.unwrap_or_default(),
        }),
        method: row.door,
        purpose: row.purpose,
    }
}
