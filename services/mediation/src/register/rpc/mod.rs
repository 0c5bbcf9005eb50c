//! The registers' doors.

mod centre;
mod counsel;
mod matter;
mod roster;
mod screening;

use shiyu_kit::audience::Reach;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::page::Page;
use shiyu_kit::register::Listing;
use tonic::Status;

use super::Registers;
use super::domain::Refusal;
use super::store::{self, Entry, Filter, Key};

impl Registers {
    /// A page of a list that everybody may see.
    async fn public_page<E: Entry>(&self, listing: Listing<Filter, Key>) -> Result<Page<E>, Status> {
        self.page(listing, &Reach::Everything).await
    }

    /// A page of a list of what the caller oversees.
    async fn own_page<E: Entry>(&self, by: &Actor, listing: Listing<Filter, Key>) -> Result<Page<E>, Status> {
        self.page(listing, &self.reach(by)).await
    }

    async fn page<E: Entry>(&self, listing: Listing<Filter, Key>, reach: &Reach) -> Result<Page<E>, Status> {
        let (filter, paging) = (listing.filter, listing.paging);
        let rows = store::list::<E>(&self.office().db.reader, (&filter, reach), paging.after(), paging.limit()).await?;
        Ok(paging.page(rows, store::key)?)
    }
}

/// What is there, or that it is not.
fn found<T>(row: Option<T>, refusal: Refusal) -> Result<T, Status> {
    row.ok_or_else(|| Fault::Refused(refusal).into())
}
