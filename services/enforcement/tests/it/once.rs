//! Two who file the same act at the same time, each under another name of the suspect: the table keeps them apart.

use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::common::v1::Identity;

use crate::life::looked_at;
use crate::scene::{HEAD, Scene, by, reason};

both_databases! {
    who_files_at_the_same_time_under_another_name_does_not_file_twice;
    acts_of_several_people_in_one_town_are_filed_at_the_same_time;
}

async fn who_files_at_the_same_time_under_another_name_does_not_file_twice(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let by_name = |identity: &mut Identity| {
        identity.document_kind = 0;
        identity.document_number.clear();
    };
    let named = looked_at(&scene, by_name).await;
    let numbered = looked_at(&scene, |_| ()).await;
    let (mut one, mut other) = (scene.cases(), scene.cases());
    let (first, second) = tokio::join!(
        one.file_case(by(HEAD, scene.filing(&named))),
        other.file_case(by(HEAD, scene.filing(&numbered)))
    );
    let (filed, refused): (Vec<_>, Vec<_>) = [first, second].into_iter().partition(Result::is_ok);
    assert_eq!(filed.len(), 1, "one of them files it");
    for refused in refused {
        assert_eq!(reason(refused), "ACT_FILED_ALREADY");
    }
}

async fn acts_of_several_people_in_one_town_are_filed_at_the_same_time(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let of = |name: &'static str, phone: &'static str| {
        move |identity: &mut Identity| {
            identity.document_kind = 0;
            identity.document_number.clear();
            name.clone_into(&mut identity.name);
            phone.clone_into(&mut identity.phone);
        }
    };
    let first = looked_at(&scene, of("沈甲", "13857500001")).await;
    let second = looked_at(&scene, of("沈乙", "13857500002")).await;
    let third = looked_at(&scene, of("沈丙", "13857500003")).await;
    let (mut one, mut two, mut three) = (scene.cases(), scene.cases(), scene.cases());
    let (one, two, three) = tokio::join!(
        one.file_case(by(HEAD, scene.filing(&first))),
        two.file_case(by(HEAD, scene.filing(&second))),
        three.file_case(by(HEAD, scene.filing(&third)))
    );
    for filed in [one, two, three] {
        filed.unwrap();
    }
}
