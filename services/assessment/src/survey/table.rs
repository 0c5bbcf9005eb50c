//! The tables of surveys, a room each.

pub mod token {
    //! Tokens that did not answer yet.

    use sea_orm::entity::prelude::*;

    /// A token.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "survey_token")]
    pub struct Model {
        /// SHA-256 of it, hex.
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        /// The survey.
        pub survey: Uuid,
        /// Code of the unit it is about.
        pub unit: String,
    }

    /// The table points at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod tally {
    //! How many answers of each kind.

    use sea_orm::entity::prelude::*;
    use time::Date;

    /// Of a unit, and a kind.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "survey_tally")]
    pub struct Model {
        /// The survey.
        #[sea_orm(primary_key, auto_increment = false)]
        pub survey: Uuid,
        /// Code of the unit.
        #[sea_orm(primary_key, auto_increment = false)]
        pub unit: String,
        /// The source.
        #[sea_orm(primary_key, auto_increment = false)]
        pub source: String,
        /// How many.
        pub count: i64,
        /// Since when it counts; none before, and of a unit of which too few answered.
        pub day: Option<Date>,
    }

    /// The table points at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod pool {
    //! What a survey is drawn from.

    use sea_orm::entity::prelude::*;

    /// A case.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "survey_pool")]
    pub struct Model {
        /// The survey.
        #[sea_orm(primary_key, auto_increment = false)]
        pub survey: Uuid,
        /// The case.
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        /// The service.
        pub service: String,
        /// Code of the unit, at the survey's level.
        pub unit: String,
    }

    /// The table points at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
