// Runs in: pages' isolated world, on pages that were reviewed.
//
// Firefox paints no highlight in a shadow tree whose own style sheets do not name it: there the document's rules are not
// inherited, as the specification (css-pseudo, highlight inheritance) has it and Chromium does it. Such a tree gets a sheet of
// its own, with what the document's elements have; where the document's rules reach, nothing is done.

/** What a highlight may set, as highlight.css uses it. */
const clausewatchHighlightStyles = [
  'background-color',
  'color',
  'text-decoration-line',
  'text-decoration-style',
  'text-decoration-color',
  'text-decoration-thickness',
  'text-underline-offset',
];

/** @type {WeakMap<ShadowRoot, CSSStyleSheet>} */
const clausewatchShadowSheets = new WeakMap();

/**
 * Has highlights seen in open shadow trees.
 *
 * @param {ShadowRoot[]} shadows
 * @param {string[]} names of the highlights
 */
function clausewatchShowInShadows(shadows, names) {
  for (const shadow of shadows) {
    const inside = shadow.querySelector('*');
    const known = clausewatchShadowSheets.get(shadow);
    if (!inside || (!known && clausewatchReaches(inside, names))) continue;
    const rules = names.map((name) => `::highlight(${name}) { ${clausewatchStyleOf(name)} }`);
    const sheet = known ?? new CSSStyleSheet();
    sheet.replaceSync(rules.join('\n'));
    if (known && [...shadow.adoptedStyleSheets].includes(sheet)) continue;
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
    clausewatchShadowSheets.set(shadow, sheet);
  }
}

/**
 * Whether the document's rules show on an element in a shadow tree.
 *
 * @param {Element} element
 * @param {string[]} names
 */
function clausewatchReaches(element, names) {
  return names.every((name) => {
    const line = (/** @type {Element} */ of) => getComputedStyle(of, `::highlight(${name})`).textDecorationLine;
    return line(element) === line(document.documentElement);
  });
}

/** @param {string} name */
function clausewatchStyleOf(name) {
  const style = getComputedStyle(document.documentElement, `::highlight(${name})`);
  // A colour that no rule sets is the element's own, and must stay so.
  const own = getComputedStyle(document.documentElement).color;
  return clausewatchHighlightStyles
    .map((property) => [property, style.getPropertyValue(property)])
    .filter(([property, value]) => value && (property !== 'color' || value !== own))
    .map(([property, value]) => `${property}: ${value};`)
    .join(' ');
}
