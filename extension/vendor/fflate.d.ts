// The build puts fflate's own file in this place: see VENDORED in xtask/src/extension.rs.
export * from 'fflate'
