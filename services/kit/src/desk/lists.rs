//! Lists, counts and timelines within the caller's reach.

use shiyu_proto::common::v1 as common;
use tonic::Status;
use uuid::Uuid;

use super::{CaseDesk, Shown};
use crate::audience::Viewer;
use crate::case::Filed;
use crate::fault::Fault;
use crate::journal;
use crate::listing::{Counted, Listed, Listing, Order, Question, count, list};
use crate::operations::timeline_entry;
use crate::page::Page;

impl<C: Shown + Listed> CaseDesk<C> {
    /// One page of a list.
    ///
    /// # Errors
    /// A fault, as a status.
    pub async fn page(&self, viewer: &Viewer, listing: &Listing<C::Filter>) -> Result<Page<Filed<C>>, Status> {
        let (order, paging) = (listing.order, &listing.paging);
        let question = Question {
            viewer,
            filter: &listing.filter,
            order,
        };
        let rows = list::<C>(self.reader(), &question, paging.after(), paging.limit()).await;
        Ok(paging.page(rows.map_err(Fault::<C::Refusal>::from)?, |filed| order.key(filed))?)
    }

    /// How many there are.
    ///
    /// # Errors
    /// A fault, as a status.
    pub async fn count(&self, viewer: &Viewer, filter: &C::Filter) -> Result<Counted, Status> {
        let question = Question {
            viewer,
            filter,
            order: Order::Newest,
        };
        let counted = count::<C>(self.reader(), &question).await;
        Ok(counted.map_err(Fault::<C::Refusal>::from)?)
    }
}

impl<C: Shown> CaseDesk<C> {
    /// What happened to a case, in order.
    ///
    /// # Errors
    /// A fault, as a status.
    pub async fn timeline(&self, case: Uuid) -> Result<Vec<common::TimelineEntry>, Status> {
        let rows = journal::timeline(self.reader(), case).await;
        let rows = rows.map_err(Fault::<C::Refusal>::from)?;
        Ok(rows.into_iter().map(timeline_entry).collect())
    }
}
