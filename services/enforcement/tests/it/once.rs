//! What there is once, also where two ask for it at the same instant: the tables keep them apart.

use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::common::v1::Identity;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;

use crate::again::looked_at;
use crate::scene::{HEAD, Scene, WANG, by, order, reason};
use crate::tables::OTHER_POWER;

both_databases! {
    who_files_at_the_same_time_under_another_name_does_not_file_twice;
    who_files_at_the_same_time_upon_another_power_does_not_file_twice;
    acts_of_several_people_in_one_town_are_filed_at_the_same_time;
    there_is_no_second_first_time_at_the_same_instant_either;
    a_fiscal_receipt_is_that_of_one_case;
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

async fn who_files_at_the_same_time_upon_another_power_does_not_file_twice(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let one_power = looked_at(&scene, |_| ()).await;
    let other_power = looked_at(&scene, |_| ()).await;
    let upon_another = pb::FileCaseRequest {
        power: OTHER_POWER.to_owned(),
        ..scene.filing(&other_power)
    };
    let (mut one, mut other) = (scene.cases(), scene.cases());
    let (first, second) = tokio::join!(
        one.file_case(by(HEAD, scene.filing(&one_power))),
        other.file_case(by(HEAD, upon_another))
    );
    let (filed, refused): (Vec<_>, Vec<_>) = [first, second].into_iter().partition(Result::is_ok);
    assert_eq!(filed.len(), 1, "one act is filed upon one power");
    for refused in refused {
        assert_eq!(reason(refused), "ACT_FILED_ALREADY");
    }
}

/// A first time that is proposed to be let pass, as it would be decided.
async fn spared(scene: &Scene, days_before: i64) -> pb::DecideCaseRequest {
    let name = looked_at(scene, |_| ()).await;
    let day = (scene.today() - Duration::days(days_before)).to_string();
    let mut filing = scene.filing(&name);
    let act = filing.act.as_mut().unwrap();
    (act.from_date, act.to_date) = (day.clone(), day);
    scene.cases().file_case(by(HEAD, filing)).await.unwrap();
    scene.to_be_spared(&name, pb::Exemption::First).await
}

async fn there_is_no_second_first_time_at_the_same_instant_either(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (one, other) = (spared(&scene, 5).await, spared(&scene, 9).await);
    let (mut here, mut there) = (scene.cases(), scene.cases());
    let (first, second) = tokio::join!(here.decide_case(by(HEAD, one)), there.decide_case(by(HEAD, other)));
    let (decided, refused): (Vec<_>, Vec<_>) = [first, second].into_iter().partition(Result::is_ok);
    assert_eq!(decided.len(), 1, "one of them is the first");
    for refused in refused {
        assert_eq!(reason(refused), "GROUND_NOT_FITTING");
    }
}

async fn a_fiscal_receipt_is_that_of_one_case(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let fined = async |act: &str| {
        let (request, _) = scene.on_the_spot(10_000);
        let act = pb::Act {
            description: act.to_owned(),
            ..request.act.clone().unwrap()
        };
        let mut request = pb::DecideOnSpotRequest { act: Some(act), ..request };
        // Of somebody else, whose number is another one.
        let identity = request.parties[0].identity.as_mut().unwrap();
        identity.document_kind = 0;
        identity.document_number.clear();
        identity.name = format!("沈{}", request.act.as_ref().unwrap().description);
        scene.cases().decide_on_spot(by(WANG, request)).await.unwrap().into_inner().name
    };
    let (one, other) = (fined("占道").await, fined("占绿").await);
    let cash = |name: &String, receipt: &str| {
        order!(
            name,
            RecordPaymentRequest {
                amount_fen: 10_000,
                reference: receipt.to_owned(),
                pay_time: Some(scene.now()),
                cash_ground: pb::CashGround::Small.into(),
            }
        )
    };
    let (mut here, mut there) = (scene.cases(), scene.cases());
    let (first, second) = tokio::join!(
        here.record_payment(by(WANG, cash(&one, "C1"))),
        there.record_payment(by(WANG, cash(&other, "C1")))
    );
    let left = if first.is_ok() { &other } else { &one };
    let (paid, refused): (Vec<_>, Vec<_>) = [first, second].into_iter().partition(Result::is_ok);
    assert_eq!(paid.len(), 1, "one receipt, one case");
    for refused in refused {
        assert_eq!(reason(refused), "RECEIPT_TAKEN");
    }
    let version = scene.get(HEAD, left).await.unwrap().etag;
    assert_eq!(reason(here.record_payment(by(WANG, cash(left, "C1"))).await), "RECEIPT_TAKEN");
    assert_eq!(scene.get(HEAD, left).await.unwrap().etag, version, "a refusal changes nothing");
    here.record_payment(by(WANG, cash(left, "C2"))).await.unwrap();
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
