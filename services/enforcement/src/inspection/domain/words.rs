//! The words of these registers. A word in a table never changes.

use crate::domain::terms::vocabulary;

vocabulary! {
    /// What kind of object.
    ObjectKind {
        /// A place.
        Place "place",
        /// An enterprise, by its credit code.
        Enterprise "enterprise",
    }
}

vocabulary! {
    /// Why a visit is made.
    VisitKind {
        /// 日常检查.
        Routine "routine",
        /// 双随机抽查.
        Random "random",
        /// 线索核查.
        Clue "clue",
        /// 专项检查 of what endangers safety.
        Safety "safety",
    }
}

vocabulary! {
    /// Where a visit stands.
    VisitState {
        /// Planned.
        Planned "planned",
        /// Made.
        Done "done",
        /// Called off.
        Cancelled "cancelled",
    }
}

vocabulary! {
    /// What a visit led to.
    Outcome {
        /// 未发现问题.
        Clear "clear",
        /// 发现问题.
        Found "found",
        /// Found, and put right at once.
        Corrected "corrected",
        /// 无法联系.
        NotThere "not_there",
        /// 不配合检查.
        Refused "refused",
    }
}

vocabulary! {
    /// Where a draw stands.
    DrawState {
        /// Its pool is fixed.
        Announced "announced",
        /// It was made.
        Done "done",
        /// It was published.
        Published "published",
    }
}
