//! What is read as a file: a regular one, never a pipe or a device, and no link that leads out.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use ideal_model::{Concern, Finding};

/// Why a file that is there is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    /// A link leads out of the project.
    #[error("it is a link, or lies behind one, that leads out of the project, to {}", .0.display())]
    LeadsOut(PathBuf),
    /// A link leads to nothing that is there.
    #[error("it is a link that leads to no file")]
    LeadsNowhere,
    /// A pipe, a device, a socket.
    #[error("it is no regular file but {0}")]
    Special(&'static str),
}

impl Refusal {
    /// The refusal behind an error of reading, if it is one.
    pub(crate) fn of(error: &io::Error) -> Option<&Refusal> {
        error.get_ref()?.downcast_ref()
    }

    /// As a finding of a check, of a file or folder that is still to be named.
    pub(crate) fn finding(&self) -> Finding {
        let found = |code, hint: &str| {
            Finding::error(code, format!("this is not read: {self}"))
                .hint(hint.to_owned())
                .about(Concern::LeadsOut)
        };
        match self {
            Refusal::LeadsOut(to) => {
                let folder = if to.is_dir() { to } else { to.parent().unwrap_or(to) };
                let folder = toml::Value::String(folder.display().to_string());
                let hint = format!(
                    "put what it leads to in its place; or, if you trust the folder, allow it in \
                     assessment.toml: outside = [{folder}]"
                );
                found("link-leads-out", &hint)
            }
            Refusal::LeadsNowhere => found(
                "link-leads-nowhere",
                "put the file itself in its place, or take the link away",
            ),
            Refusal::Special(_) => found(
                "no-regular-file",
                "a pipe or a device may never end; save its content to a file",
            ),
        }
    }

    /// The refusal as an error of input.
    pub(crate) fn error(self) -> io::Error {
        let kind = match &self {
            Refusal::LeadsOut(_) => io::ErrorKind::PermissionDenied,
            Refusal::LeadsNowhere | Refusal::Special(_) => io::ErrorKind::InvalidInput,
        };
        io::Error::new(kind, self)
    }
}

/// Opens a regular file for reading. A pipe or a device is refused: reading it would wait for a
/// writer, or never end.
///
/// # Errors
/// As the operating system reports them, and for what is no regular file.
pub fn open_regular(path: &Path) -> io::Result<File> {
    // Opening a device may do something by itself, so it is looked at first; and the file may
    // change in between, so the opening does not wait for the other end of a pipe, and what was
    // opened is looked at again.
    regular(&fs::metadata(path)?)?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    let file = options.open(path)?;
    regular(&file.metadata()?)?;
    Ok(file)
}

fn regular(found: &fs::Metadata) -> io::Result<()> {
    if found.is_file() {
        return Ok(());
    }
    if found.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    Err(Refusal::Special(kind(found)).error())
}

/// What something is that is neither a file nor a folder, for messages.
pub(crate) fn kind(found: &fs::Metadata) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let kind = found.file_type();
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_char_device() || kind.is_block_device() {
            return "a device";
        }
    }
    if found.is_dir() { "a folder" } else { "something else" }
}
