'use client'
import X from 'lucide-react/icons/x'
import { cx } from './class-names.ts'
import { PlainButton } from './plain-button.tsx'

type TagProps = {
  /** `key:value` of a company. */
  tag: string
  /** It is one of those that matched. */
  hit?: boolean
  onRemove?: () => void
}

/** The luggage label: round on the left with a hole. Only company tags have this shape. */
export function Tag({ tag, hit = false, onRemove }: TagProps) {
  const colon = tag.indexOf(':')
  const look = hit
    ? 'bg-success-soft text-success inset-ring-success-solid'
    : 'bg-sunken text-ink inset-ring-line-strong'
  const hole = hit ? 'bg-success-solid' : 'bg-surface inset-ring inset-ring-control'
  return (
    <span
      className={cx(
        'mono inline-flex h-5 items-center whitespace-nowrap rounded-l-full rounded-r-xs px-1.5 align-top font-medium inset-ring',
        look,
      )}
    >
      <span aria-hidden="true" className={cx('mr-1.5 size-1.5 rounded-full', hole)} />
      {colon > 0 && <span className={cx('font-normal', !hit && 'text-ink-3')}>{tag.slice(0, colon + 1)}</span>}
      {tag.slice(colon + 1)}
      {hit && <span className="sr-only"> (matched)</span>}
      {onRemove && (
        <PlainButton
          aria-label={`Remove ${tag}`}
          onPress={onRemove}
          className="-mr-1.5 ml-0.5 grid size-5 place-items-center rounded-xs text-ink-3 hover:text-ink"
        >
          <X className="size-3" />
        </PlainButton>
      )}
    </span>
  )
}

type TagListProps = {
  tags: readonly string[]
  hits?: ReadonlySet<string>
  /** How many are shown before the rest is counted. */
  limit?: number
  /** On one line of that many characters, at least one tag; the rest is counted. */
  room?: number
}

/** Several tags in a row, with the count of those left out. */
export function TagList({ tags, hits, limit = 3, room }: TagListProps) {
  const shown = Math.min(limit, room === undefined ? limit : fitting(tags, room))
  const rest = tags.length - shown
  return (
    <span className={cx('inline-flex items-center gap-1', room === undefined && 'flex-wrap')}>
      {tags.slice(0, shown).map((tag) => (
        <Tag key={tag} tag={tag} hit={hits?.has(tag)} />
      ))}
      {rest > 0 && (
        <span className="text-ink-3 text-xs" title={tags.slice(shown).join(', ')}>
          +{rest}
        </span>
      )}
    </span>
  )
}

/** Round ends, hole and gap of a tag, in characters. */
const FRAME = 4

function fitting(tags: readonly string[], room: number): number {
  let left = room
  const first = tags.findIndex((tag) => {
    left -= tag.length + FRAME
    return left < 0
  })
  return Math.max(1, first === -1 ? tags.length : first)
}
