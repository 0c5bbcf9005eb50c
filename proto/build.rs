//! Compiles every contract under `shiyu/` without a protoc: protox feeds both the Rust code and the descriptor set.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use prost::Message;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=shiyu");
    let mut contracts = Vec::new();
    collect(Path::new("shiyu"), &mut contracts)?;
    contracts.sort();
    let descriptors = protox::compile(&contracts, ["."])?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("descriptors.bin"), descriptors.encode_to_vec())?;
    tonic_prost_build::configure()
        .emit_rerun_if_changed(false)
        .compile_fds(descriptors)?;
    Ok(())
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
