//! Tokens: missing, expired, forged, of elsewhere, and of those who may not.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use shiyu_e2e::people::{AUDITOR, CLERK, Caller, HANDLER, OFFICER, OPERATOR, Post};
use shiyu_e2e::sample::{self, COUNTY, NEIGHBOUR};
use shiyu_kit::auth::DevelopmentIssuer;
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::config::Environment;
use time::Duration;
use tonic::{Code, Status};

use super::{Scene, Wrong, refusal, wrong};

pub fn table() -> Vec<Wrong> {
    [not_a_token(), not_permitted()].into_iter().flatten().collect()
}

/// What every caller here tries: something an officer may do.
async fn register(caller: Caller) -> Status {
    refusal(caller.petitions().register_petition(sample::registration(new_id())).await)
}

fn genuine(scene: &Scene, ago: Duration) -> String {
    scene.town.token(&OFFICER.principal(COUNTY), ago)
}

/// A token of an issuer nobody trusts here, signed with a key of its own.
fn foreign() -> String {
    let folder = tempfile::tempdir().unwrap();
    let issuer = DevelopmentIssuer::open(folder.path(), Environment::Development).unwrap();
    let now = WallClock::system().now();
    issuer.issue(&OFFICER.principal(COUNTY), Duration::HOUR, now).unwrap()
}

fn part(token: &str, index: usize) -> &str {
    token.split('.').nth(index).unwrap()
}

fn coded(value: &serde_json::Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn decoded(part: &str) -> serde_json::Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// The genuine header with another algorithm.
fn with_algorithm(token: &str, algorithm: &str) -> String {
    let mut header = decoded(part(token, 0));
    header["alg"] = json!(algorithm);
    coded(&header)
}

fn not_a_token() -> Vec<Wrong> {
    use Code::Unauthenticated;
    vec![
        wrong("no token", Unauthenticated, "TOKEN_MISSING", |scene| {
            Box::pin(register(scene.town.anonymous()))
        }),
        wrong("a password", Unauthenticated, "TOKEN_MALFORMED", |scene| {
            Box::pin(register(
                scene.town.anonymous().showing("authorization", "Basic b2ZmaWNlcjpzZXNhbWU="),
            ))
        }),
        wrong("a token that is none", Unauthenticated, "TOKEN_MALFORMED", |scene| {
            Box::pin(register(scene.town.bearing("a.b.c")))
        }),
        wrong("a token of two hours ago", Unauthenticated, "TOKEN_EXPIRED", |scene| {
            Box::pin(register(scene.town.bearing(&genuine(scene, Duration::hours(2)))))
        }),
        wrong("a token of tomorrow", Unauthenticated, "TOKEN_NOT_YET_VALID", |scene| {
            Box::pin(register(scene.town.bearing(&genuine(scene, -Duration::DAY))))
        }),
        wrong("a token by another key", Unauthenticated, "TOKEN_KEY_UNKNOWN", |scene| {
            Box::pin(register(scene.town.bearing(&foreign())))
        }),
        wrong(
            "a token by another key under our key's name",
            Unauthenticated,
            "TOKEN_SIGNATURE_INVALID",
            |scene| {
                let (ours, foreign) = (genuine(scene, Duration::ZERO), foreign());
                let forged = format!("{}.{}.{}", part(&ours, 0), part(&foreign, 1), part(&foreign, 2));
                Box::pin(register(scene.town.bearing(&forged)))
            },
        ),
        wrong(
            "a token with a role written in",
            Unauthenticated,
            "TOKEN_SIGNATURE_INVALID",
            |scene| {
                let ours = scene.town.token(&CLERK.principal(COUNTY), Duration::ZERO);
                let mut claims = decoded(part(&ours, 1));
                claims["shiyu_roles"] = json!(["petition_officer"]);
                let forged = format!("{}.{}.{}", part(&ours, 0), coded(&claims), part(&ours, 2));
                Box::pin(register(scene.town.bearing(&forged)))
            },
        ),
        wrong(
            "a token that claims to need no signature",
            Unauthenticated,
            "TOKEN_SIGNATURE_INVALID",
            |scene| {
                let ours = genuine(scene, Duration::ZERO);
                let forged = format!("{}.{}.", with_algorithm(&ours, "none"), part(&ours, 1));
                Box::pin(register(scene.town.bearing(&forged)))
            },
        ),
        wrong(
            "a token signed with a password",
            Unauthenticated,
            "TOKEN_SIGNATURE_INVALID",
            |scene| {
                let ours = genuine(scene, Duration::ZERO);
                let forged = format!("{}.{}.{}", with_algorithm(&ours, "HS256"), part(&ours, 1), part(&ours, 2));
                Box::pin(register(scene.town.bearing(&forged)))
            },
        ),
    ]
}

fn not_permitted() -> Vec<Wrong> {
    use Code::PermissionDenied;
    vec![
        wrong("an officer of another county", PermissionDenied, "COUNTY_MISMATCH", |scene| {
            let token = scene.town.token(&OFFICER.principal(NEIGHBOUR), Duration::ZERO);
            Box::pin(register(scene.town.bearing(&token)))
        }),
        wrong("a role of no house", PermissionDenied, "NOT_PERMITTED", |scene| {
            let nobody = Post { role: "king", ..OFFICER };
            Box::pin(register(scene.caller(&nobody)))
        }),
        wrong("an auditor who registers", PermissionDenied, "NOT_PERMITTED", |scene| {
            Box::pin(register(scene.caller(&AUDITOR)))
        }),
        wrong("an operator who registers", PermissionDenied, "NOT_PERMITTED", |scene| {
            Box::pin(register(scene.caller(&OPERATOR)))
        }),
        wrong("a handler who registers", PermissionDenied, "NOT_PERMITTED", |scene| {
            Box::pin(register(scene.caller(&HANDLER)))
        }),
        wrong("a clerk who forwards", PermissionDenied, "NOT_PERMITTED", |scene| {
            Box::pin(async move {
                let request = sample::forwarding(&scene.registered.name);
                refusal(scene.caller(&CLERK).petitions().forward_petition(request).await)
            })
        }),
        wrong("an operator who reads a petition", PermissionDenied, "NOT_PERMITTED", |scene| {
            Box::pin(async move {
                let request = shiyu_proto::petition::v1::GetPetitionRequest {
                    name: scene.registered.name.clone(),
                };
                refusal(scene.caller(&OPERATOR).petitions().get_petition(request).await)
            })
        }),
        wrong("an officer who imports units", PermissionDenied, "NOT_PERMITTED", |scene| {
            Box::pin(async move {
                let request = sample::import(sample::units());
                refusal(scene.caller(&OFFICER).units().import_units(request).await)
            })
        }),
        wrong("an officer who moves the clock", PermissionDenied, "NOT_PERMITTED", |scene| {
            Box::pin(async move {
                let request = shiyu_proto::common::v1::AdvanceClockRequest::default();
                refusal(scene.caller(&OFFICER).development().advance_clock(request).await)
            })
        }),
    ]
}
