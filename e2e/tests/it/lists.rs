//! Lists, counts and files by every filter, and to whom they show what.

use prost_types::Timestamp;
use shiyu_e2e::people::{AUDITOR, HANDLER, HEAD, OFFICER, Post};
use shiyu_e2e::sample::{BUREAU, CITY_OFFICE, OFFICE, TRANSPORT};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_kit::fault::violations;
use shiyu_proto::petition::v1::{self as pb, Channel, PetitionFilter, Stage, Window};

use crate::listing::{exported, listed, shown};
use crate::saying::at;

on_both_storages! {
    every_filter_shows_what_it_says_in_list_count_and_file;
    words_are_found_in_any_script;
    each_viewer_is_shown_what_concerns_their_unit;
    a_file_holds_what_the_list_shows;
}

fn all() -> PetitionFilter {
    PetitionFilter::default()
}

fn names(matters: &[&Matter]) -> Vec<String> {
    let mut names: Vec<String> = matters.iter().map(|matter| matter.name.clone()).collect();
    names.sort();
    names
}

async fn sorted(town: &Town, post: &Post, filter: &PetitionFilter) -> Vec<String> {
    let mut names = shown(&town.caller(post), filter).await;
    names.sort();
    names
}

async fn every_filter_shows_what_it_says_in_list_count_and_file(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let letter = Matter::register_as(&town.caller(&OFFICER), |petition| {
        petition.channel = Channel::Letter.into();
        petition.category = "public.street-light".to_owned();
    })
    .await;
    let registered = Matter::register(&town).await;
    let (handling, served) = (at(&town, Stage::Handling).await, at(&town, Stage::OpinionServed).await);
    let before = town_time(registered.due(&town, "forward").await.unix_timestamp() + 1);
    for (filter, expected) in [
        (all(), vec![&letter, &registered, &handling, &served]),
        (
            PetitionFilter {
                stage: Stage::Registered.into(),
                ..all()
            },
            vec![&letter, &registered],
        ),
        (
            PetitionFilter {
                unit: BUREAU.to_owned(),
                ..all()
            },
            vec![&handling, &served],
        ),
        (
            PetitionFilter {
                category: "public.street-light".to_owned(),
                ..all()
            },
            vec![&letter],
        ),
        (
            PetitionFilter {
                channel: Channel::Phone.into(),
                ..all()
            },
            vec![&registered, &handling, &served],
        ),
        (
            PetitionFilter {
                due_before: before,
                ..all()
            },
            vec![&letter, &registered],
        ),
        (
            PetitionFilter {
                window: Window::Open.into(),
                ..all()
            },
            vec![&served],
        ),
        (
            PetitionFilter {
                window: Window::None.into(),
                unit: BUREAU.to_owned(),
                ..all()
            },
            vec![&handling],
        ),
        (
            PetitionFilter {
                number: served.number.clone(),
                ..all()
            },
            vec![&served],
        ),
        (
            PetitionFilter {
                number: "330602-XFJ信访〔1999〕1号".to_owned(),
                ..all()
            },
            vec![],
        ),
        (
            PetitionFilter {
                stage: Stage::Registered.into(),
                channel: Channel::Letter.into(),
                unit: BUREAU.to_owned(),
                ..all()
            },
            vec![],
        ),
    ] {
        assert_eq!(sorted(&town, &AUDITOR, &filter).await, names(&expected), "{filter:?}");
    }
}

#[expect(clippy::unnecessary_wraps, reason = "as the filter takes it")]
fn town_time(seconds: i64) -> Option<Timestamp> {
    Some(Timestamp { seconds, nanos: 0 })
}

async fn words_are_found_in_any_script(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let light = Matter::register_as(&town.caller(&OFFICER), |petition| {
        petition.title = "塔山街道路灯不亮".to_owned();
        petition.request = "请修复3号楼前的LED路灯".to_owned();
    })
    .await;
    let wall = Matter::register_as(&town.caller(&OFFICER), |petition| {
        petition.title = "围墙倒塌".to_owned();
        petition.request = "请把墙修好 before WINTER".to_owned();
    })
    .await;
    town.settled().await;
    for (query, expected) in [
        ("路灯", vec![&light]),
        ("灯", vec![&light]),
        ("墙", vec![&wall]),
        ("修", vec![&light, &wall]),
        ("led 路灯", vec![&light]),
        ("路灯 3号楼", vec![&light]),
        ("路灯 围墙", vec![]),
        ("winter", vec![&wall]),
        ("ｗｉｎｔｅｒ", vec![&wall]),
        ("路灯不亮' OR 1=1 --", vec![]),
        ("桥", vec![]),
    ] {
        let filter = PetitionFilter {
            query: query.to_owned(),
            ..all()
        };
        assert_eq!(sorted(&town, &AUDITOR, &filter).await, names(&expected), "{query}");
        let elsewhere = PetitionFilter {
            unit: BUREAU.to_owned(),
            ..filter
        };
        assert_eq!(sorted(&town, &AUDITOR, &elsewhere).await, names(&[]), "{query}");
    }
    let nothing = pb::CountPetitionsRequest {
        parent: shiyu_e2e::sample::parent(),
        filter: Some(PetitionFilter {
            query: "？！".to_owned(),
            ..all()
        }),
    };
    let refused = town.caller(&AUDITOR).petitions().count_petitions(nothing).await.unwrap_err();
    assert_eq!(violations(&refused), [("filter.query".to_owned(), "QUERY_EMPTY".to_owned())]);
}

async fn each_viewer_is_shown_what_concerns_their_unit(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let office = Matter::register(&town).await;
    let (bureau, helped) = (at(&town, Stage::Forwarded).await, at(&town, Stage::Handling).await);
    let handler = helped.by(&town, &HANDLER);
    handler.request_assistance(TRANSPORT, "Look at the road", 10).await.unwrap();
    let of_a_town = Post {
        unit: Some("330602001"),
        subject: "of-a-town",
        ..OFFICER
    };
    let own = Matter::register_by(&town.caller(&of_a_town)).await;
    let nowhere = Post { unit: None, ..AUDITOR };
    let of_unit = |unit, post| Post { unit: Some(unit), ..post };
    for (post, expected) in [
        (OFFICER, vec![&office, &bureau, &helped, &own]),
        (of_unit(CITY_OFFICE, AUDITOR), vec![&office, &bureau, &helped, &own]),
        (HEAD, vec![&bureau, &helped]),
        (of_unit(TRANSPORT, HEAD), vec![&helped]),
        (of_a_town, vec![&own]),
        (of_unit("330602001003", HEAD), vec![]),
        (nowhere, vec![]),
    ] {
        assert_eq!(sorted(&town, &post, &all()).await, names(&expected), "{post:?}");
        for matter in [&office, &bureau, &helped, &own] {
            let read = matter.by(&town, &post).get().await.is_ok();
            assert_eq!(read, names(&expected).contains(&matter.name), "{post:?}");
        }
    }
    let sees = helped.by(&town, &OFFICER).who_can_see().await.unwrap();
    assert_eq!(sees.units, [TRANSPORT, OFFICE, BUREAU]);
    assert_eq!((sees.barred_units.len(), sees.barred_subjects.len()), (0, 0));
    for role in ["petition_officer", "unit_handler", "auditor"] {
        assert!(sees.roles.contains(&role.to_owned()), "{role}");
    }
    assert!(!sees.roles.contains(&"operator".to_owned()));
}

async fn a_file_holds_what_the_list_shows(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let quoted = Matter::register_as(&town.caller(&OFFICER), |petition| {
        petition.title = "=SUM(A1), \"quoted\"".to_owned();
    })
    .await;
    at(&town, Stage::OpinionServed).await;
    let auditor = town.caller(&AUDITOR);
    let (list, file) = (listed(&auditor, &all()).await, exported(&auditor, &all()).await);
    assert!(file[0].starts_with("name,number,title,stage,unit,"), "{}", file[0]);
    assert_eq!(file.len(), list.len() + 1);
    for (petition, line) in list.iter().zip(&file[1..]) {
        for word in [
            &petition.name,
            &petition.number,
            &petition.unit,
            &petition.category,
            &petition.place,
        ] {
            assert!(line.contains(word.as_str()), "{line}");
        }
    }
    let line = file.iter().find(|line| line.starts_with(&quoted.name)).unwrap();
    let title = line.splitn(3, ',').nth(2).unwrap();
    assert!(title.contains("\"\"quoted\"\""), "RFC 4180: {title}");
    assert!(!title.starts_with("\"="), "a spreadsheet takes it for no formula: {title}");
}
