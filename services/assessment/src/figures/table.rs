//! The tables of the read models, a room each.

pub mod heard {
    //! The facts that were taken in.

    use sea_orm::entity::prelude::*;

    /// A fact.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "heard")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Code of the county.
        pub county: String,
        /// The case.
        pub case_id: Uuid,
        /// The case's version after it.
        pub version: i64,
        /// When it happened.
        pub at: TimeDateTimeWithTimeZone,
        /// Its place in the stream.
        pub sequence: i64,
        /// The chunk it was taken in with.
        pub position: i64,
        /// What it says, JSON.
        #[sea_orm(column_type = "Text")]
        pub said: String,
    }

    /// The table points at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod occurrence {
    //! What happened.

    use sea_orm::entity::prelude::*;
    use time::Date;

    /// Something that happened in a case.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "occurrence")]
    pub struct Model {
        /// The case.
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        /// Its number in the case.
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        /// The source.
        pub source: String,
        /// The local day.
        pub day: Date,
        /// Code of the unit.
        pub unit: String,
        /// Category.
        pub category: String,
        /// Code of the division.
        pub place: String,
    }

    /// The table points at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod limit {
    //! The limits of cases.

    use sea_orm::entity::prelude::*;
    use time::Date;

    /// A limit of a case.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_limit")]
    pub struct Model {
        /// The case.
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        /// Its number in the case.
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        /// The limit, as in `grid.handle`.
        pub name: String,
        /// The day on which it is or was to be met.
        pub due: Date,
        /// The day on which it was met.
        pub met: Option<Date>,
        /// Whether that was in time.
        pub in_time: bool,
        /// Code of the unit that owes it.
        pub unit: String,
        /// Category.
        pub category: String,
        /// How near it came: the last ring of its clock.
        pub rung: Option<i32>,
        /// Code of the unit that has the case in hand.
        pub holder: String,
    }

    /// The table points at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod watermark {
    //! As of when the figures of a county hold.

    use sea_orm::entity::prelude::*;

    /// A county's.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "watermark")]
    pub struct Model {
        /// Code of the county.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: String,
        /// The highest place in the stream.
        pub sequence: i64,
        /// The latest time of a fact.
        pub at: TimeDateTimeWithTimeZone,
        /// How many facts.
        pub facts: i64,
    }

    /// The table points at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod intake {
    //! How far the taking in has come: one row.

    use sea_orm::entity::prelude::*;

    /// The row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "intake")]
    pub struct Model {
        /// 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        /// Which hearing of the streams this is.
        pub generation: i64,
        /// The last chunk.
        pub position: i64,
    }

    /// The table points at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
