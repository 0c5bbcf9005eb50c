//! What the city makes of all that was played: late units answer, the city urges one, and then comes its monthly bulletin: how the counties
//! and the towns stand, which share was in time, and who is supervised.

mod course;
mod demand;
mod told;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shiyu_kit::calendar::local_date;
use shiyu_proto::assessment::v1 as pb;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::cast::Cast;
use super::hour::now;
use super::places::{County, PETITIONS};
use super::play::Company;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::pause::rhythm;
use crate::periods::as_of;
use crate::supervision::counted;
use crate::{document, output};

/// The code of the city.
pub const CITY: &str = "330600";
/// So many days are a month's.
const MONTH: i64 = 31;
/// How often the desks are asked whether they have heard everything.
const RHYTHM: std::time::Duration = std::time::Duration::from_millis(400);

/// A step of what has this name, under this id, with what is said beside it.
macro_rules! step {
    ($client:ident, $call:ident, $request:ident($name:expr, $id:expr) { $($field:ident: $said:expr)? }) => {{
        let request = shiyu_proto::assessment::v1::$request {
            name: $name.clone(),
            request_id: $id,
            $($field: $said,)?
            ..shiyu_proto::assessment::v1::$request::default()
        };
        $client.$call(request).await?
    }};
}
use step;

/// The city's bulletin.
#[derive(Debug, Clone)]
pub struct Bulletin {
    /// The first day.
    pub from: Date,
    /// The last one.
    pub to: Date,
    /// How the counties stand.
    pub counties: pb::Ranking,
    /// How the towns stand.
    pub towns: pb::Ranking,
    /// By county and service: how much was due, how much of it was met in time.
    pub on_time: BTreeMap<(String, String), (i64, i64)>,
    /// Who is supervised, how high.
    pub supervisions: Vec<pb::SupervisionCount>,
    /// What people asked for in the week in which everything began.
    pub heat: pb::HeatMap,
    /// One that was answered and closed.
    pub closed: Option<pb::Supervision>,
    /// One that the city ordered and its county took up.
    pub urged: Option<pb::CountySupervision>,
}

/// The desks of assessment: the county's and the city's.
pub(super) struct Desks<'a> {
    pub cast: &'a Cast,
    pub county: &'static str,
    pub run: Uuid,
    pub wait: std::time::Duration,
    pub now: OffsetDateTime,
    /// When the petitions began.
    pub start: OffsetDateTime,
    /// The city's office of assessment.
    pub city: Desk,
    /// The county's.
    pub office: Desk,
}

impl Desks<'_> {
    /// The same thing twice is one.
    pub(super) fn id(&self, what: &str) -> String {
        let today = local_date(self.now);
        Uuid::new_v5(&self.run, format!("bulletin {what} {today}").as_bytes()).to_string()
    }
}

/// Plays it, once everything else is over.
pub async fn play(company: &Company<'_>, county: &'static County, start: OffsetDateTime) -> Result<Bulletin, Failure> {
    let operator = company.cast.seat("operator", &county.unit(PETITIONS)?)?;
    let desks = Desks {
        cast: company.cast,
        county: county.code,
        run: company.run,
        wait: company.wait,
        now: now(&operator).await?,
        start,
        city: company.cast.assessment_seat(CITY, "assessor", CITY)?,
        office: company.cast.assessment_seat(county.code, "assessor", county.code)?,
    };
    company.bar.set_message("bulletin");
    desks.heard_out().await?;
    let closed = desks.answered().await?;
    let urged = desks.urged().await?;
    desks.heard_out().await?;
    desks.bulletin(closed, urged).await
}

impl Desks<'_> {
    /// Waits until the county's office has heard everything, and the city's the same.
    async fn heard_out(&self) -> Result<(), Failure> {
        let (mut ticks, mut before, mut still) = (rhythm(RHYTHM), (0, 0, 0, 0), 0);
        let heard = async {
            loop {
                ticks.tick().await;
                let (own, city) = (self.facts(&self.office).await?, self.facts(&self.city).await?);
                let (ours, theirs) = (self.counted(&self.office).await?, self.counted(&self.city).await?);
                let seen = (own, city, ours, theirs);
                still = if own == city && ours == theirs && seen == before {
                    still + 1
                } else {
                    0
                };
                before = seen;
                if still >= 3 {
                    return Ok(());
                }
            }
        };
        let late = |_| Failure::Late("the city did not hear everything of its county in time".to_owned());
        tokio::time::timeout(self.wait, heard).await.map_err(late)?
    }

    async fn facts(&self, desk: &Desk) -> Result<i64, Failure> {
        let figures = self.figures(desk).await?;
        let own = figures.watermarks.iter().filter(|mark| mark.county == self.county);
        Ok(own.map(|mark| mark.facts).sum())
    }

    async fn counted(&self, desk: &Desk) -> Result<i64, Failure> {
        let counts = self.counts(desk).await?;
        Ok(counts
            .iter()
            .filter(|count| count.county == self.county)
            .map(|count| count.count)
            .sum())
    }

    async fn figures(&self, desk: &Desk) -> Result<pb::Figures, Failure> {
        let request = pb::GetFiguresRequest {
            parent: desk.parent(),
            level: pb::UnitLevel::County.into(),
            from_date: self.first().to_string(),
            to_date: self.last().to_string(),
        };
        Ok(desk.statistics().get_figures(request).await?.into_inner())
    }

    async fn counts(&self, desk: &Desk) -> Result<Vec<pb::SupervisionCount>, Failure> {
        let request = pb::CountSupervisionsRequest {
            parent: desk.parent(),
            from_date: self.first().to_string(),
            to_date: local_date(self.now).to_string(),
        };
        Ok(desk.supervisions().count_supervisions(request).await?.into_inner().counts)
    }

    fn first(&self) -> Date {
        self.last() - Duration::days(MONTH - 1)
    }

    fn last(&self) -> Date {
        local_date(self.now) - Duration::DAY
    }

    async fn bulletin(&self, closed: Option<pb::Supervision>, urged: Option<pb::CountySupervision>) -> Result<Bulletin, Failure> {
        let adopt = pb::AdoptDefaultIndicatorsRequest {
            parent: self.city.parent(),
            document: "绍考〔2026〕1号".to_owned(),
            request_id: self.id("indicators"),
        };
        self.city.indicators().adopt_default_indicators(adopt).await?;
        Ok(Bulletin {
            from: self.first(),
            to: self.last(),
            counties: self.ranking(pb::UnitLevel::County).await?,
            towns: self.ranking(pb::UnitLevel::Town).await?,
            on_time: told::on_time(&self.figures(&self.city).await?),
            supervisions: self.counts(&self.city).await?,
            heat: self.heat().await?,
            closed,
            urged,
        })
    }

    /// A period of the month, computed and shown to the rated, who may appeal now.
    async fn ranking(&self, level: pb::UnitLevel) -> Result<pb::Ranking, Failure> {
        let word = level.as_str_name();
        let open = pb::OpenPeriodRequest {
            parent: self.city.parent(),
            title: format!("月度考评 {} 至 {}", self.first(), self.last()),
            level: level.into(),
            from_date: self.first().to_string(),
            to_date: self.last().to_string(),
            request_id: self.id(word),
        };
        let mut periods = self.city.periods();
        let name = periods.open_period(open).await?.into_inner().name;
        let id = |step: &str| self.id(&format!("{word} {step}"));
        step!(periods, collect_period, CollectPeriodRequest(name, id("collect")) {});
        step!(periods, freeze_period, FreezePeriodRequest(name, id("freeze")) {});
        step!(periods, compute_period, ComputePeriodRequest(name, id("compute")) {});
        step!(periods, open_appeals, OpenAppealsRequest(name, id("appeals")) {});
        let ranking = pb::GetRankingRequest { name, calculation: 0 };
        Ok(periods.get_ranking(ranking).await?.into_inner())
    }
}

/// For programs.
pub fn document(bulletin: &Bulletin) -> Value {
    let ranking = |ranking: &pb::Ranking| document::assessment(ranking, "Ranking");
    let on_time = bulletin.on_time.iter().map(|((county, service), (due, met))| {
        json!({ "county": county, "service": service, "due": due, "in_time": met, "percent": told::percent(*due, *met) })
    });
    let count = |one: &pb::SupervisionCount| document::assessment(one, "SupervisionCount");
    json!({
        "from": bulletin.from.to_string(),
        "to": bulletin.to.to_string(),
        "counties": ranking(&bulletin.counties),
        "towns": ranking(&bulletin.towns),
        "on_time": on_time.collect::<Value>(),
        "supervisions": bulletin.supervisions.iter().map(count).collect::<Value>(),
        "heat": document::assessment(&bulletin.heat, "HeatMap"),
        "closed": bulletin.closed.as_ref().map(|one| document::assessment(one, "Supervision")),
        "urged": bulletin.urged.as_ref().map(|one| document::assessment(one, "CountySupervision")),
    })
}

/// For people.
pub fn text(bulletin: &Bulletin) -> String {
    let mut shares = output::table(&["county", "service", "due", "in time", "share"]);
    for ((county, service), (due, met)) in &bulletin.on_time {
        shares.add_row([
            county.clone(),
            service.clone(),
            due.to_string(),
            met.to_string(),
            told::percent(*due, *met),
        ]);
    }
    let parts = [
        format!("the city's monthly bulletin 月报, {} to {}", bulletin.from, bulletin.to),
        as_of(&bulletin.counties.watermarks),
        format!("counties\n{}", told::league(&bulletin.counties)),
        format!("towns and streets\n{}", told::league(&bulletin.towns)),
        format!("in time\n{shares}"),
        format!("supervised\n{}", counted(&bulletin.supervisions)),
        format!(
            "what people asked for in the week of {}\n{}",
            bulletin.heat.week,
            told::heat(&bulletin.heat)
        ),
        told::answered(bulletin),
    ];
    parts.join("\n\n")
}
