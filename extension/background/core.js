// Runs in: the background.
//
// The Rust core, instantiated on the first call and kept as long as the background lives: starting must cost nothing, since
// most starts have nothing to do with a policy.

import init, * as wasm from '../pkg/clausewatch.js';

/** @type {Promise<typeof wasm> | undefined} */
let loading;

/** @returns {Promise<typeof wasm>} */
export async function core() {
  loading ??= load();
  try {
    return await loading;
  } catch (error) {
    // The next call tries again.
    loading = undefined;
    throw error;
  }
}

async function load() {
  await init({ module_or_path: chrome.runtime.getURL('pkg/clausewatch_bg.wasm') });
  return wasm;
}
