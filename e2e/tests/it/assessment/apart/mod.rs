//! Two counties never see each other's cases or rows. One has an event, a petition, a dispute and an enforcement case; of what it wrote
//! nothing is found in any database of the other, on any subject the other can hear, or in any answer of any RPC of the contracts at the
//! other's doors, whoever asks and whatever is named. What the city orders the one of it neither.

mod cases;
mod planted;

use std::time::Duration;

use futures::{StreamExt as _, stream};
use prost::Message as _;
use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, FileDescriptorSet, MethodDescriptorProto};
use shiyu_e2e::desks::{Assessed, CITY, COUNTY, Door, NEIGHBOUR};
use shiyu_e2e::ground::WORDS;
use shiyu_e2e::people::{Post, post};
use shiyu_e2e::{Backends, Desks, PATIENCE, Storage};
use shiyu_kit::auth::{Kind, Principal, role};
use shiyu_kit::clock::new_id;
use shiyu_kit::database::Database;
use shiyu_kit::testkit::eventually;
use shiyu_proto::assessment::v1 as pb;
use tonic::Status;

use self::planted::{Plant, Planted};
use super::{report, reported};
use crate::bytes;
use crate::leaks::dump;

/// The city's office of assessment, and a county's.
const CITY_ASSESSOR: Post = post("city-assessor", "assessor", Some(CITY));
const COUNTY_ASSESSOR: Post = post("county-assessor", "assessor", Some(COUNTY));
const NEIGHBOUR_ASSESSOR: Post = post("neighbour-assessor", "assessor", Some(NEIGHBOUR));

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_county_is_found_in_another() {
    let Some(backends) = Backends::with_accounts(Some(CITY), &[COUNTY, NEIGHBOUR]).await else {
        return;
    };
    let desks = Desks::open(&backends, Storage::Postgres).await;
    let mut own = Assessed::open(&desks, &backends, Storage::Postgres, COUNTY).await;
    let mut other = Assessed::open(&desks, &backends, Storage::Postgres, NEIGHBOUR).await;
    let mut city = Assessed::open(&desks, &backends, Storage::Postgres, CITY).await;
    let doors = desks.others(NEIGHBOUR, &backends, Storage::Postgres).await;
    let ours = desks.others(COUNTY, &backends, Storage::Postgres).await;
    let bus = backends.jetstream(NEIGHBOUR).await.unwrap().client();
    let mut everything = bus.subscribe(">").await.unwrap();
    bus.flush().await.unwrap();
    let plants = grown(&desks, &ours).await;
    told(&own, &desks).await;
    // The city orders the one something about it, and then the other something else: the first would have come by then.
    let [event, ..] = &plants;
    let order = ordered(&city, &desks, COUNTY, &event.id().to_string()).await;
    taken_up(&own, &desks, (COUNTY, &COUNTY_ASSESSOR), &order).await;
    let theirs = ordered(&city, &desks, NEIGHBOUR, &new_id().to_string()).await;
    taken_up(&other, &desks, (NEIGHBOUR, &NEIGHBOUR_ASSESSOR), &theirs).await;
    let order = Planted::named("the order", order.rsplit('/').next().unwrap().parse().unwrap());
    let said = plants.iter().fold(Planted::default(), |all, plant| all.also(plant.said()));
    let planted = plants.iter().fold(order, |all, plant| all.also(plant.said()).also(plant.named()));
    other.heard_out(&desks).await;

    // It is there where it belongs, so that a search which finds nothing elsewhere means something.
    there(&plants[0], &rows(desks.connect(COUNTY).await).await);
    for (plant, door) in plants[1..].iter().zip(&ours) {
        there(plant, &rows(door.connect().await).await);
    }
    planted.nowhere_in("the other's events", &rows(desks.connect(NEIGHBOUR).await).await);
    planted.nowhere_in("the other's figures", &rows(other.connect().await).await);
    for door in &doors {
        planted.nowhere_in("the other's cases", &rows(door.connect().await).await);
    }
    let mut heard = 0;
    let listening = async {
        while let Some(message) = everything.next().await {
            planted.nowhere_in(message.subject.as_str(), &message.payload);
            planted.nowhere_in(message.subject.as_str(), format!("{:?}", message.headers).as_bytes());
            heard += 1;
        }
    };
    // Services never fall silent: what was said until now is listened to, and a little more.
    let ended = tokio::time::timeout(Duration::from_secs(3), listening).await;
    assert!(ended.is_err() && heard > 0, "a subject that was not heard shows nothing");
    streams_of(&backends, &planted).await;

    let mut asked = 0;
    for door in doors.iter().chain([&desks.door(NEIGHBOUR), &other.door()]) {
        asked += every_rpc(&desks, door, &plants, &said).await;
    }
    assert!(asked > 1_000, "{asked} calls");
    for door in doors.into_iter().chain(ours) {
        door.close().await;
    }
    for assessed in [&mut own, &mut other, &mut city] {
        assessed.stop().await;
    }
    desks.close().await;
}

/// An event, a petition, a dispute and an enforcement case of the first county.
async fn grown(desks: &Desks, ours: &[Door; 3]) -> [Plant; 4] {
    let event = Plant {
        what: "the event",
        service: "/shiyu.grid.",
        name: report(desks).await,
        words: WORDS[..3].to_vec(),
    };
    let [petition, dispute, case] = cases::planted(desks, ours).await;
    [event, petition, dispute, case]
}

/// Waits until the county's own assessment has heard of them.
async fn told(own: &Assessed, desks: &Desks) {
    eventually(PATIENCE, async || {
        let figures = own.figures(desks, COUNTY).await;
        let counted = |source: &str| figures.figures.iter().any(|figure| figure.source == source && figure.count == 1);
        reported(&figures) == 1 && counted("petition.registered") && counted("mediation.opened")
    })
    .await;
}

#[track_caller]
fn there(plant: &Plant, rows: &[u8]) {
    assert!(
        plant.said().somewhere_in(rows) && plant.named().somewhere_in(rows),
        "{}",
        plant.what
    );
}

/// The city orders a county to put a case right, and the order is named.
async fn ordered(city: &Assessed, desks: &Desks, county: &str, case: &str) -> String {
    let supervise = pb::SuperviseUnitRequest {
        parent: format!("counties/{CITY}"),
        request_id: new_id().to_string(),
        service: pb::SupervisedService::Grid.into(),
        case: case.to_owned(),
        unit: county.to_owned(),
        ground: pb::SupervisionGround::Delay.into(),
    };
    let caller = city.caller(desks, (CITY, &CITY_ASSESSOR));
    let order = async || caller.supervisions().supervise_unit(supervise.clone()).await;
    // The county's units reach the city over the bus.
    eventually(PATIENCE, async || order().await.is_ok()).await;
    order().await.unwrap().into_inner().name
}

/// Waits until a county has what the city ordered it.
async fn taken_up(at: &Assessed, desks: &Desks, by: (&str, &Post), order: &str) {
    let caller = at.caller(desks, by);
    let get = pb::GetSupervisionRequest {
        name: order.replace(CITY, by.0),
    };
    eventually(PATIENCE, async || caller.supervisions().get_supervision(get.clone()).await.is_ok()).await;
}

async fn rows((db, url): (Database, String)) -> Vec<u8> {
    dump::of(db, &url, Storage::Postgres).await
}

/// Every message of every stream that the other's account has.
async fn streams_of(backends: &Backends, planted: &Planted) {
    let bus = backends.jetstream(NEIGHBOUR).await.unwrap();
    let names: Vec<String> = bus.stream_names().map(Result::unwrap).collect().await;
    assert!(!names.is_empty());
    let mut read = 0;
    for name in names {
        let stream = bus.get_stream(&name).await.unwrap();
        let state = stream.cached_info().state.clone();
        for sequence in state.first_sequence.max(1)..=state.last_sequence {
            let Ok(message) = stream.get_raw_message(sequence).await else {
                continue;
            };
            planted.nowhere_in(&name, &message.payload);
            planted.nowhere_in(&name, format!("{} {:?}", message.subject, message.headers).as_bytes());
            read += 1;
        }
    }
    assert!(read > 0, "a bus that was not read shows nothing");
}

/// Somebody of a county with every role there is.
fn anybody(county: &str, kind: Kind) -> Principal {
    Principal {
        subject: "anybody".to_owned(),
        county: county.to_owned(),
        unit: Some(county.to_owned()),
        roles: role::all().map(str::to_owned).collect(),
        kind,
    }
}

/// Calls everything at one door: as nobody, as somebody of the other county, and as somebody of its own who names what is the other's. It
/// says how many calls that were.
async fn every_rpc(desks: &Desks, door: &Door, plants: &[Plant; 4], planted: &Planted) -> usize {
    let set = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let callers = [
        (None, false),
        (Some(anybody(COUNTY, Kind::Person)), true),
        (Some(anybody(COUNTY, Kind::Service)), true),
        (Some(anybody(NEIGHBOUR, Kind::Person)), false),
        (Some(anybody(NEIGHBOUR, Kind::Service)), false),
    ];
    let mut calls = Vec::new();
    for (path, method) in methods(&set) {
        // A service is asked for its own kind of case, the others for the event.
        let plant = plants.iter().find(|plant| path.starts_with(plant.service)).unwrap_or(&plants[0]);
        let own_name = plant.name.replace(COUNTY, NEIGHBOUR);
        for (by, foreign) in &callers {
            for name in [&plant.name, &own_name] {
                let input = message(&set, method.input_type());
                calls.push((path.clone(), by.clone(), *foreign, filled(input, name)));
            }
        }
    }
    let many = calls.len();
    stream::iter(calls)
        .for_each_concurrent(8, |(path, by, foreign, request)| async move {
            let answer = bytes::call(desks.at(door, by.as_ref()), &path, vec![request.into()], usize::MAX).await;
            match answer {
                Ok(said) => {
                    assert!(!foreign, "{path} answers another county");
                    planted.nowhere_in(&path, &said.concat());
                }
                Err(refused) => silent(&path, &refused, foreign, planted),
            }
        })
        .await;
    many
}

/// What a refusal says is not the other's either; and somebody of another county is told that they are, and no more.
fn silent(path: &str, refused: &Status, foreign: bool, planted: &Planted) {
    planted.nowhere_in(path, refused.details());
    if foreign {
        assert_eq!(shiyu_kit::fault::reason(refused).as_deref(), Some("COUNTY_MISMATCH"), "{path}");
    }
}

fn methods(set: &FileDescriptorSet) -> Vec<(String, &MethodDescriptorProto)> {
    let services = set
        .file
        .iter()
        .flat_map(|file| file.service.iter().map(move |service| (file, service)));
    let all = services.flat_map(|(file, service)| {
        let path = format!("/{}.{}", file.package(), service.name());
        service
            .method
            .iter()
            .map(move |method| (format!("{path}/{}", method.name()), method))
    });
    all.filter(|(path, _)| path.starts_with("/shiyu.")).collect()
}

fn message<'a>(set: &'a FileDescriptorSet, full: &str) -> &'a DescriptorProto {
    let (package, name) = full.trim_start_matches('.').rsplit_once('.').unwrap();
    let files = set.file.iter().filter(|file| file.package() == package);
    files
        .flat_map(|file| &file.message_type)
        .find(|found| found.name() == name)
        .unwrap()
}

/// A request whose every text that names something names what is the other's.
fn filled(input: &DescriptorProto, name: &str) -> Vec<u8> {
    let parent = name.rsplitn(3, '/').last().unwrap_or_default();
    let id = name.rsplit('/').next().unwrap_or_default();
    let mut bytes = Vec::new();
    for field in input.field.iter().filter(|field| field.r#type() == Type::String) {
        let text = match field.name() {
            "parent" => parent.to_owned(),
            "request_id" => new_id().to_string(),
            "name" => name.to_owned(),
            "case" | "event" | "petition" | "id" => id.to_owned(),
            _ => continue,
        };
        prost::encoding::string::encode(u32::try_from(field.number()).unwrap(), &text, &mut bytes);
    }
    bytes
}
