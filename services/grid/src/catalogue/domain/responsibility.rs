//! Who answers first (部件先属主后属地, 事件先属地后属主).

use shiyu_kit::unit::Code;

use crate::domain::terms::{Kind, Responsibility};

/// On what footing a unit answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Footing {
    /// 属主: it owns the thing.
    Owner,
    /// 养护: it maintains the thing, for its owner.
    Maintainer,
    /// 属地: it governs the place.
    Territory,
}

/// Who may have to answer for something; none where nobody is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Claims<'a> {
    /// Who owns it.
    pub owner: Option<&'a Code>,
    /// Who maintains it.
    pub maintainer: Option<&'a Code>,
    /// Who governs the place.
    pub territory: Option<&'a Code>,
}

impl<'a> Claims<'a> {
    /// Those who answer, in their order: the first one has it, the next one if the first is not competent. Whoever maintains a thing
    /// comes right after its owner.
    #[must_use]
    pub fn in_order(self, kind: Kind) -> Vec<(Footing, &'a Code)> {
        let owner = self.owner.map(|unit| (Footing::Owner, unit));
        let maintainer = self.maintainer.map(|unit| (Footing::Maintainer, unit));
        let territory = self.territory.map(|unit| (Footing::Territory, unit));
        let order = match kind.responsibility() {
            Responsibility::OwnerFirst => [owner, maintainer, territory],
            Responsibility::TerritoryFirst => [territory, owner, maintainer],
        };
        order.into_iter().flatten().collect()
    }
}
