//! The known name nearest to a mistyped one.

/// The nearest of the known names, unless all are too far to be meant. Dots and underscores count the same, so that
/// `SERVER_LISTEN` is at no distance from `server.listen`.
pub(super) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = plain(written);
    let reach = (written.len() / 4).max(2);
    known
        .into_iter()
        .map(|name| (distance(&written, &plain(name)), name))
        .filter(|(distance, _)| *distance <= reach)
        .min()
        .map(|(_, name)| name)
}

fn plain(name: &str) -> Vec<char> {
    name.to_lowercase().replace("__", "_").replace('.', "_").chars().collect()
}

/// How many letters must be put in, taken out or changed.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, letter) in from.iter().enumerate() {
        let mut left = at + 1;
        let mut next = vec![left];
        for (other, above) in to.iter().zip(row.windows(2)) {
            let &[diagonal, up] = above else { continue };
            left = (diagonal + usize::from(letter != other)).min(up + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        let known = ["server.listen", "server.drain_delay", "nats.url"];
        assert_eq!(nearest("server.lisen", known), Some("server.listen"));
        assert_eq!(nearest("SERVER_LISTEN", known), Some("server.listen"));
        assert_eq!(nearest("nats.uri", known), Some("nats.url"));
        assert_eq!(nearest("weather", known), None);
    }
}
