// Pages that we wrote, each with a trap for whoever maps a clause back to the page.

export const RULES = `<h1>Acceptable Use Policy</h1>
  <p>This policy applies to everyone who uses the service. You agree to comply with it.</p>
  <p>You may not send spam, distribute malware, or violate any applicable law.</p>`;

/** Each by its trap, all with one clause that says: suspended without notice. */
export const TRAPS = {
  'words in several elements': '<p>We may <b>sus<i>pend</i> your</b> account <a href="#x">without</a> <em>any</em> notice.</p>',
  'line breaks in the source': '<p>We may suspend\n      your account\n      immediately and without\n      notice.</p>',
  'hard spaces and soft hyphens': '<p>We may sus&shy;pend your&nbsp;account with&shy;out&nbsp;notice.</p>',
  'a break inside': '<p>We may suspend your account<br>without notice<br>at our sole discretion.</p>',
  'characters of two units': '<p>😀 We may suspend 😀 your account without 😀 prior notice 😀.</p>',
  'a comment between': '<p>We may suspend your account with<!-- x -->out notice.</p>',
  'a footnote inside': '<p>We may suspend your account<sup><a href="#7">7</a></sup> without<wbr> notice.</p>',
  'a table': '<table><tr><th>Breach</th><th>Result</th></tr><tr><td>Any</td><td>We may suspend your account without notice.</td></tr></table>',
  'an open shadow root': '<div><template shadowrootmode="open"><p>We may suspend your account without notice.</p></template></div>',
  'a slot': '<div><template shadowrootmode="open"><main><slot></slot></main></template><p>We may suspend your account without notice.</p></div>',
  'a closed accordion': '<details><summary>Enforcement</summary><p>We may suspend your account without notice.</p></details>',
  'a form whose fields are named like its parts':
    '<form><input name="attributes"><input name="lastChild"><input name="nodeType"><input name="localName"><p>We may suspend your account without notice.</p></form>',
  'numbered clauses': '<ol type="a"><li value="4">We may suspend your account without notice.</li><li>We may delete your files at any time.</li></ol>',
  'a list under a lead-in': '<p>We may, without notice:</p><ul><li>suspend your account without notice;</li><li>delete what you store.</li></ul>',
  'a definition list': '<dl><dt>Breach</dt><dd>We may suspend your account without notice.</dd></dl>',
  'tables in tables': '<table><tr><td><table><tr><td>We may suspend your account without notice.</td></tr></table></td></tr></table>',
  'a right-to-left block': '<div dir="rtl"><p>We may suspend your account <bdi>without notice</bdi>.</p></div>',
  'preformatted text': '<pre>We may suspend your account\n    without notice.\n</pre>',
  'a deep nest': `${'<div><span>'.repeat(60)}We may suspend your account without notice.${'</span></div>'.repeat(60)}`,
  'shadow roots in shadow roots':
    '<div><template shadowrootmode="open"><section><template shadowrootmode="open"><p>We may suspend your account without notice.</p></template></section></template></div>',
  'an edited block': '<div contenteditable="true"><p>We may suspend your account without notice.</p></div>',
  'one letter an element': `<p>We may suspend your account ${[...'without notice'].map((letter) => `<span>${letter}</span>`).join('')}.</p>`,
  'the same words twice': '<p>We may suspend your account without notice. Without notice we may also delete it.</p>',
  'a heading that is a clause': '<h2>We may suspend your account without notice</h2><p>We may suspend your account without notice, at any time.</p>',
  'entities and quotes': '<p>We may &laquo;suspend&raquo; your account &#8220;without notice&#8221; &amp; delete it.</p>',
  'a closed dialog before': '<dialog><p>We use cookies.</p></dialog><p>We may suspend your account without notice.</p>',
};

/**
 * @param {string} html the part with the trap
 */
export function trapPage(html) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Acceptable Use Policy</title><main>${RULES}${html}</main>`;
}
