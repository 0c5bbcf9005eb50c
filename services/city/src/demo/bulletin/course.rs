//! A late unit answers what it is supervised for, and the city urges another one.

use shiyu_proto::assessment::v1 as pb;

use super::{Desks, RHYTHM};
use crate::failure::Failure;
use crate::pause::rhythm;

impl Desks<'_> {
    /// The latest supervision that nobody answered is acknowledged, put right, reported, verified and closed; none if nobody is late.
    pub(super) async fn answered(&self) -> Result<Option<pb::Supervision>, Failure> {
        let Some(late) = self.latest().await? else {
            return Ok(None);
        };
        let unit = self.cast.assessment_seat(self.county, "respondent", &late.unit)?;
        let (name, id) = (late.name.clone(), |step: &str| self.id(&format!("{} {step}", late.name)));
        let acknowledge = pb::AcknowledgeSupervisionRequest {
            name: name.clone(),
            request_id: id("acknowledge"),
            ..pb::AcknowledgeSupervisionRequest::default()
        };
        unit.supervisions().acknowledge_supervision(acknowledge).await?;
        let begin = pb::BeginRectificationRequest {
            name: name.clone(),
            request_id: id("begin"),
            measures: "增派力量，逐件过堂".to_owned(),
            ..pb::BeginRectificationRequest::default()
        };
        unit.supervisions().begin_rectification(begin).await?;
        let report = pb::ReportRectificationRequest {
            name: name.clone(),
            request_id: id("report"),
            result: "已办理并书面答复".to_owned(),
            ..pb::ReportRectificationRequest::default()
        };
        unit.supervisions().report_rectification(report).await?;
        let verify = pb::VerifyRectificationRequest {
            name: name.clone(),
            request_id: id("verify"),
            done: true,
            ..pb::VerifyRectificationRequest::default()
        };
        self.office.supervisions().verify_rectification(verify).await?;
        let close = pb::CloseSupervisionRequest {
            name,
            request_id: id("close"),
            ..pb::CloseSupervisionRequest::default()
        };
        Ok(Some(self.office.supervisions().close_supervision(close).await?.into_inner()))
    }

    /// The last one issued that stands at its beginning, of a unit below the county itself.
    async fn latest(&self) -> Result<Option<pb::Supervision>, Failure> {
        let list = pb::ListSupervisionsRequest {
            parent: self.office.parent(),
            page_size: 200,
            stage: pb::SupervisionStage::Issued.into(),
            ..pb::ListSupervisionsRequest::default()
        };
        let listed = self.office.supervisions().list_supervisions(list).await?.into_inner().supervisions;
        Ok(listed.into_iter().find(|one| one.unit != self.county))
    }

    /// The city urges the unit of another one; none if nobody else is late.
    pub(super) async fn urged(&self) -> Result<Option<pb::CountySupervision>, Failure> {
        let Some(late) = self.latest().await? else {
            return Ok(None);
        };
        let urge = pb::UrgeUnitRequest {
            parent: self.city.parent(),
            request_id: self.id("urge"),
            service: late.service,
            case: late.case.clone(),
            unit: late.unit.clone(),
            ground: pb::SupervisionGround::Delay.into(),
        };
        let urged = self.city.supervisions().urge_unit(urge).await?.into_inner();
        let id = crate::pages::id(&urged.name).to_owned();
        let late = |_| Failure::Late("the county did not take up what the city ordered in time".to_owned());
        let seen = tokio::time::timeout(self.wait, self.taken_up(&id)).await.map_err(late)??;
        Ok(Some(seen))
    }

    /// The county's own one of the same number, as the city sees it.
    async fn taken_up(&self, id: &str) -> Result<pb::CountySupervision, Failure> {
        let mut ticks = rhythm(RHYTHM);
        loop {
            ticks.tick().await;
            let list = pb::ListCountySupervisionsRequest {
                parent: self.city.parent(),
                page_size: 50,
                county: self.county.to_owned(),
                ..pb::ListCountySupervisionsRequest::default()
            };
            let listed = self.city.supervisions().list_county_supervisions(list).await?.into_inner();
            let found = listed.supervisions.into_iter().find(|one| {
                let name = one.moved.as_ref().map(|moved| moved.name.as_str()).unwrap_or_default();
                crate::pages::id(name) == id
            });
            if let Some(found) = found {
                return Ok(found);
            }
        }
    }
}
