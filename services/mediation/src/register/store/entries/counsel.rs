//! Advisers, consultations and clinics on the shelf.

use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::{Entry, single};
use crate::register::domain::{Adviser, Clinic, Consultation, Days, Visit};

impl Entry for Adviser {
    const KIND: &'static str = "adviser";

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        self.days
    }

    fn rank(&self) -> String {
        self.unit.to_string()
    }
}

impl Entry for Consultation {
    const KIND: &'static str = "consultation";
    const LAST_FIRST: bool = true;

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        single(self.on)
    }

    fn rank(&self) -> String {
        self.on.to_string()
    }

    fn parent(&self) -> Option<Uuid> {
        Some(self.adviser)
    }
}

impl Entry for Clinic {
    const KIND: &'static str = "clinic";

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        single(self.on)
    }

    fn rank(&self) -> String {
        format!("{} {:02}:{:02}", self.on, self.from.hour(), self.from.minute())
    }
}

impl Entry for Visit {
    const KIND: &'static str = "clinic_visit";
    const LAST_FIRST: bool = true;

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        single(self.on)
    }

    fn rank(&self) -> String {
        self.on.to_string()
    }

    fn parent(&self) -> Option<Uuid> {
        Some(self.clinic)
    }
}
