import { SOURCE_TYPES } from '#lib/domain/sources/source-types.ts'

/** The kinds of source that the form offers. */
export const SOURCE_PRESETS = Object.entries(SOURCE_TYPES).map(([type, { label, scheme, eventTypePath }]) => ({
  type,
  label,
  scheme,
  eventTypePath,
}))
