'use client'
import Search from 'lucide-react/icons/search'
import X from 'lucide-react/icons/x'
import { useEffect, useRef, useState } from 'react'
import { cx } from './class-names.ts'
import { inputFrame, inputText } from './field.tsx'
import { Kbd } from './kbd.tsx'
import { PlainButton } from './plain-button.tsx'

export type SearchFieldProps = {
  label: string
  placeholder?: string
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  /** Enter. */
  onSubmit?: (value: string) => void
  /** `/` anywhere on the page puts the cursor here. One per page. */
  hasShortcut?: boolean
  className?: string
}

/** Search with a glass, an x that clears (Escape too) and, when asked, the `/` shortcut. */
export function SearchField({
  label,
  placeholder,
  hasShortcut = false,

  className,
  ...rest
}: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [own, setOwn] = useState(rest.defaultValue ?? '')
  const value = rest.value ?? own
  useSlashShortcut(hasShortcut, input)
  const change = (text: string) => {
    setOwn(text)
    rest.onChange?.(text)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter' && rest.onSubmit) {
      event.preventDefault()
      rest.onSubmit(value)
    }
    if (event.key !== 'Escape' || value === '') return
    event.preventDefault()
    change('')
  }
  return (
    <div className={cx('min-w-0', className)}>
      <div className={cx(inputFrame, 'h-7')}>
        <Search aria-hidden="true" className="size-3.5 text-ink-3" />
        <input
          ref={input}
          type="search"
          aria-label={label}
          placeholder={placeholder ?? label}
          value={value}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          className={cx(inputText, 'h-7 [&::-webkit-search-cancel-button]:appearance-none')}
        />
        {value !== '' && (
          <PlainButton
            aria-label={`Clear ${label}`}
            tabIndex={-1}
            onPress={() => {
              change('')
              input.current?.focus()
            }}
            className="-mr-1.5 grid size-6 place-items-center rounded-xs text-ink-3 hover:text-ink"
          >
            <X className="size-3.5" />
          </PlainButton>
        )}
        {hasShortcut && value === '' && (
          <span className="hidden sm:contents">
            <Kbd>/</Kbd>
          </span>
        )}
      </div>
    </div>
  )
}

function useSlashShortcut(isOn: boolean, input: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOn, input])
}

/** Single-key shortcuts stay out of text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
