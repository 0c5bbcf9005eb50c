//! Lists, counts and the search.

use shiyu_kit::both_databases;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::common::v1::ListOrder;
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::DisputeFilter;

use crate::scene::{
    AUDITOR, CENTRE_CLERK, CLERK, COMMITTEE, COUNTY, MEDIATOR, MEDIATOR_ID, STRANGER, Scene, Who, by, reason, request, uuid,
};

both_databases! {
    lists_find_by_every_filter_within_the_callers_reach;
    pages_show_every_dispute_once_in_both_orders;
    what_was_brought_is_found_by_its_words;
}

async fn found(scene: &Scene, who: Who, filter: DisputeFilter, order: ListOrder) -> Vec<String> {
    let (mut names, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListDisputesRequest {
            parent: format!("counties/{COUNTY}"),
            filter: Some(filter.clone()),
            order: order.into(),
            page_size: 2,
            page_token,
        };
        let page = scene.doors().list_disputes(by(who, request)).await.unwrap().into_inner();
        names.extend(page.disputes.into_iter().map(|dispute| dispute.name));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            return names;
        }
    }
}

async fn newest(scene: &Scene, who: Who, filter: DisputeFilter) -> Vec<String> {
    found(scene, who, filter, ListOrder::Newest).await
}

#[expect(clippy::too_many_lines, reason = "every filter over the same disputes")]
async fn lists_find_by_every_filter_within_the_callers_reach(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (applied, mediating) = (scene.opened().await, scene.mediating().await);
    let all = || DisputeFilter::default();
    for who in [CLERK, CENTRE_CLERK, AUDITOR] {
        assert_eq!(newest(&scene, who, all()).await.len(), 2, "{who:?}");
    }
    assert_eq!(
        newest(&scene, MEDIATOR, all()).await,
        std::slice::from_ref(&mediating.name),
        "by name, beyond the unit's reach"
    );
    assert!(newest(&scene, STRANGER, all()).await.is_empty());
    let filters = [
        (
            DisputeFilter {
                stage: pb::DisputeStage::Mediating.into(),
                ..all()
            },
            vec![&mediating.name],
        ),
        (
            DisputeFilter {
                stage: pb::DisputeStage::Applied.into(),
                ..all()
            },
            vec![&applied.name],
        ),
        (
            DisputeFilter {
                unit: COMMITTEE.to_owned(),
                ..all()
            },
            vec![&mediating.name, &applied.name],
        ),
        (
            DisputeFilter {
                category: pb::DisputeCategory::Labour.into(),
                ..all()
            },
            vec![],
        ),
        (
            DisputeFilter {
                source: pb::DisputeSource::Parties.into(),
                ..all()
            },
            vec![&mediating.name, &applied.name],
        ),
        (
            DisputeFilter {
                procedure: pb::DisputeProcedure::Administrative.into(),
                ..all()
            },
            vec![],
        ),
        (
            DisputeFilter {
                mediator: MEDIATOR_ID.to_string(),
                ..all()
            },
            vec![&mediating.name],
        ),
        (
            DisputeFilter {
                mediator: uuid(&applied.name).to_string(),
                ..all()
            },
            vec![],
        ),
        (
            DisputeFilter {
                number: applied.number.clone(),
                ..all()
            },
            vec![&applied.name],
        ),
        (
            DisputeFilter {
                cross_boundary: true,
                ..all()
            },
            vec![],
        ),
    ];
    for (filter, names) in filters {
        assert_eq!(
            newest(&scene, CLERK, filter.clone()).await.iter().collect::<Vec<_>>(),
            names,
            "{filter:?}"
        );
        let of_a_person = !filter.mediator.is_empty();
        let exported = pb::ExportDisputesRequest {
            parent: format!("counties/{COUNTY}"),
            filter: Some(filter.clone()),
        };
        let exported = scene.doors().export_disputes(by(CLERK, exported)).await;
        assert_eq!(exported.is_err(), of_a_person, "nor does a file");
        let request = pb::CountDisputesRequest {
            parent: format!("counties/{COUNTY}"),
            filter: Some(filter),
        };
        let counted = scene.doors().count_disputes(by(CLERK, request)).await;
        if of_a_person {
            assert_eq!(reason(counted), "COUNTS_A_PERSON", "nobody else counts a mediator's disputes");
        } else {
            assert_eq!(counted.unwrap().into_inner().count, i64::try_from(names.len()).unwrap());
        }
    }
}

async fn pages_show_every_dispute_once_in_both_orders(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut opened = Vec::new();
    for _ in 0..5 {
        opened.push(scene.opened().await.name);
        scene.clock.advance(time::Duration::days(1)).unwrap();
    }
    let due = found(&scene, CLERK, DisputeFilter::default(), ListOrder::DueFirst).await;
    assert_eq!(due, opened, "what came first is due first");
    opened.reverse();
    assert_eq!(newest(&scene, CLERK, DisputeFilter::default()).await, opened);
}

async fn what_was_brought_is_found_by_its_words(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut other = request();
    "拖欠工资三个月".clone_into(&mut other.submission.as_mut().unwrap().facts);
    let other = scene
        .doors()
        .open_dispute(by(CLERK, other))
        .await
        .unwrap()
        .into_inner()
        .dispute
        .unwrap();
    let first = scene.opened().await;
    for name in [&other.name, &first.name] {
        assert_eq!(scene.ears.cards.enter(uuid(name)).await, Outcome::Done);
    }
    let query = |query: &str| DisputeFilter {
        query: query.to_owned(),
        ..DisputeFilter::default()
    };
    assert_eq!(newest(&scene, CLERK, query("拖欠工资")).await, [other.name]);
    assert_eq!(newest(&scene, CLERK, query("吊顶")).await, [first.name]);
    assert!(newest(&scene, STRANGER, query("吊顶")).await.is_empty());
}
