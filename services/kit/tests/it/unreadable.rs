//! Bytes that are no message: the caller hears that they are the caller's.

use shiyu_kit::fault::reason;
use shiyu_kit::server::{Running, Server};
use shiyu_proto::common::v1 as wire;
use shiyu_proto::common::v1::unit_service_server::{UnitService, UnitServiceServer};
use tonic::{Code, Request, Response, Status};

use crate::desk::{call_at, config, connect, origin};

struct Units;

#[tonic::async_trait]
impl UnitService for Units {
    async fn import_units(&self, _: Request<wire::ImportUnitsRequest>) -> Result<Response<wire::ImportUnitsResponse>, Status> {
        Err(Status::internal("failed, and tells nobody why"))
    }

    async fn get_unit(&self, _: Request<wire::GetUnitRequest>) -> Result<Response<wire::GetUnitResponse>, Status> {
        Ok(Response::new(wire::GetUnitResponse::default()))
    }

    async fn list_units(&self, _: Request<wire::ListUnitsRequest>) -> Result<Response<wire::ListUnitsResponse>, Status> {
        Ok(Response::new(wire::ListUnitsResponse::default()))
    }
}

async fn opened() -> Running {
    let server = Server::new(&config(), origin()).service(UnitServiceServer::new(Units));
    server.start().await.unwrap()
}

#[tokio::test]
async fn bytes_that_are_no_message_are_the_callers_fault() {
    let running = opened().await;
    let channel = connect(&running).await;
    let bad: [(&str, &[u8]); 4] = [
        ("a tag of nothing", &[0xff; 4]),
        ("a text cut short", &[0x0a, 0x40, b'a']),
        ("a text that is no UTF-8", &[0x0a, 0x02, 0xc3, 0x28]),
        ("a number where a text belongs", &[0x08, 0x01]),
    ];
    for (what, bytes) in bad {
        let path = "/shiyu.common.v1.UnitService/GetUnit";
        let refused = call_at(&channel, path, Request::new(bytes.to_vec())).await.unwrap_err();
        assert_eq!(
            (refused.code(), reason(&refused).as_deref()),
            (Code::InvalidArgument, Some("REQUEST_UNREADABLE")),
            "{what}: {refused:?}"
        );
    }
    running.stop().await.unwrap();
}

#[tokio::test]
async fn a_handlers_own_trouble_stays_ours() {
    let running = opened().await;
    let channel = connect(&running).await;
    let path = "/shiyu.common.v1.UnitService/ImportUnits";
    let failed = call_at(&channel, path, Request::new(Vec::new())).await.unwrap_err();
    assert_eq!(failed.code(), Code::Internal);
    running.stop().await.unwrap();
}
