//! What disputes need before any is brought: committees with their mediators and rooms, the county's centre with its counters, legal
//! advisers, a clinic, and a matter of the catalogue. Putting it in twice changes nothing.

use shiyu_proto::mediation::v1 as pb;
use uuid::Uuid;

use super::super::cast::{Cast, subject};
use super::super::places::County;
use crate::desk::Desk;
use crate::failure::Failure;

/// The county's mediation centre, by which petition offices and grids are answered.
pub const CENTRE: &str = "TJZX";
/// Towns whose first village has a committee.
const TOWNS: [&str; 3] = ["T1", "T2", "T3"];
/// Since when everything stands.
const SINCE: &str = "2026-01-01";
/// Until when the committees sit.
const UNTIL: &str = "2028-12-31";
/// Ids of what is put in are derived under this: two runs put in the same.
const SETTLING: Uuid = Uuid::from_u128(0x5c4e_9d02_7a61_5e8b_9b3d_4445_4d4f_0001);

/// The mediators of a committee: the duty, the name, and what they disclose.
const MEDIATORS: [(&str, &str, &str); 2] = [("mediator", "傅和", ""), ("mediator2", "章顺", "某物业公司退休职工")];

fn id(words: &str) -> String {
    Uuid::new_v5(&SETTLING, words.as_bytes()).to_string()
}

/// Id of a mediator in the register.
pub fn mediator_id(unit: &str, who: &str) -> String {
    id(&format!("mediator/{unit}/{who}"))
}

/// Id of a unit's room.
pub fn room_id(unit: &str) -> String {
    id(&format!("room/{unit}"))
}

/// Puts it in.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn settle(cast: &Cast, county: &'static County) -> Result<(), Failure> {
    for town in TOWNS {
        let village = county.unit(&town.replace('T', "V"))?;
        let name = county.fill("{place}第一社区", &county.unit(town)?);
        committee(&cast.mediation_seat("registrar", &village)?, (&village, &name)).await?;
    }
    let centre = county.unit(CENTRE)?;
    let registrar = cast.mediation_seat("registrar", &centre)?;
    house(&registrar, (&centre, county)).await?;
    mediator(&registrar, (&centre, ""), ("lawyer", "楼律师", pb::MediatorKind::Lawyer, "")).await?;
    let agency = county.unit("ZJJ")?;
    let official = cast.mediation_seat("handler", &agency)?;
    let head = cast.mediation_seat("head", &agency)?;
    mediator(
        &head,
        (&agency, ""),
        ("official", "住建局调解员", pb::MediatorKind::Administrative, ""),
    )
    .await?;
    room(&head, (&agency, "住建局调解室")).await?;
    matter(&official, &agency).await
}

async fn committee(desk: &Desk, (village, name): (&str, &str)) -> Result<(), Failure> {
    let member = |display_name: &str, post: pb::CommitteePost, woman| pb::CommitteeMember {
        display_name: display_name.to_owned(),
        post: post.into(),
        woman,
    };
    let committee = pb::Committee {
        unit: village.to_owned(),
        kind: pb::CommitteeKind::Village.into(),
        title: format!("{name}人民调解委员会"),
        members: vec![
            member("俞主任", pb::CommitteePost::Chair, false),
            member("陈副主任", pb::CommitteePost::Deputy, true),
            member("傅和", pb::CommitteePost::Member, false),
        ],
        from_date: SINCE.to_owned(),
        to_date: UNTIL.to_owned(),
        ..pb::Committee::default()
    };
    let request_id = id(&format!("committee/{village}"));
    let put = pb::PutCommitteeRequest {
        parent: desk.parent(),
        committee: Some(committee),
        request_id,
    };
    let put = desk.committees().put_committee(put).await?.into_inner();
    let reported = pb::ReportCommitteeRequest {
        name: put.name.clone(),
        report: pb::CommitteeReport::JusticeBureau.into(),
        date: SINCE.to_owned(),
        request_id: id(&format!("committee/{village}/reported")),
    };
    desk.committees().report_committee(reported).await?;
    for (who, name, disclosure) in MEDIATORS {
        mediator(desk, (village, &put.name), (who, name, pb::MediatorKind::People, disclosure)).await?;
    }
    room(desk, (village, &format!("{name}调解室"))).await?;
    adviser(desk, village).await
}

async fn mediator(
    desk: &Desk,
    (unit, committee): (&str, &str),
    (who, name, kind, disclosure): (&str, &str, pb::MediatorKind, &str),
) -> Result<(), Failure> {
    let certificate = (kind == pb::MediatorKind::Lawyer).then(|| pb::MediatorCertificate {
        number: "LS-0012".to_owned(),
        valid_to: "2099-12-31".to_owned(),
    });
    let mediator = pb::Mediator {
        unit: unit.to_owned(),
        committee: committee.to_owned(),
        kind: kind.into(),
        subject: subject(who, unit),
        display_name: name.to_owned(),
        from_date: SINCE.to_owned(),
        certificate,
        disclosures: Some(disclosure.to_owned()).filter(|text| !text.is_empty()).into_iter().collect(),
        ..pb::Mediator::default()
    };
    let put = pb::PutMediatorRequest {
        parent: desk.parent(),
        mediator: Some(mediator),
        request_id: mediator_id(unit, who),
    };
    desk.mediators().put_mediator(put).await?;
    Ok(())
}

async fn room(desk: &Desk, (unit, title): (&str, &str)) -> Result<(), Failure> {
    let room = pb::Room {
        unit: unit.to_owned(),
        title: title.to_owned(),
        address: "一楼".to_owned(),
        seats: 8,
        from_date: SINCE.to_owned(),
        ..pb::Room::default()
    };
    let put = pb::PutRoomRequest {
        parent: desk.parent(),
        room: Some(room),
        request_id: room_id(unit),
    };
    desk.centres().put_room(put).await?;
    Ok(())
}

async fn adviser(desk: &Desk, village: &str) -> Result<(), Failure> {
    let adviser = pb::Adviser {
        village: village.to_owned(),
        firm: "越州律师事务所".to_owned(),
        display_name: "楼律师".to_owned(),
        from_date: SINCE.to_owned(),
        ..pb::Adviser::default()
    };
    let put = pb::PutAdviserRequest {
        parent: desk.parent(),
        adviser: Some(adviser),
        request_id: id(&format!("adviser/{village}")),
    };
    desk.counsel().put_adviser(put).await?;
    Ok(())
}

async fn house(desk: &Desk, (unit, county): (&str, &County)) -> Result<(), Failure> {
    let centre = pb::Centre {
        unit: unit.to_owned(),
        title: format!("{}社会矛盾纠纷调处化解中心", county.name),
        address: "一楼大厅".to_owned(),
        hours: "工作日 8:30-17:00".to_owned(),
        from_date: SINCE.to_owned(),
        ..pb::Centre::default()
    };
    let put = pb::PutCentreRequest {
        parent: desk.parent(),
        centre: Some(centre),
        request_id: id(&format!("centre/{unit}")),
    };
    let centre = desk.centres().put_centre(put).await?.into_inner();
    let counters = [
        (pb::CounterKind::Reception, "综合受理"),
        (pb::CounterKind::PeopleMediation, "人民调解"),
        (pb::CounterKind::Court, "诉讼服务、司法确认"),
        (pb::CounterKind::LegalAid, "法律援助"),
        (pb::CounterKind::Psychology, "心理服务"),
    ];
    for (kind, title) in counters {
        let counter = pb::Counter {
            centre: centre.name.clone(),
            unit: unit.to_owned(),
            kind: kind.into(),
            title: title.to_owned(),
            hours: "工作日".to_owned(),
            from_date: SINCE.to_owned(),
            ..pb::Counter::default()
        };
        let put = pb::PutCounterRequest {
            parent: desk.parent(),
            counter: Some(counter),
            request_id: id(&format!("counter/{unit}/{title}")),
        };
        desk.centres().put_counter(put).await?;
    }
    Ok(())
}

async fn matter(desk: &Desk, agency: &str) -> Result<(), Failure> {
    let matter = pb::Matter {
        agency: agency.to_owned(),
        title: "物业服务纠纷".to_owned(),
        category: pb::DisputeCategory::PropertyManagement.into(),
        basis: "物业管理条例 art. 49".to_owned(),
        from_date: SINCE.to_owned(),
        ..pb::Matter::default()
    };
    let put = pb::PutMatterRequest {
        parent: desk.parent(),
        matter: Some(matter),
        request_id: id(&format!("matter/{agency}")),
    };
    desk.matters().put_matter(put).await?;
    Ok(())
}
