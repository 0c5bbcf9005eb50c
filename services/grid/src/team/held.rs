//! The teams and the admission list as every event looks into them, held in memory.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::DatabaseConnection;
use shiyu_kit::ledger::Unread;
use shiyu_kit::snapshot::Held;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::domain::{AdmissionState, Frequency, NotAdmitted, Post};
use super::store::{assignment, item};
use crate::domain::terms::{ClassCode, GridCode, GridRole};

/// Who has which post, by grid, and what may be asked of them. It is not kept by person, so that nothing can be asked by person but
/// what somebody is in one grid.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    posts: BTreeMap<GridCode, Vec<Post>>,
    items: BTreeMap<Uuid, Admitted>,
}

/// An item, as far as a request needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    /// The department.
    pub department: Code,
    /// The subclass it is for; none: any.
    pub class: Option<ClassCode>,
    /// How often.
    pub frequency: Frequency,
    /// How it stands.
    pub state: AdmissionState,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Roster {
    /// The roster of these posts and items.
    #[must_use]
    pub fn of(posts: impl IntoIterator<Item = (GridCode, Post)>, items: impl IntoIterator<Item = (Uuid, Admitted)>) -> Self {
        let mut by_grid: BTreeMap<GridCode, Vec<Post>> = BTreeMap::new();
        for (grid, post) in posts {
            by_grid.entry(grid).or_default().push(post);
        }
        Self {
            posts: by_grid,
            items: items.into_iter().collect(),
        }
    }

    /// As what somebody works in a grid on a day: of several roles the first in the order of lead, patrol, police, supervisor,
    /// volunteer. What asks for one role in particular asks [`Roster::roles`].
    #[must_use]
    pub fn role(&self, subject: &str, grid: &GridCode, on: Date) -> Option<GridRole> {
        self.roles(subject, grid, on).into_iter().next()
    }

    /// All roles somebody has in a grid on a day.
    #[must_use]
    pub fn roles(&self, subject: &str, grid: &GridCode, on: Date) -> BTreeSet<GridRole> {
        let held = self
            .posts(grid)
            .iter()
            .filter(|post| post.subject == subject && post.is_held_on(on));
        held.map(|post| post.role).collect()
    }

    /// The grids in which somebody has a post, past and coming ones too, by code.
    pub fn grids(&self) -> impl Iterator<Item = &GridCode> {
        self.posts.keys()
    }

    /// The posts of a grid, past and coming ones too.
    #[must_use]
    pub fn posts(&self, grid: &GridCode) -> &[Post] {
        self.posts.get(grid).map(Vec::as_slice).unwrap_or_default()
    }

    /// All roles that anybody has in a grid on a day.
    #[must_use]
    pub fn team(&self, grid: &GridCode, on: Date) -> BTreeSet<GridRole> {
        let held = self.posts(grid).iter().filter(|post| post.is_held_on(on));
        held.map(|post| post.role).collect()
    }

    /// Whether a department may ask grid staff for an item on a day (网格准入), about a subclass if one is named.
    ///
    /// # Errors
    /// Why it may not.
    pub fn admission(&self, item: Uuid, department: &Code, class: Option<ClassCode>, on: Date) -> Result<(), NotAdmitted> {
        let item = self.items.get(&item).ok_or(NotAdmitted::Unknown)?;
        if item.department != *department {
            Err(NotAdmitted::OfAnotherDepartment)
        } else if item.state != AdmissionState::Approved {
            Err(NotAdmitted::NotApproved)
        } else if !(item.from..=item.to).contains(&on) {
            Err(NotAdmitted::NotInForce)
        } else if item.class.zip(class).is_some_and(|(admitted, asked)| admitted != asked) {
            Err(NotAdmitted::OfAnotherClass)
        } else {
            Ok(())
        }
    }

    /// The first day since which an item is asked for once in a grid, as seen on a day; none: there is no such item, or it is asked for
    /// whenever it is needed.
    #[must_use]
    pub fn asked_once_since(&self, item: Uuid, on: Date) -> Option<Date> {
        let item = self.items.get(&item)?;
        item.frequency.since(item.from, on)
    }
}

impl Held for Roster {
    const NAME: &'static str = "roster";

    async fn load(db: &DatabaseConnection) -> Result<Self, Unread> {
        let posts = assignment::posts(db).await?;
        let items = item::admitted(db).await?;
        Ok(Self::of(posts, items))
    }
}
