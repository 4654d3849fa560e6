//! The way in: files become checked evidence with provenance.
