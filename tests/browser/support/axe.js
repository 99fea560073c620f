// What axe finds on a page.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds, one line each.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {string} [within]
 * @returns {Promise<string[]>}
 */
export async function violations(page, within) {
  // As an expression: the page's headers forbid scripts.
  await page.evaluate(`${AXE}; void 0`);
  return page.evaluate(async (within) => {
    const { axe } = /** @type {any} */ (window);
    const { violations } = await axe.run(within ?? document, { resultTypes: ['violations'] });
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map((/** @type {any} */ node) => `${id}: ${node.html} ${node.any[0]?.message ?? ''}`),
    );
  }, within);
}
