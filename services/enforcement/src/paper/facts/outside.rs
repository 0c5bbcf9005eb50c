//! The letter to another city (S14).

use super::{Desk, Sheet, act_of};
use crate::domain::course::Outside;
use crate::domain::terms::OutsidePurpose;

impl Desk<'_> {
    /// With the packet for the city that was asked last. Nobody is named in it: who stands in the case is in the packet, as far as the
    /// provision needs it.
    pub(super) fn outside_letter(&self) -> Option<Sheet> {
        let asked = self.asked()?;
        let filing = self.case.course.filing.as_ref();
        let subject = filing.map(|filing| act_of(&filing.power.subject).to_owned());
        let sheet = Sheet::of(asked.packet.offered_at)
            .tell("to", &asked.packet.organ)
            .tell("request", request(asked.purpose))
            .tell("basis", &asked.basis)
            .tell("summary", &asked.summary)
            .tell("subject", subject.unwrap_or_default())
            .tell("packet", &asked.packet.packet);
        Some(sheet)
    }

    fn asked(&self) -> Option<&Outside> {
        self.case.course.outside.last()
    }

    /// Whether another city is only asked to help.
    pub(super) fn asks_for_help(&self) -> bool {
        self.asked().is_some_and(|asked| asked.purpose == OutsidePurpose::Assistance)
    }
}

const fn request(purpose: OutsidePurpose) -> &'static str {
    match purpose {
        OutsidePurpose::Transfer => "本机关在办理下列案件中发现，该案不属于本机关管辖，现移送你机关处理。",
        OutsidePurpose::Assistance => "本机关因实施行政处罚的需要，请你机关对下列案件予以协助。",
    }
}
