//! What an agreement, and the application to confirm one, tell.

use serde_json::{Value, json};
use shiyu_kit::calendar::local_date;
use shiyu_kit::document::{day, fen, yuan};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Teller, Told, told};
use crate::document::{NotDue, words};
use crate::domain::course::{Agreement, Obligation};
use crate::domain::terms::{Form, ObligationKind, Party, Procedure};

impl Teller<'_> {
    pub(super) fn agreement(&self) -> Result<Told, NotDue> {
        let stands = |agreement: &&Agreement| agreement.voided.is_none() && self.wants(agreement);
        let agreement = self.dispute.course.agreements.iter().rfind(stands).ok_or(NotDue)?;
        let heading = match self.dispute.procedure {
            Procedure::People => "人民调解协议书",
            Procedure::Administrative => "行政调解协议书",
            Procedure::Judicial => "调解协议书",
        };
        Ok(told(
            json!({
                "heading": heading,
                "number": self.dispute.number.text,
                "parties": self.people(|party| party.role.is_principal()),
                "facts": self.heard(&agreement.facts, agreement.attempt),
                "points": self.heard(&agreement.points, agreement.attempt),
                "terms": self.heard(&agreement.terms, agreement.attempt),
                "obligations": self.obligations(agreement),
                "partial": agreement.partial,
                "oral": agreement.form == Form::Oral,
                "signatures": self.signatures(agreement),
                "unit": self.unit,
            }),
            last_word(agreement),
        ))
    }

    fn obligations(&self, agreement: &Agreement) -> Vec<Value> {
        let told = |obligation: &Obligation| json!({ "number": obligation.number, "text": self.obligation(obligation, agreement.attempt) });
        agreement.obligations.iter().map(told).collect()
    }

    fn obligation(&self, obligation: &Obligation, attempt: u32) -> String {
        let due = obligation.due_on.map(|on| format!("于{}前", day(on))).unwrap_or_default();
        let condition = if obligation.condition.is_empty() {
            String::new()
        } else {
            format!("，条件：{}", self.heard(&obligation.condition, attempt))
        };
        let (debtor, creditor) = (self.name(obligation.debtor), self.name(obligation.creditor));
        let content = self.heard(&obligation.content, attempt);
        let amount = u64::try_from(obligation.amount_fen).unwrap_or_default();
        match obligation.kind {
            ObligationKind::Payment => {
                let (words, figures) = (fen(amount), yuan(amount));
                format!("{debtor}{due}向{creditor}支付{words}（{figures}）：{content}{condition}。")
            }
            ObligationKind::Act => format!("{debtor}{due}向{creditor}履行：{content}{condition}。"),
        }
    }

    /// A line for every signature: whose it is, and how and when it was put once it was; also of a mediator who signed and was replaced.
    fn signatures(&self, agreement: &Agreement) -> Vec<String> {
        let party = |party: &Party| {
            let signed = agreement.signatures.iter().find(|signature| signature.party == party.id);
            let how = signed.map(|signed| format!("（{}已{}）", day(local_date(signed.at)), words::method(signed.method)));
            let role = words::role(party.role).replace(' ', "");
            format!(
                "{role} {}{}：",
                self.name(party.id),
                how.as_deref().unwrap_or("（签名、盖章或者按指印）")
            )
        };
        let mediator = |id: Uuid| {
            let how = if agreement.signed_by_mediators.contains(&id) {
                "（已签名）"
            } else {
                "（签名）"
            };
            format!("调解员 {}{how}：", self.mediator(id))
        };
        let parties = self.dispute.principals().map(party);
        let signed = agreement.signed_by_mediators.iter().copied();
        let unsigned = self.dispute.course.engaged().map(|one| one.mediator);
        let unsigned = unsigned.filter(|id| !agreement.signed_by_mediators.contains(id));
        parties.chain(signed.chain(unsigned).map(mediator)).collect()
    }

    pub(super) fn confirmation(&self) -> Result<Told, NotDue> {
        let held = self.dispute.in_force().filter(|agreement| self.wants(agreement));
        let agreement = held.last().ok_or(NotDue)?;
        let effective = agreement.effective_at.ok_or(NotDue)?;
        let clock = self.dispute.window(agreement).ok_or(NotDue)?;
        let mut applied = self.dispute.course.confirmations.iter();
        let applied = applied.rfind(|applied| applied.is_of(agreement.number));
        let court = applied.map_or("＿＿＿＿＿＿＿＿人民法院", |applied| applied.court.name.as_str());
        Ok(told(
            json!({
                "number": self.dispute.number.text,
                "parties": self.people(|party| party.role.is_principal()),
                "effective": day(local_date(effective)),
                "unit": self.unit,
                "facts": self.heard(&agreement.facts, agreement.attempt),
                "terms": self.heard(&agreement.terms, agreement.attempt),
                "obligations": self.obligations(agreement),
                "served": self.served(),
                "last_day": last_day(clock.due.legal),
                "court": court,
            }),
            applied.map_or(effective, |applied| applied.applied_at),
        ))
    }
}

/// A due time is the end of its last day: the day before midnight.
fn last_day(due: OffsetDateTime) -> String {
    day(local_date(due - time::Duration::SECOND))
}

/// The last thing that was said of an agreement.
fn last_word(agreement: &Agreement) -> OffsetDateTime {
    let signed = agreement.signatures.iter().map(|signature| signature.at);
    let sealed = agreement.seal.as_ref().map(|seal| seal.at);
    let words = signed.chain(sealed).chain(agreement.effective_at).chain([agreement.drafted_at]);
    words.max().unwrap_or(agreement.drafted_at)
}
