//! A hall with boards, each with a text on it: the smallest register.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, Schema};
use serde::Serialize;
use shiyu_kit::case::Actor;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::{Fault, Refusal, RefusalClass};
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register, Wanted, answer};
use shiyu_kit::rpc::REPLAYED;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{inbox, journal};
use time::OffsetDateTime;
use tonic::{Response, Status};

use crate::rooms::{Room, clerk};

const CHAINS: Uuid = Uuid::from_u128(0x0b5e_11f0_0000_5000_8000_0000_0000_0001);

/// A board with a text on it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "board")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub text: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Debug, Clone, Serialize)]
pub enum Order {
    Write {
        id: Uuid,
        text: String,
    },
    /// Writes on the first, and takes what stood on the second away, once and again.
    Move {
        from: Uuid,
        to: Uuid,
        text: String,
    },
}

#[derive(Debug, thiserror::Error)]
#[error("the board is not for that")]
pub struct Indecent;

impl Refusal for Indecent {
    fn reason(&self) -> &'static str {
        "INDECENT"
    }

    fn class(&self) -> RefusalClass {
        RefusalClass::Forbidden
    }
}

/// The boards of a hall; the decision comes after the writing, so that a refusal has something to undo.
pub struct Boards;

async fn write(db: &DatabaseTransaction, id: Uuid, text: &str) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: Set(id),
        text: Set(text.to_owned()),
    };
    match Entity::find_by_id(id).one(db).await? {
        None => Entity::insert(row).exec_without_returning(db).await.map(drop),
        Some(_) => Entity::update(row).exec(db).await.map(drop),
    }
}

impl Books for Boards {
    type Order = Order;
    type Refusal = Indecent;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, _: &Actor, _: OffsetDateTime) -> Result<Effect, Fault<Indecent>> {
        match order {
            Order::Write { id, text } => {
                write(db, *id, text).await?;
                if text.is_empty() {
                    return Err(Fault::Refused(Indecent));
                }
                Ok(Effect::silent(*id, "board.written", text))
            }
            Order::Move { from, to, text } => {
                write(db, *to, text).await?;
                write(db, *from, "").await?;
                let effect = Effect::silent(*to, "board.written", text).told(text);
                Ok(effect.also(*from, "board.wiped").told(&String::new()).also(*from, "board.dried"))
            }
        }
    }
}

pub struct Hall {
    pub room: Room,
    pub desk: Register,
}

pub type Answer = Result<Response<String>, Status>;

impl Hall {
    pub async fn open(home: TestDatabase) -> Self {
        let room = Room::on(home).await;
        let writer = &room.db.writer;
        let table = Schema::new(writer.get_database_backend()).create_table_from_entity(Entity);
        writer.execute(&table).await.unwrap();
        let desk = Self::desk(&room, room.db.clone());
        Self { room, desk }
    }

    pub fn desk(room: &Room, db: shiyu_kit::database::Database) -> Register {
        let office = Office {
            county: "330602".to_owned(),
            service: "hall",
            db,
            reference: room.reference.clone(),
            clock: room.clock.clone(),
            wake: room.wake.clone(),
        };
        Register::new(office, CHAINS)
    }

    pub async fn give(&self, wanted: &Wanted<Order>) -> Answer {
        self.desk.perform(&Boards, &clerk(), wanted.clone()).await
    }

    /// Rows of the journal about a board, by their version.
    pub async fn told(&self, board: Uuid) -> Vec<(i64, String, Option<Vec<u8>>)> {
        let rows = journal::timeline(&self.room.db.writer, self.desk.chain(board)).await.unwrap();
        rows.into_iter().map(|row| (row.version, row.kind, row.fact)).collect()
    }

    pub async fn boards(&self) -> Vec<String> {
        let rows = Entity::find().order_by_asc(Column::Text).all(&self.room.db.writer).await.unwrap();
        rows.into_iter().map(|row| row.text).collect()
    }

    /// Acts done, answers kept and rows of the journal.
    pub async fn traces(&self) -> [u64; 3] {
        let db = &self.room.db.writer;
        [
            inbox::Entity::find().count(db).await.unwrap(),
            answer::Entity::find().count(db).await.unwrap(),
            journal::Entity::find().count(db).await.unwrap(),
        ]
    }
}

pub fn wanted(board: Uuid, text: &str) -> Wanted<Order> {
    let order = Order::Write {
        id: board,
        text: text.to_owned(),
    };
    Wanted { id: new_id(), order }
}

pub fn replayed(answer: &Response<String>) -> bool {
    answer.metadata().get(REPLAYED).is_some()
}
