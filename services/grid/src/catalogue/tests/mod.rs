//! The catalogue as a caller finds it, on both databases.

pub(crate) mod policy;
pub(crate) mod scene;

use prost::Message;
use sea_orm::EntityTrait;
use shiyu_kit::journal;
use shiyu_kit::rpc::REPLAYED;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::catalogue_service_server::CatalogueService;
use tonic::Request;

use self::scene::{CENTRE, COUNTY, Shelf, TOWN, asked, chief, edition, parent, reason};

shiyu_kit::both_databases! {
    an_edition_holds_from_its_day_and_never_before;
    a_repeated_import_is_answered_as_the_first_time;
    a_refusal_changes_nothing;
    editions_at_once_each_find_their_version;
    subclasses_are_listed_whole_in_pages;
    a_limit_is_explained;
}

async fn told(shelf: &Shelf) -> Vec<(String, Option<Vec<u8>>)> {
    let rows = journal::Entity::find().all(&shelf.db.reader).await.unwrap();
    rows.into_iter().map(|row| (row.kind, row.fact)).collect()
}

async fn import(shelf: &Shelf, after: i64) -> pb::Catalogue {
    let request = asked(&chief(CENTRE), edition(&shelf.day(after)));
    shelf.desk.import_catalogue(request).await.unwrap().into_inner()
}

async fn version(shelf: &Shelf, after: i64) -> i64 {
    let request = pb::GetCatalogueRequest {
        parent: parent(),
        date: shelf.day(after),
    };
    let found = shelf.desk.get_catalogue(Request::new(request)).await;
    found.unwrap().into_inner().version
}

async fn an_edition_holds_from_its_day_and_never_before(home: TestDatabase) {
    let shelf = Shelf::open(&home).await;
    assert_eq!(version(&shelf, 0).await, 0, "the built-in one");
    let first = import(&shelf, 5).await;
    assert_eq!((first.version, first.subclass_count), (1, 2));
    let (kind, fact) = told(&shelf).await.pop().unwrap();
    let fact = pb::CatalogueChanged::decode(fact.unwrap().as_slice()).unwrap();
    assert_eq!(kind, "catalogue.changed");
    assert_eq!((fact.version, fact.class_count, fact.subclass_count), (1, 1, 2));
    assert_eq!(
        [version(&shelf, 0).await, version(&shelf, 4).await, version(&shelf, 5).await],
        [0, 0, 1]
    );

    import(&shelf, 5).await;
    import(&shelf, 3).await;
    assert_eq!(
        [version(&shelf, 2).await, version(&shelf, 3).await, version(&shelf, 9).await],
        [0, 3, 2],
        "what begins later takes over, and of one day the newest"
    );
    let request = pb::ListCataloguesRequest {
        parent: parent(),
        page_size: 2,
        ..pb::ListCataloguesRequest::default()
    };
    let page = shelf
        .desk
        .list_catalogues(Request::new(request.clone()))
        .await
        .unwrap()
        .into_inner();
    let versions = |page: &pb::ListCataloguesResponse| page.catalogues.iter().map(|row| row.version).collect::<Vec<_>>();
    assert_eq!(versions(&page), [3, 2]);
    let rest = pb::ListCataloguesRequest {
        page_token: page.next_page_token,
        ..request
    };
    let page = shelf.desk.list_catalogues(Request::new(rest)).await.unwrap().into_inner();
    assert_eq!((versions(&page), page.next_page_token.as_str()), (vec![1], ""));
}

async fn a_repeated_import_is_answered_as_the_first_time(home: TestDatabase) {
    let shelf = Shelf::open(&home).await;
    let request = edition(&shelf.day(1));
    let first = shelf.desk.import_catalogue(asked(&chief(CENTRE), request.clone())).await.unwrap();
    let again = shelf.desk.import_catalogue(asked(&chief(CENTRE), request.clone())).await.unwrap();
    assert!(first.metadata().get(REPLAYED).is_none() && again.metadata().get(REPLAYED).is_some());
    assert_eq!(first.into_inner(), again.into_inner());
    let refused = shelf.desk.import_catalogue(asked(&chief(COUNTY), request)).await.unwrap_err();
    assert_eq!(reason(&refused), "REQUEST_ID_REUSED");
    assert_eq!(told(&shelf).await.len(), 1);
}

async fn a_refusal_changes_nothing(home: TestDatabase) {
    let shelf = Shelf::open(&home).await;
    let cases = [
        (CENTRE, 0, "CATALOGUE_NOT_AHEAD"),
        (TOWN, 1, "UNIT_NOT_YOURS"),
        ("330602-GONE", 1, "UNIT_UNKNOWN"),
    ];
    for (unit, after, expected) in cases {
        let request = asked(&chief(unit), edition(&shelf.day(after)));
        let refused = shelf.desk.import_catalogue(request).await.unwrap_err();
        assert_eq!(reason(&refused), expected);
    }
    assert_eq!(told(&shelf).await, []);
    assert_eq!(version(&shelf, 30).await, 0);
}

async fn editions_at_once_each_find_their_version(home: TestDatabase) {
    let shelf = Shelf::open(&home).await;
    let (one, two, three) = tokio::join!(import(&shelf, 1), import(&shelf, 2), import(&shelf, 3));
    let mut versions = [one.version, two.version, three.version];
    versions.sort_unstable();
    assert_eq!(versions, [1, 2, 3]);
}

async fn subclasses_are_listed_whole_in_pages(home: TestDatabase) {
    let shelf = Shelf::open(&home).await;
    let mut request = pb::ListSubclassesRequest {
        parent: parent(),
        page_size: 50,
        ..pb::ListSubclassesRequest::default()
    };
    let mut codes = Vec::new();
    loop {
        let page = shelf
            .desk
            .list_subclasses(Request::new(request.clone()))
            .await
            .unwrap()
            .into_inner();
        codes.extend(page.subclasses.into_iter().map(|row| row.code));
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    let current = shelf.desk.get_catalogue(Request::new(pb::GetCatalogueRequest {
        parent: parent(),
        ..pb::GetCatalogueRequest::default()
    }));
    let count = current.await.unwrap().into_inner().subclass_count;
    assert_eq!(codes.len(), usize::try_from(count).unwrap());
    assert!(codes.is_sorted_by(|one, other| one < other));

    let request = pb::ListSubclassesRequest {
        page_token: String::new(),
        kind: pb::ClassKind::Event.into(),
        class_number: 16,
        ..request
    };
    let page = shelf.desk.list_subclasses(Request::new(request)).await.unwrap().into_inner();
    assert!(!page.subclasses.is_empty() && page.subclasses.iter().all(|row| row.code.starts_with("E16")));
}

async fn a_limit_is_explained(home: TestDatabase) {
    let shelf = Shelf::open(&home).await;
    import(&shelf, 1).await;
    let ask = async |code: &str, area: pb::AreaClass, after: i64| {
        let request = pb::ExplainLimitRequest {
            name: format!("counties/{COUNTY}/subclasses/{code}"),
            area_class: area.into(),
            date: shelf.day(after),
            start_time: Some(prost_types::Timestamp {
                // 2026-05-06 10:00 in China, a working day.
                seconds: 1_778_032_800,
                nanos: 0,
            }),
            ..pb::ExplainLimitRequest::default()
        };
        shelf
            .desk
            .explain_limit(Request::new(request))
            .await
            .map(tonic::Response::into_inner)
    };
    let core = ask("E0102", pb::AreaClass::A, 1).await.unwrap();
    let limit = core.limit.unwrap();
    assert_eq!((core.version, core.area_specific, limit.amount), (1, true, 4));
    assert_eq!(core.responsibility(), pb::Responsibility::TerritoryFirst);
    assert!(core.due_time.is_some());
    let rim = ask("E0102", pb::AreaClass::C, 1).await.unwrap();
    assert_eq!((rim.area_specific, rim.limit.unwrap().unit()), (false, pb::LimitUnit::WorkingDay));
    assert_eq!(ask("E0102", pb::AreaClass::C, 0).await.unwrap().version, 0);
    let unknown = ask("E1701", pb::AreaClass::A, 1).await.unwrap_err();
    assert_eq!(reason(&unknown), "CLASS_UNKNOWN");
    let request = pb::GetSubclassRequest {
        name: format!("counties/{COUNTY}/subclasses/E9999"),
        date: String::new(),
    };
    let unknown = shelf.desk.get_subclass(Request::new(request)).await.unwrap_err();
    assert_eq!(reason(&unknown), "CLASS_UNKNOWN");
}
