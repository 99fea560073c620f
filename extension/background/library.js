// Runs in: the background.
//
// What the library asks of the archive. The core answers in the shapes of types/wire.d.ts.

import { core } from './core.js';
import { showUnread } from './notify.js';
import { adoptPolicy, listWatches, lookNow, startWatching, stopWatching, watchByTab } from './watch.js';

/** @typedef {import('../messages.js').PageRequest} PageRequest */

/**
 * @param {Exclude<PageRequest, {type: 'tab' | 'read' | 'show' | 'against' | 'sample' | 'dismissals' | 'restore' | 'reports' | 'forget-report'}>} request
 */
export async function answerLibrary(request) {
  const archive = await core();
  switch (request.type) {
    case 'policies':
      return JSON.parse(await archive.policies());
    case 'damaged':
      return await archive.damaged();
    case 'spare':
      return await archive.sparePages(request.before ?? undefined, request.mostBytes ?? undefined);
    case 'let-go':
      return archive.letGo(request.address, Uint32Array.from(request.numbers), Date.now());
    case 'feed':
      return archive.feed(request.format, Date.now());
    case 'named':
      return await archive.named(request.address);
    case 'history':
      return await archive.history(request.address);
    case 'version':
      return await archive.version(request.address, request.number);
    case 'source':
      return archive.source(request.address, request.number);
    case 'comparison':
      return await archive.comparison(request.address, request.from, request.to);
    case 'report':
      return archive.report(request.address, request.from, request.to, request.format);
    case 'clauses':
      return await archive.clauses(request.address);
    case 'digests':
      return archive.digests();
    case 'digest':
      return await archive.digest(request.address);
    case 'changes':
      return archive.changes(request.address ?? undefined);
    case 'topics':
      return archive.topics();
    case 'wordings':
      return await archive.wordings(request.address, request.category);
    case 'audit-policy':
      return await archive.auditPolicy(request.address, request.folder);
    case 'audit-version':
      return await archive.auditVersion(request.address, request.number, request.folder);
    case 'audit-cover':
      return archive.auditCover(request.policies, Date.now());
    case 'seen':
      return markSeen(request.address);
    case 'agree':
      return await archive.agree(request.address, request.version ?? undefined, Date.now());
    case 'bring':
      return await archive.bring(request.address, request.content, request.format, request.name, request.dated);
    case 'categories':
      return await archive.categories();
    case 'verify':
      return await archive.verify(request.address);
    case 'export':
      return request.address === null ? archive.exportHeader() : archive.exportPolicy(request.address);
    case 'import':
      return await archive.importPolicy(request.lines);
    case 'forget':
      await stopWatching(request.address);
      return archive.forget(request.address);
    case 'watches':
      return listWatches();
    case 'watch':
      return request.on ? startWatching(request.address, request.group ?? null) : stopWatching(request.address);
    case 'adopt':
      return adoptPolicy(request.url, request.group);
    case 'watch-in-tab':
      return watchByTab(request.address, request.on);
    case 'look':
      return lookNow(request.address);
    case 'news':
      return await archive.news();
  }
}

/** @param {string} address */
async function markSeen(address) {
  const archive = await core();
  const entry = await archive.markSeen(address);
  await showUnread();
  return entry;
}
