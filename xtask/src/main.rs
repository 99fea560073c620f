//! Clausewatch's chores, one command each.

fn main() {}
