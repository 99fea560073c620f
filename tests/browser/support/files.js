// What the extension's pages let the reader save, and what the reader brings: caught and handed over where the file is made,
// since neither browser's own dialogue can be driven in the same manner.

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * From now on keeps what the page saves instead of downloading it.
 *
 * @param {Page} page
 */
export async function catchDownloads(page) {
  await page.evaluate(() => {
    /** @type {any} */ (window).saved = {};
    const blobs = new Map();
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      const url = make(blob);
      blobs.set(url, blob);
      return url;
    };
    HTMLAnchorElement.prototype.click = function () {
      if (this.download) /** @type {any} */ (window).saved[this.download] = blobs.get(this.href);
    };
  });
}

/**
 * The file whose name ends so, once the page saved it.
 *
 * @param {Page} page
 * @param {string} ending
 * @returns {Promise<{name: string, bytes: Buffer}>}
 */
export async function saved(page, ending) {
  const found = await page.waitForFunction(
    (/** @type {string} */ ending) => Object.keys(/** @type {any} */ (window).saved).find((name) => name.endsWith(ending)),
    {},
    ending,
  );
  const name = /** @type {string} */ (await found.jsonValue());
  const base64 = await page.evaluate(async (/** @type {string} */ name) => {
    /** @type {Blob} */
    const blob = /** @type {any} */ (window).saved[name];
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
    return btoa(text);
  }, name);
  return { name, bytes: Buffer.from(base64, 'base64') };
}

/**
 * Gives the library a file to import, as if the reader had chosen it.
 *
 * @param {Page} page
 * @param {string} name
 * @param {Buffer} bytes
 */
export async function bring(page, name, bytes) {
  // The list is drawn anew after each import.
  await page.waitForSelector('input[type=file]');
  await page.evaluate(
    (name, base64) => {
      const input = /** @type {HTMLInputElement} */ (document.querySelector('input[type=file]'));
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      input.files = transfer.files;
      input.dispatchEvent(new Event('change'));
    },
    name,
    bytes.toString('base64'),
  );
}
