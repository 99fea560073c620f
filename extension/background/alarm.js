// Runs in: the background.
//
// The one alarm that stands for the next look. It outlives the background; browsers may drop it at updates and restarts.

import '../settings.js';
import { core } from './core.js';
import { quietUntil } from './quiet.js';

const ALARM = 'watch';
// Chromium rounds up shorter ones.
const SOONEST = 30_000;

/**
 * Sets the alarm where something is watched and none is set.
 *
 * @param {{anew?: boolean, wait?: number}} [how] `anew`: also where one is set. `wait`: not before so many milliseconds.
 */
export async function ensureAlarm({ anew = false, wait = SOONEST } = {}) {
  if (!anew && (await chrome.alarms.get(ALARM))) return;
  const { dueWatches } = await core();
  const now = Date.now();
  const { next } = await dueWatches(now, 0);
  if (next === null) {
    await chrome.alarms.clear(ALARM);
    return;
  }
  // What was found in quiet hours is told when they are over.
  const { quietHours } = await clausewatchSettings.load();
  const over = quietUntil(now, quietHours) ?? Infinity;
  // The period is the safety net for a look that was cut off before it could set the next alarm.
  await chrome.alarms.create(ALARM, { when: Math.max(Math.min(next, over), now + wait), periodInMinutes: 360 });
}

/** @param {chrome.alarms.Alarm} alarm */
export function isOurs(alarm) {
  return alarm.name === ALARM;
}

/** Whether the alarm is set: whether anything is watched. */
export async function isSet() {
  return Boolean(await chrome.alarms.get(ALARM));
}
