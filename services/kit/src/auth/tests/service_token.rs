//! A rotated service token is picked up, and a vanished one is kept.

use std::time::Duration;

use tonic::Request;
use tonic::service::Interceptor;

use crate::auth::{ServiceToken, ServiceTokenError};

fn shown(token: &ServiceToken) -> String {
    let request = token.clone().call(Request::new(())).unwrap();
    request.metadata().get("authorization").unwrap().to_str().unwrap().to_owned()
}

async fn until_shown(token: &ServiceToken, expected: &str) {
    let seen = async {
        while shown(token) != expected {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), seen).await.unwrap();
}

#[tokio::test]
async fn a_rotated_token_is_picked_up_and_a_vanished_one_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("token");
    std::fs::write(&path, "first\n").unwrap();
    let token = ServiceToken::watching(path.clone(), Duration::from_millis(2)).await.unwrap();
    assert_eq!(shown(&token), "Bearer first");

    std::fs::remove_file(&path).unwrap();
    std::fs::write(dir.path().join("next"), "second").unwrap();
    assert_eq!(shown(&token), "Bearer first");
    std::fs::rename(dir.path().join("next"), &path).unwrap();
    until_shown(&token, "Bearer second").await;
}

#[tokio::test]
async fn a_service_does_not_start_without_its_token() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("token");
    let missing = ServiceToken::file(&path).await;
    assert!(matches!(missing, Err(ServiceTokenError::Unreadable { .. })));
    for garbage in ["", " \n", "two words", "令牌", "line\nline"] {
        std::fs::write(&path, garbage).unwrap();
        let refused = ServiceToken::file(&path).await;
        assert!(matches!(refused, Err(ServiceTokenError::NotAToken)), "{garbage}");
    }
}

#[test]
fn a_token_is_not_shown_in_logs() {
    let token = ServiceToken::fixed("s3cret").unwrap();
    assert!(!format!("{token:?}").contains("s3cret"));
}
