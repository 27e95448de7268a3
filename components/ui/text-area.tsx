'use client'
import type { Ref } from 'react'
import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components/TextField'
import { cx } from './class-names.ts'
import { FieldLabel, FieldNotes, fieldFrame, inputText } from './field.tsx'
import type { TextFieldProps } from './text-field.tsx'

type TextAreaProps = Omit<TextFieldProps, 'prefix' | 'suffix' | 'inputRef'> & {
  rows?: number
  inputRef?: Ref<HTMLTextAreaElement>
}

/** Several lines of text: certificates, descriptions, bodies. */
export function TextArea(props: TextAreaProps) {
  const { label, hint, hideLabel, description, errorMessage, placeholder, mono, rows = 4, inputRef, ...rest } = props
  return (
    <AriaTextField {...rest} className={cx(fieldFrame, props.className)}>
      <FieldLabel label={label} hint={hint} hideLabel={hideLabel} />
      <AriaTextArea
        ref={inputRef}
        rows={rows}
        placeholder={placeholder}
        spellCheck={mono ? false : undefined}
        className={cx(
          inputText,
          'resize-y rounded-sm bg-surface px-2.5 py-1.5 inset-ring inset-ring-control focus-visible:outline-2 focus-visible:outline-focus focus-visible:outline-offset-1 disabled:bg-sunken data-invalid:inset-ring-failure-solid',
          mono && 'mono',
        )}
      />
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaTextField>
  )
}
