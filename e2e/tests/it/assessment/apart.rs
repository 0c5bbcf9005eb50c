//! Two counties never see each other's events or rows. One reports; of what it wrote nothing is found in any database of the other, on
//! any subject the other can hear, or in any answer of any RPC of the contracts at the other's doors, whoever asks and whatever is named.
//! What the city orders the one of it neither.

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

use super::{report, reported};
use crate::bytes;
use crate::leaks::dump;

/// The city's office of assessment, and a county's.
const CITY_ASSESSOR: Post = post("city-assessor", "assessor", Some(CITY));
const COUNTY_ASSESSOR: Post = post("county-assessor", "assessor", Some(COUNTY));
const NEIGHBOUR_ASSESSOR: Post = post("neighbour-assessor", "assessor", Some(NEIGHBOUR));

/// What must not be found, in the bytes in which it might be.
struct Planted(Vec<(String, Vec<u8>)>);

impl Planted {
    /// Of an event its id, and what was said of it.
    fn of(event: &str) -> Self {
        let id: uuid::Uuid = event.rsplit('/').next().unwrap().parse().unwrap();
        let mut planted = Self::said();
        planted.0.extend([
            ("the event's id".to_owned(), id.to_string().into_bytes()),
            ("its id without hyphens".to_owned(), id.simple().to_string().into_bytes()),
            ("its id in bytes".to_owned(), id.as_bytes().to_vec()),
        ]);
        planted
    }

    /// The id of what the city ordered.
    fn order(name: &str) -> Self {
        let id: uuid::Uuid = name.rsplit('/').next().unwrap().parse().unwrap();
        Self(vec![
            ("the order's id".to_owned(), id.to_string().into_bytes()),
            ("its id without hyphens".to_owned(), id.simple().to_string().into_bytes()),
            ("its id in bytes".to_owned(), id.as_bytes().to_vec()),
        ])
    }

    fn also(&mut self, order: &str) {
        self.0.extend(Self::order(order).0);
    }

    /// What was said of the event, for whoever says its id themselves.
    fn said() -> Self {
        let [title, description, whereabouts, ..] = WORDS;
        let said = [
            ("its title", title),
            ("its description", description),
            ("its place in words", whereabouts),
        ];
        Self(said.map(|(name, word)| (name.to_owned(), word.as_bytes().to_vec())).into())
    }

    #[track_caller]
    fn nowhere_in(&self, what: &str, bytes: &[u8]) {
        for (name, planted) in &self.0 {
            let found = bytes.windows(planted.len()).any(|window| window == planted.as_slice());
            assert!(!found, "{name} is in {what}");
        }
    }

    fn somewhere_in(&self, bytes: &[u8]) -> bool {
        self.0
            .iter()
            .any(|(_, planted)| bytes.windows(planted.len()).any(|window| window == planted.as_slice()))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_county_is_found_in_another() {
    let Some(backends) = Backends::with_accounts(Some(CITY), &[COUNTY, NEIGHBOUR]).await else {
        return;
    };
    let desks = Desks::open(&backends, Storage::Postgres).await;
    let mut own = Assessed::open(&desks, &backends, Storage::Postgres, COUNTY).await;
    let mut other = Assessed::open(&desks, &backends, Storage::Postgres, NEIGHBOUR).await;
    let mut city = Assessed::open(&desks, &backends, Storage::Postgres, CITY).await;
    let doors = desks.neighbours(&backends, Storage::Postgres).await;
    let bus = backends.jetstream(NEIGHBOUR).await.unwrap().client();
    let mut everything = bus.subscribe(">").await.unwrap();
    bus.flush().await.unwrap();
    let event = report(&desks).await;
    let mut planted = Planted::of(&event);
    eventually(PATIENCE, async || reported(&own.figures(&desks, COUNTY).await) == 1).await;
    // The city orders the one something about it, and then the other something else: the first would have come by then.
    let case = event.rsplit('/').next().unwrap().to_owned();
    let order = ordered(&city, &desks, COUNTY, &case).await;
    taken_up(&own, &desks, (COUNTY, &COUNTY_ASSESSOR), &order).await;
    let theirs = ordered(&city, &desks, NEIGHBOUR, &new_id().to_string()).await;
    taken_up(&other, &desks, (NEIGHBOUR, &NEIGHBOUR_ASSESSOR), &theirs).await;
    planted.also(&order);
    other.heard_out(&desks).await;

    // It is there where it belongs, so that a search which finds nothing elsewhere means something.
    assert!(planted.somewhere_in(&rows(desks.connect(COUNTY).await).await));
    assert!(Planted::order(&order).somewhere_in(&rows(own.connect().await).await));
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
    let planted = Planted::said();
    for door in doors.iter().chain([&desks.door(NEIGHBOUR), &other.door()]) {
        asked += every_rpc(&desks, door, &event, &planted).await;
    }
    assert!(asked > 1_000, "{asked} calls");
    for door in doors {
        door.close().await;
    }
    for assessed in [&mut own, &mut other, &mut city] {
        assessed.stop().await;
    }
    desks.close().await;
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
async fn every_rpc(desks: &Desks, door: &Door, event: &str, planted: &Planted) -> usize {
    let set = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let own_name = event.replace(COUNTY, NEIGHBOUR);
    let callers = [
        (None, false),
        (Some(anybody(COUNTY, Kind::Person)), true),
        (Some(anybody(COUNTY, Kind::Service)), true),
        (Some(anybody(NEIGHBOUR, Kind::Person)), false),
        (Some(anybody(NEIGHBOUR, Kind::Service)), false),
    ];
    let mut calls = Vec::new();
    for (path, method) in methods(&set) {
        for (by, foreign) in &callers {
            for name in [event, &own_name] {
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
