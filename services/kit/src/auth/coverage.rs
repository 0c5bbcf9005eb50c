//! Questions about policies that a service's tests ask with a line: is everything closed by default, is every RPC of use?

use std::collections::BTreeSet;

use prost_types::FileDescriptorSet;

use super::policy::{self, Policy, PolicyErrors};
use super::principal::{Kind, Principal};
use super::role;

/// The county the imagined callers and the imagined deployment share.
const COUNTY: &str = "330602";

/// Every RPC of the descriptors, `package.Service/Method`, by service and in the order declared.
#[must_use]
pub fn methods(descriptors: &FileDescriptorSet) -> Vec<String> {
    policy::methods(descriptors)
}

/// The part of a descriptor set that one protobuf package declares, for the service that owns it.
#[must_use]
pub fn only(package: &str, descriptors: &FileDescriptorSet) -> FileDescriptorSet {
    policy::only(package, descriptors)
}

/// One caller without a token; a person and a service without roles, with every single role, and with all roles; each
/// within a unit and outside any.
#[must_use]
pub fn callers() -> Vec<Option<Principal>> {
    let mut sets: Vec<BTreeSet<String>> = vec![BTreeSet::new()];
    sets.extend(role::all().map(|role| BTreeSet::from([role.to_owned()])));
    sets.push(role::all().map(str::to_owned).collect());
    let mut callers = vec![None];
    for roles in sets {
        for kind in [Kind::Person, Kind::Service] {
            for unit in [None, Some(COUNTY.to_owned())] {
                let (subject, county) = (kind.as_str().to_owned(), COUNTY.to_owned());
                callers.push(Some(Principal {
                    subject,
                    county,
                    unit,
                    roles: roles.clone(),
                    kind,
                }));
            }
        }
    }
    callers
}

/// The RPCs anybody could call if no policy were written. Must be empty, for every service.
///
/// # Errors
/// When no policy can be made over these descriptors.
pub fn open_without_policy(descriptors: &FileDescriptorSet) -> Result<Vec<String>, PolicyErrors> {
    Ok(permitted(descriptors, &Policy::join(&[], descriptors)?))
}

/// The RPCs this policy permits to nobody: either the policy was forgotten or the RPC is of no use.
#[must_use]
pub fn unpoliced(descriptors: &FileDescriptorSet, policy: &Policy) -> Vec<String> {
    let permitted = permitted(descriptors, policy);
    methods(descriptors).into_iter().filter(|rpc| !permitted.contains(rpc)).collect()
}

/// The RPCs somebody among [`callers`] may call.
fn permitted(descriptors: &FileDescriptorSet, policy: &Policy) -> Vec<String> {
    let callers = callers();
    let by_anyone = |rpc: &String| callers.iter().any(|caller| policy.allows(caller.as_ref(), rpc, COUNTY));
    methods(descriptors).into_iter().filter(by_anyone).collect()
}
