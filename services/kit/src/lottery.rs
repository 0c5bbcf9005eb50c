//! Draws that anybody can make again from what is published: a stream of a pinned algorithm under a key made of text, and the first
//! places of a list that is shuffled from its beginning.

use std::fmt::Write as _;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};

/// A draw under way: `ChaCha20` under the SHA-256 of a text, read from its beginning in numbers of 64 bits, little endian.
#[derive(Debug)]
pub struct Lottery(ChaCha20Rng);

impl Lottery {
    /// A draw by this text, which holds everything it depends on: the name of the procedure, what is drawn from, and the seed.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(ChaCha20Rng::from_seed(Sha256::digest(text).into()))
    }

    /// So many of a list, in the order in which they are drawn; nothing if there are fewer. The places from the first on are exchanged
    /// each with one from there to the end, which a number of the stream modulo those left picks; numbers that would favour some are
    /// passed over.
    pub fn draw<T>(&mut self, mut list: Vec<T>, many: usize) -> Option<Vec<T>> {
        if list.len() < many {
            return None;
        }
        for at in 0..many {
            let left = list.len() - at;
            list.swap(at, at + self.choice(left)?);
        }
        list.truncate(many);
        Some(list)
    }

    /// One of so many, each as likely as the other.
    fn choice(&mut self, many: usize) -> Option<usize> {
        let many = u64::try_from(many).ok()?;
        // 2^64 mod many, without 2^64.
        let beyond = (u64::MAX % many + 1) % many;
        loop {
            let number = self.0.next_u64();
            if beyond == 0 || number < u64::MAX - beyond + 1 {
                return usize::try_from(number % many).ok();
            }
        }
    }
}

/// SHA-256 of lines, in lower-case hexadecimal digits: what is drawn from, published before the seed is known.
#[must_use]
pub fn fingerprint<T: std::fmt::Display>(lines: impl IntoIterator<Item = T>) -> String {
    let mut digest = Sha256::new();
    for line in lines {
        digest.update(format!("{line}\n"));
    }
    digest.finalize().iter().fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_draws_the_same_and_another_draws_otherwise() {
        let draw = |text: &str| Lottery::of(text).draw((0..100).collect::<Vec<_>>(), 10).unwrap();
        assert_eq!(draw("a"), draw("a"));
        assert_ne!(draw("a"), draw("b"));
        assert_eq!(Lottery::of("a").draw(vec![1, 2], 3), None);
        let mut all = Lottery::of("a").draw(vec![3, 1, 2], 3).unwrap();
        all.sort_unstable();
        assert_eq!(all, [1, 2, 3]);
    }

    #[test]
    fn none_is_favoured() {
        let mut counts = [0_i32; 3];
        for turn in 0..3_000 {
            let first = Lottery::of(&turn.to_string()).draw(vec![0_usize, 1, 2], 1).unwrap()[0];
            counts[first] += 1;
        }
        assert!(counts.iter().all(|count| (count - 1_000).abs() < 120), "{counts:?}");
    }

    #[test]
    fn a_fingerprint_is_that_of_its_lines() {
        assert_eq!(
            fingerprint(["a"]),
            "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"
        );
    }
}
