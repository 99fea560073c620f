//! Where things stand in the project.

use std::path::{Path, PathBuf};

/// A checkout of the project.
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// The checkout that this program was built from.
    pub(crate) fn here() -> Self {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self { root: xtask.parent().expect("xtask lies in the project").to_owned() }
    }

    /// Another checkout.
    pub(crate) fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// A path inside the project.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The project's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// What wasm-bindgen and wasm-opt emit.
    pub(crate) fn pkg(&self) -> PathBuf {
        self.path("pkg")
    }

    /// The extension as browsers load it.
    pub(crate) fn extension(&self) -> PathBuf {
        self.path("dist/extension")
    }
}
