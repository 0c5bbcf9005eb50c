//! The Cedar schema of a service: one action for each RPC, grouped by gRPC service, made from the protobuf descriptors.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cedar_policy::{Entity, Schema};
use prost::Message;
use prost_types::FileDescriptorSet;
use serde_json::{Map, Value, json};

use super::errors::PolicyErrors;

/// The schema, and the action entity of every RPC.
pub(super) struct Vocabulary {
    pub schema: Schema,
    pub actions: HashMap<String, Entity>,
}

impl Vocabulary {
    pub fn of(descriptors: &FileDescriptorSet) -> Result<Self, PolicyErrors> {
        let mut services = services(descriptors);
        for built_in in [
            tonic_health::pb::FILE_DESCRIPTOR_SET,
            tonic_reflection::pb::v1::FILE_DESCRIPTOR_SET,
            tonic_reflection::pb::v1alpha::FILE_DESCRIPTOR_SET,
        ] {
            let set = FileDescriptorSet::decode(built_in).map_err(PolicyErrors::schema)?;
            services.extend(self::services(&set));
        }
        let contracts = FileDescriptorSet::decode(shiyu_proto::common::DESCRIPTORS).map_err(PolicyErrors::schema)?;
        services.extend(self::services(&only("shiyu.common.v1", &contracts)));
        let schema = Schema::from_json_value(document(&services)).map_err(PolicyErrors::schema)?;
        let entities = schema.action_entities().map_err(PolicyErrors::schema)?;
        let rpcs: BTreeSet<&String> = services.values().flatten().collect();
        let actions = entities
            .iter()
            .map(|entity| (entity.uid().id().unescaped().to_owned(), entity.clone()))
            .filter(|(id, _)| rpcs.contains(id))
            .collect();
        Ok(Self { schema, actions })
    }
}

/// Every RPC of the descriptors, `package.Service/Method`, by service and in the order declared.
pub(in crate::auth) fn methods(descriptors: &FileDescriptorSet) -> Vec<String> {
    services(descriptors).into_values().flatten().collect()
}

/// The part of a descriptor set that one protobuf package declares.
pub(in crate::auth) fn only(package: &str, descriptors: &FileDescriptorSet) -> FileDescriptorSet {
    let file = descriptors.file.iter().filter(|file| file.package() == package).cloned().collect();
    FileDescriptorSet { file }
}

/// The RPCs of each gRPC service, both under their full names.
fn services(descriptors: &FileDescriptorSet) -> BTreeMap<String, Vec<String>> {
    let mut services = BTreeMap::new();
    for file in &descriptors.file {
        for service in &file.service {
            let name = match file.package() {
                "" => service.name().to_owned(),
                package => format!("{package}.{}", service.name()),
            };
            let rpc = |method: &prost_types::MethodDescriptorProto| format!("{name}/{}", method.name());
            let rpcs = service.method.iter().map(rpc).collect();
            services.insert(name, rpcs);
        }
    }
    services
}

fn document(services: &BTreeMap<String, Vec<String>>) -> Value {
    let mut actions = Map::new();
    for (service, rpcs) in services {
        actions.insert(service.clone(), json!({}));
        for rpc in rpcs {
            let action = json!({
                "memberOf": [{ "id": service }],
                "appliesTo": {
                    "principalTypes": ["Principal", "Anonymous"],
                    "resourceTypes": ["County"],
                },
            });
            actions.insert(rpc.clone(), action);
        }
    }
    let text = json!({ "type": "String" });
    let principal = json!({ "type": "Record", "attributes": {
        "county": text,
        "unit": { "type": "String", "required": false },
        "roles": { "type": "Set", "element": text },
        "kind": text,
    }});
    let entities = json!({ "County": {}, "Anonymous": {}, "Principal": { "shape": principal } });
    json!({ "": { "entityTypes": entities, "actions": actions } })
}
