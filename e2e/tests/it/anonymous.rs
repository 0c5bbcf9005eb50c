//! Nothing of what the contracts declare is open to whoever shows no token, or a token without a role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_e2e::people::{OFFICER, Post};
use shiyu_e2e::sample::COUNTY;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::auth::Principal;
use shiyu_kit::fault::reason;
use time::Duration;
use tonic::Code;

use crate::raw;

/// `/package.Service/Method` of every method there is.
fn every_method() -> Vec<String> {
    let set = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let services = set.file.iter().flat_map(|file| {
        let package = file.package().to_owned();
        file.service.iter().map(move |service| (package.clone(), service))
    });
    services
        .flat_map(|(package, service)| {
            let methods = service.method.iter();
            methods.map(move |method| format!("/{package}.{}/{}", service.name(), method.name()))
        })
        .collect()
}

/// What is open without a token: the public door, where a petitioner has a code, and what hangs at the door of the hall.
const PUBLIC: [&str; 3] = ["StatusService/", "ReceptionService/ListCounters", "ReceptionService/ListRoster"];

/// What is posted on the wall of every office, and so looked up by whoever has some role.
const LOOKED_UP: [&str; 3] = ["UnitService/GetUnit", "UnitService/ListUnits", "OperationsService/GetCalendar"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_method_asks_who_calls_and_what_they_are() {
    let Some(backends) = Backends::start().await else { return };
    let town = Town::with(&backends, Storage::Sqlite, &[]).await;
    let methods = every_method();
    assert!(
        methods
            .iter()
            .any(|method| method == "/shiyu.petition.v1.PetitionService/RegisterPetition")
    );
    let nobody = Principal {
        roles: BTreeSet::new(),
        ..OFFICER.principal(COUNTY)
    };
    let nobody = town.bearing(&town.token(&nobody, Duration::ZERO));
    let citizen = town.caller(&Post {
        role: "citizen",
        ..OFFICER
    });
    for method in methods {
        if PUBLIC.iter().any(|public| method.contains(public)) {
            let refused = raw::call(town.anonymous().door(), &method).await.unwrap_err();
            assert_eq!(refused.code(), Code::InvalidArgument, "{method}");
            continue;
        }
        let refused = raw::call(town.anonymous().door(), &method).await.unwrap_err();
        assert_eq!(
            (refused.code(), reason(&refused).as_deref()),
            (Code::Unauthenticated, Some("TOKEN_MISSING")),
            "{method}"
        );
        let looked_up = LOOKED_UP.iter().any(|lookup| method.ends_with(lookup));
        for caller in [Some(&nobody), (!looked_up).then_some(&citizen)].into_iter().flatten() {
            let refused = raw::call(caller.door(), &method).await.unwrap_err();
            assert_eq!(
                (refused.code(), reason(&refused).as_deref()),
                (Code::PermissionDenied, Some("NOT_PERMITTED")),
                "{method}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn probes_and_tools_come_in_without_a_token() {
    let Some(backends) = Backends::start().await else { return };
    let town = Town::with(&backends, Storage::Sqlite, &[]).await;
    let door = || town.anonymous().door();
    raw::call(door(), "/grpc.health.v1.Health/Check").await.unwrap();
    for version in ["v1", "v1alpha"] {
        let path = format!("/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo");
        raw::stream(door(), &path).await.unwrap();
    }
}
