//! Ids that are the same whenever the same thing is written: UUIDs of version 5 (RFC 9562).

use sha1::{Digest, Sha1};

/// The namespace of everything that is exported here, drawn once. The one that STIX reserves for
/// cyber observables is never used for others.
const NAMESPACE: u128 = 0xf776_8c86_4910_4016_828a_5098_d1f2_59fc;

/// The id of a thing that is named by these parts.
pub(super) fn id(parts: &[&str]) -> String {
    // Parts hold no control signs, so no two lists of parts make one name.
    uuid5(NAMESPACE, &parts.join("\u{1f}"))
}

/// SHA-1 of a namespace and a name, with the signs of version and variant set.
fn uuid5(namespace: u128, name: &str) -> String {
    let digest = Sha1::new().chain_update(namespace.to_be_bytes()).chain_update(name).finalize();
    let first = digest.iter().take(16).fold(0_u128, |n, byte| (n << 8) | u128::from(*byte));
    let versioned = (first & !(0xf << 76)) | (5 << 76);
    let uuid = (versioned & !(0b11 << 62)) | (0b10 << 62);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        uuid >> 96,
        (uuid >> 80) & 0xffff,
        (uuid >> 64) & 0xffff,
        (uuid >> 48) & 0xffff,
        uuid & 0xffff_ffff_ffff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_uuid_of_the_standard() {
        // RFC 9562, appendix A.4: www.example.com in the namespace of domain names.
        let domain_names = 0x6ba7_b810_9dad_11d1_80b4_00c0_4fd4_30c8;
        assert_eq!(uuid5(domain_names, "www.example.com"), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
        assert_ne!(id(&["a", "bc"]), id(&["ab", "c"]));
    }
}
