//! Running numbers go from west to east and from north to south within a village (domain.md B4): a warning where they do not.

use geo::{Centroid, Coord};

use super::{Plot, plain};
use crate::place::domain::{Finding, FindingKind};
use crate::place::geometry::point;

/// Each grid that lies north-west of the one numbered before it.
pub(super) fn find(plots: &[Plot<'_>]) -> Vec<Finding> {
    let basic = plots.iter().filter(|plot| plot.grid.host.is_none());
    let mut placed: Vec<(&str, Coord<f64>)> = basic
        .filter_map(|plot| Some((plot.grid.code.as_str(), plot.shape.centroid()?.0)))
        .collect();
    placed.sort_unstable_by_key(|(code, _)| *code);
    let pairs = placed.windows(2).filter_map(|pair| match pair {
        [before, after] => Some((before, after)),
        _ => None,
    });
    let wrong = pairs.filter(|((before, here), (after, there))| {
        let one_village = before.get(..12) == after.get(..12);
        one_village && there.x < here.x && there.y > here.y
    });
    wrong
        .map(|((before, _), (after, there))| Finding {
            point: point(*there),
            ..plain(FindingKind::CodeOrder, vec![(*before).to_owned(), (*after).to_owned()])
        })
        .collect()
}
