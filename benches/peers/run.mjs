// Times Clausewatch's comparison (as WebAssembly), jsdiff, diff-match-patch and htmldiff on the same pairs, in this process.
//
//   rustup target add wasm32-wasip1
//   cargo build --profile wasm --no-default-features --target wasm32-wasip1 --example peers
//   cd benches/peers && npm ci && npm run bench -- FOLDER [--limit SECONDS]
//
// FOLDER holds one folder for each pair, with old.md and new.md. Ours is given the two policies as read and judged, and does
// all of a comparison: pairing, words, materiality, effects, headline. The others are given the two texts and only tell the
// words that differ. A peer that takes longer than the limit (5 s) for a pair is stopped where it can be, and counts so.

import { closeSync, mkdtempSync, openSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { WASI } from "node:wasi";
import { diffWords } from "diff";
import DiffMatchPatch from "diff-match-patch";
import htmldiff from "node-htmldiff";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { limit: { type: "string", default: "5" } } });
const folder = positionals[0] ?? fileURLToPath(new URL("../../../shared/corpus/pairs", import.meta.url));
const limit = Number(values.limit);
const module = fileURLToPath(new URL("../../target/wasm32-wasip1/wasm/examples/peers.wasm", import.meta.url));

const paragraphs = (text) =>
  text.split(/\n{2,}/).map((p) => `<p>${p.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`).join("\n");

const peers = {
  jsdiff: (old, now) => diffWords(old, now, { timeout: limit * 1000 }),
  "diff-match-patch": (old, now) => {
    const engine = new DiffMatchPatch();
    engine.Diff_Timeout = limit;
    const diff = engine.diff_main(old, now);
    engine.diff_cleanupSemantic(diff);
  },
  htmldiff: (old, now) => htmldiff(paragraphs(old), paragraphs(now)),
};

const read = (pair, file) => {
  try {
    return readFileSync(`${folder}/${pair}/${file}`, "utf8");
  } catch {
    return "";
  }
};
const pairs = readdirSync(folder).sort().filter((pair) => read(pair, "old.md") !== read(pair, "new.md"));

const times = Object.fromEntries(Object.keys(peers).map((name) => [name, new Map()]));
for (const pair of pairs) {
  const [old, now] = [read(pair, "old.md"), read(pair, "new.md")];
  for (const [name, run] of Object.entries(peers)) {
    const start = performance.now();
    run(old, now);
    times[name].set(pair, performance.now() - start);
  }
}

const report = `${mkdtempSync(`${tmpdir()}/clausewatch-`)}/times`;
const stdout = openSync(report, "w");
const wasi = new WASI({ version: "preview1", args: ["peers", ...pairs], preopens: { "/pairs": folder }, stdout });
wasi.start(await WebAssembly.instantiate(await WebAssembly.compile(readFileSync(module)), wasi.getImportObject()));
closeSync(stdout);
times.clausewatch = new Map(readFileSync(report, "utf8").trim().split("\n").map((line) => line.split("\t")).map(([pair, ms]) => [pair, Number(ms)]));

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const rows = Object.entries(times).map(([name, all]) => {
  const sorted = [...all.values()].sort((a, b) => a - b);
  const ms = (value) => Number(value.toFixed(2));
  return { name, pairs: sorted.length, "median ms": ms(at(sorted, 0.5)), "p95 ms": ms(at(sorted, 0.95)), "max ms": ms(sorted.at(-1)) };
});
console.table(rows);

const slower = pairs.filter((pair) => {
  const fastest = Math.min(...Object.keys(peers).map((name) => times[name].get(pair)));
  return times.clausewatch.get(pair) > fastest;
});
console.log(`Clausewatch is slower than the fastest of them on ${slower.length} of ${pairs.length} pairs`);
for (const pair of slower) {
  const line = Object.entries(times).map(([name, all]) => `${name} ${all.get(pair).toFixed(2)}`);
  console.log(`  ${pair}: ${line.join(", ")} ms, ${read(pair, "old.md").length + read(pair, "new.md").length} characters`);
}
