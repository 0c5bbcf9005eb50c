//! `shiyu backlogs list`, and one campaign.

use clap::Args;
use shiyu_proto::assessment::v1 as pb;

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

/// `shiyu backlogs list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListBacklogCampaignsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
        };
        let page = desk.backlogs().list_backlog_campaigns(request).await?.into_inner();
        Ok((page.campaigns, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("campaigns", |one| document::assessment(one, "BacklogCampaign")), rows);
    Ok(Ending::Clean)
}

fn rows(campaigns: &[pb::BacklogCampaign]) -> String {
    let mut table = table(&["id", "title", "sponsor", "before", "of", "category", "ended", "opened", "closed"]);
    for one in campaigns {
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.title.clone(),
            one.sponsor.clone(),
            one.opened_before.clone(),
            one.service.clone(),
            one.category.clone(),
            one.ended.to_string(),
            times::plain(one.open_time.as_ref()),
            times::plain(one.close_time.as_ref()),
        ]);
    }
    table.to_string()
}

/// Shows one with its milestones and cases.
pub fn show(out: Printer, one: &pb::BacklogCampaign) {
    out.show(&document::assessment(one, "BacklogCampaign"), || {
        [rows(std::slice::from_ref(one)), milestones(&one.milestones), cases(&one.cases)].join("\n\n")
    });
}

fn milestones(milestones: &[pb::BacklogMilestone]) -> String {
    let mut table = table(&["number", "milestone", "due", "reached"]);
    for (number, one) in (1_i32..).zip(milestones) {
        table.add_row([
            number.to_string(),
            one.title.clone(),
            one.due_date.clone(),
            times::plain(one.reach_time.as_ref()),
        ]);
    }
    table.to_string()
}

fn cases(cases: &[pb::BacklogCase]) -> String {
    let mut table = table(&["case", "of", "unit", "category", "opened", "ended", "released"]);
    for one in cases {
        table.add_row([
            one.case.clone(),
            one.service.clone(),
            one.unit.clone(),
            one.category.clone(),
            one.open_date.clone(),
            one.end_date.clone(),
            one.release_reason.clone(),
        ]);
    }
    table.to_string()
}
