//! `shiyu borders`: petition matters that may be another county's (属地争议, art. 24), at the desk of the city or of a county that is asked.

use clap::{Args, Subcommand};
use shiyu_kit::clock::new_id;
use shiyu_proto::petition::v1::{
    AnswerBoundaryRequest, BoundaryCase, BoundaryState, BoundaryWord, DesignateOwnerRequest, GetBoundaryRequest, ListBoundariesRequest,
};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times, words};

/// The collection they are named in.
const BOUNDARIES: &str = "boundaries";

/// What to do with them.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, raised last first; settled ones of a category are precedents.
    List(ListOptions),
    /// Show one.
    Show(ShowOptions),
    /// Say for a county that is asked whether a matter is its own; once, as its petition office.
    Answer(AnswerOptions),
    /// Say for the city whose a matter is, once the city is asked; it binds.
    Designate(DesignateOptions),
}

/// Which to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Only those that stand so: `raised`, `referred` or `settled`.
    #[arg(long, value_parser = words::parse_boundary_state)]
    pub state: Option<BoundaryState>,
    /// Only those of this category.
    #[arg(long, default_value = "")]
    pub category: String,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// Which one.
#[derive(Debug, Args)]
pub struct ShowOptions {
    /// Its name or id.
    pub boundary: String,
}

/// What a county says.
#[derive(Debug, Args)]
pub struct AnswerOptions {
    /// The boundary's name or id.
    pub boundary: String,
    /// `claimed`: it is ours; or `declined`.
    #[arg(value_parser = words::parse_boundary_word)]
    pub word: BoundaryWord,
    /// Reference of the document or the minutes.
    #[arg(long)]
    pub reference: String,
}

/// What the city says.
#[derive(Debug, Args)]
pub struct DesignateOptions {
    /// The boundary's name or id.
    pub boundary: String,
    /// Code of the county that has it.
    pub owner: String,
    /// Reference of the designation.
    #[arg(long)]
    pub reference: String,
}

/// `shiyu borders`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let mut borders = desk.borders();
    let name = |boundary: &str| desk.name(BOUNDARIES, boundary);
    let one = match order {
        Order::List(options) => return list(desk, out, options).await,
        Order::Show(options) => {
            let name = name(&options.boundary);
            borders.get_boundary(GetBoundaryRequest { name }).await?
        }
        Order::Answer(options) => {
            let request = AnswerBoundaryRequest {
                name: name(&options.boundary),
                word: options.word.into(),
                reference: options.reference.clone(),
                request_id: new_id().to_string(),
            };
            borders.answer_boundary(request).await?
        }
        Order::Designate(options) => {
            let request = DesignateOwnerRequest {
                name: name(&options.boundary),
                owner: options.owner.clone(),
                reference: options.reference.clone(),
                request_id: new_id().to_string(),
            };
            borders.designate_owner(request).await?
        }
    };
    let one = one.into_inner();
    out.show(&document::petition(&one, "BoundaryCase"), || rows(std::slice::from_ref(&one)));
    Ok(Ending::Clean)
}

async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let request = ListBoundariesRequest {
        parent: desk.parent(),
        page_size: options.limit.page_size(),
        page_token: String::new(),
        state: options.state.unwrap_or_default().into(),
        category: options.category.clone(),
    };
    let page = async |token| {
        let request = ListBoundariesRequest {
            page_token: token,
            ..request.clone()
        };
        let page = desk.borders().list_boundaries(request).await?.into_inner();
        Ok((page.boundaries, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("boundaries", |one| document::petition(one, "BoundaryCase")), rows);
    Ok(Ending::Clean)
}

fn rows(boundaries: &[BoundaryCase]) -> String {
    let mut table = table(&[
        "boundary", "petition", "counties", "category", "state", "raised", "answers", "owner",
    ]);
    for one in boundaries {
        let answers = one
            .answers
            .iter()
            .map(|answer| format!("{} {}", answer.county, words::boundary_word(answer.word())));
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.petition.clone(),
            one.counties.join(" "),
            one.category.clone(),
            words::boundary_state(one.state()),
            times::plain(one.raise_time.as_ref()),
            answers.collect::<Vec<_>>().join("\n"),
            one.owner.clone(),
        ]);
    }
    table.to_string()
}
