//! Where things stand in the project.

use std::path::{Path, PathBuf};
use std::process::Command;

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

    /// Where cargo builds.
    pub(crate) fn target(&self) -> PathBuf {
        match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.path("target"),
        }
    }

    /// A tool that is a script in node_modules, ready for its arguments.
    pub(crate) fn tool(&self, script: &str) -> Command {
        let mut node = Command::new("node");
        node.arg(self.path("node_modules").join(script)).current_dir(&self.root);
        node
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
