//! Tells cargo that the crate embeds data: a change there is a change here.

fn main() {
    for folder in ["exercise", "latam", "methods"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
