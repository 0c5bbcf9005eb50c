//! Durations as people write them: `16d`, `12h`, `1d12h30m`, `45s`.

use time::Duration;

/// Reads a duration of days, hours, minutes and seconds.
///
/// # Errors
/// What is wrong with it, in words.
pub fn parse(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is no duration: write 16d, 12h, 30m, 45s or several together, as in 1d12h");
    let mut total = Duration::ZERO;
    let mut digits = String::new();
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let unit = unit(letter).ok_or_else(wrong)?;
        let count: i64 = digits.parse().map_err(|_| wrong())?;
        let seconds = count.checked_mul(unit).ok_or_else(wrong)?;
        total = total.checked_add(Duration::seconds(seconds)).ok_or_else(wrong)?;
        digits.clear();
    }
    if text.is_empty() || !digits.is_empty() {
        return Err(wrong());
    }
    Ok(total)
}

fn unit(letter: char) -> Option<i64> {
    match letter {
        'd' => Some(86_400),
        'h' => Some(3_600),
        'm' => Some(60),
        's' => Some(1),
        _ => None,
    }
}

/// Writes a duration in whole seconds, largest units first.
#[must_use]
pub fn plain(duration: Duration) -> String {
    let mut rest = duration.whole_seconds();
    let mut parts = Vec::new();
    for letter in ['d', 'h', 'm', 's'] {
        let unit = unit(letter).unwrap_or(1);
        if rest / unit != 0 {
            parts.push(format!("{}{letter}", rest / unit));
        }
        rest %= unit;
    }
    if parts.is_empty() { "0s".to_owned() } else { parts.concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_and_written() {
        assert_eq!(parse("16d"), Ok(Duration::days(16)));
        assert_eq!(parse("1d12h"), Ok(Duration::hours(36)));
        assert_eq!(plain(Duration::hours(36)), "1d12h");
        assert_eq!(plain(Duration::ZERO), "0s");
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for text in ["", "16", "d", "-3d", "3w", "3d4", "99999999999999999999d", "9223372036854775807d"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
