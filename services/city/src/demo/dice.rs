//! Numbers that look random and are the same for the same seed (`SplitMix64`).

/// A source of such numbers.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` up to and without `high`; `low` if there is none.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next().checked_rem(high.saturating_sub(low)).unwrap_or_default()
    }

    /// One of these; nothing if there are none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.between(0, from.len() as u64);
        from.get(usize::try_from(at).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same() {
        let throw = |seed| {
            (0..8)
                .map(|_| 0)
                .scan(Dice::new(seed), |dice, _: i32| Some(dice.between(3, 9)))
                .collect::<Vec<_>>()
        };
        assert_eq!(throw(1), throw(1));
        assert_ne!(throw(1), throw(2));
        assert!(throw(3).iter().all(|eyes| (3..9).contains(eyes)));
        assert_eq!(Dice::new(1).pick::<u8>(&[]), None);
    }
}
