//! The front door: parse, execute or look up, answer.

use shiyu_kit::calendar::{CHINA, close_of};
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::timestamp;
use shiyu_kit::rpc::caller;
use shiyu_kit::wire::number;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::supervision_service_server::SupervisionService;
use tonic::{Request, Response, Status};

use super::command::Command;
use super::desk::{SupervisionDesk, own};
use super::domain::{Rung, Stage};
use super::refusal::Refusal;
use super::wire::Named;
use super::{count, overseen, reminder, store, wire};

/// What every order upon a supervision says.
macro_rules! step {
    ($desk:ident, $request:ident, |$reading:ident, $told:ident| $command:expr) => {{
        let (by, $told) = caller($request)?;
        let of = ($told.name.as_str(), $told.etag.as_str(), $told.request_id.as_str());
        let order = wire::step(of, &$desk.county, |$reading| $command)?;
        $desk.give(by, order).await
    }};
}

/// What every order that begins one says.
macro_rules! open {
    ($desk:ident, $request:ident, $rung:expr) => {{
        let (by, request) = caller($request)?;
        let named = Named {
            parent: request.parent,
            request_id: request.request_id,
            service: request.service,
            case: request.case,
            unit: request.unit,
            ground: request.ground,
        };
        $desk.give(by, wire::open(&named, $rung, &$desk.county)?).await
    }};
}

type Shown = Result<Response<pb::Supervision>, Status>;

#[tonic::async_trait]
impl SupervisionService for SupervisionDesk {
    async fn urge_unit(&self, request: Request<pb::UrgeUnitRequest>) -> Shown {
        open!(self, request, Rung::Urged)
    }

    async fn supervise_unit(&self, request: Request<pb::SuperviseUnitRequest>) -> Shown {
        open!(self, request, Rung::Ordered)
    }

    async fn urge_again(&self, request: Request<pb::UrgeAgainRequest>) -> Shown {
        step!(self, request, |_reading, told| Some(Command::Urge))
    }

    async fn acknowledge_supervision(&self, request: Request<pb::AcknowledgeSupervisionRequest>) -> Shown {
        step!(self, request, |_reading, told| Some(Command::Acknowledge))
    }

    async fn begin_rectification(&self, request: Request<pb::BeginRectificationRequest>) -> Shown {
        step!(self, request, |reading, told| wire::words(reading, "measures", told.measures)
            .map(Command::Begin))
    }

    async fn report_rectification(&self, request: Request<pb::ReportRectificationRequest>) -> Shown {
        step!(self, request, |reading, told| wire::words(reading, "result", told.result)
            .map(Command::Report))
    }

    async fn verify_rectification(&self, request: Request<pb::VerifyRectificationRequest>) -> Shown {
        step!(self, request, |_reading, told| Some(Command::Verify(told.done)))
    }

    async fn close_supervision(&self, request: Request<pb::CloseSupervisionRequest>) -> Shown {
        step!(self, request, |_reading, told| Some(Command::Close))
    }

    async fn carry_out_step(&self, request: Request<pb::CarryOutStepRequest>) -> Shown {
        step!(self, request, |reading, told| {
            let document = wire::document(reading, told.document);
            let number: Option<usize> = reading.number("number", told.number, &(1..=10_000));
            let index = number.map(|number| number.saturating_sub(1));
            index.zip(document).map(|(index, document)| Command::CarryOut(index, document))
        })
    }

    async fn raise_supervision(&self, request: Request<pb::RaiseSupervisionRequest>) -> Shown {
        step!(self, request, |reading, told| {
            let document = wire::document(reading, told.document);
            let rung = reading.word("rung", told.rung);
            rung.zip(document).map(|(rung, document)| Command::Raise(rung, document))
        })
    }

    async fn suggest_accountability(&self, request: Request<pb::SuggestAccountabilityRequest>) -> Shown {
        step!(self, request, |reading, told| {
            let document = wire::document(reading, told.document);
            let organ = reading.code("organ", &told.organ);
            organ.zip(document).map(|(organ, document)| Command::Suggest(organ, document))
        })
    }

    async fn withdraw_supervision(&self, request: Request<pb::WithdrawSupervisionRequest>) -> Shown {
        step!(self, request, |reading, told| wire::document(reading, told.document)
            .map(Command::Withdraw))
    }

    async fn get_supervision(&self, request: Request<pb::GetSupervisionRequest>) -> Shown {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::named(&request.name, &self.county)?).await?;
        Ok(Response::new(wire::supervision(&filed)))
    }

    async fn list_supervisions(
        &self,
        request: Request<pb::ListSupervisionsRequest>,
    ) -> Result<Response<pb::ListSupervisionsResponse>, Status> {
        let (by, request) = caller(request)?;
        let mut listing = wire::list(&request, &self.county)?;
        listing.filter.own = own(&by).map(|own| (self.below(&own), own));
        let (after, limit) = (listing.paging.after(), listing.paging.limit());
        let rows = store::list(&self.office.db.reader, &listing.filter, after, limit).await?;
        let page = listing.paging.page(rows, store::key)?;
        Ok(Response::new(pb::ListSupervisionsResponse {
            supervisions: page.items.iter().map(wire::supervision).collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_reminders(&self, request: Request<pb::ListRemindersRequest>) -> Result<Response<pb::ListRemindersResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::reminders(&request, &self.county)?;
        let units = match (own(&by), &listing.filter) {
            (Some(own), None) => Some(self.below(&own)),
            (Some(own), Some(unit)) => Some(self.below(&own).into_iter().filter(|below| below == unit.as_str()).collect()),
            (None, unit) => unit.as_ref().map(|unit| vec![unit.to_string()]),
        };
        let (after, limit) = (listing.paging.after(), listing.paging.limit());
        let rows = reminder::list(&self.office.db.reader, units.as_deref(), after, limit)
            .await
            .map_err(Fault::<Refusal>::Database)?;
        let page = listing.paging.page(rows, reminder::key)?;
        Ok(Response::new(pb::ListRemindersResponse {
            reminders: page.items.iter().map(reminder::shown).collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_county_supervisions(
        &self,
        request: Request<pb::ListCountySupervisionsRequest>,
    ) -> Result<Response<pb::ListCountySupervisionsResponse>, Status> {
        let listing = wire::overseen(&request.into_inner(), &self.county)?;
        let (of, stage) = &listing.filter;
        let (after, limit) = (listing.paging.after(), listing.paging.limit());
        let filter = (of.as_ref().map(shiyu_kit::unit::Code::as_str), *stage);
        let rows = overseen::list(&self.office.db.reader, filter, after, limit)
            .await
            .map_err(Fault::<Refusal>::Database)?;
        let page = listing.paging.page(rows, overseen::key)?;
        Ok(Response::new(pb::ListCountySupervisionsResponse {
            supervisions: page.items.iter().map(overseen::shown).collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn count_supervisions(
        &self,
        request: Request<pb::CountSupervisionsRequest>,
    ) -> Result<Response<pb::CountSupervisionsResponse>, Status> {
        let span = wire::count(&request.into_inner(), &self.county)?;
        let counted = self.office.clock.now();
        let between = (span.from.midnight().assume_offset(CHINA), close_of(span.to));
        let counts = count::counts(&self.office.db.reader, self.county.as_str(), between)
            .await
            .map_err(Fault::<Refusal>::Database)?;
        let told = counts.into_iter().map(|(county, rung, stage, count)| pb::SupervisionCount {
            county,
            rung: number(Rung::ALL.into_iter().find(|known| known.as_str() == rung)),
            stage: number(Stage::ALL.into_iter().find(|known| known.as_str() == stage)),
            count,
        });
        Ok(Response::new(pb::CountSupervisionsResponse {
            counts: told.collect(),
            count_time: Some(timestamp(counted)),
        }))
    }
}
