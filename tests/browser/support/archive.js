// What tests ask the background for, as the library does, from a page of the extension.
/// <reference path="../../../extension/types/globals.d.ts" />

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./driven.js').Driven} Driven */
/** @typedef {import('../../../extension/messages.js').PageRequest} PageRequest */

/**
 * Opens a page of the extension that asks the background.
 *
 * @param {Driven} browser
 */
export async function openDesk(browser) {
  const page = await browser.openExtensionPage('popup/popup.html');
  return {
    page,
    /**
     * @param {PageRequest} message
     * @returns {Promise<any>} the answer's value
     */
    async ask(message) {
      const answer = await this.try(message);
      if (!answer.ok) throw new Error(`${message.type}: ${answer.message}`);
      return answer.value;
    },
    /**
     * @param {PageRequest} message
     * @returns {Promise<import('../../../extension/messages.js').Answer<any>>}
     */
    // As text: what shares objects BiDi tells once.
    try: async (message) =>
      JSON.parse(await page.evaluate(async (message) => JSON.stringify(await chrome.runtime.sendMessage(message)), message)),
  };
}

/** @typedef {{permissions: string[], host_permissions?: string[]}} Manifest */

/** A copy of the built extension that may read the test's server: tests cannot click the browser's question. */
export function withHosts() {
  return withManifest((manifest) => ({ ...manifest, host_permissions: ['http://127.0.0.1/*', 'http://localhost/*'] }));
}

/**
 * Deletes all that is kept: one browser serves all tests of a file.
 *
 * @param {Driven} browser
 */
export async function emptyArchive(browser) {
  const desk = await openDesk(browser);
  for (const { address } of await desk.ask({ type: 'policies' })) await desk.ask({ type: 'forget', address });
}

/**
 * A copy of the built extension with another manifest.
 *
 * @param {(manifest: Manifest) => Manifest} change
 * @returns {Promise<{folder: string, remove: () => Promise<void>}>}
 */
export async function withManifest(change) {
  const folder = await mkdtemp(join(tmpdir(), 'clausewatch-'));
  await cp(fileURLToPath(new URL('../../../dist/extension', import.meta.url)), folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify(change(manifest)));
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/**
 * A policy of our own.
 *
 * @param {{ days?: number, mining?: boolean }} [text] what of it changes
 */
export function policy({ days = 30, mining = false } = {}) {
  return `<!doctype html><html lang="en"><title>Acceptable Use Policy</title><h1>Acceptable Use Policy</h1>
    <p>This policy binds everyone who uses an account of ours, and everyone whom they let use it.</p>
    <h2>1. Prohibited conduct</h2><p>You may not use the service:</p>
    <ul><li>to send bulk mail to people who did not ask for it;</li>
    <li>to probe, scan or attack networks that are not yours;</li>
    ${mining ? '<li>to mine cryptocurrency on shared machines;</li>' : ''}
    <li>to host software that harms those who run it.</li></ul>
    <h2>2. Enforcement</h2><p>We may suspend or close your account after giving you ${days} days' notice.</p>
    <p>You are liable for everything that happens through your account.</p>`;
}
