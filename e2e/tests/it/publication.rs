//! What was decided on re-review upon a hearing, as everybody reads it (公示, art. 36).

use shiyu_e2e::people::{CITY_REVIEWER, OFFICER, REVIEWER};
use shiyu_e2e::sample::{parent, resident};
use shiyu_e2e::{Matter, Town};
use shiyu_proto::petition::v1::{self as pb, Ruling};
use tonic::Code::{InvalidArgument, PermissionDenied};

use crate::saying::refused;

/// What anybody reads, without a code.
async fn read_by_anybody(town: &Town) -> Vec<pb::PublishedRuling> {
    let request = pb::ListPublishedRulingsRequest {
        parent: parent(),
        ..pb::ListPublishedRulingsRequest::default()
    };
    let page = town.anonymous().status().list_published_rulings(request).await;
    page.unwrap().into_inner().rulings
}

/// What was decided upon the hearing is shown to everybody, and nothing of who it was (公示, art. 36).
pub async fn is_published_and_taken_down(town: &Town, matter: &Matter) {
    let covered = "The roof of a stairwell is not the district's to repair";
    refused(
        matter.by(town, &REVIEWER).publish_ruling(covered, "consent 9").await,
        PermissionDenied,
        "NOT_THE_REVIEW_ORGAN",
    );
    assert_eq!(read_by_anybody(town).await, []);
    let city = matter.by(town, &CITY_REVIEWER);
    let name = resident().name;
    let named = city.publish_ruling(&format!("{name}: {covered}"), "consent 9").await.unwrap_err();
    assert_eq!(named.code(), InvalidArgument, "{named:?}");
    city.publish_ruling(covered, "consent 9").await.unwrap();
    let read = read_by_anybody(town).await;
    let [shown] = read.as_slice() else { panic!("{read:?}") };
    assert_eq!(
        (shown.organ.as_str(), shown.ruling(), shown.text.as_str()),
        ("330600", Ruling::Upheld, covered)
    );
    let all = format!("{shown:?}");
    assert!(!all.contains(&matter.number) && !all.contains(&matter.name), "{all}");
    let down = matter
        .by(town, &OFFICER)
        .withdraw_publication("The petitioner agrees no more")
        .await;
    assert!(down.unwrap().course.unwrap().publication.unwrap().withdraw_time.is_some());
    assert_eq!(read_by_anybody(town).await, []);
}
