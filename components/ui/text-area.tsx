'use client'
import type { ComponentProps, Ref } from 'react'
import { cx } from './class-names.ts'
import { Field, useField } from './field.tsx'
import { type TextControlProps, textAttributes } from './text-field.tsx'

export type TextAreaProps = Omit<TextControlProps, 'onBlur' | 'onFocus'> &
  Pick<ComponentProps<'textarea'>, 'onBlur' | 'onFocus' | 'onKeyDown' | 'onPaste'> & {
    rows?: number
    inputRef?: Ref<HTMLTextAreaElement>
  }

/** Several lines of text: certificates, descriptions, bodies. */
export function TextArea({ onBlur, onFocus, ...props }: TextAreaProps) {
  const { mono, rows = 4, inputRef, onKeyDown, onPaste } = props
  const field = useField(props, props.id)
  return (
    <Field {...props} field={field}>
      <textarea
        {...textAttributes(props)}
        {...field.attributes}
        {...{ onBlur, onFocus, onKeyDown, onPaste }}
        id={field.control}
        ref={inputRef}
        rows={rows}
        spellCheck={mono ? false : undefined}
        onChange={(event) => props.onChange?.(event.target.value)}
        className={cx(
          'min-w-0 flex-1 resize-y rounded-sm bg-surface px-2.5 py-1.5 inset-ring inset-ring-control focus-visible:outline-2 focus-visible:outline-focus focus-visible:outline-offset-1 disabled:cursor-not-allowed disabled:bg-sunken aria-invalid:inset-ring-failure-solid',
          mono && 'mono',
        )}
      />
    </Field>
  )
}
