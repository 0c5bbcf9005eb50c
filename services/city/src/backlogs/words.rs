//! A milestone as it is written on the command line.

use shiyu_proto::assessment::v1::BacklogMilestone;

/// Reads `2026-06-30:全部约谈`: the day by which, and what is reached.
///
/// # Errors
/// What is wrong with it, in words.
pub fn parse_milestone(text: &str) -> Result<BacklogMilestone, String> {
    let parts = text.split_once(':').filter(|(day, title)| !day.is_empty() && !title.is_empty());
    let (day, title) = parts.ok_or_else(|| format!("`{text}` is no milestone: write day:title, as in 2026-06-30:全部约谈"))?;
    Ok(BacklogMilestone {
        title: title.to_owned(),
        due_date: day.to_owned(),
        reach_time: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_milestone_is_a_day_and_what_is_reached() {
        let read = parse_milestone("2026-06-30:全部约谈: 第一轮").unwrap();
        assert_eq!((read.due_date.as_str(), read.title.as_str()), ("2026-06-30", "全部约谈: 第一轮"));
        for wrong in ["", "全部约谈", ":全部约谈", "2026-06-30:"] {
            assert!(parse_milestone(wrong).is_err(), "{wrong}");
        }
    }
}
