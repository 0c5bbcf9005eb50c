//! The annual report of a petition office (年度报告, 信访工作条例 art. 41): fields and units, what was forwarded, assigned and supervised, and
//! what was suggested and adopted. It is counted when it is asked for, of matters and of no person, and keeps nothing.

mod count;
pub mod domain;
mod store;
#[cfg(test)]
mod tests;
mod wire;

use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::rpc::caller;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::annual_report_service_server::AnnualReportService;
use tonic::{Request, Response, Status};

use self::domain::{NotReported, Report, Year, may_report};
use crate::advice;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// The reports of one county.
#[derive(Debug, Clone)]
pub struct Reports {
    county: Code,
    office: Office,
}

impl Reports {
    /// The reports of a county, over the database, units and clock of its service's office.
    #[must_use]
    pub const fn new(county: Code, office: Office) -> Self {
        Self { county, office }
    }

    async fn report(&self, by: &Actor, year: Year) -> Result<Report, Fault<NotReported>> {
        may_report(by, &self.county, year, self.office.clock.now()).map_err(Fault::Refused)?;
        let db = &self.office.db.reader;
        let mut report = count::report(&store::matters(db, year).await?);
        for suggestion in advice::store::made_within(db, year.moments()).await? {
            let adoption = suggestion.answer.as_ref().map(|answer| answer.adoption);
            report
                .suggestions
                .entry(suggestion.made.to.to_string())
                .or_default()
                .enter(adoption);
        }
        Ok(report)
    }
}

#[tonic::async_trait]
impl AnnualReportService for Reports {
    async fn get_annual_report(&self, request: Request<pb::GetAnnualReportRequest>) -> Result<Response<pb::AnnualReport>, Status> {
        let (by, request) = caller(request)?;
        let year = wire::year(&request, &self.county)?;
        let report = self.report(&by, year).await?;
        Ok(Response::new(wire::report(year, &report)))
    }
}
