//! Hostile callers: every method of every service is sent nonsense, whole, cut off and turned over; files and facts come spoiled; and
//! nobody else is worse off. No handler panics (that would be `INTERNAL`), none answers with trouble of ours.
//!
//! `SHIYU_HOSTILE_ROUNDS` and `SHIYU_HOSTILE_SEED` make it longer, or the same again.

mod callers;
mod draw;
mod facts;
mod files;
pub mod scene;

use futures::stream::{self, StreamExt as _};
use prost::bytes::Bytes;
use shiyu_e2e::people::OFFICER;
use shiyu_e2e::sample::{COUNTY, OFFICE, registration};
use shiyu_e2e::{Backends, Matter};
use shiyu_kit::auth::role::{PEOPLE, SERVICES as PROGRAMS};
use shiyu_kit::auth::{Kind, Principal};
use shiyu_kit::clock::new_id;
use tonic::{Code, Status};
use tonic_types::StatusExt as _;

use crate::houses::{Houses, SERVICES, methods};
use crate::raw::call;
use draw::{Draw, taken_by};
use scene::Scene;

/// Rounds over all methods, unless a variable says otherwise.
const ROUNDS: u64 = 3;

/// Where a run begins, unless a variable says otherwise.
const SEED: u64 = 20_261_129;

/// Messages of one call of a stream.
const MESSAGES: usize = 3;

/// The largest message a service takes is 4 MiB.
const OVERSIZED: usize = 5 * 1024 * 1024;

fn variable(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// A token that opens every door, of a unit that has to do with what lies behind them.
pub fn everybody(kind: Kind, unit: &str) -> Principal {
    let roles = match kind {
        Kind::Person => PEOPLE,
        Kind::Service => PROGRAMS,
    };
    Principal {
        subject: "hostile".to_owned(),
        county: COUNTY.to_owned(),
        unit: Some(unit.to_owned()),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        kind,
    }
}

/// Whether an answer says that we failed. A caller who asks too often, too much or too long is told so, and whose upload breaks off is
/// told that: neither is.
fn is_ours(status: &Status) -> bool {
    let reason = status.get_details_error_info().map(|info| info.reason);
    let broken_off = reason.as_deref() == Some("UPLOAD_BROKEN_OFF");
    !broken_off
        && matches!(
            status.code(),
            Code::Internal | Code::Unknown | Code::DataLoss | Code::Unavailable | Code::Cancelled | Code::DeadlineExceeded
        )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_of_any_method_is_our_failure() {
    let Some(backends) = Backends::start().await else { return };
    let scene = Scene::open(&backends).await;
    let houses = &scene.houses;
    scene.is_before(|unit| everybody(Kind::Person, unit)).await;
    let (rounds, seed) = (variable("SHIYU_HOSTILE_ROUNDS", ROUNDS), variable("SHIYU_HOSTILE_SEED", SEED));
    let (mut sent, mut failures) = (0_usize, Vec::new());
    for round in 0..rounds {
        for (service, _) in SERVICES {
            let mut draw = Draw::new(seed.wrapping_add(round), scene.known(service));
            let doors = [Kind::Person, Kind::Service].map(|kind| houses.caller(service, &everybody(kind, Scene::seat(service))));
            let calls: Vec<_> = methods(service)
                .into_iter()
                // The clock of the town is everybody's, and other tests of this house stand on it.
                .filter(|method| !method.action.ends_with("/AdvanceClock"))
                .map(|method| {
                    let (of, streams) = taken_by(&method.action);
                    let messages = if streams { MESSAGES } else { 1 };
                    (method, (0..messages).map(|_| draw.request(&of)).collect::<Vec<_>>())
                })
                .collect();
            sent += calls.len() * 2;
            let answers = stream::iter(calls).map(|(method, messages)| {
                let doors = doors.clone();
                async move {
                    let mut found = Vec::new();
                    for caller in doors {
                        let answer = call(caller.door(), &format!("/{}", method.action), messages.clone(), 0).await;
                        if let Err(status) = answer
                            && is_ours(&status)
                        {
                            found.push(format!("{}: {status:?} of {}", method.action, spelt(&messages)));
                        }
                    }
                    found
                }
            });
            let found: Vec<Vec<String>> = answers.buffer_unordered(8).collect().await;
            failures.extend(found.into_iter().flatten());
        }
    }
    assert_eq!(failures, Vec::<String>::new(), "seed {seed}, {} of {sent} requests", failures.len());
    Matter::register(&houses.town).await;
    eprintln!("{sent} requests of seed {seed}");
    // What was meant as nonsense and taken may have told another service what it cannot take in; that lies where somebody sees to it.
    houses.settled().await;
    eprintln!("{} dead letters", houses.put_aside().await);
}

/// The first bytes of what was sent, to send it again.
fn spelt(messages: &[Bytes]) -> String {
    let hex = |bytes: &Bytes| {
        bytes
            .iter()
            .take(400)
            .map(|byte| format!("{byte:02x}"))
            .collect::<Vec<_>>()
            .concat()
    };
    messages.iter().map(hex).collect::<Vec<_>>().join(" / ")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_larger_than_a_message_may_be_is_refused_and_others_are_served() {
    let Some(backends) = Backends::start().await else { return };
    let houses = Houses::open(&backends).await;
    for (service, _) in SERVICES {
        let caller = houses.caller(service, &everybody(Kind::Person, OFFICE));
        let floods = methods(service).into_iter().step_by(17).map(|method| {
            let caller = caller.clone();
            async move {
                let huge = Bytes::from(vec![0x0a; OVERSIZED]);
                let answer = call(caller.door(), &format!("/{}", method.action), vec![huge], 0).await;
                let status = answer.err().unwrap_or_else(|| panic!("{} took it", method.action));
                assert!(
                    matches!(
                        status.code(),
                        Code::ResourceExhausted | Code::InvalidArgument | Code::PermissionDenied
                    ),
                    "{}: {status:?}",
                    method.action
                );
            }
        });
        let served = async {
            let id = new_id();
            houses
                .town
                .caller(&OFFICER)
                .petitions()
                .register_petition(registration(id))
                .await
                .unwrap();
        };
        futures::future::join(futures::future::join_all(floods), served).await;
    }
}
