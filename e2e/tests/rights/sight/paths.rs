//! The paths to the cases of a service: its list, its count, its file, its search, the reading of each by name, and the watch.

use std::collections::BTreeSet;

use prost::Message as _;
use prost::bytes::Bytes;
use prost_reflect::{DynamicMessage, ReflectMessage as _, Value};
use shiyu_e2e::people::Caller;
use shiyu_e2e::sample::parent;
use shiyu_proto::common::v1::WatchEventsRequest;
use shiyu_proto::common::v1::event_stream_service_client::EventStreamServiceClient;
use tonic::{Code, Status};
use tonic_types::StatusExt as _;

use crate::contracts::method as method_of;
use crate::raw::call;

/// A service's doors upon many cases and upon one.
pub struct Paths {
    pub service: &'static str,
    pub many: &'static str,
    pub one: &'static str,
    /// The field of a list's answer, and a word that stands in some of the cases.
    pub field: &'static str,
    pub word: &'static str,
}

pub const PATHS: [Paths; 4] = [
    Paths {
        service: "shiyu.petition.v1.PetitionService",
        many: "Petitions",
        one: "Petition",
        field: "petitions",
        word: "stairwell",
    },
    Paths {
        service: "shiyu.grid.v1.EventService",
        many: "Events",
        one: "Event",
        field: "events",
        word: "Planks",
    },
    Paths {
        service: "shiyu.mediation.v1.MediationService",
        many: "Disputes",
        one: "Dispute",
        field: "disputes",
        word: "bathroom",
    },
    Paths {
        service: "shiyu.enforcement.v1.CaseService",
        many: "Cases",
        one: "Case",
        field: "cases",
        word: "阳光房",
    },
];

/// A request of a method with these fields set.
fn request(paths: &Paths, method: &str, fields: &[(&str, Value)]) -> (String, Bytes) {
    let method = method_of(paths.service, method);
    let mut message = DynamicMessage::new(method.input());
    for (name, value) in fields {
        message.set_field_by_name(name, value.clone());
    }
    (format!("/{}/{}", paths.service, method.name()), message.encode_to_vec().into())
}

fn filter(paths: &Paths, word: &str) -> Value {
    let method = method_of(paths.service, &format!("List{}", paths.many));
    let field = method.input().get_field_by_name("filter").unwrap();
    let mut filter = DynamicMessage::new(field.kind().as_message().unwrap().clone());
    // Events have no search in words.
    if !word.is_empty() && filter.descriptor().get_field_by_name("query").is_some() {
        filter.set_field_by_name("query", Value::String(word.to_owned()));
    }
    Value::Message(filter)
}

/// `None` to whom this path is closed.
async fn asked(caller: &Caller, (path, bytes): (String, Bytes)) -> Option<Vec<Bytes>> {
    match call(caller.door(), &path, vec![bytes], usize::MAX).await {
        Ok(answers) => Some(answers),
        Err(status) if is_closed(&status) => None,
        Err(status) => panic!("{path}: {status:?}"),
    }
}

fn is_closed(status: &Status) -> bool {
    let reason = status.get_details_error_info().map(|info| info.reason);
    status.code() == Code::PermissionDenied && reason.as_deref() == Some("NOT_PERMITTED")
}

fn text(message: &DynamicMessage, field: &str) -> String {
    message.get_field_by_name(field).unwrap().as_str().unwrap().to_owned()
}

fn answer(paths: &Paths, method: &str, bytes: &Bytes) -> DynamicMessage {
    let method = method_of(paths.service, method);
    DynamicMessage::decode(method.output(), bytes.clone()).unwrap()
}

/// The names on all pages of the list, page by page.
pub async fn listed(paths: &Paths, caller: &Caller, word: &str) -> Option<BTreeSet<String>> {
    let method = format!("List{}", paths.many);
    let (mut names, mut token) = (BTreeSet::new(), String::new());
    loop {
        let fields = [
            ("parent", Value::String(parent())),
            ("filter", filter(paths, word)),
            ("page_size", Value::I32(2)),
            ("page_token", Value::String(token)),
        ];
        let answers = asked(caller, request(paths, &method, &fields)).await?;
        let page = answer(paths, &method, &answers[0]);
        for row in page.get_field_by_name(paths.field).unwrap().as_list().unwrap() {
            let new = names.insert(text(row.as_message().unwrap(), "name"));
            assert!(new, "a list shows a case twice");
        }
        token = text(&page, "next_page_token");
        if token.is_empty() {
            return Some(names);
        }
    }
}

pub async fn counted(paths: &Paths, caller: &Caller, word: &str) -> Option<usize> {
    let method = format!("Count{}", paths.many);
    let fields = [("parent", Value::String(parent())), ("filter", filter(paths, word))];
    let answers = asked(caller, request(paths, &method, &fields)).await?;
    let count = answer(paths, &method, &answers[0])
        .get_field_by_name("count")
        .unwrap()
        .as_i64()
        .unwrap();
    usize::try_from(count).ok()
}

/// The names in the file: its first column, below the head.
pub async fn exported(paths: &Paths, caller: &Caller, word: &str) -> Option<BTreeSet<String>> {
    let method = format!("Export{}", paths.many);
    let fields = [("parent", Value::String(parent())), ("filter", filter(paths, word))];
    let answers = asked(caller, request(paths, &method, &fields)).await?;
    let mut file = Vec::new();
    for piece in &answers {
        file.extend_from_slice(answer(paths, &method, piece).get_field_by_name("data").unwrap().as_bytes().unwrap());
    }
    let file = String::from_utf8(file).unwrap();
    let mut lines = file.lines().filter(|line| !line.is_empty());
    let first = |line: &str| line.split(',').next().unwrap_or_default().to_owned();
    let head = lines.next().map(first).unwrap_or_default();
    assert_eq!(head.trim_start_matches('\u{feff}'), "name", "{method}");
    let rows: Vec<String> = lines.map(first).collect();
    let names: BTreeSet<String> = rows.iter().cloned().collect();
    assert_eq!(names.len(), rows.len(), "{method}: a file shows a case twice");
    Some(names)
}

/// Which of these cases are there for whoever reads them one by one, by this method.
pub async fn read(paths: &Paths, method: &str, caller: &Caller, all: &BTreeSet<String>) -> Option<BTreeSet<String>> {
    let mut there = BTreeSet::new();
    for name in all {
        let (path, bytes) = request(paths, method, &[("name", Value::String(name.clone()))]);
        match call(caller.door(), &path, vec![bytes], 1).await {
            Ok(_) => there.insert(name.clone()),
            Err(status) if is_closed(&status) => return None,
            Err(status) => {
                assert_eq!(status.code(), Code::NotFound, "{method}: {status:?}");
                false
            }
        };
    }
    Some(there)
}

/// The cases of which a watch tells, up to what there is for now.
pub async fn watched(paths: &Paths, caller: &Caller) -> BTreeSet<String> {
    let mut client = EventStreamServiceClient::new(caller.door());
    let request = WatchEventsRequest {
        parent: parent(),
        token: String::new(),
    };
    let mut stream = loop {
        match client.watch_events(request.clone()).await {
            Ok(answer) => break answer.into_inner(),
            // Those of this subject's that were read a moment ago are not closed yet.
            Err(status) => assert_eq!(status.code(), Code::ResourceExhausted, "{status:?}"),
        }
    };
    let mut names = BTreeSet::new();
    loop {
        let message = stream.message().await.unwrap().unwrap();
        let cases = message
            .facts
            .iter()
            .map(|fact| format!("{}/{}/{}", parent(), paths.field, fact.case_id));
        names.extend(cases);
        if message.up_to_date {
            return names;
        }
    }
}
