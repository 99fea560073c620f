// Types that the classic scripts (content/, ui/) share: they have no imports of their own.

type Visit = Unpacked<import('./wire.js').Visit>
type ShownVisit = Unpacked<import('../messages.js').ShownVisit>
type Dismissal = import('../messages.js').Dismissal
type VisitFinding = WholeFinding
type VisitWatched = WholeWatched
type VisitChange = import('./wire.js').VisitChange
type TextRange = import('./wire.js').TextRange
type ContentRequest = import('../messages.js').ContentRequest
type ContentCommand = import('../messages.js').ContentCommand

// Newer than TypeScript's own declarations.

interface Document {
  readonly prerendering?: boolean
}
