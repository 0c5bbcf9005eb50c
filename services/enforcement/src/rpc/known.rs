//! What is looked up for one order.

use shiyu_kit::case::Filed;
use shiyu_kit::fault::Fault;
use shiyu_kit::party::{Identity, PartyKind};
use shiyu_kit::unit::Code;
use time::Date;

use super::desk::Desk;
use super::kept;
use super::suspect::Suspected;
use crate::domain::course::Act;
use crate::domain::terms::{FineLaw, Officer, Party, PartyRole, PenaltyKind, PenaltyRange, Power, Reckoning, SubjectKind};
use crate::domain::{CaseFile, Command, Known, Refusal};

impl Desk {
    /// What an order upon a case needs.
    pub(super) async fn known(
        &self,
        filed: &Filed<CaseFile>,
        command: &Command,
        suspected: Option<&Suspected>,
    ) -> Result<Known, Fault<Refusal>> {
        let (case, today) = (&filed.case, self.cases.today());
        let filing = case.course.filing.as_ref();
        let subject = filing.map(|filing| filing.subject);
        let mut known = Known {
            officers: self.officers(command),
            hearing_from: self.settings.hearings.of(subject),
            ..Known::default()
        };
        known.names_the_kept = self.names_the_kept(filed, &command.told()).await?;
        if let Some((code, _, subject)) = command.power() {
            known.power = self.power_against(code, (&case.unit, &case.clue.place), subject);
            known.act_key = suspected.map(|suspected| suspected.key.clone());
            known.person = self.is_a_person(filed).await?;
            known.organisation = suspected.is_some_and(Suspected::is_an_organisation);
            known.born = suspected.and_then(Suspected::born);
        }
        let item = command.power().map(|(code, ..)| code);
        let item = item.or_else(|| filing.map(|filing| filing.power.code.as_str()));
        known.agents = item.map(|code| self.tables.agents(&case.unit, code, today)).unwrap_or_default();
        if let Command::File(file) = command {
            let held = |code: &String| self.power_against(code, (&case.unit, &case.clue.place), file.subject);
            known.others = file.others.iter().filter_map(held).collect();
            known.fines = self.fines((&file.power, &file.others), file.subject, today);
        }
        if let (Command::Rehome(rehome), Some(filing)) = (command, filing) {
            known.power = self.tables.power(&filing.power.code, &rehome.to, &case.clue.place, today);
            known.enforcing = self.tables.enforces(&rehome.to, today);
        }
        if let Some(filing) = filing {
            let on = shiyu_kit::calendar::local_date(filing.at);
            known.benchmark = self.tables.benchmark(&filing.power.code, on);
            known.waives_first = self.tables.waives_first(&filing.power.code, on);
            known.checklist = self.tables.checklist(&filing.power.code, on);
            known.laws = self.laws((&filing.power.code, filing.subject), &filing.act);
            known.reckonings = self.reckonings((&filing.power.code, filing.subject), [filing.act.to, on, today]);
            known.fines = self.fines((&filing.power.code, &filing.others), filing.subject, on);
        }
        if let Command::Publish { masked, .. } = command {
            known.masked = self.is_published_as(filed, masked).await?;
        }
        if command.spares_the_first() {
            known.punished = self.was_punished(filed).await?;
        }
        Ok(known)
    }

    /// What a decision on the spot needs; the case is not there yet.
    pub(super) fn known_of_new(
        &self,
        (unit, place): (Option<&Code>, &Code),
        identities: &[(Party, Identity)],
        command: &Command,
        suspected: Option<&Suspected>,
    ) -> Known {
        let mut known = Known {
            officers: self.officers(command),
            ..Known::default()
        };
        let Some((code, act, subject)) = command.power() else {
            return known;
        };
        known.names_the_kept = kept::names(&command.told(), identities);
        known.hearing_from = self.settings.hearings.of(Some(subject));
        known.power = unit.and_then(|unit| self.power_against(code, (unit, place), subject));
        known.laws = self.laws((code, subject), act);
        let today = self.cases.today();
        known.reckonings = self.reckonings((code, subject), [act.to, today, today]);
        let suspect = identities.iter().find(|(party, _)| party.role == PartyRole::Suspect);
        known.person = suspect.is_some_and(|(_, identity)| identity.kind == PartyKind::Person);
        known.act_key = suspected.map(|suspected| suspected.key.clone());
        known.organisation = suspected.is_some_and(Suspected::is_an_organisation);
        known.born = suspected.and_then(Suspected::born);
        known
    }

    /// What the law allowed on the day the act ended, and allows today.
    fn laws(&self, (code, subject): (&str, SubjectKind), act: &Act) -> Vec<Vec<PenaltyRange>> {
        let days = [act.to, self.cases.today()];
        days.into_iter().filter_map(|day| self.tables.ranges(code, subject, day)).collect()
    }

    /// What the lists of these days say in multiples, where they have the item; the same once, and nothing of one in amounts alone.
    fn reckonings(&self, (code, subject): (&str, SubjectKind), days: [Date; 3]) -> Vec<Reckoning> {
        let listed = days.into_iter().filter(|day| self.tables.ranges(code, subject, *day).is_some());
        let said = listed.map(|day| self.tables.reckoning(code, subject, day).unwrap_or_default());
        let mut said: Vec<Reckoning> = said.collect();
        said.dedup();
        said
    }

    /// What these items say of fines; of one alone nothing has to be compared.
    fn fines(&self, (code, others): (&str, &[String]), subject: SubjectKind, on: Date) -> Vec<FineLaw> {
        if others.is_empty() {
            return Vec::new();
        }
        let said = |code: &str| {
            let ranges = self.tables.ranges(code, subject, on)?;
            Some(FineLaw {
                code: code.to_owned(),
                range: ranges.into_iter().find(|range| range.kind == PenaltyKind::Fine),
                reckoning: self.tables.reckoning(code, subject, on),
            })
        };
        let codes = std::iter::once(code).chain(others.iter().map(String::as_str));
        codes.filter_map(said).collect()
    }

    /// The power as a unit holds it at a place today, with what it allows against this kind of subject.
    fn power_against(&self, code: &str, (unit, place): (&Code, &Code), subject: SubjectKind) -> Option<Power> {
        let today = self.cases.today();
        let power = self.tables.power(code, unit, place, today)?;
        let penalties = self.tables.ranges(code, subject, today);
        Some(Power {
            penalties: penalties.unwrap_or_else(|| power.penalties.clone()),
            ..power
        })
    }

    fn officers(&self, command: &Command) -> Vec<Officer> {
        let today = self.cases.today();
        let named = command.officers().iter();
        named.filter_map(|subject| self.tables.officer(subject, today)).collect()
    }

    async fn is_a_person(&self, filed: &Filed<CaseFile>) -> Result<bool, Fault<Refusal>> {
        let suspect = filed.case.suspect().map(|party| party.id);
        let masked = self.cases.masked(filed).await?;
        let person = masked
            .iter()
            .any(|(id, masked)| Some(*id) == suspect && masked.kind == PartyKind::Person);
        Ok(person)
    }
}
