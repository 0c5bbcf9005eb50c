//! The files, in JSON where YAML is read: every YAML reader reads it, and nothing has to be escaped by hand.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Keeper;
use super::database::{databases, kebab, roles, sql, url};
use super::keys::Drawn;
use super::register::{Place, Register};
use super::values::values;
use crate::failure::Failure;

/// What a file says of itself in its first line.
const OURS: &str = "# Written by `shiyu county new`, and written anew by the next: what is yours goes into a file beside it.\n";

/// The secrets of a county, in a file for its owner's eyes alone. Never written over.
///
/// # Errors
/// [`Failure::File`], also when it is there already.
pub fn secrets(folder: &Path, place: &Place, drawn: &Drawn) -> Result<(), Failure> {
    let home = folder.join(&place.code);
    fs::create_dir_all(&home).map_err(|error| Failure::file(&home, error))?;
    let file = home.join("secrets.yaml");
    let mut text = "# Secrets: kubectl apply -f this, seal it or keep it elsewhere, and never commit it.\n".to_owned();
    for secret in objects(place, drawn) {
        text.push_str(&document(&secret));
    }
    let write = || {
        let mut options = fs::OpenOptions::new();
        let mut file = options.write(true).create_new(true).mode(0o600).open(&file)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().map_err(|error| Failure::file(&file, error))
}

fn objects(place: &Place, drawn: &Drawn) -> Vec<Value> {
    let here = |name: &str, data: Value| secret(&json!({ "name": name, "namespace": place.namespace() }), "Opaque", &data);
    let mut all = vec![here("shiyu-nats", json!({ "seed": drawn.seed }))];
    for service in &drawn.services {
        let name = &service.name;
        let address = url(place, name, &service.password);
        all.push(here(&format!("shiyu-{name}-database"), json!({ "url": address })));
        let keys = json!({ "envelope": service.envelope, "index": service.index });
        all.push(here(&format!("shiyu-{name}-party"), keys));
        if place.database == Keeper::Cnpg {
            let role = place.database(name);
            let labels = json!({ "cnpg.io/reload": "true" });
            let metadata = json!({ "name": kebab(&role), "namespace": "shiyu-data", "labels": labels });
            let data = json!({ "username": role, "password": service.password });
            all.push(secret(&metadata, "kubernetes.io/basic-auth", &data));
        }
    }
    all
}

fn secret(metadata: &Value, kind: &str, data: &Value) -> Value {
    json!({ "apiVersion": "v1", "kind": "Secret", "type": kind, "metadata": metadata, "stringData": data })
}

fn document(value: &Value) -> String {
    format!("---\n{value:#}\n")
}

/// Everything that follows from the register; of a county that is new, its SQL too. Which files those are.
///
/// # Errors
/// [`Failure::File`], or [`Failure::Usage`] as [`Register::accounts`].
pub fn write(folder: &Path, register: &Register, new: Option<(&str, &Drawn)>) -> Result<Vec<String>, Failure> {
    let mut files: Vec<(PathBuf, String)> = vec![
        ("accounts.conf".into(), format!("accounts: {:#}\n", register.accounts()?)),
        (".gitignore".into(), "secrets.yaml\n".to_owned()),
        ("roles.yaml".into(), format!("{OURS}{:#}\n", roles(register))),
    ];
    let mut resources = Vec::new();
    for place in register.places() {
        let home = PathBuf::from(&place.code);
        resources.push(format!("{}/objects.yaml", place.code));
        files.push((home.join("objects.yaml"), standing(place)));
        files.push((home.join("values.yaml"), format!("{OURS}{:#}\n", values(place, register))));
        if let Some((_, drawn)) = new.filter(|(code, _)| *code == place.code && place.database == Keeper::Plain) {
            files.push((home.join("databases.sql"), sql(place, drawn)?));
        }
    }
    files.push(("kustomization.yaml".into(), format!("{OURS}{:#}\n", component(&resources))));
    files.push(("counties.json".into(), register.text(folder)?));
    files.iter().map(|(name, text)| put(folder, name, text)).collect()
}

/// Its namespace, restricted, and its databases where they are objects.
fn standing(place: &Place) -> String {
    let role = "pod-security.kubernetes.io";
    let namespace = json!({
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {
            "name": place.namespace(),
            "labels": {
                "shiyu.dev/role": "county",
                "shiyu.dev/county": place.code,
                format!("{role}/enforce"): "restricted",
                format!("{role}/audit"): "restricted",
                format!("{role}/warn"): "restricted",
            },
        },
    });
    let mut text = format!("{OURS}{}", document(&namespace));
    if place.database == Keeper::Cnpg {
        for object in databases(place) {
            text.push_str(&document(&object));
        }
    }
    text
}

/// The counties as a component, so that their roles are patched into the cluster's database beside it.
fn component(resources: &[String]) -> Value {
    json!({
        "apiVersion": "kustomize.config.k8s.io/v1alpha1",
        "kind": "Component",
        "resources": resources,
        "configMapGenerator": [{ "name": "nats-accounts", "namespace": "shiyu-nats", "files": ["accounts.conf"] }],
        "patches": [{ "path": "roles.yaml", "target": { "group": "postgresql.cnpg.io", "kind": "Cluster", "name": "postgres" } }],
    })
}

/// Whole or not at all.
fn put(folder: &Path, name: &Path, text: &str) -> Result<String, Failure> {
    let file = folder.join(name);
    let fresh = file.with_extension("new");
    let written = fs::write(&fresh, text).and_then(|()| fs::rename(&fresh, &file));
    written.map_err(|error| Failure::file(&file, error))?;
    Ok(name.display().to_string())
}

/// What the operator does with them.
pub fn next_steps(folder: &Path, code: &str, written: &[String]) -> String {
    let here = folder.display();
    let overlay = folder.parent().map(|parent| parent.display().to_string()).unwrap_or_default();
    let database = if written.iter().any(|name| name.ends_with("databases.sql")) {
        format!("psql -f {here}/{code}/databases.sql          # as an administrator of the server\n")
    } else {
        String::new()
    };
    format!(
        "{code} is written down in {here}. Its secrets are in {here}/{code}/secrets.yaml and nowhere else.\n\n\
         kubectl apply -k {overlay}\n\
         kubectl apply -f {here}/{code}/secrets.yaml\n\
         {database}helm install shiyu helm/county -n county-{code} -f helm/county/values-production.yaml \\\n    \
         -f {here}/{code}/values.yaml -f YOURS.yaml       # auth, image"
    )
}
