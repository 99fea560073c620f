// Runs in: the background.
//
// The Rust core, instantiated on the first call and kept as long as the background lives: starting must cost nothing, since
// most starts have nothing to do with a policy.

import init, * as wasm from '../pkg/clausewatch.js'

/** @type {Promise<typeof wasm> | undefined} */
let loading

/** @returns {Promise<typeof wasm>} */
export function core() {
  loading ??= init({ module_or_path: chrome.runtime.getURL('pkg/clausewatch_bg.wasm') }).then(
    () => wasm,
    (error) => {
      loading = undefined
      throw error
    },
  )
  return loading
}
