//! The contracts as the services publish them, with the options of our own.

use std::sync::LazyLock;

use prost_reflect::{DescriptorPool, FieldDescriptor, MessageDescriptor, MethodDescriptor, Value};

/// Every contract.
pub static POOL: LazyLock<DescriptorPool> = LazyLock::new(|| DescriptorPool::decode(shiyu_proto::DESCRIPTORS).unwrap());

/// Every message of ours, also those within others.
pub fn messages() -> Vec<MessageDescriptor> {
    POOL.all_messages()
        .filter(|message| message.package_name().starts_with("shiyu."))
        .collect()
}

/// A method of a service, as `shiyu.petition.v1.PetitionService` and `GetPetition`.
pub fn method(service: &str, name: &str) -> MethodDescriptor {
    let service = POOL.get_service_by_name(service).unwrap();
    service.methods().find(|one| one.name() == name).unwrap()
}

/// `Petition.title`: the message without its package, and the field.
pub fn named(field: &FieldDescriptor) -> String {
    let message = field.parent_message();
    let package = format!("{}.", message.package_name());
    let short = message.full_name().strip_prefix(&package).unwrap_or_default().to_owned();
    format!("{short}.{}", field.name())
}

/// What a field says it tells of a person: the word of `Personal`, without its prefix.
pub fn class(field: &FieldDescriptor) -> Option<String> {
    let extension = POOL.get_extension_by_name("shiyu.common.v1.personal").unwrap();
    let options = field.options();
    if !options.has_extension(&extension) {
        return None;
    }
    let Value::EnumNumber(number) = *options.get_extension(&extension) else {
        panic!("{}", field.full_name())
    };
    let classes = POOL.get_enum_by_name("shiyu.common.v1.Personal").unwrap();
    let value = classes.get_value(number).unwrap();
    Some(value.name().strip_prefix("PERSONAL_").unwrap().to_owned())
}
