//! Watching, without a browser.

mod archive;
mod captures;
mod sixty_days;
