//! `shiyu awards list`, `streak` and `vetoes`, and one of each.

use clap::Args;
use shiyu_proto::assessment::v1 as pb;

use super::{order, words};
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times};

/// How much of the list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// Objections to which year.
#[derive(Debug, Args)]
pub struct ObjectionsOptions {
    /// The year's name or its id.
    pub award: String,
}

/// Whose years in a row.
#[derive(Debug, Args)]
pub struct StreakOptions {
    /// Code of the unit.
    pub unit: String,
}

/// `shiyu awards list`.
pub async fn years(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListAwardYearsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
        };
        let page = desk.awards().list_award_years(request).await?.into_inner();
        Ok((page.years, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("years", |one| document::assessment(one, "AwardYear")), of_years);
    Ok(Ending::Clean)
}

fn of_years(years: &[pb::AwardYear]) -> String {
    let mut table = table(&["id", "unit", "year", "stage", "document", "publicised", "may"]);
    for one in years {
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.unit.clone(),
            one.year.to_string(),
            words::stage(one.stage()),
            one.document.clone(),
            times::plain(one.publicise_time.as_ref()),
            one.allowed.join(", "),
        ]);
    }
    table.to_string()
}

/// One year.
pub fn year(out: Printer, one: &pb::AwardYear) {
    out.show(&document::assessment(one, "AwardYear"), || of_years(std::slice::from_ref(one)));
}

/// `shiyu awards streak`.
pub async fn streak(desk: &Desk, out: Printer, options: &StreakOptions) -> Result<Ending, Failure> {
    let request = pb::GetAwardStreakRequest {
        parent: desk.parent(),
        unit: options.unit.clone(),
    };
    let streak = desk.awards().get_award_streak(request).await?.into_inner();
    out.show(&document::assessment(&streak, "AwardStreak"), || {
        let stars = "★".repeat(usize::try_from(streak.stars).unwrap_or_default());
        let told = format!("{}: {} years {} {stars}", streak.unit, streak.years, words::tier(streak.tier()));
        told.trim_end().to_owned()
    });
    Ok(Ending::Clean)
}

/// `shiyu awards objections`.
pub async fn objections(desk: &Desk, out: Printer, options: &ObjectionsOptions) -> Result<Ending, Failure> {
    let request = pb::GetAwardObjectionsRequest {
        name: desk.name(order::YEARS, &options.award),
    };
    let found = desk.awards().get_award_objections(request).await?.into_inner();
    out.show(&document::assessment(&found, "AwardObjections"), || {
        of_objections(&found.objections)
    });
    Ok(Ending::Clean)
}

fn of_objections(objections: &[pb::FiledObjection]) -> String {
    let mut table = table(&["number", "unit", "grounds", "document", "objected", "answered", "upheld", "answer"]);
    for one in objections {
        let told = one.objection.clone().unwrap_or_default();
        table.add_row([
            told.number.to_string(),
            one.unit.clone(),
            one.grounds.clone(),
            one.document.clone(),
            times::plain(told.object_time.as_ref()),
            times::plain(told.answer_time.as_ref()),
            if told.upheld { "yes".to_owned() } else { String::new() },
            told.decision_document,
        ]);
    }
    table.to_string()
}

/// `shiyu awards vetoes`.
pub async fn vetoes(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListVetoesRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
        };
        let page = desk.awards().list_vetoes(request).await?.into_inner();
        Ok((page.vetoes, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("vetoes", |one| document::assessment(one, "Veto")), of_vetoes);
    Ok(Ending::Clean)
}

fn of_vetoes(vetoes: &[pb::Veto]) -> String {
    let mut table = table(&["id", "unit", "year", "event", "stage", "heard", "panel", "may"]);
    for one in vetoes {
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.unit.clone(),
            one.year.to_string(),
            words::event(one.event()),
            words::veto(one.stage()),
            one.hearing_date.clone(),
            one.panel.join(", "),
            one.allowed.join(", "),
        ]);
    }
    table.to_string()
}

/// One veto.
pub fn veto(out: Printer, one: &pb::Veto) {
    out.show(&document::assessment(one, "Veto"), || of_vetoes(std::slice::from_ref(one)));
}
