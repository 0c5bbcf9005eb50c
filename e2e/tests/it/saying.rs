//! What the walkthroughs say again and again.

use std::fmt::Debug;

use shiyu_e2e::people::{Caller, Post};
use shiyu_e2e::sample::COUNTY;
use shiyu_e2e::{Matter, Town};
use shiyu_kit::auth::Principal;
use shiyu_kit::fault::reason;
use shiyu_proto::petition::v1 as pb;
use time::Duration;
use tonic::{Code, Status};

/// It is refused, with this code and this reason.
#[track_caller]
pub fn refused<T: Debug>(answer: Result<T, Status>, code: Code, expected: &str) {
    let status = answer.expect_err("a refusal");
    assert_eq!((status.code(), reason(&status).as_deref()), (code, Some(expected)), "{status:?}");
}

/// A classification as this kind, with nothing else.
pub fn kind(kind: pb::MatterKind) -> pb::ClassifyPetitionRequest {
    pb::ClassifyPetitionRequest {
        kind: kind.into(),
        ..pb::ClassifyPetitionRequest::default()
    }
}

/// Whoever holds a post, with these roles in the place of its own.
pub fn with_roles(town: &Town, post: &Post, roles: &[&str]) -> Caller {
    let principal = Principal {
        roles: roles.iter().map(|&role| role.to_owned()).collect(),
        ..post.principal(COUNTY)
    };
    town.bearing(&town.token(&principal, Duration::ZERO))
}

/// The sample matter, brought to a stage by the ordinary way.
pub async fn at(town: &Town, stage: pb::Stage) -> Matter {
    let matter = Matter::register(town).await;
    matter.bring_to(town, stage).await;
    matter
}
