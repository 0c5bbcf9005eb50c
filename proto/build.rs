//! Compiles every contract under `shiyu/` without a protoc: protox feeds the Rust code, the descriptor set of all contracts, and one of
//! each package, with what it stands on.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=shiyu");
    let mut contracts = Vec::new();
    collect(Path::new("shiyu"), &mut contracts)?;
    contracts.sort();
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let all = compiled(contracts.iter())?;
    fs::write(out.join("descriptors.bin"), all.encode_file_descriptor_set())?;
    for package in packages()? {
        let of_package = compiled(contracts.iter().filter(|path| stands_in(path, &package)))?;
        fs::write(out.join(package).with_extension("bin"), of_package.encode_file_descriptor_set())?;
    }
    tonic_prost_build::configure()
        .emit_rerun_if_changed(false)
        .compile_fds(all.file_descriptor_set())?;
    Ok(())
}

/// These contracts, to be written as the compiler does: the options of our own, which say what a field tells of a person, are in it.
fn compiled<'a>(contracts: impl Iterator<Item = &'a PathBuf>) -> Result<protox::Compiler, protox::Error> {
    let mut compiler = protox::Compiler::new(["."])?;
    compiler.include_source_info(true).include_imports(true).open_files(contracts)?;
    Ok(compiler)
}

/// The folders of the contracts.
fn packages() -> io::Result<Vec<String>> {
    let folders = fs::read_dir("shiyu")?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    folders.collect()
}

/// Whether a contract is of a package or of what all services share.
fn stands_in(contract: &Path, package: &str) -> bool {
    [package, "common"]
        .iter()
        .any(|folder| contract.starts_with(Path::new("shiyu").join(folder)))
}

fn collect(folder: &Path, contracts: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, contracts)?;
        } else if path.extension().is_some_and(|extension| extension == "proto") {
            contracts.push(path);
        }
    }
    Ok(())
}
