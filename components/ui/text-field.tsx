'use client'
import type { ReactNode, Ref } from 'react'
import { Group } from 'react-aria-components/Group'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
} from 'react-aria-components/TextField'
import { cx } from './class-names.ts'
import { FieldLabel, FieldNotes, type FieldProps, fieldFrame, inputFrame, inputText } from './field.tsx'

export type TextFieldProps = Omit<AriaTextFieldProps, 'className' | 'children' | 'style'> &
  FieldProps & {
    placeholder?: string
    /** URLs, ids, codes. */
    mono?: boolean
    /** Icon before, word or button after the text. */
    prefix?: ReactNode
    suffix?: ReactNode
    inputRef?: Ref<HTMLInputElement>
    className?: string
  }

/** One line of text with label, help and error. */
export function TextField(props: TextFieldProps) {
  const { label, hint, hideLabel, description, errorMessage, placeholder, mono, prefix, suffix, inputRef, ...rest } =
    props
  return (
    <AriaTextField {...rest} className={cx(fieldFrame, props.className)}>
      <FieldLabel label={label} hint={hint} hideLabel={hideLabel} />
      <Group className={cx(inputFrame, 'min-h-8')}>
        {prefix && <span className="text-ink-3 [&_svg]:size-3.5">{prefix}</span>}
        <Input ref={inputRef} placeholder={placeholder} className={cx(inputText, 'h-8', mono && 'mono')} />
        {suffix && <span className="flex items-center gap-1.5 whitespace-nowrap text-ink-3">{suffix}</span>}
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaTextField>
  )
}
