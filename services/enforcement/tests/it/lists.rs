//! Lists, counts and exports over one predicate, and what cannot be read.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;
use tonic::Code;

use crate::scene::{CLERK, COMPLAINANT_NAME, COUNTY, HEAD, LI, STRANGER, SUSPECT_NAME, Scene, TOWN, WATER, both, by, fine, order};

shiyu_kit::both_databases! {
    lists_counts_and_exports_show_the_same_cases;
    nonsense_is_named_field_by_field;
}

/// Filters, and how many of a filed case and a clue pass them.
fn filters(scene: &Scene) -> [(pb::CaseFilter, usize); 7] {
    let all = pb::CaseFilter::default;
    [
        (all(), 2),
        (
            pb::CaseFilter {
                stage: pb::Stage::Investigating.into(),
                ..all()
            },
            1,
        ),
        (
            pb::CaseFilter {
                power: crate::tables::POWER.to_owned(),
                ..all()
            },
            1,
        ),
        (
            pb::CaseFilter {
                unit: WATER.to_owned(),
                ..all()
            },
            0,
        ),
        (
            pb::CaseFilter {
                source: pb::ClueSource::Complaint.into(),
                place: TOWN.to_owned(),
                ..all()
            },
            2,
        ),
        (
            pb::CaseFilter {
                outcome: pb::Outcome::Penalised.into(),
                ..all()
            },
            0,
        ),
        (
            pb::CaseFilter {
                due_before: Some(scene.after(Duration::days(40))),
                ..all()
            },
            1,
        ),
    ]
}

async fn lists_counts_and_exports_show_the_same_cases(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (first, _) = scene.filed().await;
    let (request, _) = scene.clue();
    scene.cases().receive_clue(by(CLERK, request)).await.unwrap();
    let mut cases = scene.cases();
    for (filter, expected) in filters(&scene) {
        let list = pb::ListCasesRequest {
            parent: format!("counties/{COUNTY}"),
            filter: Some(filter.clone()),
            ..pb::ListCasesRequest::default()
        };
        let listed = cases.list_cases(by(HEAD, list.clone())).await.unwrap().into_inner();
        assert_eq!(listed.cases.len(), expected, "{filter:?}");
        assert!(listed.cases.iter().all(|case| case.parties.is_empty() && case.course.is_none()));
        assert!(cases.list_cases(by(STRANGER, list)).await.unwrap().into_inner().cases.is_empty());
        let count = pb::CountCasesRequest {
            parent: format!("counties/{COUNTY}"),
            filter: Some(filter.clone()),
        };
        let counted = cases.count_cases(by(HEAD, count)).await.unwrap().into_inner();
        assert_eq!(usize::try_from(counted.count).unwrap(), expected);
        let export = pb::ExportCasesRequest {
            parent: format!("counties/{COUNTY}"),
            filter: Some(filter),
        };
        let mut parts = cases.export_cases(by(HEAD, export)).await.unwrap().into_inner();
        let mut file = Vec::new();
        while let Some(part) = parts.message().await.unwrap() {
            file.extend(part.data);
        }
        let file = String::from_utf8(file).unwrap();
        assert_eq!(file.trim_end().lines().count(), expected + 1, "{file}");
        assert!(!file.contains(SUSPECT_NAME) && !file.contains(COMPLAINANT_NAME));
    }
    let page = |token: String| pb::ListCasesRequest {
        parent: format!("counties/{COUNTY}"),
        page_size: 1,
        page_token: token,
        ..pb::ListCasesRequest::default()
    };
    let one = cases.list_cases(by(HEAD, page(String::new()))).await.unwrap().into_inner();
    let two = cases
        .list_cases(by(HEAD, page(one.next_page_token.clone())))
        .await
        .unwrap()
        .into_inner();
    assert!(two.next_page_token.is_empty());
    let names = [&one.cases[0].name, &two.cases[0].name];
    assert!(names[0] != names[1] && names.contains(&&first));
    assert_eq!(
        cases.list_cases(by(HEAD, page("nonsense".to_owned()))).await.unwrap_err().code(),
        Code::InvalidArgument
    );
}

async fn nonsense_is_named_field_by_field(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let nothing = scene
        .cases()
        .receive_clue(by(CLERK, pb::ReceiveClueRequest::default()))
        .await
        .unwrap_err();
    assert_eq!(nothing.code(), Code::InvalidArgument);
    let (name, _) = scene.concluded().await;
    let mut cases = scene.cases();
    let negative = order!(
        name,
        ProposeOutcomeRequest {
            proposal: Some(fine(-5)),
            officers: both()
        }
    );
    assert_eq!(
        cases.propose_outcome(by(LI, negative)).await.unwrap_err().code(),
        Code::InvalidArgument
    );
    let both_ways = pb::Proposal {
        exemption: pb::Exemption::First.into(),
        ..fine(500)
    };
    let both_ways = order!(
        name,
        ProposeOutcomeRequest {
            proposal: Some(both_ways),
            officers: both()
        }
    );
    assert_eq!(
        cases.propose_outcome(by(LI, both_ways)).await.unwrap_err().code(),
        Code::InvalidArgument
    );
    let elsewhere = "counties/330603/cases/not-a-uuid".to_owned();
    let elsewhere = order!(elsewhere, CloseCaseRequest { summary: "x".to_owned() });
    assert_eq!(
        cases.close_case(by(HEAD, elsewhere)).await.unwrap_err().code(),
        Code::InvalidArgument
    );
    let long = order!(
        name,
        WithdrawCaseRequest {
            reason: "长".repeat(100_000)
        }
    );
    assert_eq!(cases.withdraw_case(by(HEAD, long)).await.unwrap_err().code(), Code::InvalidArgument);
    let anonymous = cases.get_case(pb::GetCaseRequest { name }).await.unwrap_err();
    assert_eq!(anonymous.code(), Code::Unauthenticated);
}
