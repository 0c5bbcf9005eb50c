//! How a connection is made of what the configuration says.

use std::time::Duration;

use async_nats::ConnectOptions;

use crate::config::{NatsConfig, NatsIdentity};

/// The options of a connection; the error is that of reading a credentials file.
pub(super) async fn of(config: &NatsConfig) -> std::io::Result<ConnectOptions> {
    let options = ConnectOptions::new()
        .name("shiyu")
        .max_reconnects(None)
        .ping_interval(Duration::from_secs(10))
        .reconnect_delay_callback(|attempt| {
            Duration::from_millis(u64::try_from(attempt).unwrap_or(u64::MAX).saturating_mul(100).min(2_000))
        });
    let options = encrypted(options, config);
    match &config.identity {
        None => Ok(options),
        Some(NatsIdentity::Credentials(path)) => options.credentials_file(path).await,
        Some(NatsIdentity::Nkey(seed)) => Ok(options.nkey(seed.reveal().to_owned())),
        Some(NatsIdentity::Password { user, password }) => Ok(options.user_and_password(user.clone(), password.reveal().to_owned())),
    }
}

fn encrypted(options: ConnectOptions, config: &NatsConfig) -> ConnectOptions {
    let options = options.require_tls(config.ca_file.is_some() || config.certificate.is_some());
    let options = match &config.ca_file {
        Some(authority) => options.add_root_certificates(authority.clone()),
        None => options,
    };
    match &config.certificate {
        Some(own) => options.add_client_certificate(own.certificate_file.clone(), own.key_file.clone()),
        None => options,
    }
}

/// The servers without what a log must not show.
pub(super) fn addresses(url: &str) -> String {
    let bare = |server: &str| server.rsplit_once('@').map_or(server, |(_, address)| address).to_owned();
    url.split(',').map(bare).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn no_address_shows_a_password() {
        assert_eq!(addresses("nats://a:sesame@one:4222,nats://b:sesame@two:4222"), "one:4222,two:4222");
        assert_eq!(addresses("nats://one:4222"), "nats://one:4222");
    }
}
