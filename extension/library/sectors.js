// Runs in: the library (an extension page).
//
// Which kind of service a policy is of, by the list of known policies that ships with the extension.

/** @typedef {{platform: string, kind: string, address: string, sector: string}} Known */

/** What is told of a service that the list does not know. */
const OTHER = 'other';

/** @returns {Promise<Known[]>} */
export async function knownPolicies() {
  return (await fetch(chrome.runtime.getURL('library/known.json'))).json();
}

/**
 * The sector of an address: that of the known policy itself, else of the nearest host at or above its own, else of hosts below
 * its own. Where known policies of one host are of several sectors, the host tells none.
 *
 * @param {Known[]} known
 * @returns {(address: string) => string}
 */
export function sectorOf(known) {
  const byAddress = new Map(known.map(({ address, sector }) => [address, sector]));
  /** @type {Map<string, string>} */
  const byHost = new Map();
  /** @type {Map<string, string>} */
  const below = new Map();
  const tell = (/** @type {Map<string, string>} */ map, /** @type {string} */ host, /** @type {string} */ sector) =>
    map.set(host, (map.get(host) ?? sector) === sector ? sector : OTHER);
  for (const { address, sector } of known) {
    const [own, ...above] = hosts(address);
    if (own) tell(byHost, own, sector);
    for (const host of above) tell(below, host, sector);
  }
  return (address) => {
    const [own = '', ...above] = hosts(address);
    const nearest = [own, ...above].find((host) => byHost.has(host));
    return byAddress.get(address) ?? byHost.get(nearest ?? '') ?? below.get(own) ?? OTHER;
  };
}

/**
 * An address's host without `www.`, and those above it.
 *
 * @param {string} address
 */
function hosts(address) {
  if (!URL.canParse(address)) return [];
  const labels = new URL(address).hostname.replace(/^www\./, '').split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}
