//! Advisers, consultations and clinics on the shelf.

use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::{Entry, single};
use crate::register::domain::{Adviser, Clinic, Consultation, Days, Visit};

entry! { Adviser is "adviser": |it| it.days, it.unit.to_string() }

entry! {
    Consultation is "consultation": |it| single(it.on), it.on.to_string();

    const LAST_FIRST: bool = true;

    fn parent(&self) -> Option<Uuid> {
        Some(self.adviser)
    }
}

entry! { Clinic is "clinic": |it| single(it.on), format!("{} {:02}:{:02}", it.on, it.from.hour(), it.from.minute()) }

entry! {
    Visit is "clinic_visit": |it| single(it.on), it.on.to_string();

    const LAST_FIRST: bool = true;

    fn parent(&self) -> Option<Uuid> {
        Some(self.clinic)
    }
}
