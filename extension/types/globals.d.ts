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

/** A finding with all that there is to say of it; see packed.js. */
type WholeFinding = Omit<import('./wire.js').VisitFinding, 'topic' | 'laws'> &
  import('./wire.js').VisitTopic &
  import('./wire.js').VisitClause & { id: string; regulations: import('./wire.js').VisitRegulation[] }

/** A reader's own word with the clause it stands in. */
type WholeWatched = import('./wire.js').VisitWatched & import('./wire.js').VisitClause

/** A visit whose findings are whole. */
type Unpacked<V extends import('./wire.js').Visit> = Omit<V, 'findings' | 'watched' | 'shared'> & {
  findings: WholeFinding[]
  watched: WholeWatched[]
}

// What packed.js puts into the global scope.
declare var clausewatchUnpacked: <V extends import('./wire.js').Visit>(visit: V) => Unpacked<V>

// The reader's settings; settings.js says what counts until one is chosen.
interface ClausewatchSettings {
  /** Whether policies are read as they are opened, or only where the reader asks. */
  detection: 'everywhere' | 'click'
  /** The severities that are painted and listed. */
  severities: ('high' | 'medium' | 'low')[]
  /** Categories, by id, that are not shown. */
  hiddenCategories: string[]
  /** The highlights' colours: the usual ones, ones that can be told apart with any colour vision, ones of high contrast. */
  palette: 'standard' | 'safe' | 'strong'
  /** The language of what Clausewatch says: the browser's, or one that it ships. */
  language: 'browser' | 'en' | 'de' | 'fr' | 'es'
  /** Whether a change found in the background is told at once. */
  notifications: boolean
  /** Hours between two looks at a watched policy. */
  watchHours: number
  /** Whether watched policies are looked at through a connection that is metered, too. */
  watchMetered: boolean
  /** When no notification is shown, in minutes since midnight; may run over midnight. */
  quietHours: { from: number; to: number } | null
  /** Phrases that the reader looks for in every policy. */
  watchWords: string[]
}

// What settings.js puts into the global scope.
declare var clausewatchSettings: {
  readonly choices: {
    readonly detection: readonly ClausewatchSettings['detection'][]
    readonly severities: readonly ClausewatchSettings['severities'][number][]
    readonly palette: readonly ClausewatchSettings['palette'][]
    readonly language: readonly ClausewatchSettings['language'][]
    readonly watchHours: readonly number[]
  }
  readonly defaults: Readonly<ClausewatchSettings>
  readonly most: { readonly watchWords: number; readonly watchWordLength: number }
  /** All settings out of what is stored or was in a file; what does not fit counts as never chosen. */
  from(stored: { [name: string]: unknown }): ClausewatchSettings
  load(): Promise<ClausewatchSettings>
  /** Stores some; throws a TypeError where a value does not fit. */
  save(values: Partial<ClausewatchSettings>): Promise<void>
  touches(changes: { [name: string]: chrome.storage.StorageChange }): boolean
}
