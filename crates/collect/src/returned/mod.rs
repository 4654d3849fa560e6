//! What comes back: workbooks and exports of forms, checked cell by cell, and what is kept of them.

mod answer;
mod asked;
mod before;
mod form;
mod heads;
mod judgements;
mod log;
mod lost;
mod number;
mod otherwise;
mod own_table;
mod pseudonym;
mod rating;
mod ratings;
mod receive;
mod record;
mod seen;
mod sheets;
mod submission;
mod under;
mod unfilled;
mod weights;

pub use judgements::Weights;
pub use log::{LogLine, received, received_path};
pub use lost::intact;
pub(crate) use lost::whole;
pub use rating::Rating;
pub use ratings::{RaterKey, Ratings, RatingsById, ratings_path};
pub use receive::{
    FileOutcome, ReceiveError, ReceiveOptions, Received, ReceivedFile, receive, receive_with,
};
pub use under::Under;
pub(crate) use unfilled::is_unfilled;
