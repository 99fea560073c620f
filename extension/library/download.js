// Runs in: the library (an extension page).
//
// How something becomes a file of the reader's, and what it is called.

/**
 * @param {string} name
 * @param {string} ending
 */
export function dated(name, ending) {
  return `${name}-${new Date().toISOString().slice(0, 10)}.${ending}`;
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const link = clausewatchElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has its own hold on the data once it began.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {string} address */
export function fileName(address) {
  const name = address.replace(/^\w+:\/+/, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return name.slice(0, 80) || 'policy';
}
