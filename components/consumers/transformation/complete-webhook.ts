import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { TrialView } from '#lib/queries/transformations.ts'

const FIELDS: readonly Completion[] = [
  { label: 'payload', detail: 'object', info: 'The whole event as it is sent; change it or give another.' },
  { label: 'cancel', detail: 'boolean', info: 'True stops the send: the log shows a cancelled success.' },
  { label: 'companyTags', detail: 'string[]', info: 'Tags of the message, as key:value. To read.' },
  { label: 'eventType', detail: 'string', info: 'Name of the event type.' },
  {
    label: 'headers',
    detail: 'Record<string, string>',
    info: 'Your headers of this consumer; sensitive ones are not shown.',
  },
  { label: 'method', detail: "'POST' | 'PUT'", info: 'POST unless you set PUT.' },
  {
    label: 'url',
    detail: 'string',
    info: 'Where it goes. A changed origin gets no sensitive headers and no certificate.',
  },
].map((field) => ({ ...field, type: 'property' }))

/**
 * Completes `webhook.` with its typed fields, and deeper paths (`webhook.payload.invoice.`) with what the event at hand
 * holds there. `payload.` completes too, since most handlers take it out first.
 */
export function completeWebhook(
  context: CompletionContext,
  sample: TrialView['before'] | null,
): CompletionResult | null {
  const path = context.matchBefore(/\b(?:webhook|payload)(?:\??\.[\w$]*)+/)
  if (path === null) return null
  const parts = path.text.split(/\??\./)
  const typed = parts.pop() ?? ''
  const from = context.pos - typed.length
  if (parts.length === 1 && parts[0] === 'webhook') return { from, options: [...FIELDS], validFor: /^[\w$]*$/ }
  const start: unknown = parts[0] === 'payload' ? sample?.payload : sample
  const holder = parts.slice(1).reduce<unknown>((value, name) => fieldOf(value, name), start)
  const options = fieldsOf(holder).map(([label, value]) => ({ label, detail: typeName(value), type: 'property' }))
  return options.length === 0 ? null : { from, options, validFor: /^[\w$]*$/ }
}

function fieldOf(value: unknown, name: string): unknown {
  return fieldsOf(value).find(([key]) => key === name)?.[1]
}

function fieldsOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).filter(([key]) => /^[A-Za-z_$][\w$]*$/.test(key))
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'array' : `${typeName(value[0])}[]`
  return typeof value
}
