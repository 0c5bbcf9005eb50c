//! The front door: parse, look up, answer.

use std::pin::Pin;

use futures::stream::{self, Stream, StreamExt as _};
use rust_decimal::Decimal;
use shiyu_kit::case::Filed;
use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::ledger::Unread;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::table;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::Word;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::statistics_service_server::StatisticsService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::StatisticsDesk;
use crate::figures::{self, Level, Span, Watermark, as_of};
use crate::indicator::{percent, two_places};
use crate::period::{self, Computed, Period, Refusal, Stage, paper};

pub(crate) type Pieces = Pin<Box<dyn Stream<Item = Result<pb::TableChunk, Status>> + Send>>;

#[tonic::async_trait]
impl StatisticsService for StatisticsDesk {
    type ExportFiguresStream = Pieces;
    type ExportPublishedRankingStream = Pieces;

    async fn get_figures(&self, request: Request<pb::GetFiguresRequest>) -> Result<Response<pb::Figures>, Status> {
        let request = request.into_inner();
        let days = (request.from_date.as_str(), request.to_date.as_str());
        let (level, span) = asked((&request.parent, request.level), days, &self.county)?;
        let (figures, watermarks) = self.figures(level, span).await?;
        Ok(Response::new(pb::Figures {
            figures,
            watermarks: watermarks.iter().map(period::watermark).collect(),
        }))
    }

    async fn export_figures(&self, request: Request<pb::ExportFiguresRequest>) -> Result<Response<Pieces>, Status> {
        let request = request.into_inner();
        let days = (request.from_date.as_str(), request.to_date.as_str());
        let (level, span) = asked((&request.parent, request.level), days, &self.county)?;
        let (figures, watermarks) = self.figures(level, span).await?;
        let as_of = as_of(&watermarks).join("; ");
        let rows = figures
            .into_iter()
            .map(|figure| vec![figure.unit, figure.source, figure.count.to_string(), as_of.clone()]);
        Ok(Response::new(file(&["unit", "source", "count", "as_of"], rows.collect())))
    }

    async fn list_published_periods(
        &self,
        request: Request<pb::ListPublishedPeriodsRequest>,
    ) -> Result<Response<pb::ListPublishedPeriodsResponse>, Status> {
        let request = request.into_inner();
        let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
        let listing: Listing<(), (i64, Uuid)> = Reading::new(&self.county).listing(page, &["published"], ())?;
        let (after, limit) = (listing.paging.after(), listing.paging.limit());
        let rows = period::list(&self.office.db.reader, Some(Stage::Published), after, limit).await?;
        let page = listing.paging.page(rows, period::key)?;
        Ok(Response::new(pb::ListPublishedPeriodsResponse {
            periods: page.items.iter().map(published).collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn get_published_ranking(&self, request: Request<pb::GetPublishedRankingRequest>) -> Result<Response<pb::Ranking>, Status> {
        let (filed, number, computed) = self.published(&request.into_inner().name).await?;
        Ok(Response::new(period::ranking(&filed, number, &computed)))
    }

    async fn export_published_ranking(&self, request: Request<pb::ExportPublishedRankingRequest>) -> Result<Response<Pieces>, Status> {
        let (filed, _, computed) = self.published(&request.into_inner().name).await?;
        let codes: Vec<&str> = filed.case.indicators.iter().map(|used| used.code.as_str()).collect();
        let header = ["rank", "unit", "points"].into_iter().chain(codes.iter().copied());
        let header: Vec<&str> = header.chain(["as_of"]).collect();
        let as_of = as_of(filed.case.watermarks()).join("; ");
        let number = |value: Option<Decimal>| value.map(two_places).unwrap_or_default();
        let rows = computed.standings.iter().map(|standing| {
            let rank = standing.rank.map(|rank| rank.to_string()).unwrap_or_default();
            let ratings = standing.ratings.iter().map(|rating| rating.value.map(percent).unwrap_or_default());
            [rank, standing.unit.clone(), number(standing.points)]
                .into_iter()
                .chain(ratings)
                .chain([as_of.clone()])
                .collect()
        });
        Ok(Response::new(file(&header, rows.collect())))
    }
}

impl StatisticsDesk {
    async fn figures(&self, level: Level, span: Span) -> Result<(Vec<pb::Figure>, Vec<Watermark>), Status> {
        let taken = figures::taken(&self.office.db.writer, span)
            .await
            .map_err(Fault::<Refusal>::Database)?;
        Ok((period::told_figures(&taken.cube.rolled(level), None), taken.watermarks))
    }

    /// A published period with its last result; what is not published is not there.
    async fn published(&self, name: &str) -> Result<(Filed<Period>, usize, Computed), Status> {
        let (id, _) = period::of_calculation(name, 0, &self.county)?;
        let found = self.last_of(id).await?;
        Ok(found.ok_or(Fault::Refused(Refusal::Unknown))?)
    }

    pub(super) async fn last_of(&self, id: Uuid) -> Result<Option<(Filed<Period>, usize, Computed)>, Unread> {
        let Some(filed) = period::published(&self.office.db.reader, id).await? else {
            return Ok(None);
        };
        let number = filed.case.calculations.len().saturating_sub(1);
        let Some(last) = filed.case.calculations.last() else {
            return Ok(None);
        };
        let computed = paper(&self.office.db.reader, &last.hash).await?;
        Ok(Some((filed, number, computed)))
    }
}

fn asked((parent, level): (&str, i32), (from, to): (&str, &str), county: &Code) -> Result<(Level, Span), Violations> {
    let mut reading = Reading::new(county);
    reading.parent(parent);
    let level = reading.word("level", level);
    let span = period::span(&mut reading, from, to);
    reading.finish(level.zip(span))
}

fn published(filed: &Filed<Period>) -> pb::PublishedPeriod {
    let period = &filed.case;
    let snapshot = period.snapshot.as_ref();
    pb::PublishedPeriod {
        name: period::period_name(&period.county, filed.id),
        title: period.title.clone(),
        level: period.level.number(),
        from_date: period.span.from.to_string(),
        to_date: period.span.to.to_string(),
        snapshot_hash: snapshot.map(|snapshot| snapshot.hash.clone()).unwrap_or_default(),
        exclusion_percent: period::exclusion_percent(period),
        watermarks: period::watermarks(period),
    }
}

/// A table as a file.
pub(crate) fn file(header: &[&str], rows: Vec<table::Row>) -> Pieces {
    let pages = stream::once(async { Ok(rows) });
    Box::pin(table::stream(header, pages).map(|piece| piece.map(|data| pb::TableChunk { data })))
}
