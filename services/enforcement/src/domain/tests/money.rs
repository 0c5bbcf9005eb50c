//! The account always balances.

use proptest::prelude::*;
use time::OffsetDateTime;

use super::given::START;
use crate::domain::account::{Account, Charge, LineKind};
use crate::domain::terms::Fen;

/// Something that happens to an account.
#[derive(Debug, Clone, Copy)]
enum Entry {
    /// This much is due.
    Due(Charge, u64),
    /// Somebody pays.
    Pays(u64),
    /// Somebody gives back.
    GivesBack(u64),
}

fn entry() -> impl Strategy<Value = Entry> {
    let amount = || prop_oneof![0..50_u64, 0..10_000_000_u64];
    prop_oneof![
        (prop::sample::select(Charge::ALL.to_vec()), amount()).prop_map(|(charge, due)| Entry::Due(charge, due)),
        amount().prop_map(Entry::Pays),
        amount().prop_map(Entry::GivesBack),
    ]
}

fn with(account: Account, entry: Entry, at: OffsetDateTime) -> Account {
    let lines = match entry {
        Entry::Due(charge, due) => Some(account.owing(charge, Fen::new(due), "", at).into_iter().collect()),
        Entry::Pays(amount) => account.payment(Fen::new(amount), "R", at),
        Entry::GivesBack(amount) => account.refund(Fen::new(amount), "B", at),
    };
    match lines {
        Some(lines) => account.with(&lines),
        None => account,
    }
}

fn sum(account: &Account, charge: Charge, kind: LineKind) -> i128 {
    let of = account.lines().filter(|line| line.charge == charge && line.kind == kind);
    of.map(|line| i128::from(line.amount.fen())).sum()
}

proptest! {
    #[test]
    fn it_balances_whatever_is_entered(entries in prop::collection::vec(entry(), 0..60)) {
        let mut account = Account::default();
        for entry in entries {
            let before = (account.outstanding(), account.refundable());
            account = with(account, entry, START);
            for charge in Charge::ALL {
                let of = |kind| sum(&account, *charge, kind);
                let due = of(LineKind::Assessed) - of(LineKind::Remitted);
                let kept = of(LineKind::Paid) - of(LineKind::Refunded);
                let standing = account.standing(*charge);
                prop_assert!(due >= 0 && kept >= 0, "nothing is taken away that was not there");
                let left = i128::from(standing.outstanding().fen()) - i128::from(standing.refundable().fen());
                prop_assert_eq!(due - kept, left, "what is due is paid, outstanding or paid back");
                prop_assert!(standing.outstanding().is_zero() || standing.refundable().is_zero());
            }
            match entry {
                Entry::Pays(amount) if Fen::new(amount) <= before.0 => {
                    prop_assert_eq!(account.outstanding().plus(Fen::new(amount)), before.0);
                }
                Entry::GivesBack(amount) if Fen::new(amount) <= before.1 => {
                    prop_assert_eq!(account.refundable().plus(Fen::new(amount)), before.1);
                }
                Entry::Pays(_) | Entry::GivesBack(_) => prop_assert_eq!(before, (account.outstanding(), account.refundable())),
                Entry::Due(charge, due) => prop_assert_eq!(account.standing(charge).due(), Fen::new(due)),
            }
        }
    }

    #[test]
    fn no_line_is_of_nothing(entries in prop::collection::vec(entry(), 0..60)) {
        let account = entries.into_iter().fold(Account::default(), |account, entry| with(account, entry, START));
        prop_assert!(account.lines().all(|line| !line.amount.is_zero()));
    }
}

#[test]
fn a_payment_counts_for_the_fine_first_then_the_confiscation_then_the_surcharge() {
    let due = [(Charge::Surcharge, 30), (Charge::Confiscation, 50), (Charge::Fine, 100)];
    let account = due.iter().fold(Account::default(), |account, (charge, amount)| {
        with(account, Entry::Due(*charge, *amount), START)
    });
    let lines = account.payment(Fen::new(160), "R1", START).unwrap();
    let shared: Vec<(Charge, u64)> = lines.iter().map(|line| (line.charge, line.amount.fen())).collect();
    assert_eq!(shared, [(Charge::Fine, 100), (Charge::Confiscation, 50), (Charge::Surcharge, 10)]);
    assert_eq!(account.payment(Fen::new(181), "R1", START), None);
}
