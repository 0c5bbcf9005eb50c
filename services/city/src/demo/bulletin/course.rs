//! A late unit answers what it is supervised for, and the city urges another one.

use shiyu_proto::assessment::v1 as pb;

use super::super::until::until;
use super::{Desks, step};
use crate::failure::Failure;
use crate::pages;

impl Desks<'_> {
    /// The latest supervision that nobody answered is acknowledged, put right, reported, verified and closed; none if nobody is late.
    pub(super) async fn answered(&self) -> Result<Option<pb::Supervision>, Failure> {
        let Some(late) = self.latest().await? else {
            return Ok(None);
        };
        let seat = self.cast.assessment_seat(self.county, "respondent", &late.unit)?;
        let (mut unit, mut office) = (seat.supervisions(), self.office.supervisions());
        let (name, id) = (&late.name, |step: &str| self.id(&format!("{} {step}", late.name)));
        let (measures, result) = ("增派力量，逐件过堂".to_owned(), "已办理并书面答复".to_owned());
        step!(unit, acknowledge_supervision, AcknowledgeSupervisionRequest(name, id("acknowledge")) {});
        step!(unit, begin_rectification, BeginRectificationRequest(name, id("begin")) { measures: measures });
        step!(unit, report_rectification, ReportRectificationRequest(name, id("report")) { result: result });
        step!(office, verify_rectification, VerifyRectificationRequest(name, id("verify")) { done: true });
        let closed = step!(office, close_supervision, CloseSupervisionRequest(name, id("close")) {});
        Ok(Some(closed.into_inner()))
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
        let id = pages::id(&urged.name).to_owned();
        let taken_up = until(self.wait, "a county's word of what the city ordered", async || {
            self.taken_up(&id).await
        });
        Ok(Some(taken_up.await?))
    }

    /// The county's own one of the same number, as the city sees it; none as long as it was not told.
    async fn taken_up(&self, id: &str) -> Result<Option<pb::CountySupervision>, Failure> {
        let list = pb::ListCountySupervisionsRequest {
            parent: self.city.parent(),
            page_size: 50,
            county: self.county.to_owned(),
            ..pb::ListCountySupervisionsRequest::default()
        };
        let listed = self.city.supervisions().list_county_supervisions(list).await?.into_inner();
        Ok(listed.supervisions.into_iter().find(|one| {
            let name = one.moved.as_ref().map(|moved| moved.name.as_str()).unwrap_or_default();
            pages::id(name) == id
        }))
    }
}
