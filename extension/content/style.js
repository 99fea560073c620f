// Runs in: pages' isolated world, on pages that were reviewed.
//
// How the card, the bar and the strip look. A string, since a file that pages' content scripts could load would have to be
// open to the pages too. `!important` on the host only: there the page's own rules could reach.

const clausewatchStyle = `
:host {
  all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; width: 0 !important;
  height: 0 !important; z-index: 2147483647 !important; direction: ltr !important; color-scheme: light dark;
}
.stage {
  --back: #ffffff; --panel: #f3f5f8; --text: #18212c; --soft: #556270; --line: #dbe1e8; --accent: #1d5bb8;
  --high: #b3261e; --medium: #8a5300; --low: #5a6675; --new: #17653a; --own: #6a3bb0; --own-back: #efe7fb;
  --high-back: #fdecea; --medium-back: #fdf1da; --low-back: #edf0f4; --new-back: #e0f3e6; --accent-back: #e6eefb;
  --shadow: 0 0 0 1px rgb(15 25 40 / 6%), 0 10px 32px rgb(15 25 40 / 22%);
  color: var(--text); font: 14px/1.5 system-ui, sans-serif; text-align: start;
}
@media (prefers-color-scheme: dark) {
  .stage {
    --back: #1a2129; --panel: #242d38; --text: #e8edf3; --soft: #a9b5c2; --line: #36414e; --accent: #8fb8ff;
    --high: #ff9b90; --medium: #f3bd66; --low: #b0bac6; --new: #8fe0ab; --own: #cbb0ff; --own-back: #35254f;
    --high-back: #43201c; --medium-back: #40310f; --low-back: #2b3541; --new-back: #173826; --accent-back: #1d3354;
    --shadow: 0 0 0 1px rgb(255 255 255 / 10%), 0 10px 32px rgb(0 0 0 / 60%);
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, h3, p, dl, dd, ul, ol { margin: 0; padding: 0; }
ul, ol { list-style: none; }
button {
  font: inherit; color: inherit; background: none; border: 0; border-radius: 7px; padding: 4px 8px; cursor: pointer;
  text-align: start;
}
button:hover { background: var(--panel); }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.sign { display: grid; place-items: center; flex: none; width: 30px; height: 30px; padding: 0; color: var(--soft); }
.sign:hover { color: var(--text); }
.tag {
  display: inline-block; padding: 0 8px; border-radius: 99px; font-size: 12px; line-height: 20px; font-weight: 600;
  white-space: nowrap; color: var(--low); background: var(--low-back);
}
.tag.high { color: var(--high); background: var(--high-back); }
.tag.medium { color: var(--medium); background: var(--medium-back); }
.tag.added { color: var(--new); background: var(--new-back); }
.tag.reworded, .tag.moved, .tag.renumbered { color: var(--accent); background: var(--accent-back); }
.tag.watched { color: var(--own); background: var(--own-back); white-space: normal; }
.tag.removed { color: var(--high); background: var(--high-back); }

.card {
  position: fixed; width: min(400px, calc(100vw - 32px)); overflow: auto; overscroll-behavior: contain; padding: 0 16px;
  background: var(--back); border-radius: 12px; box-shadow: var(--shadow); overflow-wrap: anywhere;
}
.card:focus { outline: 2px solid var(--accent); outline-offset: 0; }
.top { position: relative; padding: 14px 30px 0 0; }
.close { position: absolute; top: 9px; inset-inline-end: -8px; }
.tags { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 6px; }
.where { color: var(--soft); font-size: 12px; }
h2 { margin: 6px 0 4px; font-size: 16px; line-height: 1.3; font-weight: 650; }
h3 { font-size: 12px; font-weight: 600; color: var(--soft); }
.why { margin-bottom: 10px; }
dt { margin-top: 8px; font-size: 12px; font-weight: 600; color: var(--soft); }
.change { margin: 8px 0 12px; padding: 10px 12px; border-radius: 8px; background: var(--panel); }
.effect { margin-top: 2px; font-weight: 600; }
.redline { margin-top: 4px; font-size: 13px; }
del { color: var(--high); background: var(--high-back); text-decoration: line-through; }
ins { color: var(--new); background: var(--new-back); text-decoration: underline; }
del + ins { margin-inline-start: 3px; }
summary { padding: 4px 0; border-radius: 4px; cursor: pointer; }
details { margin-top: 8px; }
details li { margin: 6px 0; font-size: 13px; }
.other + .other { margin-top: 0; }
.other[open] { padding-bottom: 8px; }
h3:has(+ .other) { margin-top: 14px; padding-top: 10px; border-top: 1px solid var(--line); }
.ways { margin-top: 14px; padding-top: 6px; border-top: 1px solid var(--line); font-size: 13px; }
.ways details { margin-top: 2px; }
.ways li { margin: 0; }
.way { width: 100%; padding: 5px 8px; }
.ways label { display: block; margin-top: 6px; }
textarea, select {
  display: block; width: 100%; margin-top: 4px; padding: 5px 8px; font: inherit; color: inherit; background: var(--back);
  border: 1px solid var(--soft); border-radius: 7px;
}
textarea { resize: vertical; }
.soft { margin: 4px 0; color: var(--soft); font-size: 12px; }
.keep, .undo { color: var(--accent); font-weight: 600; }
.keep { margin-inline-start: -8px; }
.failed { color: var(--high); }
.foot {
  position: sticky; bottom: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; margin: 12px -16px 0;
  padding: 6px 16px 8px; border-top: 1px solid var(--line); background: var(--back); color: var(--soft); font-size: 12px;
}
.copy { margin-inline-start: auto; margin-inline-end: -8px; color: var(--accent); font-weight: 600; }

.bar {
  position: fixed; inset-block-end: 16px; inset-inline-end: 20px; display: flex; flex-wrap: wrap; align-items: center;
  justify-content: flex-end; gap: 2px; max-width: calc(100vw - 16px); padding: 5px 6px; background: var(--back); border-radius: 12px; box-shadow: var(--shadow);
}
.notice:empty { display: none; }
.notice {
  position: absolute; inset-block-end: calc(100% + 8px); inset-inline-end: 0; display: flex; align-items: center; gap: 4px 12px;
  width: max-content; max-width: min(480px, calc(100vw - 16px)); padding: 6px 8px 6px 14px; background: var(--back);
  border-radius: 12px; box-shadow: var(--shadow); font-size: 13px;
}
.switch { padding: 2px 10px; border: 1px solid var(--line); border-radius: 99px; font-size: 12px; white-space: nowrap; }
.switch[aria-pressed='true'] { color: var(--back); background: var(--accent); border-color: var(--accent); }
.counts { display: flex; flex-wrap: wrap; gap: 0 10px; padding: 4px 10px; font-size: 13px; }
.counts .changed { color: var(--accent); font-weight: 650; }
.list {
  position: absolute; inset-block-end: calc(100% + 8px); inset-inline-end: 0; width: min(400px, calc(100vw - 24px));
  max-height: min(60vh, 520px); overflow: auto; overscroll-behavior: contain; padding: 8px; background: var(--back);
  border-radius: 12px; box-shadow: var(--shadow);
}
.filters { display: flex; flex-wrap: wrap; gap: 6px; padding: 4px 8px 8px; }
.filters .tag { border: 1px solid currentColor; text-align: center; }
.topics { width: auto; max-width: 100%; margin: 0; padding: 1px 4px; font-size: 12px; }
.filters .tag[aria-pressed='false'] { color: var(--soft); background: none; text-decoration: line-through; }
.list li button { display: block; width: 100%; padding: 7px 8px; }
.fold { margin: 4px 8px; padding-top: 4px; border-top: 1px solid var(--line); font-size: 13px; }
.row { display: flex; align-items: baseline; gap: 4px; }
.row .undo { margin-inline-start: auto; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 6px; }
.head b { font-weight: 600; }
.quote { display: block; margin-top: 2px; color: var(--soft); font-size: 12.5px; line-height: 1.4; }

.strip { position: fixed; inset: 0 0 0 auto; width: 8px; pointer-events: none; }
.strip i {
  position: absolute; right: 1px; width: 6px; height: 3px; margin-top: -1px; border-radius: 2px; background: var(--medium);
  cursor: pointer; pointer-events: auto;
}
.strip i.high { background: var(--high); }
.strip i.watched { background: var(--own); }
.strip i.changed { background: var(--accent); width: 7px; height: 5px; }

@media (max-height: 520px) {
  .foot { position: static; }
}
@media (max-width: 480px) {
  .bar { inset-inline: 8px; inset-block-end: 8px; max-width: none; }
}
@media (forced-colors: active) {
  .card, .bar, .list, .tag { border: 1px solid CanvasText; }
  .switch[aria-pressed='true'] { forced-color-adjust: none; color: HighlightText; background: Highlight; }
  .strip i, .strip i.high, .strip i.watched { background: var(--own); }
.strip i.changed { background: Highlight; forced-color-adjust: none; }
}
@media (prefers-reduced-motion: no-preference) {
  .card, .list { animation: arrive 90ms ease-out; }
  @keyframes arrive { from { opacity: 0; } }
}
@media print { :host { display: none !important; } }
`;
