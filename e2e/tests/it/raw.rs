//! Calls that no generated client would make.

use prost::bytes::{Buf as _, BufMut as _};
use shiyu_e2e::people::Door;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
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

/// Calls any method with these bytes, whether it streams or not, and reads all that it answers.
pub async fn bytes(door: Door, path: &str, request: Vec<u8>) -> Result<Vec<u8>, Status> {
    let mut grpc = tonic::client::Grpc::new(door);
    grpc.ready().await.unwrap();
    let once = Request::new(tokio_stream::once(request));
    let answer = grpc.streaming(once, PathAndQuery::try_from(path).unwrap(), Plain);
    let mut answer = answer.await?.into_inner();
    let mut all = Vec::new();
    while let Some(piece) = answer.message().await? {
        all.extend(piece);
    }
    Ok(all)
}

/// Messages as the bytes they are.
#[derive(Debug, Clone, Copy, Default)]
struct Plain;

impl Codec for Plain {
    type Encode = Vec<u8>;
    type Decode = Vec<u8>;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        *self
    }

    fn decoder(&mut self) -> Self {
        *self
    }
}

impl Encoder for Plain {
    type Item = Vec<u8>;
    type Error = Status;

    fn encode(&mut self, item: Vec<u8>, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buffer.put_slice(&item);
        Ok(())
    }
}

impl Decoder for Plain {
    type Item = Vec<u8>;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<Vec<u8>>, Status> {
        let mut item = vec![0; buffer.remaining()];
        buffer.copy_to_slice(&mut item);
        Ok(Some(item))
    }
}
