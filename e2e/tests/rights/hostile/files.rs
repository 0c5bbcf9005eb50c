//! Files that come spoiled: maps in `GeoJSON`, addresses and components in CSV, photographs, and names that lead out of the keep.

use futures::stream;
use prost::Message as _;
use shiyu_e2e::ground::people::{CHIEF, PATROL};
use shiyu_e2e::ground::{Found, plan};
use shiyu_e2e::people::Caller;
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Backends, Ground, Storage};
use shiyu_grid::place::synthetic::geojson;
use shiyu_kit::clock::new_id;
use shiyu_proto::grid::v1 as pb;
use tonic::{Code, Status};

use super::draw::Draw;
use super::is_ours;
use crate::raw::call;

/// Files of each kind.
const FILES: usize = 60;

/// Spoils a file in one of a few ways; what stood in it stays to be looked at.
fn spoilt(draw: &mut Draw, file: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    match draw.below(7) {
        0 => file.truncate(draw.below(file.len())),
        1 => draw.flip(&mut file),
        2 => file = replaced(&file, b"120.", b"1e308"),
        3 => file = replaced(&file, b"30.", b"-999999999999999999999."),
        4 => file = [b"[".repeat(100_000), file].concat(),
        5 => file = replaced(&file, b"\"", b"\\u0000\""),
        _ => file = draw.bytes(4_000),
    }
    file
}

fn replaced(file: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(file);
    text.replace(&*String::from_utf8_lossy(from), &String::from_utf8_lossy(to))
        .into_bytes()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_spoiled_file_is_not_our_failure_and_a_whole_one_is_taken_in_after_it() {
    let Some(backends) = Backends::start().await else { return };
    let ground = Ground::open(&backends, Storage::Sqlite).await;
    let mut draw = Draw::new(super::variable("SHIYU_HOSTILE_SEED", super::SEED), Vec::new());
    let mut maps = ground.caller(&CHIEF).maps();
    let request = pb::CreateMapRequest {
        parent: parent(),
        request_id: new_id().to_string(),
        ..pb::CreateMapRequest::default()
    };
    let name = maps.create_map(request).await.unwrap().into_inner().name;
    let map = geojson(&plan().features()).into_bytes();
    let tables = [
        ("AddressService/ImportAddresses", addresses()),
        ("ComponentService/ImportComponents", components()),
    ];
    for number in 0..FILES {
        let file = spoilt(&mut draw, &map);
        let header = pb::ImportGridsHeader {
            name: name.clone(),
            mode: pb::ImportMode::Merge.into(),
            validate_only: number % 2 == 0,
            request_id: new_id().to_string(),
        };
        let parts = std::iter::once(pb::import_grids_request::Part::Header(header))
            .chain(
                file.chunks(64 * 1024)
                    .map(|piece| pb::import_grids_request::Part::Chunk(piece.to_vec())),
            )
            .map(|part| pb::ImportGridsRequest { part: Some(part) });
        if let Err(status) = maps.import_grids(stream::iter(parts.collect::<Vec<_>>())).await {
            assert!(!is_ours(&status), "file {number}: {status:?}");
        }
        for (door, csv) in &tables {
            let status = imported(&ground.caller(&CHIEF), door, &spoilt(&mut draw, csv)).await.err();
            assert!(!status.as_ref().is_some_and(is_ours), "{door}, file {number}: {status:?}");
        }
    }
    for (door, csv) in &tables {
        let whole = imported(&ground.caller(&CHIEF), door, csv).await;
        whole.expect("a file that is whole is taken in after them");
    }
}

fn addresses() -> Vec<u8> {
    "village,road,estate,number,building,unit,longitude,latitude\n330602001003,府山路,,1,,,120.5025,30.0925\n"
        .as_bytes()
        .to_vec()
}

fn components() -> Vec<u8> {
    "code,title,longitude,latitude,owner_unit,valid_from\n3306020103000001,雨水井盖,120.5025,30.0925,,2020-01-01\n"
        .as_bytes()
        .to_vec()
}

/// As bytes, because what comes back is of no interest; both doors take messages of the same shape.
async fn imported(caller: &Caller, door: &str, file: &[u8]) -> Result<(), Status> {
    let header = pb::ImportAddressesHeader {
        parent: parent(),
        request_id: new_id().to_string(),
    };
    let header = pb::ImportAddressesRequest {
        part: Some(pb::import_addresses_request::Part::Header(header)),
    };
    let chunks = file.chunks(64 * 1024).map(|piece| pb::ImportAddressesRequest {
        part: Some(pb::import_addresses_request::Part::Chunk(piece.to_vec())),
    });
    let sent = std::iter::once(header)
        .chain(chunks)
        .map(|part| part.encode_to_vec().into())
        .collect();
    call(caller.door(), &format!("/shiyu.grid.v1.{door}"), sent, 0).await.map(|_| ())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_name_of_a_file_leads_out_of_the_keep() {
    let Some(backends) = Backends::start().await else { return };
    let ground = Ground::open(&backends, Storage::Sqlite).await;
    let found = Found::by_patrol(&ground).await;
    let outside = ground.town.plot().place("outside.key");
    std::fs::write(&outside, "a secret of the machine").unwrap();
    let escape = outside.display().to_string();
    let zero = "0".repeat(64);
    for hash in [
        "../outside.key",
        "..%2foutside.key",
        escape.as_str(),
        "....//outside.key",
        "file:///etc/passwd",
        "\0",
        "",
        zero.as_str(),
        &format!("../{}", "a".repeat(61)),
    ] {
        let request = pb::ReadEvidenceRequest {
            name: found.name.clone(),
            hash: hash.to_owned(),
        };
        let read = call(
            ground.caller(&PATROL).door(),
            "/shiyu.grid.v1.EvidenceService/ReadEvidence",
            vec![request.encode_to_vec().into()],
            10,
        );
        let status = read.await.expect_err("nothing is read");
        assert!(
            matches!(status.code(), Code::InvalidArgument | Code::NotFound | Code::FailedPrecondition),
            "{hash}: {status:?}"
        );
        assert!(!status.message().contains("secret"));
    }
    let before = files(&ground);
    for (media_type, content) in [
        ("image/png", b"GIF89a".to_vec()),
        ("image/jpeg", bomb()),
        ("image/png", bomb()),
        ("image/webp", bomb()),
        ("image/svg+xml", b"<svg onload=\"alert(1)\"/>".to_vec()),
        ("application/zip", b"PK\x03\x04".to_vec()),
        ("application/pdf", b"%PDF-1.7\n1 0 obj <</Pages 1 0 R>> endobj\n%%EOF\n".to_vec()),
        (
            "application/pdf",
            b"%PDF-1.7\n1 0 obj <</Pages 1 0 R>> endobj\ntrailer <</Root 1 0 R/Encrypt<</V 5>>>>\n%%EOF\n".to_vec(),
        ),
        (
            "application/pdf",
            [b"%PDF-1.7\n1 0 obj ".as_slice(), &b"[".repeat(100_000), b"\n%%EOF\n"].concat(),
        ),
        ("../../png", bomb()),
        (
            "text/xml",
            b"<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>".to_vec(),
        ),
    ] {
        let status = found.by(&ground, &PATROL).upload(media_type, &content, None).await.unwrap_err();
        assert_eq!(status.code(), Code::InvalidArgument, "{media_type}: {status:?}");
    }
    assert_eq!(files(&ground), before, "nothing was kept");
}

/// A picture that says it is four thousand million points wide and high, in a few bytes.
fn bomb() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0xff; 8]);
    png.extend([8, 6, 0, 0, 0, 1, 2, 3, 4]);
    png
}

fn files(ground: &Ground) -> usize {
    let folder = ground.town.plot().place("files");
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}
