//! How far a long run is, on stderr; nothing where that is no terminal.

use std::sync::Mutex;
use std::time::Duration;

use ideal::model::visible;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::speech::tell;

/// A progress bar that the engine moves.
pub struct Bar {
    bar: Mutex<Option<ProgressBar>>,
}

impl Bar {
    /// A bar that shows itself when the first stage begins.
    pub fn new() -> Self {
        Bar { bar: Mutex::new(None) }
    }

    fn with(&self, f: impl FnOnce(&mut Option<ProgressBar>)) {
        if let Ok(mut bar) = self.bar.lock() {
            f(&mut bar);
        }
    }
}

/// The steps that have a name in every language.
const STAGES: [&str; 8] = [
    "score",
    "draw",
    "draw groups",
    "sensitivity",
    "aggregations",
    "leave one out",
    "weights from the data",
    "weightings",
];

/// A step as the reader's language names it.
fn stage(what: &str) -> String {
    if STAGES.contains(&what) {
        tell(&format!("terminal-stage-{}", what.replace(' ', "-")), &[])
    } else {
        visible(what).into_owned()
    }
}

impl ideal::Progress for Bar {
    fn start(&self, what: &str, total: u64) {
        self.with(|slot| {
            if let Some(old) = slot.take() {
                old.finish_and_clear();
            }
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
            // A template that does not parse is no reason to stop a run.
            if let Ok(style) =
                ProgressStyle::with_template("{msg:<24} {bar:32} {percent:>3} %  {eta}")
            {
                bar.set_style(style.progress_chars("█▌ "));
            }
            bar.set_message(stage(what));
            bar.enable_steady_tick(Duration::from_millis(200));
            *slot = Some(bar);
        });
    }

    fn advance(&self, by: u64) {
        self.with(|slot| {
            if let Some(bar) = slot {
                bar.inc(by);
            }
        });
    }

    fn done(&self) {
        self.with(|slot| {
            if let Some(bar) = slot.take() {
                bar.finish_and_clear();
            }
        });
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.with(|slot| {
            if let Some(bar) = slot.take() {
                bar.finish_and_clear();
            }
        });
    }
}

/// How far a reading of records is: bytes done, rows so far and in a second, time left.
pub struct RowsBar {
    bar: ProgressBar,
    begun: std::time::Instant,
}

impl RowsBar {
    /// A bar for files of so many bytes.
    pub fn new(bytes: u64) -> Self {
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
        if let Ok(style) =
            ProgressStyle::with_template("{bar:32} {percent:>3} %  {msg}  {eta} left")
        {
            bar.set_style(style.progress_chars("█▌ "));
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        RowsBar { bar, begun: std::time::Instant::now() }
    }

    /// So many bytes more; `rows` are all so far.
    pub fn advance(&self, bytes: u64, rows: u64) {
        self.bar.inc(bytes);
        let millis = self.begun.elapsed().as_millis().max(1);
        let rate = u128::from(rows) * 1_000 / millis;
        let rate = u64::try_from(rate).unwrap_or(u64::MAX);
        self.bar.set_message(format!(
            "{} rows, {} a second",
            ideal::model::grouped(rows, ','),
            ideal::model::grouped(rate, ',')
        ));
    }
}

impl Drop for RowsBar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
