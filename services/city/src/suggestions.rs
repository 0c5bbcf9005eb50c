//! `shiyu suggestions`: what matters have in common, put to the unit that can change it (arts. 40, 41), and what it answers.

use clap::{Args, Subcommand};
use shiyu_kit::clock::new_id;
use shiyu_proto::petition::v1::{
    Adoption, AnswerPolicySuggestionRequest, ListPolicySuggestionsRequest, MakePolicySuggestionRequest, PolicySuggestion,
};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times, words};

/// The collection they are named in.
const SUGGESTIONS: &str = "policySuggestions";

/// What to do with suggestions.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List those made by, or put to, what you oversee.
    List(ListOptions),
    /// Suggest something to a unit; as a petition office.
    Make(MakeOptions),
    /// Say what becomes of one; once, as the unit it was put to.
    Answer(AnswerOptions),
}

/// Which to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Only those put to this unit.
    #[arg(long, default_value = "")]
    pub to: String,
    /// Only those of this root cause.
    #[arg(long, default_value = "")]
    pub root_cause: String,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// What to suggest.
#[derive(Debug, Args)]
pub struct MakeOptions {
    /// Unit that can change it.
    pub to: String,
    /// What the matters have in common, as in `procurement.late-payment`.
    #[arg(long)]
    pub root_cause: String,
    /// What is suggested; it names nobody.
    #[arg(long)]
    pub text: String,
    /// Category, if they share one.
    #[arg(long, default_value = "")]
    pub category: String,
    /// Division, if they share one.
    #[arg(long, default_value = "")]
    pub place: String,
    /// A petition behind it, by name or id; may be given several times.
    #[arg(long)]
    pub petition: Vec<String>,
}

/// What becomes of one.
#[derive(Debug, Args)]
pub struct AnswerOptions {
    /// The suggestion's name or id.
    pub suggestion: String,
    /// What the unit makes of it: `adopted`, `partly-adopted` or `not-adopted`.
    #[arg(value_parser = words::parse_adoption)]
    pub adoption: Adoption,
    /// The answer.
    #[arg(long)]
    pub text: String,
}

/// `shiyu suggestions`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => list(desk, out, options).await,
        Order::Make(options) => {
            let made = desk.suggestions().make_policy_suggestion(making(desk, options)).await?;
            Ok(one(out, &made.into_inner()))
        }
        Order::Answer(options) => {
            let answered = desk.suggestions().answer_policy_suggestion(answering(desk, options)).await?;
            Ok(one(out, &answered.into_inner()))
        }
    }
}

async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let request = ListPolicySuggestionsRequest {
        parent: desk.parent(),
        page_size: options.limit.page_size(),
        page_token: String::new(),
        to_unit: options.to.clone(),
        root_cause: options.root_cause.clone(),
    };
    let page = async |token| {
        let request = ListPolicySuggestionsRequest {
            page_token: token,
            ..request.clone()
        };
        let page = desk.suggestions().list_policy_suggestions(request).await?.into_inner();
        Ok((page.suggestions, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("suggestions", |one| document::petition(one, "PolicySuggestion")), rows);
    Ok(Ending::Clean)
}

fn making(desk: &Desk, options: &MakeOptions) -> MakePolicySuggestionRequest {
    MakePolicySuggestionRequest {
        parent: desk.parent(),
        suggestion: Some(PolicySuggestion {
            to_unit: options.to.clone(),
            root_cause: options.root_cause.clone(),
            category: options.category.clone(),
            place: options.place.clone(),
            text: options.text.clone(),
            petitions: options.petition.iter().map(|petition| desk.name("petitions", petition)).collect(),
            ..PolicySuggestion::default()
        }),
        request_id: new_id().to_string(),
    }
}

fn answering(desk: &Desk, options: &AnswerOptions) -> AnswerPolicySuggestionRequest {
    AnswerPolicySuggestionRequest {
        name: desk.name(SUGGESTIONS, &options.suggestion),
        adoption: options.adoption.into(),
        answer: options.text.clone(),
        request_id: new_id().to_string(),
    }
}

fn one(out: Printer, suggestion: &PolicySuggestion) -> Ending {
    out.show(&document::petition(suggestion, "PolicySuggestion"), || {
        rows(std::slice::from_ref(suggestion))
    });
    Ending::Clean
}

fn rows(suggestions: &[PolicySuggestion]) -> String {
    let mut table = table(&["suggestion", "from", "to", "root cause", "made", "what", "answered", "answer"]);
    for one in suggestions {
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.unit.clone(),
            one.to_unit.clone(),
            one.root_cause.clone(),
            times::plain(one.make_time.as_ref()),
            one.text.clone(),
            words::adoption(one.adoption()),
            one.answer.clone(),
        ]);
    }
    table.to_string()
}
