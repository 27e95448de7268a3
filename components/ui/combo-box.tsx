'use client'
import ChevronDown from 'lucide-react/icons/chevron-down'
import { type KeyboardEvent, type Ref, useEffect, useState } from 'react'
import { cx } from './class-names.ts'
import { ComboBoxList } from './combo-box-list.tsx'
import { Field, type FieldProps, inputFrame, inputText, useField } from './field.tsx'
import type { Option } from './option.ts'

export type ComboBoxProps = FieldProps & {
  options: readonly Option[]
  value: string | null
  onChange: (value: string | null) => void
  /** For searching on the server: what is typed. Without it the given options are filtered here. */
  onSearch?: (text: string) => void
  placeholder?: string
  mono?: boolean
  isDisabled?: boolean
  isRequired?: boolean
  autoFocus?: boolean
  inputRef?: Ref<HTMLInputElement>
  onBlur?: () => void
}

/** One of a long list, found by typing. Arrows move, Enter takes, Escape closes; an emptied field is no choice. */
export function ComboBox(props: ComboBoxProps) {
  const { options, value, onChange, onSearch, placeholder, mono, inputRef, isDisabled } = props
  const field = useField(props)
  const label = options.find((option) => option.value === value)?.label ?? value ?? ''
  /** What is typed while the list is open; null: closed. */
  const [typed, setTyped] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const shown = typed === null ? [] : onSearch || typed === label ? options : matching(options, typed)
  const isOpen = typed !== null
  const active = shown[Math.min(at, shown.length - 1)]
  const open = () => {
    setTyped(label)
    setAt(
      Math.max(
        0,
        options.findIndex((option) => option.value === value),
      ),
    )
  }
  const close = () => {
    setTyped(null)
    onSearch?.('')
  }
  const choose = (option: Option | undefined) => {
    if (option) onChange(option.value)
    close()
  }
  const leave = () => {
    if (typed === '') onChange(null)
    else if (typed !== null) choose(options.find((option) => option.label === typed))
    props.onBlur?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && !isOpen) open()
    else if (step !== 0) setAt((Math.min(at, shown.length - 1) + step + shown.length) % Math.max(1, shown.length))
    else if (event.key === 'Enter' && isOpen) choose(active)
    else if (event.key === 'Escape' && isOpen) close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  useReveal(active && `${field.control}-${active.value}`)
  return (
    <Field {...props} field={field}>
      <span className={cx(inputFrame, 'relative h-8')}>
        <input
          {...field.attributes}
          ref={inputRef}
          id={field.control}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${field.control}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active && `${field.control}-${active.value}`}
          aria-required={props.isRequired}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the first field of a dialog that was opened to fill it in
          autoFocus={props.autoFocus}
          disabled={isDisabled}
          placeholder={placeholder}
          value={typed ?? label}
          onFocus={open}
          onClick={() => typed === null && open()}
          onBlur={leave}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
            onSearch?.(event.target.value)
          }}
          className={cx(inputText, 'h-8', mono && 'mono')}
        />
        <ChevronDown aria-hidden="true" className="pointer-events-none size-3.5 text-ink-3" />
        {isOpen && (
          <ComboBoxList id={field.control} labelledBy={field.label} options={shown} active={active} onChoose={choose} />
        )}
      </span>
    </Field>
  )
}

function matching(options: readonly Option[], typed: string): readonly Option[] {
  const text = typed.trim().toLowerCase()
  return options.filter((option) => option.label.toLowerCase().includes(text))
}

function useReveal(id: string | undefined) {
  useEffect(() => {
    if (id !== undefined) document.getElementById(id)?.scrollIntoView({ block: 'nearest' })
  }, [id])
}
