//! Callers who never come to an end, who come all at once, and who say of themselves what they like.

use futures::future::{join, join_all};
use futures::stream::{self, StreamExt as _};
use prost::bytes::Bytes;
use sea_orm::EntityTrait as _;
use shiyu_e2e::house::{Grid, House};
use shiyu_e2e::people::{Caller, OFFICER, OPERATOR};
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Backends, Matter, Storage, Town, traced};
use shiyu_kit::fault::reason;
use shiyu_kit::journal;
use shiyu_proto::common::v1 as common;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tonic::codegen::http::uri::PathAndQuery;
use tonic::{Code, Request, Status};

use crate::raw::Raw;

/// Calls worked on at once, and how long each may take.
const NARROW: [(&str, &str); 2] = [("SHIYU_SERVER__MAX_CONCURRENT", "8"), ("SHIYU_SERVER__REQUEST_TIMEOUT", "4s")];

/// Callers of a flood.
const FLOOD: usize = 64;

/// Connections that say nothing more.
const SILENT: usize = 50;

/// A call that begins and never ends: the answer it is given.
async fn never_ends(caller: Caller) -> Status {
    let mut grpc = tonic::client::Grpc::new(caller.door());
    grpc.ready().await.unwrap();
    let path = PathAndQuery::from_static("/shiyu.petition.v1.PetitionService/GetPetition");
    let sent = stream::iter([Bytes::new()]).chain(stream::pending());
    grpc.streaming(Request::new(sent), path, Raw).await.unwrap_err()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_never_ends_is_given_up_and_others_are_served_meanwhile() {
    let Some(backends) = Backends::start().await else { return };
    let mut town = Town::open_with(&backends, Storage::Sqlite, &NARROW).await;
    let address = town.address();
    let mut silent = Vec::new();
    for _ in 0..SILENT {
        let mut connection = TcpStream::connect(address).await.unwrap();
        connection.write_all(b"PRI * HTTP/2.0\r\n").await.unwrap();
        silent.push(connection);
    }
    let slow = join_all((0..4).map(|_| never_ends(town.caller(&OFFICER))));
    let served = async {
        for _ in 0..3 {
            Matter::register(&town).await;
        }
    };
    let (given_up, ()) = join(slow, served).await;
    for status in given_up {
        assert_eq!(
            (status.code(), reason(&status).as_deref()),
            (Code::DeadlineExceeded, Some("TIMEOUT"))
        );
    }
    Matter::register(&town).await;
    drop(silent);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_is_told_to_come_later_and_floods_no_other_service() {
    let Some(backends) = Backends::start().await else { return };
    let town = Town::open_with(&backends, Storage::Sqlite, &NARROW).await;
    let grid: House<Grid> = House::beside(&town, &backends, Storage::Sqlite, &[]).await;
    let flood = join_all((0..FLOOD).map(|_| never_ends(town.caller(&OFFICER))));
    let neighbour = async {
        let request = common::ListUnitsRequest {
            parent: parent(),
            ..common::ListUnitsRequest::default()
        };
        grid.caller(&OPERATOR).units().list_units(request).await.unwrap();
    };
    let (answers, ()) = join(flood, neighbour).await;
    let told = |wanted: &str| answers.iter().filter(|status| reason(status).as_deref() == Some(wanted)).count();
    let (later, given_up) = (told("OVERLOADED"), told("TIMEOUT"));
    assert_eq!(later + given_up, FLOOD, "{answers:?}");
    assert!(
        later > 0 && given_up > 0,
        "{later} were told to come later, {given_up} were given up"
    );
    Matter::register(&town).await;
}

/// What a caller says of its trace is read or passed over, and never carried on as it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_caller_says_of_its_trace_stands_in_no_journal_and_in_no_fact() {
    const PLANTED: &str = "13857500000";
    let Some(backends) = Backends::start().await else { return };
    let (_collector, _telemetry) = traced();
    let town = Town::open(&backends, Storage::Sqlite).await;
    let long = "a".repeat(4_000);
    let forged = [
        "00-zz-01".to_owned(),
        "'; DROP TABLE journal; --".to_owned(),
        format!("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-{PLANTED}"),
        format!("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-{PLANTED}"),
        "00-00000000000000000000000000000000-0000000000000000-01".to_owned(),
        long,
    ];
    for text in forged {
        let officer = town.caller(&OFFICER).showing("traceparent", text);
        let officer = officer
            .showing("tracestate", format!("county={PLANTED}"))
            .showing("baggage", format!("phone={PLANTED}"));
        Matter::register_by(&officer).await;
    }
    town.settled().await;

    let db = town.connect().await;
    let rows = journal::Entity::find().all(&db.reader).await.unwrap();
    let traces: Vec<&str> = rows.iter().filter_map(|row| row.trace.as_deref()).collect();
    assert!(!traces.is_empty(), "something was traced");
    for trace in traces {
        assert!(is_traceparent(trace), "{trace}");
    }
    db.close().await;
    for told in town.told().await {
        let bytes = told.bytes();
        let said = String::from_utf8_lossy(&bytes);
        for planted in [PLANTED, "DROP TABLE", "aaaaaaaa"] {
            assert!(!said.contains(planted), "{}: {planted}", told.subject);
        }
    }
}

/// `00-<32>-<16>-<2>`, lowercase hexadecimal digits.
fn is_traceparent(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let hex = |part: &str| part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [2, 32, 16, 2] && parts.first() == Some(&"00") && parts.into_iter().all(hex)
}

/// A token that is true in every part, and was given out for another house.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_for_another_house_opens_no_door_of_ours() {
    let Some(backends) = Backends::start().await else { return };
    let town = Town::with(&backends, Storage::Sqlite, &[("SHIYU_AUTH__AUDIENCE", "another-house")]).await;
    let request = common::ListUnitsRequest {
        parent: parent(),
        ..common::ListUnitsRequest::default()
    };
    let refused = town.caller(&OPERATOR).units().list_units(request).await.unwrap_err();
    assert_eq!(
        (refused.code(), reason(&refused).as_deref()),
        (Code::Unauthenticated, Some("TOKEN_AUDIENCE_WRONG"))
    );
}

/// What is small on the way and large when it is unpacked is not unpacked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_packed_is_refused_before_it_is_unpacked() {
    let Some(backends) = Backends::start().await else { return };
    let town = Town::open(&backends, Storage::Sqlite).await;
    for packing in ["gzip", "deflate", "zstd", "br"] {
        let operator = town.caller(&OPERATOR).showing("grpc-encoding", packing);
        let request = common::ListUnitsRequest {
            parent: parent(),
            ..common::ListUnitsRequest::default()
        };
        let refused = operator.units().list_units(request).await.unwrap_err();
        assert_eq!(refused.code(), Code::Unimplemented, "{packing}: {refused:?}");
    }
    Matter::register(&town).await;
}
