import { z } from 'zod'
import type { SourceView } from '#lib/queries/sources.ts'
import { SCHEME_FIELDS, type SchemeField, type SourcePreset } from './source-preset.ts'

export const sourceFormSchema = z.object({
  name: z.string().trim().min(2, 'Use at least 2 characters').max(256),
  type: z.string().min(1),
  secret: z.string(),
  header: z.string(),
  algorithm: z.string(),
  encoding: z.string(),
  prefix: z.string(),
  idHeader: z.string(),
  username: z.string(),
  password: z.string(),
  eventTypePath: z.string(),
  inbox: z.boolean(),
})
export type SourceForm = z.output<typeof sourceFormSchema>

const SECRETS = new Set<SchemeField>(['secret', 'password'])

export const NEW_SOURCE: SourceForm = {
  name: '',
  type: 'svix',
  secret: '',
  header: '',
  algorithm: 'sha256',
  encoding: 'hex',
  prefix: '',
  idHeader: '',
  username: '',
  password: '',
  eventTypePath: '',
  inbox: false,
}

/** The form of a source that exists. Secrets are never given back: left empty, they stay. */
export function formOf({ name, type, config, eventTypePath, inbox }: SourceView): SourceForm {
  return { ...NEW_SOURCE, ...config, name, type, eventTypePath, inbox }
}

/** What the API takes. Secrets and a path that are left empty are left out. */
export function toFields(form: SourceForm, presets: readonly SourcePreset[]) {
  const scheme = presets.find((preset) => preset.type === form.type)?.scheme ?? 'none'
  const given = (SCHEME_FIELDS[scheme] ?? []).map((name) => [name, form[name]] as const)
  return {
    name: form.name,
    type: form.type,
    config: Object.fromEntries(
      given
        .filter(([name, value]) => value !== '' || !SECRETS.has(name))
        .map(([name, value]) => [name, name === 'idHeader' && value === '' ? null : value]),
    ),
    inbox: form.inbox,
    ...(form.eventTypePath === '' ? {} : { eventTypePath: form.eventTypePath }),
  }
}
