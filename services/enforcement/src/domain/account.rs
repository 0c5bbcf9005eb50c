//! The money of a case: what is due, what was paid, what was given back. It always balances.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::terms::{Fen, vocabulary};

vocabulary! {
    /// What money is taken for. The order is the one in which payments count: the debt that grows first.
    Charge {
        /// 罚款.
        Fine "fine",
        /// 没收的违法所得.
        Confiscation "confiscation",
        /// 加处罚款.
        Surcharge "surcharge",
    }
}

vocabulary! {
    /// What a line of the account is.
    LineKind {
        /// It became due.
        Assessed "assessed",
        /// It is no longer due: a remedy took it away, or it was entered for days on which, as was told later, nothing grew.
        Remitted "remitted",
        /// It was paid.
        Paid "paid",
        /// It was paid back.
        Refunded "refunded",
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// For what.
    pub charge: Charge,
    /// What it is.
    pub kind: LineKind,
    /// How much, never nothing.
    pub amount: Fen,
    /// Number of the receipt or paper; empty where there is none.
    pub reference: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// The lines, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Account(Vec<Line>);

/// How it stands with one charge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// What became due.
    pub assessed: Fen,
    /// What of it was taken away.
    pub remitted: Fen,
    /// What was paid.
    pub paid: Fen,
    /// What of it was paid back.
    pub refunded: Fen,
}

impl Standing {
    /// What is due in all.
    #[must_use]
    pub fn due(self) -> Fen {
        self.assessed.less(self.remitted)
    }

    /// What was paid and not paid back.
    #[must_use]
    pub fn kept(self) -> Fen {
        self.paid.less(self.refunded)
    }

    /// What is still to be paid.
    #[must_use]
    pub fn outstanding(self) -> Fen {
        self.due().less(self.kept())
    }

    /// What is to be paid back.
    #[must_use]
    pub fn refundable(self) -> Fen {
        self.kept().less(self.due())
    }
}

impl Account {
    /// Whether nothing was entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines, in order.
    pub fn lines(&self) -> std::slice::Iter<'_, Line> {
        self.0.iter()
    }

    /// How it stands with a charge.
    #[must_use]
    pub fn standing(&self, charge: Charge) -> Standing {
        let mut standing = Standing::default();
        for line in self.0.iter().filter(|line| line.charge == charge) {
            let sum = match line.kind {
                LineKind::Assessed => &mut standing.assessed,
                LineKind::Remitted => &mut standing.remitted,
                LineKind::Paid => &mut standing.paid,
                LineKind::Refunded => &mut standing.refunded,
            };
            *sum = sum.plus(line.amount);
        }
        standing
    }

    /// What of a charge was to be paid after the payments of these times; what is due is what is due now.
    #[must_use]
    pub fn open(&self, charge: Charge, counts: impl Fn(OffsetDateTime) -> bool) -> Fen {
        let of = |kind: LineKind| -> Fen {
            let lines = self.0.iter().filter(|line| line.charge == charge && line.kind == kind);
            lines.filter(|line| counts(line.at)).map(|line| line.amount).sum()
        };
        self.standing(charge).due().less(of(LineKind::Paid).less(of(LineKind::Refunded)))
    }

    /// What is still to be paid, for everything.
    #[must_use]
    pub fn outstanding(&self) -> Fen {
        Charge::ALL.iter().map(|charge| self.standing(*charge).outstanding()).sum()
    }

    /// What is to be paid back, for everything.
    #[must_use]
    pub fn refundable(&self) -> Fen {
        Charge::ALL.iter().map(|charge| self.standing(*charge).refundable()).sum()
    }

    /// A payment, shared out: the fine first, then what was confiscated, then the surcharge. `None` if it is more than is due.
    #[must_use]
    pub fn payment(&self, amount: Fen, reference: &str, at: OffsetDateTime) -> Option<Vec<Line>> {
        self.shared(amount, LineKind::Paid, (reference, at), Standing::outstanding)
    }

    /// Money given back, shared out likewise. `None` if it is more than has to be.
    #[must_use]
    pub fn refund(&self, amount: Fen, reference: &str, at: OffsetDateTime) -> Option<Vec<Line>> {
        self.shared(amount, LineKind::Refunded, (reference, at), Standing::refundable)
    }

    fn shared(&self, amount: Fen, kind: LineKind, (reference, at): (&str, OffsetDateTime), open: fn(Standing) -> Fen) -> Option<Vec<Line>> {
        let mut rest = amount;
        let mut lines = Vec::new();
        for charge in Charge::ALL {
            let part = rest.min(open(self.standing(*charge)));
            rest = rest.less(part);
            lines.extend(line((*charge, kind), part, reference, at));
        }
        rest.is_zero().then_some(lines)
    }

    /// What has to be entered so that this much is due for a charge.
    #[must_use]
    pub fn owing(&self, charge: Charge, due: Fen, reference: &str, at: OffsetDateTime) -> Option<Line> {
        let now = self.standing(charge).due();
        if due > now {
            return line((charge, LineKind::Assessed), due.less(now), reference, at);
        }
        line((charge, LineKind::Remitted), now.less(due), reference, at)
    }

    /// With these lines.
    #[must_use]
    pub fn with(mut self, lines: &[Line]) -> Self {
        self.0.extend_from_slice(lines);
        self
    }
}

/// A line; none of nothing.
#[must_use]
pub fn line((charge, kind): (Charge, LineKind), amount: Fen, reference: &str, at: OffsetDateTime) -> Option<Line> {
    (!amount.is_zero()).then(|| Line {
        charge,
        kind,
        amount,
        reference: reference.to_owned(),
        at,
    })
}
