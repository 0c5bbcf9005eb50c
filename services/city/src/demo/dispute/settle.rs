//! What disputes need before any is brought: committees with their mediators and rooms, the county's centre with its counters, legal
//! advisers, and a matter of the catalogue. Putting it in twice changes nothing, whatever the year.

use shiyu_kit::calendar::local_date;
use shiyu_proto::mediation::v1 as pb;
use time::OffsetDateTime;
use tonic::{Response, Status};
use uuid::Uuid;

use super::super::cast::{Cast, subject};
use super::super::hour::now;
use super::super::places::County;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::refusal::Refusal;

/// The county's mediation centre, by which petition offices and grids are answered.
pub const CENTRE: &str = "TJZX";
/// Towns whose first village has a committee.
const TOWNS: [&str; 3] = ["T1", "T2", "T3"];
/// Ids of what is put in are derived under this: two runs put in the same.
const SETTLING: Uuid = Uuid::from_u128(0x5c4e_9d02_7a61_5e8b_9b3d_4445_4d4f_0001);

/// The mediators of a committee: the duty, the name, and what they disclose.
const MEDIATORS: [(&str, &str, &str); 2] = [("mediator", "傅和", ""), ("mediator2", "章顺", "某物业公司退休职工")];

/// Who puts in, and between which days it stands: the three years from the first of the demo's.
struct Office {
    desk: Desk,
    since: String,
    until: String,
}

impl Office {
    fn new(desk: Desk, now: OffsetDateTime) -> Self {
        let year = local_date(now).year();
        Self {
            desk,
            since: format!("{year}-01-01"),
            until: format!("{}-12-31", year + 2),
        }
    }
}

/// What was put in before, in another year of the demo, stays as it is.
fn put_in<T>(put: Result<Response<T>, Status>) -> Result<(), Failure> {
    match put {
        Err(status) if Refusal::from(&status).names("REQUEST_ID_REUSED") => Ok(()),
        put => Ok(put.map(drop)?),
    }
}

fn id(words: &str) -> String {
    Uuid::new_v5(&SETTLING, words.as_bytes()).to_string()
}

/// Id of the item of an agency's catalogue.
pub fn matter_id(agency: &str) -> String {
    id(&format!("matter/{agency}"))
}

/// Id of a mediator in the register.
pub fn mediator_id(unit: &str, who: &str) -> String {
    id(&format!("mediator/{unit}/{who}"))
}

/// Id of a village's legal adviser.
pub fn adviser_id(village: &str) -> String {
    id(&format!("adviser/{village}"))
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
    let centre = county.unit(CENTRE)?;
    let now = now(&cast.mediation_seat("operator", &centre)?).await?;
    let office = |duty: &str, unit: &str| Ok::<_, Failure>(Office::new(cast.mediation_seat(duty, unit)?, now));
    for town in TOWNS {
        let village = county.unit(&town.replace('T', "V"))?;
        let name = county.fill("{place}第一社区", &county.unit(town)?);
        committee(&office("registrar", &village)?, (&village, &name)).await?;
    }
    let registrar = office("registrar", &centre)?;
    house(&registrar, (&centre, county)).await?;
    let title = format!("{}矛盾纠纷人民调解委员会", county.name);
    board(&registrar, (&centre, title, pb::CommitteeKind::Industry)).await?;
    mediator(&registrar, (&centre, ""), ("lawyer", "楼律师", pb::MediatorKind::Lawyer, "")).await?;
    let agency = county.unit("ZJJ")?;
    let official = office("handler", &agency)?;
    let head = office("head", &agency)?;
    mediator(
        &head,
        (&agency, ""),
        ("official", "住建局调解员", pb::MediatorKind::Administrative, ""),
    )
    .await?;
    room(&head, (&agency, "住建局调解室")).await?;
    matter(&official, &agency).await
}

async fn committee(office: &Office, (village, name): (&str, &str)) -> Result<(), Failure> {
    let title = format!("{name}人民调解委员会");
    let name_of_it = board(office, (village, title, pb::CommitteeKind::Village)).await?;
    for (who, name, disclosure) in MEDIATORS {
        mediator(office, (village, &name_of_it), (who, name, pb::MediatorKind::People, disclosure)).await?;
    }
    room(office, (village, &format!("{name}调解室"))).await?;
    adviser(office, village).await
}

/// Sets a committee up, and reports it.
async fn board(office: &Office, (unit, title, kind): (&str, String, pb::CommitteeKind)) -> Result<String, Failure> {
    let member = |display_name: &str, post: pb::CommitteePost, woman| pb::CommitteeMember {
        display_name: display_name.to_owned(),
        post: post.into(),
        woman,
    };
    let committee = pb::Committee {
        unit: unit.to_owned(),
        kind: kind.into(),
        title,
        members: vec![
            member("俞主任", pb::CommitteePost::Chair, false),
            member("陈副主任", pb::CommitteePost::Deputy, true),
            member("傅和", pb::CommitteePost::Member, false),
        ],
        from_date: office.since.clone(),
        to_date: office.until.clone(),
        ..pb::Committee::default()
    };
    let request_id = id(&format!("committee/{unit}"));
    let name_of_it = format!("{}/committees/{request_id}", office.desk.parent());
    let put = pb::PutCommitteeRequest {
        parent: office.desk.parent(),
        committee: Some(committee),
        request_id,
    };
    put_in(office.desk.committees().put_committee(put).await)?;
    let reported = pb::ReportCommitteeRequest {
        name: name_of_it.clone(),
        report: pb::CommitteeReport::JusticeBureau.into(),
        date: office.since.clone(),
        request_id: id(&format!("committee/{unit}/reported")),
    };
    put_in(office.desk.committees().report_committee(reported).await)?;
    Ok(name_of_it)
}

async fn mediator(
    office: &Office,
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
        from_date: office.since.clone(),
        certificate,
        disclosures: Some(disclosure.to_owned()).filter(|text| !text.is_empty()).into_iter().collect(),
        ..pb::Mediator::default()
    };
    let put = pb::PutMediatorRequest {
        parent: office.desk.parent(),
        mediator: Some(mediator),
        request_id: mediator_id(unit, who),
    };
    put_in(office.desk.mediators().put_mediator(put).await)?;
    Ok(())
}

async fn room(office: &Office, (unit, title): (&str, &str)) -> Result<(), Failure> {
    let room = pb::Room {
        unit: unit.to_owned(),
        title: title.to_owned(),
        address: "一楼".to_owned(),
        seats: 8,
        from_date: office.since.clone(),
        ..pb::Room::default()
    };
    let put = pb::PutRoomRequest {
        parent: office.desk.parent(),
        room: Some(room),
        request_id: room_id(unit),
    };
    put_in(office.desk.centres().put_room(put).await)?;
    Ok(())
}

async fn adviser(office: &Office, village: &str) -> Result<(), Failure> {
    let adviser = pb::Adviser {
        village: village.to_owned(),
        firm: "越州律师事务所".to_owned(),
        display_name: "楼律师".to_owned(),
        from_date: office.since.clone(),
        ..pb::Adviser::default()
    };
    let put = pb::PutAdviserRequest {
        parent: office.desk.parent(),
        adviser: Some(adviser),
        request_id: adviser_id(village),
    };
    put_in(office.desk.counsel().put_adviser(put).await)?;
    Ok(())
}

async fn house(office: &Office, (unit, county): (&str, &County)) -> Result<(), Failure> {
    let centre = pb::Centre {
        unit: unit.to_owned(),
        title: format!("{}社会矛盾纠纷调处化解中心", county.name),
        address: "一楼大厅".to_owned(),
        hours: "工作日 8:30-17:00".to_owned(),
        from_date: office.since.clone(),
        ..pb::Centre::default()
    };
    let put = pb::PutCentreRequest {
        parent: office.desk.parent(),
        centre: Some(centre),
        request_id: id(&format!("centre/{unit}")),
    };
    let name = format!("{}/centres/{}", office.desk.parent(), put.request_id);
    put_in(office.desk.centres().put_centre(put).await)?;
    let counters = [
        (pb::CounterKind::Reception, "综合受理"),
        (pb::CounterKind::PeopleMediation, "人民调解"),
        (pb::CounterKind::Court, "诉讼服务、司法确认"),
        (pb::CounterKind::LegalAid, "法律援助"),
        (pb::CounterKind::Psychology, "心理服务"),
    ];
    for (kind, title) in counters {
        let counter = pb::Counter {
            centre: name.clone(),
            unit: unit.to_owned(),
            kind: kind.into(),
            title: title.to_owned(),
            hours: "工作日".to_owned(),
            from_date: office.since.clone(),
            ..pb::Counter::default()
        };
        let put = pb::PutCounterRequest {
            parent: office.desk.parent(),
            counter: Some(counter),
            request_id: id(&format!("counter/{unit}/{title}")),
        };
        put_in(office.desk.centres().put_counter(put).await)?;
    }
    Ok(())
}

async fn matter(office: &Office, agency: &str) -> Result<(), Failure> {
    let matter = pb::Matter {
        agency: agency.to_owned(),
        title: "物业服务纠纷".to_owned(),
        category: pb::DisputeCategory::PropertyManagement.into(),
        basis: "物业管理条例 art. 49".to_owned(),
        from_date: office.since.clone(),
        ..pb::Matter::default()
    };
    let put = pb::PutMatterRequest {
        parent: office.desk.parent(),
        matter: Some(matter),
        request_id: matter_id(agency),
    };
    put_in(office.desk.matters().put_matter(put).await)?;
    Ok(())
}
