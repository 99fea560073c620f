// Times Clausewatch's comparison (as WebAssembly), jsdiff, diff-match-patch and htmldiff on the same pairs, in this process.
//
//   rustup target add wasm32-wasip1
//   cargo build --profile wasm --no-default-features --target wasm32-wasip1 --example peers
//   cd benches/peers && npm ci && npm run bench -- FOLDER [--limit SECONDS] [--repeats N]
//
// FOLDER holds one folder for each policy: with old.md and new.md, or with versions whose names sort oldest first, of which
// each and the next are a pair. What is timed: the others are given the two texts and tell the words that differ. Ours is
// given the two policies as read and judged, which every visit has by then, and does all of a comparison: pairing of
// clauses, words, materiality, effects, headline. What reading and judging both versions costs stands on its own line.
// Of several runs of a pair the fastest counts, for all alike, so that other work of the machine counts little. A peer that
// takes longer than the limit (5 s) for a pair is stopped where it can be, and counts so. A full rewrite is a pair in
// which less than half of the words live on.

import { closeSync, mkdtempSync, openSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { WASI } from "node:wasi";
import { diffWords } from "diff";
import DiffMatchPatch from "diff-match-patch";
import htmldiff from "node-htmldiff";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { limit: { type: "string", default: "5" }, repeats: { type: "string", default: "7" } } });
const folder = positionals[0] ?? fileURLToPath(new URL("../../../shared/corpus/pairs", import.meta.url));
const limit = Number(values.limit);
const repeats = Number(values.repeats);
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

const read = (file) => readFileSync(`${folder}/${file}`, "utf8");
const files = (policy) => {
  const versions = readdirSync(`${folder}/${policy}`).filter((file) => file.endsWith(".md")).sort();
  return versions.join() === "new.md,old.md" ? ["old.md", "new.md"] : versions;
};
const pairs = readdirSync(folder).sort().flatMap((policy) => {
  const versions = files(policy).map((file) => `${policy}/${file}`);
  return versions.slice(1).map((now, at) => [versions[at], now]);
}).filter(([old, now]) => read(old) !== read(now)).map(([old, now]) => `${old} ${now}`);

const rewritten = (pair) => {
  const [old, now] = pair.split(" ").map((file) => read(file).match(/[\p{L}\p{N}]+/gu) ?? []);
  const count = new Map();
  for (const word of old) count.set(word, (count.get(word) ?? 0) + 1);
  const kept = now.filter((word) => count.get(word) > 0 && count.set(word, count.get(word) - 1)).length;
  return kept * 2 < Math.max(old.length, now.length);
};

/** The least time that the work took, in milliseconds. Slow work is not repeated. */
const fastestRun = (work) => {
  let [least, spent] = [Infinity, 0];
  for (let run = 0; run < repeats && spent <= 1000; run += 1) {
    const start = performance.now();
    work();
    const took = performance.now() - start;
    least = Math.min(least, took);
    spent += took;
  }
  return least;
};

const times = Object.fromEntries(Object.keys(peers).map((name) => [name, new Map()]));
for (const pair of pairs) {
  const [old, now] = pair.split(" ").map(read);
  for (const [name, run] of Object.entries(peers)) times[name].set(pair, fastestRun(() => run(old, now)));
}

const report = `${mkdtempSync(`${tmpdir()}/clausewatch-`)}/times`;
const stdout = openSync(report, "w");
const args = ["peers", String(repeats), ...pairs.flatMap((pair) => pair.split(" "))];
const wasi = new WASI({ version: "preview1", args, preopens: { "/pairs": folder }, stdout });
wasi.start(await WebAssembly.instantiate(await WebAssembly.compile(readFileSync(module)), wasi.getImportObject()));
closeSync(stdout);
const ours = readFileSync(report, "utf8").trim().split("\n").map((line) => line.split("\t"));
times.clausewatch = new Map(ours.map(([pair, comparing]) => [pair, Number(comparing)]));
const reading = new Map(ours.map(([pair, , reading]) => [pair, Number(reading)]));

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const rows = Object.entries({ ...times, "clausewatch, reading both": reading }).map(([name, all]) => {
  const sorted = [...all.values()].sort((a, b) => a - b);
  const ms = (value) => Number(value.toFixed(2));
  return { name, pairs: sorted.length, "median ms": ms(at(sorted, 0.5)), "p95 ms": ms(at(sorted, 0.95)), "max ms": ms(sorted.at(-1)) };
});
console.table(rows);

const rewrites = pairs.filter((pair) => times.clausewatch.has(pair) && rewritten(pair));
const fastest = (pair) => Math.min(...Object.keys(peers).map((name) => times[name].get(pair)));
const slower = rewrites.filter((pair) => times.clausewatch.get(pair) > fastest(pair));
console.log(`${rewrites.length} full rewrites; Clausewatch is slower than the fastest peer on ${slower.length} of them`);
const longest = [...times.clausewatch.keys()].toSorted((a, b) => times.clausewatch.get(b) - times.clausewatch.get(a)).slice(0, 5);
for (const [title, list] of [["full rewrite", rewrites], ["longest", longest]]) {
  for (const pair of list) {
    const line = Object.entries(times).map(([name, all]) => `${name} ${all.get(pair).toFixed(2)}`).join(", ");
    console.log(`  ${title}: ${pair}: ${line} ms`);
  }
}
