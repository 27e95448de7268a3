'use client'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { cx } from './class-names.ts'
import { inputText } from './field.tsx'
import { StatusGlyph } from './status-glyph.tsx'
import { Tag } from './tag.tsx'

export type TagFieldProps = {
  label: ReactNode
  value: readonly string[]
  onChange: (tags: string[]) => void
  onBlur?: () => void
  /** Sentence for a wrong tag, or null when it is right; runs as the person types. */
  validate?: (tag: string) => string | null
  description?: ReactNode
  /** An error from outside, such as the form's. */
  errorMessage?: ReactNode
  max?: number
  placeholder?: string
  isDisabled?: boolean
}

const DEFAULT_PATTERN = /^[^\s:]+:\S+$/

function describeWrongTag(tag: string): string | null {
  return DEFAULT_PATTERN.test(tag) ? null : 'A tag is key:value, for example tier:gold'
}

/** Company tags as luggage labels: Enter, comma, space or leaving the field adds; Backspace takes the last back. */
export function TagField(props: TagFieldProps) {
  const { label, value, onChange, validate = describeWrongTag, description, errorMessage, max = 10 } = props
  const [draft, setDraft] = useState('')
  const [isTouched, setTouched] = useState(false)
  const id = useId()
  const wrong = findFault(draft.trim(), value, max, validate)
  const shown = (isTouched && draft.trim() ? wrong : null) ?? errorMessage
  const add = () => {
    const tag = draft.trim()
    setTouched(tag !== '')
    if (!tag || wrong) return
    onChange([...value, tag])
    setDraft('')
    setTouched(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if ([',', ' ', 'Enter'].includes(event.key)) {
      event.preventDefault()
      add()
    }
    const last = value.at(-1)
    if (event.key === 'Backspace' && draft === '' && last) {
      onChange(value.slice(0, -1))
      setDraft(last)
    }
  }
  return (
    <div className="grid min-w-0 content-start gap-1.5">
      <label htmlFor={id} className="justify-self-start font-medium">
        {label}{' '}
        <span className="font-normal text-ink-3">
          {value.length} of {max}
        </span>
      </label>
      <div
        className={cx(
          'flex min-h-8 flex-wrap items-center gap-1 rounded-sm bg-surface px-1.5 py-1 inset-ring has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-focus has-[input:focus-visible]:outline-offset-1',
          shown ? 'inset-ring-failure-solid' : 'inset-ring-control',
        )}
      >
        {value.map((tag) => (
          <Tag key={tag} tag={tag} onRemove={() => onChange(value.filter((other) => other !== tag))} />
        ))}
        <input
          id={id}
          value={draft}
          disabled={props.isDisabled}
          placeholder={value.length === 0 ? (props.placeholder ?? 'key:value') : undefined}
          aria-invalid={Boolean(shown)}
          aria-describedby={`${id}-notes`}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setDraft(event.target.value)
            setTouched(event.target.value.length > 2)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            add()
            props.onBlur?.()
          }}
          className={cx(inputText, 'mono h-6 min-w-24 px-1')}
        />
      </div>
      <div id={`${id}-notes`} className="grid gap-1.5 text-xs">
        {shown && (
          <p className="flex items-start gap-1.5 text-failure">
            <StatusGlyph kind="failure" size="xs" className="mt-0.5" />
            {shown}
          </p>
        )}
        {description && <p className="text-ink-3">{description}</p>}
      </div>
    </div>
  )
}

function findFault(tag: string, value: readonly string[], max: number, validate: (tag: string) => string | null) {
  if (!tag) return null
  if (value.includes(tag)) return `${tag} is already here`
  if (value.length >= max) return `At most ${max} tags. Remove one first`
  return validate(tag)
}
