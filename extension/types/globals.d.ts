// What content/snapshot-format.js puts into the global scope.
declare var clausewatchSnapshotFormat: {
  readonly version: number
  readonly maxNodes: number
  readonly maxText: number
  readonly maxAttributes: number
  readonly keptAttributes: readonly string[]
  readonly leftOut: readonly string[]
}
