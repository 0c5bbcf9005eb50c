//! A list of power items as a CSV file: what an export writes, an import reads.

use std::path::Path;

use shiyu_proto::enforcement::v1::{LegalBasis, MultipleOf, PenaltyKind, PenaltyRange, PowerHolding, PowerItem, RangeSubject};

use super::words;
use crate::failure::Failure;
use crate::rows::{self, flag, parts};

/// The columns. In cells of several, the parts stand between semicolons.
pub const HEADER: [&str; 9] = [
    "code",
    "title",
    "bases",
    "penalties",
    "origin",
    "holdings",
    "first_offence_waiver",
    "long_limitation",
    "decision_days",
];

/// Reads a file.
///
/// # Errors
/// [`Failure::File`] when it cannot be read; [`Failure::Usage`] with every line that says something else than an item.
pub fn read(path: &Path) -> Result<Vec<PowerItem>, Failure> {
    rows::read(path, parse)
}

/// Reads a text; line numbers count the header as the first.
///
/// # Errors
/// What is wrong, line by line.
pub fn parse(text: &str) -> Result<Vec<PowerItem>, Vec<String>> {
    let mut items = Vec::new();
    rows::each(text, HEADER.split_at(6).0, |cell| {
        items.push(item(cell)?);
        Ok(())
    })?;
    Ok(items)
}

fn item(cell: &dyn Fn(&str) -> String) -> Result<PowerItem, String> {
    let days = cell("decision_days");
    Ok(PowerItem {
        code: cell("code"),
        title: cell("title"),
        bases: parts(&cell("bases")).map(basis).collect::<Result<_, _>>()?,
        penalties: parts(&cell("penalties")).map(penalty).collect::<Result<_, _>>()?,
        origin: cell("origin"),
        holdings: parts(&cell("holdings")).map(holding).collect::<Result<_, _>>()?,
        first_offence_waiver: flag(&cell("first_offence_waiver"))?,
        long_limitation: flag(&cell("long_limitation"))?,
        decision_days: match days.as_str() {
            "" => 0,
            text => text.parse().map_err(|_| format!("`{text}` is no number of days"))?,
        },
        ..PowerItem::default()
    })
}

/// `《中华人民共和国水法》第六十五条`.
fn basis(text: &str) -> Result<LegalBasis, String> {
    let parts = text.strip_prefix('《').and_then(|rest| rest.split_once('》'));
    let (law, article) = parts.ok_or_else(|| format!("`{text}` is no 《law》article"))?;
    Ok(LegalBasis {
        law: law.to_owned(),
        article: article.to_owned(),
    })
}

/// `warning`, `fine:organisation:100000-300000` in fen, `fine::1000-5000*illegal_income` in thousandths.
///
/// # Errors
/// What is wrong with it, in words.
pub fn penalty(text: &str) -> Result<PenaltyRange, String> {
    let mut fields = text.splitn(3, ':');
    let (kind, subject, ends) = (fields.next().unwrap_or_default(), fields.next(), fields.next());
    let mut range = PenaltyRange {
        kind: named(kind, words::kind, PenaltyKind::try_from)?.into(),
        ..PenaltyRange::default()
    };
    if let Some(subject) = subject.filter(|subject| !subject.is_empty()) {
        range.subject = named(subject, words::subject, RangeSubject::try_from)?.into();
    }
    for ends in ends.into_iter().flat_map(|ends| ends.split('|')) {
        if let Some((ends, of)) = ends.split_once('*') {
            let (least, most) = pair(ends)?;
            range.multiple_of = named(of, words::multiple, MultipleOf::try_from)?.into();
            (range.min_multiple, range.max_multiple) = (Some(least), Some(most));
        } else {
            let (least, most) = pair(ends)?;
            (range.min_fen, range.max_fen) = (Some(least), Some(most));
        }
    }
    Ok(range)
}

/// The word of the contract that a text names.
fn named<T: Copy, E>(text: &str, word: fn(T) -> String, of: fn(i32) -> Result<T, E>) -> Result<T, String> {
    let all = (1..).map_while(|number| of(number).ok());
    let found = all.into_iter().find(|one| word(*one) == text);
    found.ok_or_else(|| format!("`{text}` is no word of a penalty"))
}

fn pair(text: &str) -> Result<(i64, i64), String> {
    let ends = text
        .split_once('-')
        .and_then(|(least, most)| Some((least.parse().ok()?, most.parse().ok()?)));
    ends.ok_or_else(|| format!("`{text}` is no range"))
}

/// `330602001-ZHZF@330602001`.
fn holding(text: &str) -> Result<PowerHolding, String> {
    let (holder, region) = text.split_once('@').ok_or_else(|| format!("`{text}` is no unit@region"))?;
    Ok(PowerHolding {
        holder: holder.to_owned(),
        region: region.to_owned(),
    })
}

/// A row of an item, in the order of the header.
#[must_use]
pub fn row(item: &PowerItem) -> [String; 9] {
    let holdings = item.holdings.iter().map(|one| format!("{}@{}", one.holder, one.region));
    let yes = |flag: bool| if flag { "yes" } else { "" }.to_owned();
    [
        item.code.clone(),
        item.title.clone(),
        words::bases(&item.bases),
        item.penalties.iter().map(cell).collect::<Vec<_>>().join("; "),
        item.origin.clone(),
        holdings.collect::<Vec<_>>().join("; "),
        yes(item.first_offence_waiver),
        yes(item.long_limitation),
        if item.decision_days == 0 {
            String::new()
        } else {
            item.decision_days.to_string()
        },
    ]
}

fn cell(of: &PenaltyRange) -> String {
    let (kind, subject) = (words::kind(of.kind()), words::subject(of.subject()));
    let money = of.min_fen.zip(of.max_fen).map(|(least, most)| format!("{least}-{most}"));
    let times = of.min_multiple.zip(of.max_multiple);
    let times = times.map(|(least, most)| format!("{least}-{most}*{}", words::multiple(of.multiple_of())));
    let ends: Vec<String> = money.into_iter().chain(times).collect();
    match (subject.is_empty(), ends.is_empty()) {
        (true, true) => kind,
        (false, true) => format!("{kind}:{subject}"),
        (_, false) => format!("{kind}:{subject}:{}", ends.join("|")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "330219001000,对擅自取水的行政处罚,《中华人民共和国水法》第六十九条; 《取水许可和水资源费征收管理条例》第四十八条,\
        warning; fine:organisation:2000000-10000000; fine::1000-5000*illegal_income|100-200,330602-SLJ,330602001-ZHZF@330602001,yes,,60";

    fn table(line: &str) -> String {
        format!("\u{feff}{}\r\n{line}\r\n", HEADER.join(","))
    }

    #[test]
    fn what_is_read_is_written_the_same() {
        let items = parse(&table(LINE)).unwrap();
        let item = &items[0];
        assert_eq!((item.bases.len(), item.penalties.len(), item.decision_days), (2, 3, 60));
        assert_eq!(item.penalties[1].subject(), RangeSubject::Organisation);
        assert_eq!(
            (item.penalties[2].min_fen, item.penalties[2].max_multiple),
            (Some(100), Some(5_000))
        );
        assert!(item.first_offence_waiver && !item.long_limitation);
        assert_eq!(parse(&table(&row(item).join(","))).unwrap()[0].holdings, item.holdings);
        assert!(row(item).join(",").contains("fine::100-200|1000-5000*illegal_income"));
    }

    #[test]
    fn every_wrong_line_is_told_and_every_missing_column() {
        let told = |text: &str| parse(text).unwrap_err().join("\n");
        assert!(told("code,title\r\n").contains("column bases is missing"));
        let wrong = told(&table(
            "A,b,水法,fine,x,,,,\r\nA,b,《水法》一,fine:cat,x,,,,\r\nA,b,《水法》一,fine::1,x,y,perhaps,,",
        ));
        assert_eq!(wrong.lines().count(), 3, "{wrong}");
        assert!(wrong.contains("line 2: `水法` is no 《law》article") && wrong.contains("line 3: `cat`"));
    }
}
