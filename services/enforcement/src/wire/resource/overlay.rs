//! What goes on beside the stages.

use shiyu_kit::wire::{Word, number, timestamp};
use shiyu_proto::enforcement::v1::course as told;

use super::procedure::item;
use crate::domain::course::{Crime, DocumentIssued, Publication, Recusal, Rehoming, Remedy};

pub(super) fn publication(publication: &Publication) -> told::Publication {
    let withdrawal = publication.withdrawal.as_ref();
    told::Publication {
        reference: publication.reference.clone(),
        masked: publication.masked.clone(),
        publish_time: Some(timestamp(publication.at)),
        withdrawal_reason: withdrawal.map(|withdrawal| withdrawal.reason.clone()).unwrap_or_default(),
        withdraw_time: withdrawal.map(|withdrawal| timestamp(withdrawal.at)),
    }
}

pub(super) fn remedy(remedy: &Remedy) -> told::Remedy {
    let word = remedy.word.as_ref();
    told::Remedy {
        id: remedy.id.to_string(),
        kind: remedy.kind.number(),
        organ: remedy.organ.clone(),
        reference: remedy.reference.clone(),
        suspends: remedy.suspends,
        lodge_time: Some(timestamp(remedy.lodged_at)),
        ruling: number(word.map(|word| word.ruling)),
        items: word.iter().flat_map(|word| &word.items).map(item).collect(),
        anew: word.is_some_and(|word| word.anew),
        rule_time: word.map(|word| timestamp(word.at)),
    }
}

pub(super) fn crime(crime: &Crime) -> told::Crime {
    let transfer = crime.transfer.as_ref();
    told::Crime {
        officers: crime.officers.clone(),
        reason: crime.reason.clone(),
        report_time: Some(timestamp(crime.reported_at)),
        decided: crime.approved.is_some(),
        approved: crime.approved.unwrap_or_default(),
        transferred_to: transfer.map(|transfer| transfer.to.clone()).unwrap_or_default(),
        transfer_time: transfer.map(|transfer| timestamp(transfer.at)),
        answer: number(crime.words.last().map(|word| word.answer)),
        prosecutor_asked: crime.prosecutor_asked,
        materials_time: crime.materials_at.map(timestamp),
        end_time: crime.ended_at.map(timestamp),
    }
}

pub(super) fn recusal(recusal: &Recusal) -> told::Recusal {
    let word = recusal.word.as_ref();
    told::Recusal {
        id: recusal.id.to_string(),
        subject: recusal.subject.clone(),
        reason: recusal.reason.clone(),
        request_time: Some(timestamp(recusal.at)),
        decided: word.is_some(),
        granted: word.is_some_and(|word| word.granted),
        decide_time: word.map(|word| timestamp(word.at)),
    }
}

pub(super) fn rehoming(rehoming: &Rehoming) -> told::Rehoming {
    told::Rehoming {
        from_unit: rehoming.from.to_string(),
        to_unit: rehoming.to.to_string(),
        document: rehoming.document.clone(),
        evidence: rehoming.evidence.clone(),
        told: rehoming.told.clone(),
        rehome_time: Some(timestamp(rehoming.at)),
    }
}

pub(super) fn document(document: &DocumentIssued) -> told::Document {
    told::Document {
        kind: document.kind.clone(),
        number: document.number.clone(),
        hash: document.hash.clone(),
        template_version: document.template,
        by: document.by.clone(),
        issue_time: Some(timestamp(document.at)),
    }
}
