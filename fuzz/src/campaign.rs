//! Many cases of one target: as many as are asked for, each within its time and its memory.
//!
//! | variable | |
//! |---|---|
//! | `IDEAL_FUZZ_CASES` | cases of each target |
//! | `IDEAL_FUZZ_SECONDS` | seconds of all targets together, in place of a number of cases |
//! | `IDEAL_FUZZ_SEED` | another series of cases; 0 where it is not set |
//!
//! The cases of a series are the same on every machine. A failure is shrunk, and its seed goes to
//! `regressions/TARGET.txt`, which every later campaign tries first. The input at work lies in a
//! file of the temporary folder, so that it is still there where a reader takes the whole process
//! with it.

use std::fmt::Debug;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use peak_alloc::PeakAlloc;
use proptest::strategy::Strategy;
use proptest::test_runner::{
    Config, FileFailurePersistence, RngAlgorithm, TestCaseError, TestRng, TestRunner,
};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What no case may take.
pub const TIME: Duration = Duration::from_secs(5);

/// Where a case is given up: the process ends, and the input stays.
const HUNG: Duration = Duration::from_secs(60);

/// One campaign at a time, or they would count each other's memory.
static TURN: Mutex<()> = Mutex::new(());

/// How many campaigns share the seconds of [`IDEAL_FUZZ_SECONDS`](self).
pub const TARGETS: u32 = 30;

/// A reader and its bounds.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name: of its regressions, and of the input that is at work.
    pub name: &'static str,
    /// Cases where nobody asks for another number.
    pub cases: u32,
    /// Most bytes that a case may take, whatever its input.
    pub memory: usize,
    /// And for each byte of its input.
    pub memory_per_byte: usize,
}

/// What came of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The input is read.
    Read,
    /// It is refused.
    Refused,
}

/// What a campaign came to.
#[derive(Debug, Default)]
struct Tally {
    cases: u64,
    read: u64,
    slowest: Duration,
    most: usize,
}

/// Runs the cases of a target. `input` gives the bytes of a case and `judge` reads them: `Err` is a
/// fault.
///
/// # Panics
/// With the least case that fails.
pub fn run<V: Debug>(
    target: Target,
    cases: &impl Strategy<Value = V>,
    input: impl Fn(&V) -> Vec<u8>,
    judge: impl Fn(&V, &[u8]) -> Result<Outcome, String>,
) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let began = Instant::now();
    let at_work = AtWork::new(target.name);
    let tally = Mutex::new(Tally::default());
    let one = |case: V| -> Result<(), TestCaseError> {
        let bytes = input(&case);
        let (outcome, took, peak) = at_work.on(&bytes, || judge(&case, &bytes));
        let outcome = outcome.map_err(TestCaseError::fail)?;
        let bound = target.memory + target.memory_per_byte * bytes.len();
        if peak > bound {
            return Err(TestCaseError::fail(format!(
                "{} bytes of input took {peak} bytes of memory; the bound is {bound}",
                bytes.len()
            )));
        }
        if took > TIME {
            return Err(TestCaseError::fail(format!(
                "{} bytes of input took {took:?}",
                bytes.len()
            )));
        }
        let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
        tally.cases += 1;
        tally.read += u64::from(outcome == Outcome::Read);
        tally.slowest = tally.slowest.max(took);
        tally.most = tally.most.max(peak);
        Ok(())
    };
    let (cases_wanted, until) = wanted(target);
    let (mut done, mut series) = (0, 0_u64);
    while done < cases_wanted && until.is_none_or(|until| began.elapsed() < until) {
        let n = (cases_wanted - done).min(if until.is_some() { 50 } else { 10_000 });
        let mut runner =
            TestRunner::new_with_rng(config(target.name, n), random(target.name, series));
        if let Err(e) = runner.run(cases, one) {
            panic!("{}: {e}", target.name);
        }
        done += n;
        series += 1;
    }
    let t = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    say(&format!(
        "{}: {} cases, {} of them read, in {:.0?}; the slowest worked for {:.0?}, the greatest \
         took {} KiB",
        target.name,
        t.cases,
        t.read,
        began.elapsed(),
        t.slowest,
        t.most >> 10
    ));
}

/// Past the capture of the test runner, where a campaign was asked for.
fn say(text: &str) {
    if asked("IDEAL_FUZZ_CASES").is_some() || asked("IDEAL_FUZZ_SECONDS").is_some() {
        let _ = writeln!(std::io::stderr(), "{text}");
    }
}

fn asked(variable: &str) -> Option<u64> {
    std::env::var(variable)
        .ok()
        .map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is {text}, and no number")))
}

/// Cases, and the time after which no more begin.
fn wanted(target: Target) -> (u32, Option<Duration>) {
    let cases = asked("IDEAL_FUZZ_CASES").map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    match asked("IDEAL_FUZZ_SECONDS") {
        Some(seconds) => (cases.unwrap_or(u32::MAX), Some(Duration::from_secs(seconds) / TARGETS)),
        None => (cases.unwrap_or(target.cases), None),
    }
}

fn config(name: &str, cases: u32) -> Config {
    let path = format!("{}/regressions/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let persistence = FileFailurePersistence::Direct(Box::leak(path.into_boxed_str()));
    Config {
        cases,
        max_shrink_iters: 4000,
        max_shrink_time: 60_000,
        failure_persistence: Some(Box::new(persistence)),
        ..Config::default()
    }
}

/// The random numbers of a series of cases.
fn random(name: &str, series: u64) -> TestRng {
    let mut seed = [0; 32];
    let numbers = [asked("IDEAL_FUZZ_SEED").unwrap_or(0), series];
    let bytes = numbers.iter().flat_map(|n| n.to_le_bytes()).chain(name.bytes().take(16));
    seed.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    TestRng::from_seed(RngAlgorithm::ChaCha, &seed)
}

/// The input that is being read, watched from another thread.
struct AtWork {
    file: PathBuf,
    began: Instant,
    /// Milliseconds after `began` at which the case started, and one more; 0 where none is at work.
    since: &'static AtomicU64,
}

impl AtWork {
    fn new(name: &str) -> Self {
        let since: &'static AtomicU64 = Box::leak(Box::new(AtomicU64::new(0)));
        let began = Instant::now();
        let file =
            std::env::temp_dir().join(format!("ideal-fuzz-{name}-{}.input", std::process::id()));
        let shown = file.display().to_string();
        // It ends with the process: a campaign has no other end that it could be told.
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_millis(500));
                let at = since.load(Ordering::SeqCst);
                let now = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
                if at > 0
                    && now.saturating_sub(at) > u64::try_from(HUNG.as_millis()).unwrap_or(u64::MAX)
                {
                    let _ = writeln!(std::io::stderr(), "a reader hangs over {shown}");
                    std::process::abort();
                }
            }
        });
        AtWork { file, began, since }
    }

    /// What `read` says of an input, its time, and the most memory that was taken at once.
    fn on(
        &self,
        bytes: &[u8],
        read: impl FnOnce() -> Result<Outcome, String>,
    ) -> (Result<Outcome, String>, Duration, usize) {
        std::fs::write(&self.file, bytes).unwrap();
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let (start, work_before) = (Instant::now(), worked());
        self.since.store(
            u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX).saturating_add(1),
            Ordering::SeqCst,
        );
        let outcome = catch_unwind(AssertUnwindSafe(read));
        self.since.store(0, Ordering::SeqCst);
        // A machine at other work lets a case wait: what the process itself has worked counts,
        // where the system says so.
        let wall = start.elapsed();
        let took = worked()
            .zip(work_before)
            .map_or(wall, |(now, before)| wall.min(now.saturating_sub(before)));
        let peak = MEMORY.peak_usage().saturating_sub(before);
        let outcome = outcome.unwrap_or_else(|panic| {
            let text = panic
                .downcast_ref::<&str>()
                .map(|t| (*t).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned());
            Err(format!("panicked: {}", text.unwrap_or_default()))
        });
        (outcome, took, peak)
    }
}

/// Processor time of this process, to a hundredth of a second; on Linux.
fn worked() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let after = stat.rsplit_once(')')?.1;
    // In user mode and in the system, in ticks of which there are a hundred.
    let ticks: u64 =
        after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 10))
}

impl Drop for AtWork {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_file(&self.file);
        }
    }
}
