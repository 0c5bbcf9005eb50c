//! Lists, counts and exports ask by one filter.

use shiyu_kit::fault::Violations;
use shiyu_kit::listing::Order;
use shiyu_kit::search::Query;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::given::{ID, START, code, county, name, pairs, petition, wrong};
use crate::domain::{Channel, StageName};
use crate::wire::listing::{Filter, candidates, count, export, list};
use crate::wire::terms::timestamp;

fn filter() -> pb::PetitionFilter {
    pb::PetitionFilter {
        stage: pb::Stage::Handling.into(),
        unit: "330602001".to_owned(),
        category: "housing".to_owned(),
        channel: pb::Channel::Visit.into(),
        due_before: Some(timestamp(START)),
        window: pb::Window::None.into(),
        query: "wall".to_owned(),
        number: "1".to_owned(),
    }
}

fn request(filter: Option<pb::PetitionFilter>) -> pb::ListPetitionsRequest {
    pb::ListPetitionsRequest {
        parent: "counties/330602".to_owned(),
        page_size: 1,
        page_token: String::new(),
        filter,
        order: common::ListOrder::DueFirst.into(),
    }
}

fn read() -> Filter {
    Filter {
        stage: Some(StageName::Handling),
        unit: Some(code("330602001")),
        category: Some("housing".parse().unwrap()),
        channel: Some(Channel::Visit),
        due_before: Some(START),
        window: Some(false),
        query: Query::read("wall", "filter.query", &mut Violations::new()),
        number: Some("1".to_owned()),
    }
}

#[test]
fn a_filter_is_read_whole_and_by_every_door() {
    let listing = list(request(Some(filter())), &county()).unwrap();
    assert_eq!(
        (listing.filter, listing.order, listing.paging.limit()),
        (read(), Order::DueFirst, 2)
    );
    let parent = || "counties/330602".to_owned();
    let counted = pb::CountPetitionsRequest {
        parent: parent(),
        filter: Some(filter()),
    };
    assert_eq!(count(counted, &county()).unwrap(), read());
    let exported = pb::ExportPetitionsRequest {
        parent: parent(),
        filter: Some(filter()),
    };
    assert_eq!(export(exported, &county()).unwrap(), read());
    let like = pb::ListRepeatCandidatesRequest { name: name() };
    assert_eq!(candidates(&like, &county()).unwrap(), ID.parse::<Uuid>().unwrap());
}

#[test]
fn nothing_filters_nothing() {
    for filter in [None, Some(pb::PetitionFilter::default())] {
        let plain = pb::ListPetitionsRequest {
            order: 0,
            page_size: 0,
            ..request(filter)
        };
        let listing = list(plain, &county()).unwrap();
        assert_eq!(
            (listing.filter, listing.order, listing.paging.limit()),
            (Filter::default(), Order::Newest, 21)
        );
    }
    let empty = pb::PetitionFilter {
        query: " -- ".to_owned(),
        ..pb::PetitionFilter::default()
    };
    assert_eq!(
        wrong(list(request(Some(empty)), &county())),
        pairs(&[("filter.query", "QUERY_EMPTY")])
    );
    let open = pb::PetitionFilter {
        window: pb::Window::Open.into(),
        ..pb::PetitionFilter::default()
    };
    assert_eq!(list(request(Some(open)), &county()).unwrap().filter.window, Some(true));
}

#[test]
fn everything_wrong_with_a_list_is_told_at_once() {
    let bad = pb::ListPetitionsRequest {
        parent: "counties/330603".to_owned(),
        page_size: -1,
        page_token: "!".to_owned(),
        filter: Some(pb::PetitionFilter {
            stage: 99,
            unit: "x".to_owned(),
            category: "X".to_owned(),
            channel: 99,
            due_before: Some(prost_types::Timestamp { seconds: -1, nanos: 0 }),
            window: 99,
            query: "长".repeat(101),
            number: "\n".to_owned(),
        }),
        order: 99,
    };
    let expected = [
        ("parent", "UNKNOWN_COUNTY"),
        ("filter.stage", "UNKNOWN_VALUE"),
        ("filter.unit", "INVALID_CODE"),
        ("filter.category", "CATEGORY_INVALID"),
        ("filter.channel", "UNKNOWN_VALUE"),
        ("filter.due_before", "TIME_INVALID"),
        ("filter.window", "UNKNOWN_VALUE"),
        ("filter.query", "TOO_LONG"),
        ("filter.number", "REQUIRED"),
        ("order", "UNKNOWN_VALUE"),
        ("page_size", "PAGE_SIZE_NEGATIVE"),
        ("page_token", "PAGE_TOKEN_INVALID"),
    ];
    assert_eq!(wrong(list(bad, &county())), pairs(&expected));
}

#[test]
fn a_page_token_is_good_for_its_own_list_only() {
    let listing = list(request(Some(filter())), &county()).unwrap();
    let rows = vec![super::given::filed(petition()); 2];
    let key = |filed: &_| listing.order.key(filed);
    let token = listing.paging.page(rows.clone(), key).unwrap().next_page_token;
    let next = pb::ListPetitionsRequest {
        page_token: token,
        ..request(Some(filter()))
    };
    let again = list(next.clone(), &county()).unwrap();
    assert_eq!(again.paging.after(), Some(&listing.order.key(&rows[0])));
    let spoil: [fn(&mut pb::PetitionFilter); 8] = [
        |filter| filter.stage = 0,
        |filter| filter.unit.clear(),
        |filter| filter.category.clear(),
        |filter| filter.channel = 0,
        |filter| filter.due_before = None,
        |filter| filter.window = 1,
        |filter| filter.query.push('s'),
        |filter| filter.number.push('1'),
    ];
    let mismatch = pairs(&[("page_token", "PAGE_TOKEN_MISMATCH")]);
    for spoil in spoil {
        let mut other = next.clone();
        spoil(other.filter.as_mut().unwrap());
        assert_eq!(wrong(list(other, &county())), mismatch);
    }
    let other = pb::ListPetitionsRequest { order: 1, ..next };
    assert_eq!(wrong(list(other, &county())), mismatch);
}
