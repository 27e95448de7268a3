import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { authorize } from '../permissions.ts'
import { CODAT_EVENT_TYPES, type PresetEventType } from './presets/codat.ts'

const PRESETS: Readonly<Record<string, readonly PresetEventType[]>> = { codat: CODAT_EVENT_TYPES }

/** The event types of a ready catalogue, to look at before they are loaded. @throws DomainError `not_found` */
export function getPreset(ctx: Context, name: string): readonly PresetEventType[] {
  authorize(ctx, 'read')
  const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined
  if (preset === undefined) throw new DomainError('not_found', `There is no preset "${name}".`)
  return preset
}
