//! The `ideal` command: parse arguments, show progress, call the library, print what it says.

mod args;
mod commands;
mod exit;
mod progress;
mod render;
mod signals;
mod speech;

use std::borrow::Cow;
use std::ffi::OsString;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;
use ideal::model::visible;

use crate::args::Cli;
use crate::exit::{FINE, Failure, INTERNAL};
use crate::render::{Text, say};

fn main() -> ExitCode {
    // A fault of ours ends with a short message and exit code 3, not with a backtrace in a user's
    // face.
    std::panic::set_hook(Box::new(|info| {
        let place =
            info.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
        say(&format!("internal error{place}; please report it with the command you gave"));
    }));
    signals::watch();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            refuse(&e);
            return exit::code(if e.use_stderr() { exit::BAD_INPUT } else { FINE });
        }
    };
    speech::choose(cli.command.language());
    if let Some(bytes) = cli.max_memory {
        ideal::evidence::set_memory_limit(bytes);
    }
    let outcome = catch_unwind(AssertUnwindSafe(|| commands::run(cli.command)));
    exit::code(match outcome {
        Ok(Ok(code)) => code,
        Ok(Err(failure)) => report(failure),
        Err(_) => INTERNAL,
    })
}

/// Prints what clap has to say. It repeats arguments as they were typed, so it is asked again with
/// those in which signs that nobody sees stand as code points: its own colours stay.
fn refuse(error: &clap::Error) {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let shown: Vec<OsString> = typed
        .iter()
        .map(|a| match visible(&a.to_string_lossy()) {
            Cow::Borrowed(_) => a.clone(),
            Cow::Owned(shown) => shown.into(),
        })
        .collect();
    if typed == shown {
        let _ = error.print();
        return;
    }
    match Cli::try_parse_from(shown) {
        Err(e) => drop(e.print()),
        Ok(_) => say(&Text::of_lines(&error.to_string())),
    }
}

/// Prints a failure on stderr; returns its exit code.
fn report(failure: Failure) -> u8 {
    match failure {
        Failure::Findings { findings, project, code } => {
            say(&render::findings(&findings, project.as_ref()));
            code
        }
        Failure::Message { text, hint, code } => {
            say(&render::message(text, hint.as_deref()));
            code
        }
        // The reader has seen enough: that is its right.
        Failure::Output(e) if e.kind() == io::ErrorKind::BrokenPipe => FINE,
        Failure::Output(e) => {
            let why = e.to_string();
            say(&render::message(speech::tell("terminal-stdout", &[("why", &why)]).into(), None));
            exit::BAD_INPUT
        }
    }
}
