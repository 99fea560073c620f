// Runs in: pages' isolated world, on pages that were reviewed.
//
// The card's ways to be rid of a finding: dismissed in a scope that is said in full, or called wrong with a note. Only asks;
// what is kept is the background's, from its own review.

/** Characters of a note; messages.js refuses more. */
const clausewatchNoteLength = 2_000;

/**
 * @param {VisitFinding[]} findings in one clause, one at least
 * @param {Acts} act
 * @returns {HTMLElement}
 */
function clausewatchDismissal(findings, act) {
  const failed = clausewatchElement('p', 'failed');
  failed.setAttribute('role', 'status');
  const told = async (/** @type {Promise<boolean>} */ doing) => {
    failed.textContent = '';
    if (!(await doing)) failed.textContent = clausewatchText('failed');
  };
  return clausewatchElement('div', 'ways', ways(), wrong(), failed);

  function ways() {
    const list = clausewatchElement('ul');
    const add = (/** @type {string} */ label, /** @type {VisitFinding} */ finding, /** @type {Dismissal['scope']} */ scope) => {
      list.append(clausewatchElement('li', '', clausewatchButton('way', label, () => void told(act.dismiss(finding, scope)))));
    };
    const first = /** @type {VisitFinding} */ (findings[0]);
    add(clausewatchText('dismissClause'), first, 'clause');
    for (const finding of findings) add(clausewatchText('dismissCategory', finding.title), finding, 'category');
    add(clausewatchText('dismissSite', location.host), first, 'site');
    add(clausewatchText('dismissNow'), first, 'now');
    return clausewatchElement('details', '', clausewatchElement('summary', '', clausewatchText('dismiss')), list);
  }

  function wrong() {
    const which = clausewatchElement('select', 'which');
    findings.forEach(({ title }, i) => which.append(new Option(title, String(i))));
    which.setAttribute('aria-label', clausewatchText('wrongWhich'));
    const note = clausewatchElement('textarea');
    note.rows = 2;
    note.maxLength = clausewatchNoteLength;
    const keep = clausewatchButton('keep', clausewatchText('wrongKeep'), () => {
      const finding = findings[Number(which.value)];
      if (finding) void told(act.report(finding, note.value.toWellFormed()));
    });
    return clausewatchElement(
      'details',
      '',
      clausewatchElement('summary', '', clausewatchText('wrong')),
      ...(findings.length > 1 ? [which] : []),
      clausewatchElement('label', '', clausewatchText('wrongNote'), note),
      clausewatchElement('p', 'soft', clausewatchText('wrongKept')),
      keep,
    );
  }
}
