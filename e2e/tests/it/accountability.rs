//! A unit whose delay had grave consequences is to be held responsible: put to the organ in charge of it, and answered in writing (art. 40).

use prost::Message as _;
use shiyu_e2e::people::{HANDLER, HEAD, OFFICER, Post, STRANGER, post};
use shiyu_e2e::sample::{BUREAU, COUNTY};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_proto::petition::v1::{self as pb, AccountabilityGround, Adoption, Stage, SupervisionFault};
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};
use tonic::Status;

use crate::saying::{at, refused};

on_both_storages! {
    a_unit_has_its_say_and_the_organ_in_charge_of_it_answers;
}

const MAGISTRATE: Post = post("magistrate", "unit_head", Some(COUNTY));

const CONSEQUENCE: &str = "墙体坍塌，三户搬离。";

async fn propose(matter: &Matter, town: &Town, by: &Post) -> Result<pb::Petition, Status> {
    let (ground, paper) = (AccountabilityGround::Delay, "越信访建〔2026〕2号");
    let orders = matter.by(town, by);
    orders.propose_accountability(BUREAU, ground, CONSEQUENCE, COUNTY, paper).await
}

async fn answer(matter: &Matter, town: &Town, by: &Post, proposal: &str) -> Result<pb::Petition, Status> {
    let orders = matter.by(town, by);
    orders
        .answer_accountability(proposal, Adoption::Adopted, "已责令整改并启动问责程序。")
        .await
}

async fn a_unit_has_its_say_and_the_organ_in_charge_of_it_answers(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Handling).await;
    refused(propose(&matter, &town, &HEAD).await, PermissionDenied, "NOT_PERMITTED");
    refused(propose(&matter, &town, &OFFICER).await, FailedPrecondition, "UNIT_NOT_HEARD");
    let supervised = matter
        .by(&town, &OFFICER)
        .supervise(BUREAU, SupervisionFault::Delay, "请立即答复。")
        .await;
    let supervision = supervised.unwrap().course.unwrap().supervisions[0].id.clone();
    let said = matter
        .by(&town, &HANDLER)
        .answer_supervision(&supervision, "设备故障，已在修复。")
        .await;
    said.unwrap();

    let proposed = propose(&matter, &town, &OFFICER).await.unwrap().course.unwrap();
    let [proposal] = proposed.accountability_proposals.as_slice() else {
        panic!("{proposed:?}")
    };
    assert_eq!(
        (proposal.unit.as_str(), proposal.organ.as_str(), proposal.adoption()),
        (BUREAU, COUNTY, Adoption::Unspecified)
    );
    let clock = format!("accountability.{}", proposal.id);
    assert!(matter.running(&town).await.contains(&clock));
    refused(answer(&matter, &town, &STRANGER, &proposal.id).await, NotFound, "PETITION_UNKNOWN");
    refused(
        answer(&matter, &town, &HEAD, &proposal.id).await,
        PermissionDenied,
        "UNIT_NOT_HOLDING",
    );

    town.advance_past(matter.due(&town, &clock).await).await;
    town.settled().await;
    let told = town.told_of(matter.id).await;
    let overdue = told.iter().filter(|fact| fact.subject.ends_with(".clock.overdue"));
    let mut overdue = overdue.map(|fact| pb::ClockOverdue::decode(fact.data.as_slice()).unwrap());
    assert_eq!(
        overdue.find(|passed| passed.clock == clock).unwrap().unit,
        COUNTY,
        "the organ is late"
    );

    let answered = answer(&matter, &town, &MAGISTRATE, &proposal.id).await.unwrap().course.unwrap();
    assert_eq!(answered.accountability_proposals[0].adoption(), Adoption::Adopted);
    refused(
        answer(&matter, &town, &MAGISTRATE, &proposal.id).await,
        FailedPrecondition,
        "DONE_ALREADY",
    );
    assert!(!matter.running(&town).await.contains(&clock));
    town.settled().await;
    let told = town.told_of(matter.id).await;
    let about: Vec<_> = told.iter().filter(|fact| fact.subject.contains(".accountability.")).collect();
    let subjects: Vec<_> = about.iter().map(|fact| fact.subject.as_str()).collect();
    let kinds = ["proposed", "answered"].map(|kind| format!("shiyu.petition.accountability.{kind}"));
    assert_eq!(subjects, kinds);
    for fact in about {
        assert!(!String::from_utf8_lossy(&fact.bytes()).contains(CONSEQUENCE), "{}", fact.subject);
    }
}
