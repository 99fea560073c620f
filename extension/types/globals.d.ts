// What content/snapshot-format.js puts into the global scope.
declare var clausewatchSnapshotFormat: {
  readonly version: number
  readonly maxNodes: number
  readonly maxText: number
  readonly maxAttributes: number
  readonly keptAttributes: readonly string[]
  readonly leftOut: readonly string[]
}

// Chromium and Firefox 150 have it; TypeScript's own types do not know it yet.
interface HighlightRegistry {
  highlightsFromPoint(x: number, y: number, options?: { shadowRoots?: ShadowRoot[] }): { highlight: Highlight; ranges: AbstractRange[] }[]
}
