//! Who may call what, in Cedar: texts joined, checked against a schema made from the RPCs that exist, denied by default.

mod decisions;
mod errors;
mod schema;
mod words;

use std::collections::{HashMap, HashSet};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicyId, PolicySet, Request,
    RestrictedExpression, Schema, ValidationMode, Validator,
};
use prost_types::FileDescriptorSet;

pub use self::errors::{PolicyError, PolicyErrors};
pub(super) use self::schema::{methods, only};

use self::decisions::Decisions;
use self::schema::Vocabulary;
use super::principal::{Kind, Principal};

/// What holds for every service: health and reflection are open, and who may call the common services.
const BASE: (&str, &str) = ("kit/base.cedar", include_str!("../base.cedar"));

/// The policies of one service, ready to be asked.
///
/// In a policy, an action is an RPC, `Action::"package.Service/Method"`, or all RPCs of a service,
/// `action in Action::"package.Service"`; a caller is `Principal` (with `county`, `unit`, `roles`, `kind`) or
/// `Anonymous::"anonymous"`; the resource is the `County` of this deployment.
pub struct Policy {
    policies: PolicySet,
    actions: HashMap<String, Entity>,
    kinds: Kinds,
    decisions: Decisions,
}

/// The entity types of the schema, parsed once.
struct Kinds {
    principal: EntityTypeName,
    county: EntityTypeName,
    anonymous: EntityUid,
}

impl std::fmt::Debug for Policy {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Policy")
            .field("policies", &self.policies.num_of_policies())
            .field("actions", &self.actions.len())
            .finish_non_exhaustive()
    }
}

impl Policy {
    /// The base policy and a service's own `policy.cedar`, over the RPCs of `descriptors`, plus health, reflection
    /// and the common services.
    ///
    /// # Errors
    /// Every mistake at once: syntax, types, an RPC or a role that does not exist.
    pub fn new(service: &str, descriptors: &FileDescriptorSet) -> Result<Self, PolicyErrors> {
        Self::join(&[BASE, ("policy.cedar", service)], descriptors)
    }

    /// Several texts, each with the name its mistakes are reported under, without the base policy.
    ///
    /// # Errors
    /// As [`Policy::new`].
    pub fn join(texts: &[(&str, &str)], descriptors: &FileDescriptorSet) -> Result<Self, PolicyErrors> {
        let vocabulary = Vocabulary::of(descriptors)?;
        let mut errors = Vec::new();
        let policies = parse(texts, &mut errors);
        validate(&policies, &vocabulary.schema, &mut errors);
        errors.extend(policies.policies().flat_map(words::unknown_roles));
        if !errors.is_empty() {
            return Err(PolicyErrors(errors));
        }
        Ok(Self {
            policies,
            actions: vocabulary.actions,
            kinds: Kinds::new()?,
            decisions: Decisions::default(),
        })
    }

    /// Whether a caller (`None`: without a token) may call an RPC, `package.Service/Method`, in the county of this
    /// deployment. An RPC nobody declared is refused to everybody.
    #[must_use]
    pub fn allows(&self, principal: Option<&Principal>, action: &str, county: &str) -> bool {
        let Some(entity) = self.actions.get(action) else { return false };
        self.decisions.recall(principal, action, county, || {
            self.decide(principal, entity, county).unwrap_or(false)
        })
    }

    /// The roles whose holders may call an RPC in the county of this deployment.
    #[must_use]
    pub fn roles(&self, action: &str, county: &str) -> Vec<&'static str> {
        let holder = |role: &'static str| Principal {
            subject: String::new(),
            county: county.to_owned(),
            unit: None,
            roles: [role.to_owned()].into(),
            kind: Kind::Person,
        };
        let may = |role: &&'static str| self.allows(Some(&holder(role)), action, county);
        super::role::PEOPLE.iter().copied().filter(may).collect()
    }

    /// `None` when the question could not even be asked, which permits nothing.
    fn decide(&self, principal: Option<&Principal>, action: &Entity, county: &str) -> Option<bool> {
        let caller = self.kinds.caller(principal)?;
        let county = EntityUid::from_type_name_and_id(self.kinds.county.clone(), EntityId::new(county));
        let request = Request::new(caller.uid(), action.uid(), county, Context::empty(), None).ok()?;
        let entities = Entities::from_entities([caller, action.clone()], None).ok()?;
        let answer = Authorizer::new().is_authorized(&request, &self.policies, &entities);
        // A policy that cannot be evaluated is skipped by Cedar; if it was a `forbid`, that would open a door.
        let sound = answer.diagnostics().errors().next().is_none();
        Some(sound && answer.decision() == Decision::Allow)
    }
}

impl Kinds {
    fn new() -> Result<Self, PolicyErrors> {
        let kind = |name: &str| name.parse::<EntityTypeName>().map_err(PolicyErrors::schema);
        Ok(Self {
            principal: kind("Principal")?,
            county: kind("County")?,
            anonymous: EntityUid::from_type_name_and_id(kind("Anonymous")?, EntityId::new("anonymous")),
        })
    }

    fn caller(&self, principal: Option<&Principal>) -> Option<Entity> {
        let Some(principal) = principal else {
            return Some(Entity::new_no_attrs(self.anonymous.clone(), HashSet::new()));
        };
        let text = |text: &str| RestrictedExpression::new_string(text.to_owned());
        let roles = principal.roles.iter().map(|role| text(role));
        let mut attributes = HashMap::from([
            ("county".to_owned(), text(&principal.county)),
            ("kind".to_owned(), text(principal.kind.as_str())),
            ("roles".to_owned(), RestrictedExpression::new_set(roles)),
        ]);
        if let Some(unit) = &principal.unit {
            attributes.insert("unit".to_owned(), text(unit));
        }
        let id = EntityId::new(&principal.subject);
        let uid = EntityUid::from_type_name_and_id(self.principal.clone(), id);
        Entity::new(uid, attributes, HashSet::new()).ok()
    }
}

/// One set of all texts that can be read; the id of a policy says which text it stands in, and where in it.
fn parse(texts: &[(&str, &str)], errors: &mut Vec<PolicyError>) -> PolicySet {
    let mut all = PolicySet::new();
    for (name, text) in texts {
        match text.parse::<PolicySet>() {
            Ok(set) => adopt(&mut all, name, &set, errors),
            Err(unreadable) => errors.extend(unreadable.iter().map(|error| PolicyError::Unreadable {
                text: (*name).to_owned(),
                what: error.to_string(),
            })),
        }
    }
    all
}

fn adopt(all: &mut PolicySet, name: &str, set: &PolicySet, errors: &mut Vec<PolicyError>) {
    if set.num_of_templates() > 0 {
        errors.push(PolicyError::Template { text: name.to_owned() });
    }
    for policy in set.policies() {
        let id = PolicyId::new(format!("{name}#{}", policy.id()));
        if let Err(error) = all.add(policy.new_id(id)) {
            errors.push(PolicyError::Unreadable {
                text: name.to_owned(),
                what: error.to_string(),
            });
        }
    }
}

/// A warning (a condition that can never hold, look-alike letters) is a mistake too.
fn validate(policies: &PolicySet, schema: &Schema, errors: &mut Vec<PolicyError>) {
    let result = Validator::new(schema.clone()).validate(policies, ValidationMode::Strict);
    errors.extend(result.validation_errors().map(|error| PolicyError::Invalid(error.to_string())));
    errors.extend(
        result
            .validation_warnings()
            .map(|warning| PolicyError::Invalid(warning.to_string())),
    );
}
