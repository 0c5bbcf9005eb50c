//! Durations and sizes as people write them.

use std::time::Duration;

/// Reads `250ms`, `5s`, `2m` or `1h`.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let (count, unit) = split(text)?;
    match unit {
        "ms" => Some(Duration::from_millis(count)),
        "s" => Some(Duration::from_secs(count)),
        "m" => count.checked_mul(60).map(Duration::from_secs),
        "h" => count.checked_mul(3600).map(Duration::from_secs),
        _ => None,
    }
}

/// Reads `100B`, `512KiB`, `4MiB` or `1GiB` as bytes.
pub(super) fn size(text: &str) -> Option<usize> {
    let (count, unit) = split(text)?;
    let bytes: u64 = match unit {
        "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    count.checked_mul(bytes).and_then(|bytes| usize::try_from(bytes).ok())
}

fn split(text: &str) -> Option<(u64, &str)> {
    let digits = text.find(|letter: char| !letter.is_ascii_digit())?;
    let (count, unit) = text.split_at_checked(digits)?;
    Some((count.parse().ok()?, unit.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_need_a_unit() {
        assert_eq!(duration("250ms"), Some(Duration::from_millis(250)));
        assert_eq!(duration("2m"), Some(Duration::from_mins(2)));
        assert_eq!(duration("1 h"), Some(Duration::from_hours(1)));
        for odd in ["", "5", "s", "-5s", "5d", "1.5s", "99999999999999999999s"] {
            assert_eq!(duration(odd), None, "{odd}");
        }
    }

    #[test]
    fn sizes_are_binary() {
        assert_eq!(size("4MiB"), Some(4 * 1024 * 1024));
        assert_eq!(size("100B"), Some(100));
        for odd in ["4MB", "4", "", "MiB", "18446744073709551615KiB"] {
            assert_eq!(size(odd), None, "{odd}");
        }
    }
}
