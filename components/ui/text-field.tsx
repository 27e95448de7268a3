'use client'
import type { ComponentProps, ReactNode, Ref } from 'react'
import { cx } from './class-names.ts'
import { Field, type FieldProps, inputFrame, inputText, useField } from './field.tsx'

/** What text fields of one and of many lines share. */
export type TextControlProps = FieldProps &
  Pick<
    ComponentProps<'input'>,
    'name' | 'id' | 'autoComplete' | 'maxLength' | 'minLength' | 'placeholder' | 'autoFocus' | 'onBlur' | 'onFocus'
  > & {
    value?: string
    defaultValue?: string
    onChange?: (value: string) => void
    isDisabled?: boolean
    isReadOnly?: boolean
    isRequired?: boolean
    /** URLs, ids, codes. */
    mono?: boolean
  }

export type TextFieldProps = TextControlProps &
  Pick<ComponentProps<'input'>, 'type' | 'inputMode' | 'onKeyDown' | 'onPaste'> & {
    /** Icon before, word or button after the text. */
    prefix?: ReactNode
    suffix?: ReactNode
    inputRef?: Ref<HTMLInputElement>
  }

/** One line of text with label, help and error. */
export function TextField(props: TextFieldProps) {
  const { prefix, suffix, inputRef, type = 'text', inputMode, onKeyDown, onPaste, mono } = props
  const field = useField(props, props.id)
  return (
    <Field {...props} field={field}>
      <span className={cx(inputFrame, 'min-h-8')}>
        {prefix && <span className="text-ink-3 [&_svg]:size-3.5">{prefix}</span>}
        <input
          {...textAttributes(props)}
          {...field.attributes}
          {...{ type, inputMode, onKeyDown, onPaste }}
          id={field.control}
          ref={inputRef}
          onChange={(event) => props.onChange?.(event.target.value)}
          className={cx(inputText, 'h-8', mono && 'mono')}
        />
        {suffix && <span className="flex items-center gap-1.5 whitespace-nowrap text-ink-3">{suffix}</span>}
      </span>
    </Field>
  )
}

/** Those attributes of a text control that the browser takes under another name, or as they are. */
export function textAttributes({ isDisabled, isReadOnly, isRequired, ...given }: TextControlProps) {
  const { name, value, defaultValue, placeholder, autoComplete, autoFocus, maxLength, minLength, onBlur, onFocus } =
    given
  const taken = { name, value, defaultValue, placeholder, autoComplete, autoFocus, maxLength, minLength }
  return { ...taken, onBlur, onFocus, disabled: isDisabled, readOnly: isReadOnly, 'aria-required': isRequired }
}
