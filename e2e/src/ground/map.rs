//! A map of grids, imported in pieces, checked and in force since last year; and whoever works in a grid of it.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use futures::stream;
use shiyu_grid::place::synthetic::{Plan, geojson};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::import_grids_request::Part;
use time::{Duration, OffsetDateTime};

use crate::people::{Caller, Post};

/// Draws a county's map, by the hand of its command.
///
/// # Panics
/// When it is refused, or is not whole.
pub async fn drawn(chief: &Caller, county: &str, plan: &Plan, now: OffsetDateTime) {
    let mut maps = chief.maps();
    let request = pb::CreateMapRequest {
        parent: format!("counties/{county}"),
        request_id: new_id().to_string(),
        ..pb::CreateMapRequest::default()
    };
    let name = maps.create_map(request).await.expect("a draft").into_inner().name;
    let header = Part::Header(pb::ImportGridsHeader {
        name: name.clone(),
        mode: pb::ImportMode::Replace.into(),
        validate_only: false,
        request_id: new_id().to_string(),
    });
    let file = geojson(&plan.features()).into_bytes();
    let chunks: Vec<Part> = file.chunks(8 * 1024).map(|chunk| Part::Chunk(chunk.to_vec())).collect();
    let parts = std::iter::once(header).chain(chunks);
    let parts = parts.map(|part| pb::ImportGridsRequest { part: Some(part) });
    let imported = maps.import_grids(stream::iter(parts.collect::<Vec<_>>())).await;
    let imported = imported.expect("a map").into_inner();
    assert_eq!(imported.problems, [], "the map can be read");
    let request = pb::LintMapRequest {
        name: name.clone(),
        request_id: new_id().to_string(),
    };
    let linted = maps.lint_map(request).await.expect("a verdict").into_inner();
    assert_eq!(linted.errors, 0, "the map is whole");
    let request = pb::PublishMapRequest {
        name,
        effective_date: (local_date(now) - Duration::days(365)).to_string(),
        request_id: new_id().to_string(),
        ..pb::PublishMapRequest::default()
    };
    maps.publish_map(request).await.expect("a map in force");
}

/// Assigns somebody to a grid since last month, by the hand of its town's head.
///
/// # Panics
/// When it is refused.
pub async fn assigned(head: &Caller, grid: &str, (post, role): (&Post, pb::GridRole), now: OffsetDateTime) {
    let assignment = pb::Assignment {
        grid: grid.to_owned(),
        subject: post.subject.to_owned(),
        role: role.into(),
        from_date: (local_date(now) - Duration::days(30)).to_string(),
        ..pb::Assignment::default()
    };
    let request = pb::PutAssignmentRequest {
        parent: format!("counties/{}", grid.get(..6).expect("the county of a grid")),
        assignment: Some(assignment),
        request_id: new_id().to_string(),
    };
    let put = head.teams().put_assignment(request).await;
    put.expect("an assignment");
}
