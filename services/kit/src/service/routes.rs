//! What every service answers beside its own, and the gate before all of it.

use std::sync::Arc;

use shiyu_proto::common::v1::development_service_server::DevelopmentServiceServer;
use shiyu_proto::common::v1::event_stream_service_server::EventStreamServiceServer;
use shiyu_proto::common::v1::operations_service_server::OperationsServiceServer;
use shiyu_proto::common::v1::unit_service_server::UnitServiceServer;

use super::{Doors, Site, StartError};
use crate::auth::{Gate, Policy, Tokens};
use crate::case::Record;
use crate::clock::WallClock;
use crate::config::Environment;
use crate::operations::{Desk, Development, OrganisationUnits, fold};
use crate::server::Server;
use crate::unit::Code;
use crate::watch::EventDesk;

impl<C: Record> Site<C> {
    pub(super) fn gate(&self, policy: Arc<Policy>) -> Result<Gate, StartError> {
        let tokens = Tokens::new(&self.config.auth).map_err(StartError::Tokens)?;
        // Tokens come from outside: they go by real time, even where a development moved its clock.
        let real = WallClock::system();
        let gate = Gate::new(Arc::new(tokens), policy, self.office.county.clone(), Arc::new(move || real.now()));
        Ok(match self.config.party.reveals_per_hour {
            Some(per_hour) => gate.revealing(per_hour),
            None => gate,
        })
    }

    pub(super) fn common_routes(&self, doors: &Doors) -> Server {
        let largest = self.max_message();
        let operations = Desk {
            office: self.office.clone(),
            handler: doors.handler.clone(),
            fold: fold::<C>(self.office.db.clone()),
        };
        let units = OrganisationUnits {
            office: self.office.clone(),
            owned: doors.owns_units,
        };
        let server = Server::new(&self.config.server, self.origin.clone())
            .service(OperationsServiceServer::new(operations).max_decoding_message_size(largest))
            .service(UnitServiceServer::new(units).max_decoding_message_size(largest));
        let server = match doors.watched {
            Some(sight) => {
                let county = Code::from(&self.config.county);
                let watch = EventDesk::new::<C>(self.office.clone(), county, sight, server.board());
                server.service(EventStreamServiceServer::new(watch).max_decoding_message_size(largest))
            }
            None => server,
        };
        match self.config.auth.environment {
            Environment::Development => server.service(DevelopmentServiceServer::new(Development(self.office.clock.clone()))),
            Environment::Production => server,
        }
    }
}
