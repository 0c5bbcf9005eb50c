//! `shiyu programmes catalogue` and `import`.

use std::path::PathBuf;

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;

use crate::desk::Desk;
use crate::document;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};

/// Which catalogue.
#[derive(Debug, Args)]
pub struct CatalogueOptions {
    /// Its edition; without one the built-in catalogue.
    #[arg(default_value = "")]
    pub edition: String,
}

/// Which catalogue to import.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// CSV with the columns `code`, `class`, `title`, `evidence`; without one the built-in catalogue.
    pub file: Option<PathBuf>,
    /// Under which edition, as in 2026.
    #[arg(long)]
    pub edition: String,
    /// The document that decides it.
    #[arg(long)]
    pub document: String,
}

/// `shiyu programmes catalogue`.
pub async fn show(desk: &Desk, out: Printer, options: &CatalogueOptions) -> Result<Ending, Failure> {
    let request = pb::GetCatalogueRequest {
        parent: desk.parent(),
        edition: options.edition.clone(),
    };
    let found = desk.programmes().get_catalogue(request).await?.into_inner();
    out.show(&document::assessment(&found, "Catalogue"), || rows(&found.items));
    Ok(Ending::Clean)
}

fn rows(items: &[pb::CatalogueItem]) -> String {
    let mut table = table(&["code", "class", "task", "evidence"]);
    for item in items {
        table.add_row([
            item.code.clone(),
            item.class_title.clone(),
            item.title.clone(),
            item.evidence.clone(),
        ]);
    }
    table.to_string()
}

/// `shiyu programmes import`.
pub async fn import(desk: &Desk, out: Printer, options: &ImportOptions) -> Result<Ending, Failure> {
    let sheet = match &options.file {
        Some(file) => std::fs::read(file).map_err(|error| Failure::file(file, error))?,
        None => Vec::new(),
    };
    let request = pb::ImportCatalogueRequest {
        parent: desk.parent(),
        request_id: new_id().to_string(),
        edition: options.edition.clone(),
        document: options.document.clone(),
        sheet,
    };
    let kept = desk.programmes().import_catalogue(request).await?.into_inner();
    out.show(&document::assessment(&kept, "Catalogue"), || {
        format!("edition {}: {} items", kept.edition, kept.items.len())
    });
    Ok(Ending::Clean)
}
