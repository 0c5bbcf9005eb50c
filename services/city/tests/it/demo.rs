//! The demo in a city that stops working while it plays.

use shiyu_city::demo::{Cast, DemoOptions, play};
use shiyu_city::failure::Failure;
use shiyu_city::output::Printer;
use shiyu_city::token::Signer;
use shiyu_kit::clock::{WallClock, new_id};

use crate::fake::City;

#[tokio::test]
async fn a_run_that_was_cut_short_says_so_and_does_nothing_more() {
    let city = City::default();
    let issuer = tempfile::tempdir().unwrap();
    let signer = Signer::open(issuer.path()).unwrap();
    let cast = Cast::new(city.desk().await, signer, WallClock::system().now());
    let options = DemoOptions {
        run: Some(new_id()),
        ..DemoOptions::default()
    };
    // Petitions are registered there, and nobody works on them.
    play(&cast, Printer::Json, &options).await.unwrap_err();
    let (petitions, now) = (city.state().petitions.len(), city.state().now);
    assert!(petitions > 0, "something of the first day is there");

    let again = play(&cast, Printer::Json, &options).await.unwrap_err();
    assert!(matches!(&again, Failure::Usage(_)), "{again:?}");
    let words = again.to_string();
    let run = options.run.unwrap().to_string();
    assert!(
        words.contains(&run) && words.contains("was cut short") && words.contains("without `--run`"),
        "{words}"
    );
    assert_eq!((city.state().petitions.len(), city.state().now), (petitions, now));
}
