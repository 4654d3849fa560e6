//! Runs a reader of another crate and makes an error of its panic: some panic on damaged bytes.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many guarded readers are at work.
static GUARDED: AtomicUsize = AtomicUsize::new(0);

/// Runs `read`; a panic in it, or in a thread it waits for, is given back as its message and not
/// printed.
pub(crate) fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |info| {
            if GUARDED.load(Ordering::SeqCst) == 0 {
                before(info);
            }
        }));
    });
    GUARDED.fetch_add(1, Ordering::SeqCst);
    // What the closure leaves half done is dropped with it: only whole results come out.
    let result = catch_unwind(AssertUnwindSafe(read));
    GUARDED.fetch_sub(1, Ordering::SeqCst);
    result.map_err(|panic| message(panic.as_ref()))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("its structure is damaged").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        assert_eq!(guarded(|| 3), Ok(3));
        let bad: Result<(), String> = guarded(|| panic!("offset {} is wrong", 7));
        assert_eq!(bad, Err("offset 7 is wrong".to_owned()));
    }
}
