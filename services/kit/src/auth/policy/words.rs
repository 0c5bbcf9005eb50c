//! Role words in policies. Cedar sees only texts, and a misspelt role in a `forbid` would forbid nothing.

use cedar_policy::Policy;
use serde_json::{Value, json};

use super::errors::PolicyError;
use crate::auth::role;

/// The roles a policy asks for that nobody can hold.
pub(super) fn unknown_roles(policy: &Policy) -> Vec<PolicyError> {
    let Ok(tree) = policy.to_json() else { return Vec::new() };
    let mut words = Vec::new();
    collect(
        &tree,
        &json!({ ".": { "left": { "Var": "principal" }, "attr": "roles" } }),
        &mut words,
    );
    let unknown = words.into_iter().filter(|word| !role::is_known(word));
    unknown
        .map(|role| PolicyError::UnknownRole {
            policy: policy.id().to_string(),
            role,
        })
        .collect()
}

/// Gathers the texts that a `contains`, `containsAny`, `containsAll` or `==` compares with the principal's roles.
fn collect(tree: &Value, roles: &Value, words: &mut Vec<String>) {
    if let (Some(left), Some(right)) = (tree.get("left"), tree.get("right")) {
        if left == roles {
            texts(right, words);
        }
        if right == roles {
            texts(left, words);
        }
    }
    match tree {
        Value::Object(fields) => fields.values().for_each(|part| collect(part, roles, words)),
        Value::Array(parts) => parts.iter().for_each(|part| collect(part, roles, words)),
        Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Null => {}
    }
}

fn texts(tree: &Value, words: &mut Vec<String>) {
    match tree {
        Value::Object(fields) => fields.values().for_each(|part| texts(part, words)),
        Value::Array(parts) => parts.iter().for_each(|part| texts(part, words)),
        Value::String(word) => words.push(word.clone()),
        Value::Number(_) | Value::Bool(_) | Value::Null => {}
    }
}
