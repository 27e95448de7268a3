'use client'
import Search from 'lucide-react/icons/search'
import X from 'lucide-react/icons/x'
import { useEffect, useRef } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
  Input,
} from 'react-aria-components/SearchField'
import { cx } from './class-names.ts'
import { inputFrame, inputText } from './field.tsx'
import { Kbd } from './kbd.tsx'

export type SearchFieldProps = Omit<AriaSearchFieldProps, 'className' | 'children' | 'style' | 'aria-label'> & {
  label: string
  placeholder?: string
  /** `/` anywhere on the page puts the cursor here. One per page. */
  hasShortcut?: boolean
  className?: string
}

/** Search with a glass, an x that clears (Escape too) and, when asked, the `/` shortcut. */
export function SearchField({ label, placeholder, hasShortcut = false, className, ...rest }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useSlashShortcut(hasShortcut, input)
  return (
    <AriaSearchField {...rest} aria-label={label} className={cx('group min-w-0', className)}>
      <Group className={cx(inputFrame, 'h-7')}>
        <Search aria-hidden="true" className="size-3.5 text-ink-3" />
        <Input
          ref={input}
          placeholder={placeholder ?? label}
          className={cx(inputText, 'h-7 [&::-webkit-search-cancel-button]:appearance-none')}
        />
        <AriaButton className="-mr-1.5 grid size-6 place-items-center rounded-xs text-ink-3 hover:text-ink group-data-empty:hidden">
          <X className="size-3.5" />
        </AriaButton>
        {hasShortcut && (
          <span className="hidden sm:group-data-empty:contents">
            <Kbd>/</Kbd>
          </span>
        )}
      </Group>
    </AriaSearchField>
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
