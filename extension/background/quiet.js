// Runs in: the background.
//
// When the reader does not want to be told of anything. Owns the arithmetic; times are the machine's own.

/**
 * When the quiet hours that a time lies in end; null where it lies in none.
 *
 * @param {number} now
 * @param {ClausewatchSettings['quietHours']} hours
 * @returns {number | null}
 */
export function quietUntil(now, hours) {
  if (!hours) return null;
  const time = new Date(now);
  const minute = time.getHours() * 60 + time.getMinutes();
  const { from, to } = hours;
  const quiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!quiet) return null;
  // By the calendar and not by milliseconds: a night may have an hour more or less.
  const days = minute < to ? 0 : 1;
  return new Date(time.getFullYear(), time.getMonth(), time.getDate() + days, Math.floor(to / 60), to % 60).getTime();
}
