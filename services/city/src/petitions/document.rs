//! A petition and its timeline as JSON: the contract's field names, enums by name, times in RFC 3339.

use serde_json::{Map, Value, json};
use shiyu_proto::common::v1::{Clock, TimelineEntry};
use shiyu_proto::petition::v1::{Acceptance, Closure, Delivery, Forwarding, Handling, IssuedOpinion, Opinion, Petition};

use crate::times;

/// A petition. What it has not come to yet is left out.
#[must_use]
pub fn petition(of: &Petition) -> Value {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put("name", json!(of.name));
    put("etag", json!(of.etag));
    put("stage", json!(of.stage().as_str_name()));
    put("unit", json!(of.unit));
    put("channel", json!(of.channel().as_str_name()));
    put("category", json!(of.category));
    put("title", json!(of.title));
    put("request", json!(of.request));
    put("facts_and_reasons", json!(of.facts_and_reasons));
    put("place", json!(of.place));
    put("source_reference", json!(of.source_reference));
    put("received_time", times::json(of.received_time.as_ref()));
    put("register_time", times::json(of.register_time.as_ref()));
    put("clocks", of.clocks.iter().map(clock).collect());
    let course = [
        ("forwarding", of.forwarding.as_ref().map(forwarding)),
        ("acceptance", of.acceptance.as_ref().map(acceptance)),
        ("handling", of.handling.as_ref().map(handling)),
        ("issued_opinion", of.issued_opinion.as_ref().map(issued)),
        ("delivery", of.delivery.as_ref().map(delivery)),
        ("closure", of.closure.as_ref().map(closure)),
    ];
    for (name, value) in course {
        value.map(|value| put(name, value));
    }
    Value::Object(fields)
}

fn clock(of: &Clock) -> Value {
    json!({
        "name": of.name,
        "legal_basis": of.legal_basis,
        "start_time": times::json(of.start_time.as_ref()),
        "legal_due_time": times::json(of.legal_due_time.as_ref()),
        "internal_due_time": times::json(of.internal_due_time.as_ref()),
        "provisional": of.provisional,
        "stop_time": times::json(of.stop_time.as_ref()),
        "extension_days": of.extension_days,
        "rung": of.rung().map(|ring| ring.as_str_name()).collect::<Vec<_>>(),
    })
}

fn forwarding(of: &Forwarding) -> Value {
    json!({
        "from_unit": of.from_unit,
        "to_unit": of.to_unit,
        "forward_time": times::json(of.forward_time.as_ref()),
    })
}

fn acceptance(of: &Acceptance) -> Value {
    json!({
        "unit": of.unit,
        "accept_time": times::json(of.accept_time.as_ref()),
        "notice_method": of.notice_method().as_str_name(),
    })
}

fn handling(of: &Handling) -> Value {
    json!({
        "start_time": times::json(of.start_time.as_ref()),
        "kind": of.kind().as_str_name(),
        "path": of.path().as_str_name(),
    })
}

fn issued(of: &IssuedOpinion) -> Value {
    json!({
        "opinion": of.opinion.as_ref().map(opinion),
        "issue_time": times::json(of.issue_time.as_ref()),
        "issuer": of.issuer,
        "approver": of.approver,
    })
}

fn opinion(of: &Opinion) -> Value {
    json!({
        "request": of.request,
        "facts_and_reasons": of.facts_and_reasons,
        "decision": of.decision().as_str_name(),
        "legal_basis": of.legal_basis,
        "remedy_notice": of.remedy_notice,
    })
}

fn delivery(of: &Delivery) -> Value {
    json!({
        "method": of.method().as_str_name(),
        "serve_time": times::json(of.serve_time.as_ref()),
        "proof": of.proof,
    })
}

fn closure(of: &Closure) -> Value {
    json!({
        "closing": of.closing().as_str_name(),
        "close_time": times::json(of.close_time.as_ref()),
    })
}

/// One step of a timeline.
#[must_use]
pub fn step(of: &TimelineEntry) -> Value {
    let actor = of.actor.as_ref().map(|actor| {
        json!({
            "kind": actor.kind().as_str_name(),
            "subject": actor.subject,
            "unit": actor.unit,
        })
    });
    json!({
        "version": of.version,
        "kind": of.kind,
        "time": times::json(of.time.as_ref()),
        "actor": actor,
        "act_id": of.act_id,
    })
}
