//! Every list is whole, in order, within reach, and over an index.

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, QueryTrait};
use shiyu_kit::audience::Reach;
use shiyu_kit::auth::Principal;
use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, VILLAGE, asked, code, id, parent, principal, reason};
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::centre_service_server::CentreService;
use shiyu_proto::mediation::v1::committee_service_server::CommitteeService;
use shiyu_proto::mediation::v1::counsel_service_server::CounselService;
use shiyu_proto::mediation::v1::matter_service_server::MatterService;
use shiyu_proto::mediation::v1::mediator_service_server::MediatorService;
use tonic::Request;

use super::scene::{AGENCY, JUSTICE, Scene, clerk};
use crate::register::domain::{Consultation, Mediator, Round};
use crate::register::store::{self, Entry, Filter};

both_databases! {
    committees_are_paged_by_name_and_whole;
    mediators_are_shown_to_everybody_without_what_is_not_theirs_to_know;
    the_centre_is_public_and_its_counters_go_by_kind;
    consultations_are_seen_from_above_only;
    the_catalogue_says_what_is_mediated_on_the_day;
    workload_is_told_by_name_to_those_who_assign;
}

async fn committees_are_paged_by_name_and_whole(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    for nth in (1..=5).rev() {
        scene.set_up(VILLAGE, &format!("{nth}号调委会")).await.unwrap();
    }
    let mut titles = Vec::new();
    let mut request = pb::ListCommitteesRequest {
        parent: parent(),
        page_size: 2,
        ..pb::ListCommitteesRequest::default()
    };
    loop {
        let page = scene
            .desk
            .list_committees(Request::new(request.clone()))
            .await
            .unwrap()
            .into_inner();
        titles.extend(page.committees.into_iter().map(|committee| committee.title));
        request.page_token = page.next_page_token;
        if request.page_token.is_empty() {
            break;
        }
    }
    assert_eq!(titles, ["1号调委会", "2号调委会", "3号调委会", "4号调委会", "5号调委会"]);
}

async fn mediators_are_shown_to_everybody_without_what_is_not_theirs_to_know(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.appointed("m-1", "甲调解").await.unwrap();
    let list = |date: String, kind: pb::MediatorKind| pb::ListMediatorsRequest {
        parent: parent(),
        date,
        kind: kind.into(),
        ..pb::ListMediatorsRequest::default()
    };
    let desk = &scene.desk;
    let of = |request| async move { desk.list_mediators(Request::new(request)).await.unwrap().into_inner().mediators };
    let shown = of(list(String::new(), pb::MediatorKind::People)).await;
    let [only] = shown.as_slice() else { panic!("{shown:?}") };
    assert_eq!((only.display_name.as_str(), only.subject.as_str()), ("甲调解", ""));
    assert_eq!(only.disclosures, ["某物业公司法律顾问"]);
    assert!(of(list(String::new(), pb::MediatorKind::Lawyer)).await.is_empty());
    assert!(
        of(list(scene.day(-21), pb::MediatorKind::People)).await.is_empty(),
        "not yet in office"
    );
}

async fn the_centre_is_public_and_its_counters_go_by_kind(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let centre = pb::Centre {
        unit: COUNTY.to_owned(),
        title: "越城区社会矛盾纠纷调处化解中心".to_owned(),
        address: "和畅堂1号".to_owned(),
        phone: "0575-88512345".to_owned(),
        hours: "工作日 8:30-17:00".to_owned(),
        from_date: scene.day(-9),
        ..pb::Centre::default()
    };
    let put = pb::PutCentreRequest {
        parent: parent(),
        centre: Some(centre),
        request_id: id(),
    };
    let centre = scene.desk.put_centre(asked(&clerk(JUSTICE), put)).await.unwrap().into_inner();
    for kind in [pb::CounterKind::Court, pb::CounterKind::Reception, pb::CounterKind::Psychology] {
        let counter = pb::Counter {
            centre: centre.name.clone(),
            unit: JUSTICE.to_owned(),
            kind: kind.into(),
            title: "窗口".to_owned(),
            hours: "工作日".to_owned(),
            from_date: scene.day(-9),
            ..pb::Counter::default()
        };
        let put = |by: &Principal, counter: pb::Counter| {
            let put = pb::PutCounterRequest {
                parent: parent(),
                counter: Some(counter),
                request_id: id(),
            };
            scene.desk.put_counter(asked(by, put))
        };
        assert_eq!(reason(&put(&clerk(TOWN), counter.clone()).await.unwrap_err()), "UNIT_NOT_YOURS");
        put(&clerk(JUSTICE), counter).await.unwrap();
    }
    let list = pb::ListCountersRequest {
        parent: parent(),
        centre: centre.name,
        ..pb::ListCountersRequest::default()
    };
    let listed = scene.desk.list_counters(Request::new(list)).await.unwrap().into_inner().counters;
    let kinds: Vec<_> = listed.iter().map(pb::Counter::kind).collect();
    assert_eq!(
        kinds,
        [pb::CounterKind::Reception, pb::CounterKind::Court, pb::CounterKind::Psychology]
    );
}

async fn consultations_are_seen_from_above_only(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let adviser = pb::Adviser {
        village: VILLAGE.to_owned(),
        firm: "浙江某某律师事务所".to_owned(),
        display_name: "周律师".to_owned(),
        from_date: scene.day(-30),
        ..pb::Adviser::default()
    };
    let put = pb::PutAdviserRequest {
        parent: parent(),
        adviser: Some(adviser),
        request_id: id(),
    };
    let adviser = scene.desk.put_adviser(asked(&clerk(TOWN), put)).await.unwrap().into_inner();
    for after in [-3, -1, -2] {
        let consultation = pb::Consultation {
            adviser: adviser.name.clone(),
            date: scene.day(after),
            channel: pb::ConsultationChannel::Phone.into(),
            category: pb::DisputeCategory::Labour.into(),
            outcome: pb::CounselOutcome::Answered.into(),
            ..pb::Consultation::default()
        };
        let record = pb::RecordConsultationRequest {
            parent: parent(),
            consultation: Some(consultation),
            request_id: id(),
        };
        scene.desk.record_consultation(asked(&clerk(VILLAGE), record)).await.unwrap();
    }
    let desk = &scene.desk;
    let of = |unit: &'static str| async move {
        let list = pb::ListConsultationsRequest {
            parent: parent(),
            ..pb::ListConsultationsRequest::default()
        };
        let listed = desk.list_consultations(asked(&clerk(unit), list)).await.unwrap();
        listed
            .into_inner()
            .consultations
            .into_iter()
            .map(|one| one.date)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(TOWN).await, [scene.day(-1), scene.day(-2), scene.day(-3)]);
    assert!(of(OTHER_TOWN).await.is_empty());
}

async fn the_catalogue_says_what_is_mediated_on_the_day(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let official = principal("official", Some(AGENCY), "unit_handler");
    let matter = pb::Matter {
        agency: AGENCY.to_owned(),
        title: "物业服务纠纷".to_owned(),
        category: pb::DisputeCategory::PropertyManagement.into(),
        basis: "物业管理条例 art. 49".to_owned(),
        from_date: scene.day(1),
        ..pb::Matter::default()
    };
    let put = pb::PutMatterRequest {
        parent: parent(),
        matter: Some(matter),
        request_id: id(),
    };
    let matter = scene.desk.put_matter(asked(&official, put)).await.unwrap().into_inner();
    let desk = &scene.desk;
    let on = |date: String| async move {
        let list = pb::ListMattersRequest {
            parent: parent(),
            date,
            ..pb::ListMattersRequest::default()
        };
        desk.list_matters(Request::new(list)).await.unwrap().into_inner().matters
    };
    assert!(on(String::new()).await.is_empty());
    assert_eq!(on(scene.day(1)).await, [matter]);
    let packs = pb::ListLimitPacksRequest { parent: parent() };
    let packs = scene.desk.list_limit_packs(Request::new(packs)).await.unwrap().into_inner().packs;
    assert_eq!(
        packs.iter().map(|pack| pack.code.as_str()).collect::<Vec<_>>(),
        ["court", "national"]
    );
}

async fn workload_is_told_by_name_to_those_who_assign(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.appointed("m-2", "乙调解").await.unwrap();
    scene.appointed("m-1", "甲调解").await.unwrap();
    let list = |unit: &'static str| {
        let list = pb::ListWorkloadRequest {
            parent: parent(),
            ..pb::ListWorkloadRequest::default()
        };
        scene.desk.list_workload(asked(&clerk(unit), list))
    };
    let told = list(TOWN).await.unwrap().into_inner().workloads;
    let told: Vec<_> = told.iter().map(|one| (one.display_name.as_str(), one.open_disputes)).collect();
    assert_eq!(told, [("乙调解", 0), ("甲调解", 0)]);
    assert!(list(OTHER_TOWN).await.unwrap().into_inner().workloads.is_empty());
}

/// How SQLite finds a page of a list.
async fn plan<E: Entry>(scene: &Scene, filter: &Filter, reach: &Reach) -> String {
    let mut asked = store::question::<E>((filter, reach), None, 20).build(DbBackend::Sqlite);
    asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
    let rows = scene.db.reader.query_all_raw(asked).await.unwrap();
    let detail = |row: &QueryResult| row.try_get::<String>("", "detail").unwrap();
    rows.iter().map(detail).collect::<Vec<_>>().join("; ")
}

#[tokio::test]
async fn no_list_is_sorted_after_it_is_found() {
    let home = TestDatabase::sqlite();
    let scene = Scene::open(&home).await;
    let unit = Filter {
        unit: Some(code(VILLAGE)),
        on: Some(scene.today),
        ..Filter::default()
    };
    let parent = Filter {
        parent: Some(uuid::Uuid::nil()),
        ..Filter::default()
    };
    let within = Reach::Units([code(TOWN), code(VILLAGE)].into_iter().collect());
    let asked = [
        (Filter::default(), Reach::Everything),
        (unit, Reach::Everything),
        (parent, Reach::Everything),
        (Filter::default(), within),
    ];
    for (filter, reach) in asked {
        for told in [
            plan::<Mediator>(&scene, &filter, &reach).await,
            plan::<Consultation>(&scene, &filter, &reach).await,
            plan::<Round>(&scene, &filter, &reach).await,
        ] {
            assert!(
                told.contains("USING INDEX register_entry_by") && !told.contains("TEMP B-TREE"),
                "{told}"
            );
        }
    }
}
