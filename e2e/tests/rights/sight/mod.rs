//! No path shows a row another path hides: for whoever asks, in whichever unit, a service's list, its pages, its count, its file, its
//! search, the reading of each case by name and what is watched are about the same cases.

mod paths;

use std::collections::BTreeSet;

use shiyu_e2e::bureau::people::COUNTER;
use shiyu_e2e::bureau::{PLACE, inspected};
use shiyu_e2e::hall::{Accord, Hall};
use shiyu_e2e::people::{Caller, OFFICER};
use shiyu_e2e::sample::{BUREAU, COUNTY, TRANSPORT, parent};
use shiyu_e2e::{Backends, Bureau, Found, Ground, Matter, Storage};
use shiyu_kit::auth::role::PEOPLE;
use shiyu_kit::auth::{Kind, Principal};
use shiyu_proto::petition::v1::{Accused, Stage};

use paths::{PATHS, Paths, counted, exported, listed, read, watched};

/// Units whose people look: offices, bureaus, stations below them, a village, and the city's.
const UNITS: [&str; 12] = [
    "330602-XFJ",
    BUREAU,
    "330602001-ZJS",
    TRANSPORT,
    "330600-XFJ",
    "330602001003",
    "330602001-ZHS",
    "330602-ZHZX",
    "330602-TJZX",
    "330602001-TJW",
    "330602-ZFJ",
    "330602-SJJ",
];

/// Subjects who look; the second one is accused by name.
const SUBJECTS: [&str; 2] = ["somebody", "accused-by-name"];

struct Scene {
    ground: Ground,
    hall: Hall,
    bureau: Bureau,
}

impl Scene {
    async fn open(backends: &Backends) -> Self {
        let mut ground = Ground::open(backends, Storage::Sqlite).await;
        let peers = [("petition", ground.town.address())];
        let hall = Hall::beside(&ground.town, &*ground.town, &peers, (backends, Storage::Sqlite)).await;
        let bureau = Bureau::beside(&mut ground.town, backends, Storage::Sqlite).await;
        let scene = Self { ground, hall, bureau };
        scene.played().await;
        scene
    }

    /// Cases here and there, some of them against a bureau or against somebody by name.
    async fn played(&self) {
        let town = &self.ground.town;
        for stage in [Stage::Registered, Stage::Forwarded, Stage::Handling] {
            Matter::register(town).await.bring_to(town, stage).await;
        }
        let officer = town.caller(&OFFICER);
        for (units, subjects) in [
            (vec![BUREAU.to_owned()], Vec::new()),
            (vec![TRANSPORT.to_owned()], Vec::new()),
            (Vec::new(), vec![SUBJECTS[1].to_owned()]),
            (vec![BUREAU.to_owned()], vec![SUBJECTS[1].to_owned()]),
        ] {
            let accused = Accused { units, subjects };
            Matter::register_as(&officer, |petition| petition.accused = Some(accused)).await;
        }
        for _ in 0..3 {
            Found::by_patrol(&self.ground).await;
        }
        Found::by_patrol(&self.ground).await.handled(&self.ground).await;
        for _ in 0..3 {
            Accord::opened(&self.hall).await;
        }
        for _ in 0..3 {
            let clue = inspected(PLACE, town.now());
            self.bureau.cases(&COUNTER).receive_clue(clue).await.unwrap();
        }
        town.settled().await;
        // What is watched is what the bus has.
        self.ground.settled().await;
        self.hall.settled().await;
        self.bureau.settled().await;
    }

    fn caller(&self, service: &str, principal: &Principal) -> Caller {
        let token = self.ground.town.token(principal, time::Duration::ZERO);
        match service.split('.').nth(1).unwrap() {
            "petition" => self.ground.town.bearing(&token),
            "grid" => self.ground.bearing(&token),
            "mediation" => self.hall.bearing(&token),
            _ => self.bureau.bearing(&token),
        }
    }
}

/// Everybody who looks: each role in each unit, as either subject.
fn viewers() -> Vec<Principal> {
    let mut all = Vec::new();
    for role in PEOPLE {
        for unit in UNITS {
            for subject in SUBJECTS {
                all.push(Principal {
                    subject: subject.to_owned(),
                    county: COUNTY.to_owned(),
                    unit: Some(unit.to_owned()),
                    roles: [(*role).to_owned()].into(),
                    kind: Kind::Person,
                });
            }
        }
    }
    all
}

/// Everything there is, as the database has it: what a service's own journal began.
async fn all(paths: &Paths, scene: &Scene) -> BTreeSet<String> {
    use sea_orm::{EntityTrait as _, QuerySelect as _};
    let database = match paths.one {
        "Petition" => scene.ground.town.connect().await,
        "Event" => scene.ground.connect().await,
        "Dispute" => scene.hall.connect().await,
        _ => scene.bureau.connect().await,
    };
    let heads = shiyu_kit::audience::row::Entity::find()
        .select_only()
        .column(shiyu_kit::audience::row::Column::CaseId)
        .distinct()
        .into_tuple::<uuid::Uuid>()
        .all(&database.reader)
        .await
        .unwrap();
    database.close().await;
    heads.iter().map(|id| format!("{}/{}/{id}", parent(), paths.field)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_path_shows_a_row_another_hides() {
    let Some(backends) = Backends::start().await else { return };
    let scene = Scene::open(&backends).await;
    let (mut looks, mut shown) = (0, 0);
    for paths in &PATHS {
        let all = all(paths, &scene).await;
        assert!(all.len() >= 3, "{}: {all:?}", paths.service);
        let mut seen_by_somebody = BTreeSet::new();
        // Only petitions accuse somebody by name.
        for viewer in viewers()
            .into_iter()
            .filter(|viewer| viewer.subject == SUBJECTS[0] || paths.one == "Petition")
        {
            let caller = scene.caller(paths.service, &viewer);
            let who = format!("{} as {:?} in {:?}", paths.many, viewer.roles, viewer.unit);
            let Some(list) = listed(paths, &caller, "").await else { continue };
            looks += 1;
            shown += list.len();
            seen_by_somebody.extend(list.clone());
            for method in [format!("Get{}", paths.one), "ListTimeline".to_owned()] {
                if let Some(read) = read(paths, &method, &caller, &all).await {
                    assert_eq!(read, list, "{who}: {method}");
                }
            }
            assert_eq!(watched(paths, &caller).await, list, "{who}: watched");
            let found = listed(paths, &caller, paths.word).await.unwrap();
            assert!(found.is_subset(&list), "{who}: searched");
            for (word, rows) in [("", &list), (paths.word, &found)] {
                if let Some(count) = counted(paths, &caller, word).await {
                    assert_eq!(count, rows.len(), "{who}: counted {word}");
                }
                if let Some(names) = exported(paths, &caller, word).await {
                    assert_eq!(&names, rows, "{who}: exported {word}");
                }
            }
        }
        assert!(!seen_by_somebody.is_empty(), "{}", paths.service);
    }
    eprintln!("{looks} lists, {shown} rows");
    assert!(looks > 100 && shown > 100, "{looks} lists, {shown} rows");
}
