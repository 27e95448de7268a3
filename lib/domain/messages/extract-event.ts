import { isRecord } from '../schemas.ts'

/** What Posthorn reads out of an event's body besides its bytes. */
export interface ExtractedEvent {
  /** The event's own id, or null when the body has not the event shape. */
  readonly id: string | null
  readonly eventType: string | null
  readonly company: { readonly id: string; readonly name: string } | null
  /** `key:value`, as the body tells them of its company. */
  readonly tags: readonly string[]
}

const NOTHING: ExtractedEvent = { id: null, eventType: null, company: null, tags: [] }

// A consumer's tag has at most 128 characters: a longer one can match nobody.
const LONGEST_TAG = 128
const MOST_TAGS = 50
const LONGEST_ID = 256
const LONGEST_NAME = 512

/**
 * Reads the event shape `{id, eventType or type, generatedDate, payload}`: its company is
 * `payload.referenceCompany`, or `payload` itself in `company.*` events. Anything else has no company and no tags.
 */
export function extractEvent(body: unknown): ExtractedEvent {
  if (!isRecord(body) || !isRecord(body.payload)) return NOTHING
  const eventType = text(body.eventType) ?? text(body.type)
  const id = text(body.id)
  if (eventType === null || id === null || typeof body.generatedDate !== 'string') return NOTHING
  const about = eventType.startsWith('company.') ? body.payload : body.payload.referenceCompany
  return { id, eventType, ...companyOf(about) }
}

function companyOf(about: unknown): Pick<ExtractedEvent, 'company' | 'tags'> {
  if (!isRecord(about)) return { company: null, tags: [] }
  const id = text(about.id)
  const company =
    id === null || id.length > LONGEST_ID ? null : { id, name: (text(about.name) ?? '').slice(0, LONGEST_NAME) }
  return { company, tags: tagsOf(about.tags) }
}

function tagsOf(tags: unknown): string[] {
  if (!isRecord(tags)) return []
  return Object.entries(tags)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    .map(([key, value]) => `${key}:${String(value)}`)
    .filter((tag) => tag.length <= LONGEST_TAG && storable(tag))
    .slice(0, MOST_TAGS)
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && storable(value) ? value : null
}

// Postgres text holds neither U+0000 nor half of a surrogate pair; JSON escapes can spell both.
function storable(value: string): boolean {
  return !value.includes('\u0000') && value.isWellFormed()
}
