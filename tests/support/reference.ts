import operations from '#tests/fixtures/reference-operations.json' with { type: 'json' }

/** Parts of the public APIs that are left for later. */
const LATER = ['v1.environment.', 'v1.ingest.endpoint.', 'v1.ingest.authentication.']

/** An operation of a public API: its address, success statuses, and the names of what goes in and comes out. */
export type ReferenceOperation = (typeof operations)[number]

/** Every operation of the public APIs that must work here. */
export const IN_SCOPE: readonly ReferenceOperation[] = operations.filter(
  ({ id }) => !LATER.some((prefix) => id.startsWith(prefix)),
)
