//! `shiyu surveys list`, and one survey.

use clap::Args;
use shiyu_proto::assessment::v1 as pb;

use super::order::{OneOptions, SURVEYS};
use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, periods, times};

/// How much of the list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu surveys list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListSurveysRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
        };
        let page = desk.surveys().list_surveys(request).await?.into_inner();
        Ok((page.surveys, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("surveys", |one| document::assessment(one, "Survey")), rows);
    Ok(Ending::Clean)
}

fn rows(surveys: &[pb::Survey]) -> String {
    let mut table = table(&["id", "title", "level", "from", "to", "sample", "stage", "opened", "closed"]);
    for one in surveys {
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.title.clone(),
            periods::words::level(one.level()),
            one.from_date.clone(),
            one.to_date.clone(),
            one.sample.to_string(),
            words::stage(one.stage()),
            times::plain(one.open_time.as_ref()),
            times::plain(one.close_time.as_ref()),
        ]);
    }
    table.to_string()
}

/// `shiyu surveys verify`.
pub async fn verify(desk: &Desk, out: Printer, options: &OneOptions) -> Result<Ending, Failure> {
    let request = pb::VerifySurveyDrawRequest {
        name: desk.name(SURVEYS, &options.survey),
    };
    let made = desk.surveys().verify_survey_draw(request).await?.into_inner();
    out.show(&document::assessment(&made, "VerifySurveyDrawResponse"), || {
        let same = if made.same { "the same" } else { "another one" };
        format!("{same}: {} of {} cases", made.sample_size, made.pool_size)
    });
    Ok(if made.same { Ending::Clean } else { Ending::Found })
}

/// Shows one with its results.
pub fn show(out: Printer, one: &pb::Survey) {
    out.show(&document::assessment(one, "Survey"), || {
        let seed = match (one.seed.as_str(), one.seed_fingerprint.as_str()) {
            ("", "") => "nothing yet".to_owned(),
            ("", told) => format!("the seed of {told}"),
            (seed, _) => seed.to_owned(),
        };
        let drawn = format!("drawn by {seed} from {}", one.pool_fingerprint);
        [rows(std::slice::from_ref(one)), drawn, results(&one.results)].join("\n\n")
    });
}

fn results(results: &[pb::SurveyResult]) -> String {
    let mut table = table(&["unit", "asked", "answers", "response %", "satisfied %"]);
    for one in results {
        table.add_row([
            one.unit.clone(),
            one.asked.to_string(),
            one.answers.to_string(),
            one.response_percent.clone(),
            one.satisfaction_percent.clone(),
        ]);
    }
    table.to_string()
}
