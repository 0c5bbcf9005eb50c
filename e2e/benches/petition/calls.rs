//! What the callers ask for: petitions of the length people write, and the steps that follow.

use std::sync::{Arc, Mutex, PoisonError};

use shiyu_e2e::sample;
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::unit_service_client::UnitServiceClient;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::petition_service_client::PetitionServiceClient;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::transport::Channel;
use tonic::{Request, Status};
use uuid::Uuid;

use crate::Outcome;
use crate::growth::{UNITS, unit};
use crate::load::Samples;

/// The county.
pub const COUNTY: &str = "330602";
/// Its petition office, which registers and forwards.
pub const OFFICE: &str = "330602-XFJ";
const PARENT: &str = "counties/330602";

/// The ids of petitions, to be taken up again.
pub type Ids = Arc<Mutex<Vec<Uuid>>>;

/// What a caller does, over and over.
pub enum Work {
    /// Registers petitions; their ids are kept.
    Register(Ids),
    /// Forward, accept, classify, draft and issue the opinion: each petition once.
    Lifecycle(Ids),
    /// Looks up one of the first so many petitions of the grown table.
    Get(u64),
    /// The newest 20 of a unit.
    Newest,
    /// The 20 of a unit that are due first.
    DueFirst,
}

impl Work {
    /// New petitions.
    pub fn register() -> Self {
        Self::Register(Ids::default())
    }

    /// The petitions registered by it.
    pub fn registered(&self) -> Ids {
        match self {
            Self::Register(ids) | Self::Lifecycle(ids) => ids.clone(),
            Self::Get(_) | Self::Newest | Self::DueFirst => Ids::default(),
        }
    }
}

/// One connection, and who speaks over it.
#[derive(Clone)]
pub struct Desks {
    client: PetitionServiceClient<Channel>,
    office: MetadataValue<Ascii>,
    town: MetadataValue<Ascii>,
    head: MetadataValue<Ascii>,
}

impl Desks {
    /// Connects to the service, with a token for the petition office, one for the unit that is asked and one for its head.
    pub async fn connect(address: &str, token: impl Fn(&str, &str) -> Outcome<String>) -> Outcome<Self> {
        let channel = Channel::from_shared(address.to_owned())?.tcp_nodelay(true).connect().await?;
        Ok(Self {
            client: PetitionServiceClient::new(channel),
            office: bearer(&token(OFFICE, "petition_officer")?)?,
            town: bearer(&token(&unit(1), "unit_handler")?)?,
            head: bearer(&token(&unit(1), "unit_head")?)?,
        })
    }

    /// Does the work once; `false` when there is nothing left to do.
    pub async fn turn(&mut self, work: &Work, samples: &mut Samples) -> Outcome<bool> {
        match work {
            Work::Register(ids) => {
                let id = new_id();
                samples.time(Box::pin(self.register(id))).await?;
                lock(ids).push(id);
            }
            Work::Lifecycle(ids) => {
                let Some(id) = lock(ids).pop() else { return Ok(false) };
                samples.time(self.forward(id)).await?;
                samples.time(self.accept(id)).await?;
                samples.time(self.classify(id)).await?;
                samples.time(self.draft(id)).await?;
                samples.time(self.issue(id)).await?;
            }
            Work::Get(rows) => {
                let id = Uuid::from_u128(u128::from(samples.draw(*rows)) + 1);
                samples.time(self.get(id)).await?;
            }
            Work::Newest | Work::DueFirst => {
                let unit = unit(samples.draw(UNITS) + 1);
                let order = match work {
                    Work::DueFirst => common::ListOrder::DueFirst,
                    Work::Register(_) | Work::Lifecycle(_) | Work::Get(_) | Work::Newest => common::ListOrder::Newest,
                };
                samples.time(self.list(unit, order)).await?;
            }
        }
        Ok(true)
    }

    /// Registers a petition.
    pub async fn register(&mut self, id: Uuid) -> Result<(), Status> {
        let request = pb::RegisterPetitionRequest {
            parent: PARENT.to_owned(),
            petition: Some(pb::Petition {
                channel: pb::Channel::Letter.into(),
                category: "housing.demolition".to_owned(),
                title: "关于老旧小区加装电梯施工扰民及围墙损坏赔偿问题的信访".to_owned(),
                request: REQUEST.to_owned(),
                facts_and_reasons: FACTS.to_owned(),
                place: unit(1),
                parties: vec![sample::party(sample::petitioner(id), pb::PartyRole::Petitioner, sample::resident())],
                privacy_notice: Some(sample::privacy_notice()),
                ..pb::Petition::default()
            }),
            request_id: id.to_string(),
        };
        let request = by(&self.office, request);
        self.client.register_petition(request).await.map(|_| ())
    }

    /// Forwards it to the unit that is asked.
    pub async fn forward(&mut self, id: Uuid) -> Result<(), Status> {
        let request = pb::ForwardPetitionRequest {
            name: name(id),
            request_id: new_id().to_string(),
            unit: unit(1),
            ..pb::ForwardPetitionRequest::default()
        };
        let request = by(&self.office, request);
        self.client.forward_petition(request).await.map(|_| ())
    }

    /// Accepts it.
    pub async fn accept(&mut self, id: Uuid) -> Result<(), Status> {
        let request = pb::AcceptPetitionRequest {
            name: name(id),
            request_id: new_id().to_string(),
            notice_method: pb::DeliveryMethod::Mail.into(),
            ..pb::AcceptPetitionRequest::default()
        };
        let request = by(&self.town, request);
        self.client.accept_petition(request).await.map(|_| ())
    }

    /// Classifies it to handling by opinion.
    pub async fn classify(&mut self, id: Uuid) -> Result<(), Status> {
        let request = pb::ClassifyPetitionRequest {
            name: name(id),
            request_id: new_id().to_string(),
            kind: pb::MatterKind::AppealForRelief.into(),
            path: pb::ReliefPath::HandlingOpinion.into(),
            ..pb::ClassifyPetitionRequest::default()
        };
        let request = by(&self.town, request);
        self.client.classify_petition(request).await.map(|_| ())
    }

    /// Writes the opinion.
    pub async fn draft(&mut self, id: Uuid) -> Result<(), Status> {
        let request = pb::DraftOpinionRequest {
            name: name(id),
            request_id: new_id().to_string(),
            opinion: Some(pb::Opinion {
                request: REQUEST.to_owned(),
                facts_and_reasons: FACTS.to_owned(),
                decision: pb::Decision::Supported.into(),
                legal_basis: vec!["民法典 art. 237".to_owned(), "民法典 art. 1165".to_owned()],
                remedy_notice: "如不服本意见，可自收到之日起三十日内请求原办理机关的上一级机关复查。".to_owned(),
            }),
            ..pb::DraftOpinionRequest::default()
        };
        let request = by(&self.town, request);
        self.client.draft_opinion(request).await.map(|_| ())
    }

    /// Issues the opinion.
    pub async fn issue(&mut self, id: Uuid) -> Result<(), Status> {
        let request = pb::IssueOpinionRequest {
            name: name(id),
            request_id: new_id().to_string(),
            ..pb::IssueOpinionRequest::default()
        };
        let request = by(&self.head, request);
        self.client.issue_opinion(request).await.map(|_| ())
    }

    async fn get(&mut self, id: Uuid) -> Result<(), Status> {
        let request = by(&self.office, pb::GetPetitionRequest { name: name(id) });
        self.client.get_petition(request).await.map(|_| ())
    }

    async fn list(&mut self, unit: String, order: common::ListOrder) -> Result<(), Status> {
        let request = pb::ListPetitionsRequest {
            parent: PARENT.to_owned(),
            page_size: 20,
            filter: Some(pb::PetitionFilter {
                unit,
                ..pb::PetitionFilter::default()
            }),
            order: order.into(),
            ..pb::ListPetitionsRequest::default()
        };
        let request = by(&self.office, request);
        self.client.list_petitions(request).await.map(|_| ())
    }
}

/// The county, its petition office and its towns.
pub async fn import_units(address: &str, token: &str) -> Outcome<()> {
    let unit = |code: String, superior: &str| common::Unit {
        display_name: code.clone(),
        code,
        superior: superior.to_owned(),
        valid_from: "2020-01-01".to_owned(),
        ..common::Unit::default()
    };
    let mut units = vec![unit(COUNTY.to_owned(), ""), unit(OFFICE.to_owned(), COUNTY)];
    units.extend((1..=UNITS).map(|number| unit(crate::growth::unit(number), COUNTY)));
    let request = common::ImportUnitsRequest {
        parent: PARENT.to_owned(),
        units,
        request_id: new_id().to_string(),
    };
    let channel = Channel::from_shared(address.to_owned())?.connect().await?;
    UnitServiceClient::new(channel).import_units(by(&bearer(token)?, request)).await?;
    Ok(())
}

fn by<T>(token: &MetadataValue<Ascii>, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.metadata_mut().insert("authorization", token.clone());
    request
}

fn bearer(token: &str) -> Outcome<MetadataValue<Ascii>> {
    Ok(format!("Bearer {token}").parse()?)
}

fn name(id: Uuid) -> String {
    format!("{PARENT}/petitions/{id}")
}

fn lock(ids: &Ids) -> std::sync::MutexGuard<'_, Vec<Uuid>> {
    ids.lock().unwrap_or_else(PoisonError::into_inner)
}

const REQUEST: &str = "请求责令施工单位停止夜间施工，修复被挖断的围墙和下水管道，并就房屋渗水造成的损失依法予以赔偿；\
    同时请求公开该加装电梯项目的审批手续、施工许可和环境影响评估材料。";

const FACTS: &str = "我住该小区三号楼一单元。今年六月以来，施工单位在未征求一楼住户意见的情况下进场施工，\
    每天晚上十点以后仍使用电锤和切割机，严重影响老人休息和孩子学习。七月十二日挖断了单元门前的下水管道，污水倒灌进地下室，\
    存放的家具和粮食全部被浸泡；七月二十日又将我家院墙推倒约六米，至今没有修复。我们先后三次到社区和街道反映，\
    社区答复由业主自行协商，街道答复已转住建部门处理，但一直没有书面答复。施工单位现场负责人称手续齐全，\
    却拒绝出示任何文件。根据民法典关于相邻关系和侵权责任的规定，施工单位应当停止侵害、恢复原状、赔偿损失，\
    主管部门应当依法查处夜间违法施工行为。现请求贵局依法受理并督促有关单位在法定期限内办理，并将处理结果书面告知。";
