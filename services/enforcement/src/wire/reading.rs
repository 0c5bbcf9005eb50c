//! What only the cases read: hashes, money, officers, acts, proposals, papers that are served.

use std::collections::BTreeSet;

use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use super::CASES;
use crate::domain::command::Serve;
use crate::domain::course::{Act, Instalment};
use crate::domain::terms::{Base, Exemption, Fen, Lightening, MultipleOf, NoPenalty, PenaltyItem, Proposal, ReviewGround};

/// One line.
pub(super) const LINE: usize = 200;
/// The fewest signs that say why.
const TELLING: usize = 6;
/// A text of several lines.
pub(super) const NOTE: usize = 2_000;
/// A long text.
pub(super) const ESSAY: usize = 20_000;
/// Provisions of one decision.
pub(super) const PROVISIONS: usize = 50;
/// Things in one list.
const THINGS: usize = 200;
/// Officers of one act.
const OFFICERS: usize = 20;
/// Penalties of one proposal; each kind stands there once.
const ITEMS: usize = 13;
/// Norms that one act breaks beside the one it is filed upon.
const OTHERS: usize = 10;
/// Parts of one deferral.
const PARTS: usize = 60;

/// An order upon a case: its `name`, `etag` and `request_id`.
pub(super) fn upon<'a>(county: &'a Code, name: &str, etag: &str, request_id: &str) -> Reading<'a> {
    let mut reading = Reading::new(county);
    reading.upon(CASES, name, etag, request_id);
    reading
}

/// As [`Reading::hash`], or none.
pub(super) fn optional_hash(reading: &mut Reading<'_>, field: &str, text: String) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    reading.hash(field, text)
}

/// An amount of money that is something, in fen.
pub(super) fn fen(reading: &mut Reading<'_>, field: &str, amount: i64) -> Option<Fen> {
    reading.number(field, amount, &(1..=Fen::MOST.fen())).map(Fen::new)
}

/// Subjects, each once; whether there are enough of them is the law's to say.
pub(super) fn officers(reading: &mut Reading<'_>, subjects: Vec<String>) -> Option<Vec<String>> {
    reading.distinct("officers", &(0..=OFFICERS), subjects, |reading, path, subject| {
        reading.line(path, subject, LINE)
    })
}

/// Codes of power items, each once.
pub(super) fn powers(reading: &mut Reading<'_>, field: &str, codes: Vec<String>) -> Option<Vec<String>> {
    reading.distinct(field, &(0..=OTHERS), codes, |reading, path, code| reading.line(path, code, LINE))
}

/// Things, one line each.
pub(super) fn items(reading: &mut Reading<'_>, things: Vec<String>) -> Option<Vec<String>> {
    reading.each("items", &(1..=THINGS), things, |reading, path, thing| {
        reading.line(path, thing, LINE)
    })
}

/// Grounds of a review, each once.
pub(super) fn grounds(reading: &mut Reading<'_>, grounds: Vec<i32>) -> Option<Vec<ReviewGround>> {
    let most = ReviewGround::ALL.len();
    reading.distinct("grounds", &(0..=most), grounds, Reading::word::<ReviewGround>)
}

/// An act.
pub(super) fn act(reading: &mut Reading<'_>, field: &str, act: Option<pb::Act>) -> Option<Act> {
    let act = reading.part(field, act)?;
    let description = reading.impersonal(&format!("{field}.description"), act.description, NOTE);
    let from = reading.early_date(&format!("{field}.from_date"), &act.from_date);
    let to = reading.early_date(&format!("{field}.to_date"), &act.to_date);
    Some(Act {
        description: description?,
        from: from?,
        to: to?,
        harm: act.harm,
    })
}

/// What penalties are reckoned by, each once.
pub(super) fn bases(reading: &mut Reading<'_>, bases: Vec<pb::PenaltyBase>) -> Option<Vec<Base>> {
    let read = reading.each("bases", &(0..=MultipleOf::ALL.len()), bases, |reading, path, base| {
        let of = reading.word(&format!("{path}.of"), base.of);
        let amount = reading.number(&format!("{path}.amount"), base.amount, &(0..=Fen::MOST.fen()));
        let most = amount.filter(|_| of == Some(MultipleOf::IllegalIncome)).unwrap_or_default();
        let returned = reading.number(&format!("{path}.returned_fen"), base.returned_fen, &(0..=most));
        Some(Base {
            of: of?,
            amount: amount?,
            returned: returned?,
        })
    })?;
    let mut seen = BTreeSet::new();
    let once = read.iter().all(|base| seen.insert(base.of));
    reading
        .violations
        .require(once, "bases", "DUPLICATE", "it is named twice")
        .then_some(read)
}

/// Penalties.
pub(super) fn penalty_items(reading: &mut Reading<'_>, field: &str, items: Vec<pb::PenaltyItem>) -> Option<Vec<PenaltyItem>> {
    reading.each(field, &(0..=ITEMS), items, |reading, path, item| penalty_item(reading, path, item))
}

/// One penalty.
pub(super) fn penalty_item(reading: &mut Reading<'_>, path: &str, item: pb::PenaltyItem) -> Option<PenaltyItem> {
    let kind = reading.word(&format!("{path}.kind"), item.kind);
    let amount = reading.number(&format!("{path}.amount_fen"), item.amount_fen, &(0..=Fen::MOST.fen()));
    Some(PenaltyItem {
        kind: kind?,
        amount: Fen::new(amount?),
    })
}

/// Penalties, or a ground to spare the party; not both.
pub(super) fn proposal(reading: &mut Reading<'_>, field: &str, proposal: Option<pb::Proposal>) -> Option<Proposal> {
    let proposal = reading.part(field, proposal)?;
    let exemption: Option<Exemption> = reading.optional_word(&format!("{field}.exemption"), proposal.exemption);
    let one = exemption.is_some() == proposal.items.is_empty();
    reading
        .violations
        .require(one, field, "PROPOSAL_INVALID", "penalties, or a ground to spare the party");
    if let Some(ground) = exemption {
        let education = reading.text(&format!("{field}.education"), proposal.education, NOTE);
        return Some(Proposal::NoPenalty(NoPenalty {
            ground,
            education: education?,
        }));
    }
    let items = penalty_items(reading, &format!("{field}.items"), proposal.items);
    let band = reading.optional_line(&format!("{field}.band"), proposal.band, LINE);
    let deviation = reading.optional_text(&format!("{field}.deviation"), proposal.deviation, NOTE);
    let most = Lightening::ALL.len();
    let lightening = reading.distinct(
        &format!("{field}.lightening"),
        &(0..=most),
        proposal.lightening,
        Reading::word::<Lightening>,
    );
    Some(Proposal::Penalty {
        items: items?,
        band,
        deviation,
        lightening: lightening?,
    })
}

/// How a paper is served.
pub(super) fn serve(reading: &mut Reading<'_>, field: &str, delivery: Option<pb::Delivery>) -> Option<Serve> {
    let delivery = reading.part(field, delivery)?;
    let method = reading.word(&format!("{field}.method"), delivery.method);
    let party = reading.uuid(&format!("{field}.party"), &delivery.party);
    let at = reading.time(&format!("{field}.deliver_time"), delivery.deliver_time);
    let proof = reading.line(&format!("{field}.proof"), delivery.proof, LINE);
    let confirmation = reading.optional_line(&format!("{field}.confirmation"), delivery.confirmation, LINE);
    let online_channel = reading.optional_line(&format!("{field}.online_channel"), delivery.online_channel, LINE);
    Some(Serve {
        method: method?,
        party: party?,
        at: at?,
        proof: proof?,
        confirmation,
        online_channel,
        remedies_told: delivery.remedies_told,
    })
}

/// Parts of what is paid later.
pub(super) fn instalments(reading: &mut Reading<'_>, parts: Vec<pb::Instalment>) -> Option<Vec<Instalment>> {
    reading.each("parts", &(1..=PARTS), parts, |reading, path, part| {
        let until = reading.date(&format!("{path}.until_date"), &part.until_date);
        let amount = fen(reading, &format!("{path}.amount_fen"), part.amount_fen);
        Some(Instalment {
            until: until?,
            amount: amount?,
        })
    })
}

/// Why an act is another than one of the same days, in more than a word; nothing where there is no need to say it.
pub(super) fn other_act(reading: &mut Reading<'_>, said: String) -> Option<String> {
    let said = reading
        .impersonal_or_nothing("other_act", said, NOTE)
        .filter(|said| !said.is_empty())?;
    let telling = said.chars().filter(|sign| sign.is_alphabetic()).count() >= TELLING;
    let why = "why it is another act: what was done, where or when";
    reading.violations.require(telling, "other_act", "REQUIRED", why).then_some(said)
}
