//! The real command line, run as a user runs it.

mod analysis;
mod arrows;
mod bad_input;
mod circles;
mod coinr;
mod commands;
mod datasets;
mod folder;
mod invariance;
mod killed;
mod links;
mod marks;
mod printed;
mod published;
mod readme;
mod result;
mod said;
mod schema;
mod small;
mod sockets;
mod strace;
mod support;
mod targets;
mod unread;
mod verify;
