//! Organisation units on the wire: the owner's import, everybody's reading, and the copy by facts.

mod check;
mod copy;

use std::collections::BTreeMap;

use shiyu_proto::common::v1 as wire;
use shiyu_proto::common::v1::unit_service_server::UnitService;
use time::Date;
use time::format_description::well_known::Iso8601;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::{Office, fact};
use crate::calendar::local_date;
use crate::fault::{Fault, Refusal, Violations, unknown};
use crate::journal::Posting;
use crate::page::{Page, Paging, Scope};
use crate::rpc::caller;
use crate::unit::{Code, Unit, Units};

pub use copy::copy_unit;

/// Chains of facts about units are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x6d1f_8f2e_43a7_5c0b_9e55_5348_4959_5503);

/// At most so many units in one import.
const MOST: usize = 1_000;

/// The service over an office's units.
#[derive(Debug, Clone)]
pub struct OrganisationUnits {
    /// Where the units lie.
    pub office: Office,
    /// Whether they are this service's own, or a copy of another's.
    pub owned: bool,
}

/// Units are imported at their owner.
#[derive(Debug, thiserror::Error)]
#[error("the units here are a copy; import them at the service that owns them")]
struct OwnedElsewhere;

impl Refusal for OwnedElsewhere {
    fn reason(&self) -> &'static str {
        "UNITS_OWNED_ELSEWHERE"
    }
}

#[tonic::async_trait]
impl UnitService for OrganisationUnits {
    async fn import_units(&self, request: Request<wire::ImportUnitsRequest>) -> Result<Response<wire::ImportUnitsResponse>, Status> {
        if !self.owned {
            return Err(Fault::Refused(OwnedElsewhere).into());
        }
        let (by, request) = caller(request)?;
        let known = self.office.reference.units();
        let (act, units) = self.read(&request, &known)?;
        let (mut response, mut news) = (wire::ImportUnitsResponse::default(), BTreeMap::new());
        for unit in units {
            match known.iter().find(|old| old.code == unit.code && old.valid_from == unit.valid_from) {
                None => response.added += 1,
                Some(old) if *old == unit => {
                    response.unchanged += 1;
                    continue;
                }
                Some(_) => response.changed += 1,
            }
            news.entry(unit.code.clone()).or_insert_with(Vec::new).push(unit);
        }
        self.publish(act, &by, news).await?;
        Ok(Response::new(response))
    }

    async fn get_unit(&self, request: Request<wire::GetUnitRequest>) -> Result<Response<wire::GetUnitResponse>, Status> {
        let request = request.into_inner();
        let mut violations = Violations::new();
        let code = crate::name::child("name", &request.name, &self.office.county, "units", &mut violations);
        let code = code.and_then(|code| violations.present(code.parse::<Code>().ok(), "name", "INVALID_CODE", "not a unit's code"));
        let day = self.day(&request.date, &mut violations);
        violations.finish()?;
        let units = self.office.reference.units();
        let unit = code.zip(day).and_then(|(code, day)| units.get(&code, day));
        let unit = unit.ok_or_else(|| unknown("UNIT_UNKNOWN", "there is no such unit on that day"))?;
        Ok(Response::new(wire::GetUnitResponse {
            unit: Some(self.shown(unit)),
        }))
    }

    async fn list_units(&self, request: Request<wire::ListUnitsRequest>) -> Result<Response<wire::ListUnitsResponse>, Status> {
        let request = request.into_inner();
        let mut violations = Violations::new();
        crate::name::parent("parent", &request.parent, &self.office.county, &mut violations);
        let day = self.day(&request.date, &mut violations);
        let is_code = request.superior.is_empty() || request.superior.parse::<Code>().is_ok();
        violations.require(is_code, "superior", "INVALID_CODE", "not a unit's code");
        let scope = Scope::of(&["units", &request.superior, &request.date]);
        let paging: Paging<Code> = Paging::read(request.page_size, &request.page_token, scope, &mut violations);
        violations.finish()?;
        let page = self.page(&paging, day, &request.superior)?;
        Ok(Response::new(wire::ListUnitsResponse {
            units: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}

impl OrganisationUnits {
    fn read(&self, request: &wire::ImportUnitsRequest, known: &Units) -> Result<(Uuid, Vec<Unit>), Status> {
        let mut violations = Violations::new();
        crate::name::parent("parent", &request.parent, &self.office.county, &mut violations);
        violations.require(
            request.units.len() <= MOST,
            "units",
            "TOO_MANY_UNITS",
            "at most 1,000 units at a time",
        );
        let act = crate::name::request_id(&request.request_id, &mut violations);
        let units = check::read(&request.units, &self.office.county, known, &mut violations);
        violations.finish()?;
        act.map(|act| (act, units)).ok_or_else(|| Violations::new().into())
    }

    async fn publish(&self, act: Uuid, by: &crate::case::Actor, news: BTreeMap<Code, Vec<Unit>>) -> Result<(), Status> {
        if news.is_empty() {
            return Ok(());
        }
        // One fact a unit and span; spans of the same unit are different chains, so that each is in order.
        let units: Vec<Unit> = news.into_values().flatten().collect();
        let posting = |unit: &Unit| Posting {
            chain: Uuid::new_v5(&CHAINS, format!("{}/{}", unit.code, unit.valid_from).as_bytes()),
            entry: fact(
                "unit.changed",
                &wire::UnitChanged {
                    unit: Some(self.shown(unit)),
                },
            ),
        };
        let postings = units.iter().map(posting).collect();
        self.office
            .change(act, by, postings, async |transaction| {
                crate::unit::store::put_within(transaction, &units).await
            })
            .await
    }

    fn page(&self, paging: &Paging<Code>, day: Option<Date>, superior: &str) -> Result<Page<wire::Unit>, Status> {
        let units = self.office.reference.units();
        let rows = units.iter().filter(|unit| day.is_some_and(|day| unit.exists_on(day)));
        let rows = rows.filter(|unit| superior.is_empty() || unit.superior.as_ref().is_some_and(|code| code.as_str() == superior));
        let rows = rows.filter(|unit| paging.after().is_none_or(|after| unit.code > *after));
        let rows: Vec<&Unit> = rows.take(usize::try_from(paging.limit()).unwrap_or(usize::MAX)).collect();
        Ok(paging.page(rows, |unit| unit.code.clone())?.map(|unit| self.shown(unit)))
    }

    fn day(&self, text: &str, violations: &mut Violations) -> Option<Date> {
        if text.is_empty() {
            return Some(local_date(self.office.clock.now()));
        }
        violations.present(
            Date::parse(text, &Iso8601::DATE).ok(),
            "date",
            "INVALID_DATE",
            "a date is of the form 2026-02-14",
        )
    }

    fn shown(&self, unit: &Unit) -> wire::Unit {
        wire::Unit {
            name: format!("counties/{}/units/{}", self.office.county, unit.code),
            code: unit.code.to_string(),
            display_name: unit.name.clone(),
            superior: unit.superior.as_ref().map(ToString::to_string).unwrap_or_default(),
            valid_from: unit.valid_from.to_string(),
            valid_to: unit.valid_to.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}
