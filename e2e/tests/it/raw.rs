//! Calls that no generated client would make.

use shiyu_e2e::people::Door;
use tonic::codegen::http::uri::PathAndQuery;
use tonic::codegen::tokio_stream;
use tonic::{Request, Status};
use tonic_prost::ProstCodec;

/// Calls any method with an empty message.
pub async fn call(door: Door, path: &str) -> Result<(), Status> {
    let mut grpc = tonic::client::Grpc::new(door);
    grpc.ready().await.unwrap();
    let answer = grpc.unary(
        Request::new(()),
        PathAndQuery::try_from(path).unwrap(),
        ProstCodec::<(), ()>::default(),
    );
    answer.await.map(|_| ())
}

/// Opens any stream, sends nothing and reads to its end.
pub async fn stream(door: Door, path: &str) -> Result<(), Status> {
    let mut grpc = tonic::client::Grpc::new(door);
    grpc.ready().await.unwrap();
    let nothing = Request::new(tokio_stream::empty());
    let answer = grpc.streaming(nothing, PathAndQuery::try_from(path).unwrap(), ProstCodec::<(), ()>::default());
    answer.await?.into_inner().message().await.map(|_| ())
}
