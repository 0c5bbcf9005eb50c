//! The development issuer is believed in developments and nowhere else.

use time::Duration;

use super::{COUNTY, NOW, officer};
use crate::auth::{AuthConfig, AuthConfigError, DevelopmentIssuer, DevelopmentIssuerError, Environment, TokenError, Tokens};

fn open(dir: &std::path::Path) -> DevelopmentIssuer {
    DevelopmentIssuer::open(dir, Environment::Development).unwrap()
}

#[tokio::test]
async fn what_it_issues_is_believed_in_a_development() {
    let dir = tempfile::tempdir().unwrap();
    let issuer = open(dir.path());
    let token = issuer.issue(&officer("mediator"), Duration::hours(1), NOW).unwrap();
    let tokens = Tokens::new(&issuer.auth_config()).unwrap();
    let proven = tokens.verify(&token, NOW).await.unwrap();
    assert_eq!(proven, officer("mediator"));
    assert_eq!(proven.county, COUNTY);
    let late = tokens.verify(&token, NOW + Duration::hours(2)).await;
    assert_eq!(late, Err(TokenError::Expired));
}

#[tokio::test]
async fn production_does_not_believe_it_even_with_its_key() {
    let dir = tempfile::tempdir().unwrap();
    let issuer = open(dir.path());
    let token = issuer.issue(&officer("operator"), Duration::hours(1), NOW).unwrap();
    let production = AuthConfig {
        environment: Environment::Production,
        issuer: "https://issuer.test".to_owned(),
        ..issuer.auth_config()
    };
    let refused = Tokens::new(&production).unwrap().verify(&token, NOW).await;
    assert_eq!(refused, Err(TokenError::IssuerUnknown));

    let careless = AuthConfig {
        environment: Environment::Production,
        ..issuer.auth_config()
    };
    assert_eq!(Tokens::new(&careless).unwrap_err(), [AuthConfigError::DevelopmentIssuer]);
}

#[test]
fn production_has_none_and_leaves_no_key_behind() {
    let dir = tempfile::tempdir().unwrap();
    let refused = DevelopmentIssuer::open(dir.path(), Environment::Production);
    assert!(matches!(refused, Err(DevelopmentIssuerError::Production)));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_folder_keeps_its_key() {
    let dir = tempfile::tempdir().unwrap();
    let token = open(dir.path()).issue(&officer("mediator"), Duration::hours(1), NOW).unwrap();
    let again = open(dir.path());
    assert!(Tokens::new(&again.auth_config()).unwrap().verify(&token, NOW).await.is_ok());
}

#[test]
fn two_processes_that_start_together_share_one_key() {
    let dir = tempfile::tempdir().unwrap();
    let public = || {
        open(dir.path());
        std::fs::read(dir.path().join("jwks.json")).unwrap()
    };
    let sets = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(public)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(sets.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
}

#[cfg(unix)]
#[test]
fn the_private_key_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    open(dir.path());
    let key = std::fs::metadata(dir.path().join("development-key.pem")).unwrap();
    assert_eq!(key.permissions().mode() & 0o777, 0o600);
}
