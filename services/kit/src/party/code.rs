//! The query code a citizen is given: twelve characters that no eye confuses (Crockford's base 32), `XXXX-XXXX-XXXX`.

use super::fold;

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;

/// Writes the first 60 bits.
pub(super) fn write(bits: &[u8; 16]) -> String {
    let number = u128::from_be_bytes(*bits);
    let sign = |at: usize| {
        let five = (number >> (128 - 5 * (at + 1))) & 31;
        ALPHABET.chars().nth(usize::try_from(five).unwrap_or_default())
    };
    grouped(&(0..LENGTH).filter_map(sign).collect::<String>())
}

/// The code somebody meant: whatever its case, spaces and hyphens, with the letter O for 0 and I or L for 1. None for
/// what is no code.
#[must_use]
pub fn read_code(text: &str) -> Option<String> {
    let signs: String = fold::number(text)
        .chars()
        .map(|sign| match sign {
            'O' => '0',
            'I' | 'L' => '1',
            _ => sign,
        })
        .collect();
    let right = signs.len() == LENGTH && signs.chars().all(|sign| ALPHABET.contains(sign));
    right.then(|| grouped(&signs))
}

fn grouped(signs: &str) -> String {
    let groups = [0..4, 4..8, 8..LENGTH].map(|group| signs.get(group).unwrap_or_default());
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_however_it_was_typed() {
        let mut bits = [0xff; 16];
        bits[..4].copy_from_slice(&[0, 0b0000_1100, 0b0110_0000, 1]);
        let code = write(&bits);
        assert_eq!(code, "0066-00FZ-ZZZZ");
        for typed in ["006600fzzzzz", " OO66 oofz zzzz ", "００６６－ｏＯＦＺ－ＺＺＺＺ", "0066–00FZ–ZZZZ"] {
            assert_eq!(read_code(typed).as_ref(), Some(&code), "{typed}");
        }
        assert_eq!(read_code("iIlL-1111-1111").as_deref(), Some("1111-1111-1111"));
    }

    #[test]
    fn what_is_no_code_is_none() {
        for typed in [
            "",
            "0066-00FZ-ZZZ",
            "0066-00FZ-ZZZZZ",
            "UUUU-UUUU-UUUU",
            "0066-00FZ-ZZZ中",
            "0066_00FZ_ZZZ",
        ] {
            assert_eq!(read_code(typed), None, "{typed}");
        }
    }
}
