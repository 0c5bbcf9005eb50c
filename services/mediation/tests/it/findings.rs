//! Of one finding of a screening round comes one dispute.

use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::mediation::v1 as pb;

use crate::scene::{CLERK, FINDING, Scene, by, reason, request};

both_databases! {
    of_one_finding_comes_one_dispute;
    of_many_who_open_at_once_one_does;
}

fn of_the_finding() -> pb::OpenDisputeRequest {
    let mut asked = request();
    let submission = asked.submission.as_mut().unwrap();
    submission.source = pb::DisputeSource::Screening.into();
    submission.finding = FINDING.to_string();
    asked
}

async fn of_one_finding_comes_one_dispute(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let asked = of_the_finding();
    let first = scene.doors().open_dispute(by(CLERK, asked.clone())).await.unwrap().into_inner();
    let again = scene.doors().open_dispute(by(CLERK, asked)).await.unwrap().into_inner();
    assert_eq!(first.dispute.unwrap().name, again.dispute.unwrap().name, "a repeated request");
    assert_eq!(
        reason(scene.doors().open_dispute(by(CLERK, of_the_finding())).await),
        "FINDING_TAKEN"
    );
}

async fn of_many_who_open_at_once_one_does(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let openings = (0..4).map(|_| {
        let (mut doors, asked) = (scene.doors(), of_the_finding());
        async move { doors.open_dispute(by(CLERK, asked)).await }
    });
    let answers = futures::future::join_all(openings).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for refused in answers.into_iter().filter(Result::is_err) {
        assert_eq!(reason(refused), "FINDING_TAKEN");
    }
}
