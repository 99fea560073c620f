// Runs in: the popup (an extension page).
//
// What the policy can be compared with: the version seen last, the one that the reader agreed to, any other that is kept, or
// an earlier one that the reader brings. The page shows the chosen comparison too.

/** @typedef {import('../types/wire.js').History} History */
/** @typedef {import('../types/wire.js').Version} Version */
/** @typedef {import('../messages.js').PageRequest} PageRequest */

/**
 * @param {Visit} visit of a policy that is kept
 * @param {number} tab
 * @param {(request: PageRequest) => Promise<any>} ask fails with a sentence for the reader
 * @param {(request: PageRequest) => void} compare has the popup show the answer
 */
export async function versionTools(visit, tab, ask, compare) {
  const address = visit.canonicalUrl;
  /** @type {History} */
  const { entry, versions } = await ask({ type: 'history', address });
  const section = clausewatchElement('section', 'versions');
  const against = (/** @type {number | null} */ version) => compare({ type: 'against', tab, version });
  const others = versions.filter(({ number }) => number !== entry.current);
  if (others.length > 0) section.append(picker(visit, others, entry.agreed?.version, against));
  const agreement = clausewatchElement('div', 'agreement');
  const bring = clausewatchElement('a', 'link', clausewatchText('bringTitle'));
  bring.href = `../bring/bring.html?policy=${encodeURIComponent(address)}&tab=${tab}`;
  bring.target = '_blank';
  /** @param {import('../types/wire.js').Entry} now */
  const draw = (now) => agreement.replaceChildren(...agreed(visit, now, versions, against, agree), bring);
  const agree = async (/** @type {number | null} */ version) => draw(await ask({ type: 'agree', address, version }));
  draw(entry);
  section.append(agreement);
  return section;
}

/**
 * @param {Visit} visit
 * @param {Version[]} others
 * @param {number | undefined} agreedTo
 * @param {(version: number | null) => void} against
 */
function picker(visit, others, agreedTo, against) {
  const select = clausewatchElement('select');
  select.id = 'against';
  const last = clausewatchElement('option', '', clausewatchText('compareLast'));
  last.value = '';
  select.append(last);
  for (const version of others.toSorted((a, b) => b.readAt - a.readAt)) {
    const option = clausewatchElement('option', '', nameOf(version, agreedTo));
    option.value = String(version.number);
    select.append(option);
  }
  const shown = visit.previous?.version;
  if (shown !== undefined && others.some(({ number }) => number === shown)) select.value = String(shown);
  select.addEventListener('change', () => against(select.value === '' ? null : Number(select.value)));
  return clausewatchElement('label', 'pick', clausewatchText('compareWith'), ' ', select);
}

/**
 * @param {Version} version
 * @param {number | undefined} agreedTo
 */
function nameOf({ number, readAt, effectiveDate, sourceKind }, agreedTo) {
  const said = [clausewatchText('versionNumber', String(number)), clausewatchDate(readAt, Date.now())];
  if (effectiveDate) said.push(clausewatchText('dated', clausewatchDay(effectiveDate)));
  if (number === agreedTo) said.push(clausewatchText('agreedShort'));
  if (sourceKind === 'file') said.push(clausewatchText('broughtShort'));
  return said.join(' · ');
}

/**
 * @param {Visit} visit
 * @param {import('../types/wire.js').Entry} entry
 * @param {Version[]} versions
 * @param {(version: number | null) => void} against
 * @param {(version: number | null) => Promise<void>} agree
 * @returns {Node[]}
 */
function agreed({ asksAgreement, seenAt, previous }, { agreed, current }, versions, against, agree) {
  const version = agreed && versions.find(({ number }) => number === agreed.version);
  const mark = () => clausewatchButton(asksAgreement ? 'primary' : 'link', clausewatchText('agreeMark'), () => void agree(current));
  if (!agreed || !version) {
    if (!asksAgreement) return [mark()];
    return [clausewatchElement('p', 'note', clausewatchText('agreeAsked')), mark()];
  }
  const dates = [clausewatchDate(agreed.at, seenAt)];
  const said = agreed.version === current ? clausewatchText('agreedThis', ...dates) : clausewatchText('agreedTo', String(version.number), ...dates);
  const acts = [];
  if (agreed.version !== current) {
    if (previous?.version !== agreed.version) {
      acts.push(clausewatchButton('link', clausewatchText('compareAgreed'), () => against(agreed.version)));
    }
    acts.push(mark());
  }
  acts.push(clausewatchButton('link', clausewatchText('agreeNot'), () => void agree(null)));
  const line = clausewatchElement('p', '', said);
  line.dataset['agreed'] = String(agreed.version);
  return [line, ...acts];
}
