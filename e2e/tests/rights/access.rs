//! Who is let in where: every method of every service, at the real doors. Each role, in a unit, asks at every fifth of them, and in none
//! at others (`SHIYU_ACCESS_STRIDE=1`: at all); so does whoever has no role. Who has no token or is of another county asks at all. The
//! page `e2e/access.md` is made of the policies; a change of a policy is a change of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use futures::stream::{self, StreamExt as _};
use prost::Message as _;
use prost::bytes::Bytes;
use prost_types::FileDescriptorSet;
use shiyu_e2e::Backends;
use shiyu_e2e::sample::{COUNTY, NEIGHBOUR, OFFICE};
use shiyu_kit::auth::role::{PEOPLE, SERVICES as PROGRAMS};
use shiyu_kit::auth::{Kind, Policy, Principal, coverage};
use tonic::{Code, Status};
use tonic_types::StatusExt as _;

use crate::houses::{Houses, Method, SERVICES, methods, policy};
use crate::raw::call;

/// Methods that no caller of this test reaches. Starts empty, and only shrinks.
const UNTESTED: &str = include_str!("untested.txt");

/// Calls at the doors at once.
const AT_ONCE: usize = 24;

/// Somebody who may knock.
#[derive(Debug, Clone)]
struct Knocker {
    word: String,
    principal: Option<Principal>,
}

impl Knocker {
    fn is_a_stranger(&self) -> bool {
        self.principal.as_ref().is_none_or(|principal| principal.county != COUNTY)
    }
}

fn principal(role: Option<&str>, kind: Kind, county: &str, unit: Option<&str>) -> Principal {
    Principal {
        subject: "knocker".to_owned(),
        county: county.to_owned(),
        unit: unit.map(str::to_owned),
        roles: role.map(str::to_owned).into_iter().collect(),
        kind,
    }
}

/// Nobody; each role in a unit of the county and in none; somebody without a role; and all roles at once, of another county.
fn knockers() -> Vec<Knocker> {
    let mut all = vec![Knocker {
        word: "without a token".to_owned(),
        principal: None,
    }];
    let roles = PEOPLE.iter().map(|role| (Some(*role), Kind::Person));
    let programs = PROGRAMS.iter().map(|role| (Some(*role), Kind::Service));
    for (role, kind) in roles.chain(programs).chain([(None, Kind::Person), (None, Kind::Service)]) {
        for unit in [Some(OFFICE), None] {
            all.push(Knocker {
                word: format!("{} {} {}", kind.as_str(), role.unwrap_or("without a role"), unit.unwrap_or("-")),
                principal: Some(principal(role, kind, COUNTY, unit)),
            });
        }
    }
    for kind in [Kind::Person, Kind::Service] {
        let mut stranger = principal(None, kind, NEIGHBOUR, Some("330681-XFJ"));
        stranger.roles = PEOPLE.iter().chain(PROGRAMS).map(|role| (*role).to_owned()).collect();
        all.push(Knocker {
            word: format!("{} of another county with every role", kind.as_str()),
            principal: Some(stranger),
        });
    }
    all
}

/// What the gate is to say: another county's people have no door at all, whatever the policies say.
fn is_to_enter(policy: &Policy, method: &Method, knocker: &Knocker) -> bool {
    let own = knocker.principal.as_ref().is_none_or(|principal| principal.county == COUNTY);
    own && policy.allows(knocker.principal.as_ref(), &method.action, COUNTY)
}

/// Whether the gate let somebody in; whatever a handler says of an empty request is its own affair.
fn entered(answer: &Result<Vec<Bytes>, Status>) -> bool {
    let Err(status) = answer else { return true };
    let gate = ["NOT_PERMITTED", "COUNTY_MISMATCH", "TOKEN_MISSING"];
    let reason = status.get_details_error_info().map(|info| info.reason).unwrap_or_default();
    !(matches!(status.code(), Code::PermissionDenied | Code::Unauthenticated) && gate.contains(&reason.as_str()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_door_opens_to_whom_the_policy_says_and_to_nobody_else() {
    let Some(backends) = Backends::start().await else { return };
    let houses = Houses::open(&backends).await;
    let (mut asked, mut wrong) = (BTreeSet::new(), Vec::new());
    let stride = std::env::var("SHIYU_ACCESS_STRIDE").ok().and_then(|text| text.parse().ok());
    let (stride, mut calls): (usize, usize) = (stride.unwrap_or(5), 0);
    for (service, text) in SERVICES {
        let policy = policy(text);
        for (number, knocker) in knockers().into_iter().enumerate() {
            let caller = match &knocker.principal {
                Some(principal) => houses.caller(service, principal),
                None => houses.anonymous(service),
            };
            // A door takes some milliseconds, and there are fifty thousand pairs: each asks at every fifth one, and the next at others.
            // Who has no token, and who is of another county, asks at every one.
            let methods = methods(service);
            let stride = if knocker.is_a_stranger() { 1 } else { stride };
            let all = methods.iter().enumerate().filter(|(at, _)| (at + number).is_multiple_of(stride));
            let all: Vec<&Method> = all.map(|(_, method)| method).collect();
            calls += all.len();
            let answers = stream::iter(all).map(|method| {
                let (door, path) = (caller.door(), format!("/{}", method.action));
                async move { (method, call(door, &path, vec![Bytes::new()], 0).await) }
            });
            let answers: Vec<_> = answers.buffer_unordered(AT_ONCE).collect().await;
            for (method, answer) in answers {
                asked.insert(method.action.clone());
                let expected = is_to_enter(&policy, method, &knocker);
                if entered(&answer) != expected {
                    wrong.push(format!("{} at {}: {expected} expected, {answer:?}", knocker.word, method.action));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "{} of {calls} calls", wrong.len());
    let all: BTreeSet<String> = SERVICES
        .iter()
        .flat_map(|(service, _)| methods(service))
        .map(|method| method.action)
        .collect();
    let untested: BTreeSet<String> = all.difference(&asked).cloned().collect();
    assert_eq!(
        untested,
        UNTESTED.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    );
    eprintln!("{calls} calls of {} methods", all.len());
}

/// A method that no service is asked for here would be in no list and on no page.
#[test]
fn every_method_of_the_contracts_is_asked_for_at_some_door() {
    let all = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let declared = coverage::methods(&all).into_iter().filter(|action| action.starts_with("shiyu."));
    let declared: BTreeSet<String> = declared.collect();
    let listed = SERVICES
        .iter()
        .flat_map(|(service, _)| methods(service))
        .map(|method| method.action);
    assert_eq!(declared, listed.collect());
    assert!(declared.len() > 500, "{}: the contracts were read", declared.len());
}

/// A page of who may call what: roles by method, of each service.
fn page() -> String {
    let mut page = String::from(
        "# Who may call what\n\nMade of the contracts and the policies (`SHIYU_GOLDEN=write cargo test -p shiyu-e2e --test rights access`); a test compares \
         it, and another one asks\nevery method at the real doors, each role at two of five. Whose unit, which case and which stage is decided behind the door.\n\
         `anybody`: without a token too. `any role`: whoever has a role of this county.\n",
    );
    for (service, text) in SERVICES {
        let policy = policy(text);
        write!(page, "\n## {service}\n\n| method | who |\n|---|---|\n").unwrap();
        for method in methods(service) {
            let short = method.action.strip_prefix("shiyu.").unwrap();
            writeln!(page, "| {short} | {} |", who(&policy, &method)).unwrap();
        }
    }
    page
}

fn who(policy: &Policy, method: &Method) -> String {
    let may = |principal: Option<&Principal>| policy.allows(principal, &method.action, COUNTY);
    if may(None) {
        return "anybody".to_owned();
    }
    let people: Vec<&str> = PEOPLE
        .iter()
        .filter(|role| may(Some(&principal(Some(role), Kind::Person, COUNTY, Some(OFFICE)))))
        .copied()
        .collect();
    let programs = PROGRAMS
        .iter()
        .filter(|role| may(Some(&principal(Some(role), Kind::Service, COUNTY, None))));
    let programs: Vec<&str> = programs.copied().collect();
    let people = if people.len() == PEOPLE.len() { vec!["any role"] } else { people };
    let programs = if programs.len() == PROGRAMS.len() {
        vec!["any service"]
    } else {
        programs
    };
    [people, programs].concat().join(", ")
}

#[test]
fn the_page_of_access_says_what_the_policies_say() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("access.md");
    let page = page();
    if std::env::var("SHIYU_GOLDEN").as_deref() == Ok("write") {
        std::fs::write(&file, &page).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap_or_default(), page);
}

/// A policy may ask whether somebody works in a unit, and never in which: that is for the case to say.
#[test]
fn which_unit_it_is_opens_no_door_and_closes_none() {
    for (service, text) in SERVICES {
        assert!(!text.contains("principal.unit"), "{service}");
    }
}
