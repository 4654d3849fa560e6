//! Damaged and hostile inputs for every reader of `ideal`.
//!
//! A [`corpus`] of small files, most of them made when they are asked for, is [`damage`]d, and a
//! reader is given what comes of it. A [`campaign`] runs many such cases: none may panic, take more
//! than five seconds or more memory than its bound. What is read must say the same in every other
//! [`form`] it can be written in; [`said`] is what evidence says.

// A test that cannot be set up has to stop, and where it did is what one wants to know.
#![allow(clippy::unwrap_used, clippy::expect_used)]

pub mod campaign;
pub mod corpus;
pub mod damage;
pub mod form;
pub mod package;
pub mod said;
