//! The account of numbers: runs of the same state that follow one another.

use std::ops::RangeInclusive;

use super::State;

/// Numbers that follow one another and of which the same became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first of them.
    pub first: i64,
    /// The last of them.
    pub last: i64,
    /// What became of them.
    pub state: State,
}

/// Enters numbers that follow those of the account: those used, and the others.
pub(super) fn enter(account: &mut Vec<Span>, numbers: RangeInclusive<i64>, mut used: Vec<i64>, others: State) {
    used.retain(|number| numbers.contains(number));
    used.sort_unstable();
    used.dedup();
    let mut next = *numbers.start();
    for number in used {
        append(account, next, number - 1, others);
        append(account, number, number, State::Used);
        next = number + 1;
    }
    append(account, next, *numbers.end(), others);
}

fn append(account: &mut Vec<Span>, first: i64, last: i64, state: State) {
    if first > last {
        return;
    }
    match account.last_mut() {
        Some(span) if span.state == state => span.last = last,
        _ => account.push(Span { first, last, state }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn states(account: &[Span]) -> Vec<(i64, State)> {
        let each = |span: &Span| {
            let state = span.state;
            (span.first..=span.last).map(move |number| (number, state))
        };
        account.iter().flat_map(each).collect()
    }

    proptest! {
        #[test]
        fn every_number_stands_once_and_neighbours_differ(blocks in prop::collection::vec((1_i64..9, prop::collection::vec(0_i64..60, 0..9), 0..3_usize), 0..9)) {
            let mut account = Vec::new();
            let mut expected = Vec::new();
            let mut next = 1;
            for (size, used, state) in blocks {
                let state = [State::Used, State::Held, State::Free][state];
                let numbers = next..=next + size - 1;
                next += size;
                expected.extend(numbers.clone().map(|number| (number, if used.contains(&number) { State::Used } else { state })));
                enter(&mut account, numbers, used, state);
            }
            prop_assert_eq!(states(&account), expected);
            prop_assert!(account.windows(2).all(|pair| pair[0].state != pair[1].state));
        }
    }
}
