//! Calls as bytes: what no generated client would send.

use prost::bytes::{Buf, BufMut, Bytes};
use shiyu_e2e::people::Door;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::codegen::http::uri::PathAndQuery;
use tonic::codegen::tokio_stream;
use tonic::{Request, Status};

/// Passes bytes through.
#[derive(Debug, Clone, Copy, Default)]
pub struct Raw;

impl Codec for Raw {
    type Encode = Bytes;
    type Decode = Bytes;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Raw {
    type Item = Bytes;
    type Error = Status;

    fn encode(&mut self, item: Bytes, out: &mut EncodeBuf<'_>) -> Result<(), Status> {
        out.put(item);
        Ok(())
    }
}

impl Decoder for Raw {
    type Item = Bytes;
    type Error = Status;

    fn decode(&mut self, from: &mut DecodeBuf<'_>) -> Result<Option<Bytes>, Status> {
        Ok(Some(from.copy_to_bytes(from.remaining())))
    }
}

/// A watch has no end: its first answer will do.
const ENDLESS: &str = "/WatchEvents";

/// Calls any method with these messages, and reads whatever comes back. At most so many answers are kept.
pub async fn call(door: Door, path: &str, sent: Vec<Bytes>, most: usize) -> Result<Vec<Bytes>, Status> {
    let mut grpc = tonic::client::Grpc::new(door);
    grpc.ready().await.map_err(|error| Status::unavailable(error.to_string()))?;
    let is_endless = path.ends_with(ENDLESS);
    let path = PathAndQuery::try_from(path).unwrap();
    let answer = grpc.streaming(Request::new(tokio_stream::iter(sent)), path, Raw).await?;
    let mut stream = answer.into_inner();
    let mut read = Vec::new();
    while let Some(message) = stream.message().await? {
        if read.len() < most {
            read.push(message);
        }
        if is_endless {
            break;
        }
    }
    Ok(read)
}
