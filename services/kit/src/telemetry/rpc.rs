//! Which methods exist. What a caller made up must not become an attribute, or a scan fills the memory.

use std::collections::HashSet;

use prost::Message as _;
use prost_types::FileDescriptorSet;

/// What an unknown service or method is called.
const OTHER: &str = "other";

/// The methods of a contract.
#[derive(Clone, Debug, Default)]
pub struct Directory(HashSet<String>);

impl Directory {
    /// Adds the methods of an encoded `FileDescriptorSet`.
    ///
    /// # Errors
    /// When it does not decode.
    pub fn add(&mut self, descriptors: &[u8]) -> Result<(), prost::DecodeError> {
        for file in FileDescriptorSet::decode(descriptors)?.file {
            let package = file.package().to_owned();
            for service in &file.service {
                let name = format!("{package}.{}", service.name());
                let name = name.trim_start_matches('.');
                self.0.extend(service.method.iter().map(|m| format!("/{name}/{}", m.name())));
            }
        }
        Ok(())
    }

    /// The service and method of a request's path.
    pub(super) fn find<'a>(&self, path: &'a str) -> (&'a str, &'a str) {
        let known = self.0.contains(path).then(|| path.strip_prefix('/')?.split_once('/'));
        known.flatten().unwrap_or((OTHER, OTHER))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_up_method_is_not_repeated() {
        let mut directory = Directory::default();
        directory.add(tonic_health::pb::FILE_DESCRIPTOR_SET).unwrap();
        let check = directory.find("/grpc.health.v1.Health/Check");
        assert_eq!(check, ("grpc.health.v1.Health", "Check"));
        assert_eq!(directory.find("/grpc.health.v1.Health/Chekc"), (OTHER, OTHER));
        assert_eq!(directory.find(""), (OTHER, OTHER));
    }
}
