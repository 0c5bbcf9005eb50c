//! Command rooms and centres, and the duty roster.

use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::command_service_server::CommandService;
use tonic::{Request, Response, Status};

use crate::dispatch::domain::{PastEvents, Refusal};
use crate::dispatch::store::{centre, shift};
use crate::dispatch::{DispatchDesk, wire};

#[tonic::async_trait]
impl<P: PastEvents> CommandService for DispatchDesk<P> {
    async fn put_command_centre(&self, request: Request<pb::PutCommandCentreRequest>) -> Result<Response<pb::CommandCentre>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_centre(request, &self.county)?).await
    }

    async fn list_command_centres(
        &self,
        request: Request<pb::ListCommandCentresRequest>,
    ) -> Result<Response<pb::ListCommandCentresResponse>, Status> {
        let listing = wire::centres(&request.into_inner(), &self.county, self.today())?;
        let (filter, paging) = (listing.filter, listing.paging);
        let rows = centre::list(&self.office().db.reader, filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, centre::key)?.map(|row| wire::centre(&row, &self.county));
        Ok(Response::new(pb::ListCommandCentresResponse {
            centres: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn get_town_command(&self, request: Request<pb::GetTownCommandRequest>) -> Result<Response<pb::TownCommand>, Status> {
        let (town, day) = wire::town(&request.into_inner(), &self.county, self.today())?;
        let units = self.office().reference.units();
        let ours = units.get(&town, day).is_some() && units.is_within(&town, &self.county, day);
        let rooms = self.tables.rooms.get();
        let room = rooms.of(&town, day).filter(|_| ours);
        let room = room.ok_or_else(|| Fault::Refused(Refusal::TownUnknown(town.clone())))?;
        let text = |unit: Option<&Code>| unit.map(ToString::to_string).unwrap_or_default();
        Ok(Response::new(pb::TownCommand {
            town: town.to_string(),
            room: room.to_string(),
            sub_centre: text(rooms.sub_centre(&town, day)),
            centre: text(rooms.centre(day)),
        }))
    }

    async fn put_duty_shift(&self, request: Request<pb::PutDutyShiftRequest>) -> Result<Response<pb::DutyShift>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_shift(request, &self.county)?).await
    }

    async fn cancel_duty_shift(&self, request: Request<pb::CancelDutyShiftRequest>) -> Result<Response<pb::DutyShift>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::cancel_shift(request, &self.county)?).await
    }

    async fn list_duty_shifts(&self, request: Request<pb::ListDutyShiftsRequest>) -> Result<Response<pb::ListDutyShiftsResponse>, Status> {
        let (by, request) = caller(request)?;
        let now = self.office().clock.now();
        let listing = wire::shifts(&request, &self.county, now)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let rows = shift::list(&self.office().db.reader, &filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, shift::key)?;
        let page = page.map(|(row, unit)| {
            if self.oversees(&by, &unit) {
                wire::shift(&row, &unit, &self.county)
            } else {
                wire::public_shift(&row, &unit, &self.county)
            }
        });
        Ok(Response::new(pb::ListDutyShiftsResponse {
            shifts: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}

impl<P: PastEvents> DispatchDesk<P> {
    fn oversees(&self, by: &Actor, unit: &Code) -> bool {
        let units = self.office().reference.units();
        self.sitting(by, &units).governs(unit).is_ok()
    }
}
