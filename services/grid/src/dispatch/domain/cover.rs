//! Whether one rule takes everything that another one fits, so that the other, coming later, is never reached.

use super::{ClassPattern, Conditions, Hours, Spot};
use crate::domain::terms::Kind;

impl Conditions {
    /// Whether everything that fits the other fits these. It may answer no where it cannot tell, and never yes where it is not so.
    #[must_use]
    pub fn cover(&self, other: &Self) -> bool {
        self.covers_kind(other)
            && any_of(&self.classes, &other.classes, ClassPattern::covers)
            && any_of(&self.levels, &other.levels, PartialEq::eq)
            && any_of(&self.platforms, &other.platforms, PartialEq::eq)
            && any_of(&self.spaces, &other.spaces, PartialEq::eq)
            && any_of(&self.places, &other.places, Spot::covers)
            && one_of(self.hours, other.hours, Hours::covers)
            && one_of(self.days, other.days, |outer, inner| outer == inner)
            && one_of(self.border, other.border, |outer, inner| outer == inner)
    }

    fn covers_kind(&self, other: &Self) -> bool {
        let of = |kind: Kind| move |pattern: &ClassPattern| pattern.kind() == kind;
        match self.kind {
            None => true,
            Some(kind) if other.kind == Some(kind) => true,
            Some(kind) => !other.classes.is_empty() && other.classes.iter().all(of(kind)),
        }
    }
}

fn any_of<T>(outer: &[T], inner: &[T], covers: impl Fn(&T, &T) -> bool) -> bool {
    let covered = |inner: &T| outer.iter().any(|outer| covers(outer, inner));
    outer.is_empty() || (!inner.is_empty() && inner.iter().all(covered))
}

fn one_of<T: Copy>(outer: Option<T>, inner: Option<T>, covers: impl Fn(T, T) -> bool) -> bool {
    outer.is_none_or(|outer| inner.is_some_and(|inner| covers(outer, inner)))
}
