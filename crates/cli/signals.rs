//! Interrupts: what is half-written is cleared before the process ends.

#[cfg(unix)]
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};

/// Starts to watch. SIGXFSZ (a file over `ulimit -f`) is caught and nothing more: the write then
/// fails like any other on a full disk, with a message and exit code 2, instead of killing the
/// process.
#[cfg(unix)]
pub fn watch() {
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP, SIGXFSZ])
    else {
        return;
    };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if signal != SIGXFSZ {
                ideal::folder::abandon();
                ideal::evidence::abandon();
                std::process::exit(if signal == SIGINT {
                    crate::exit::INTERRUPTED
                } else {
                    128 + signal
                });
            }
        }
    });
}

/// Other systems end the process by themselves; the next run clears what it left.
#[cfg(not(unix))]
pub fn watch() {}
