'use client'
import type { ComponentType, ReactNode } from 'react'
import {
  type FieldPath,
  type FieldValues,
  type RefCallBack,
  type UseControllerProps,
  useController,
} from 'react-hook-form'

/** What a form gives a control. */
export type Binding<T> = {
  name: string
  value: T
  onChange: (value: T) => void
  onBlur: () => void
  inputRef: RefCallBack
  isInvalid: boolean
  errorMessage: ReactNode
}

/** Props of a control without those that the form gives. */
export type Unbound<P, T> = Omit<P, keyof Binding<T>>

/**
 * Binds a control to a form: it then takes the form's `control` and the field's `name`, and the schema's message is
 * its error. `read` makes the control's value of the form's, `write` the other way round.
 */
export function bindField<P, T>(
  Control: ComponentType<P & Binding<T>>,
  read: (value: unknown) => T,
  write: (value: T) => unknown = (value) => value,
) {
  return function BoundField<V extends FieldValues, N extends FieldPath<V>>(
    props: P & Pick<UseControllerProps<V, N>, 'control' | 'name'>,
  ) {
    const { field, fieldState } = useController({ control: props.control, name: props.name })
    return (
      <Control
        {...props}
        value={read(field.value)}
        onChange={(value) => field.onChange(write(value))}
        onBlur={field.onBlur}
        inputRef={field.ref}
        isInvalid={fieldState.invalid}
        errorMessage={firstMessage(fieldState.error)}
      />
    )
  }
}

export const readText = (value: unknown): string => (typeof value === 'string' ? value : '')

export const readChoice = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** A list's error is either its own or that of its first wrong entry. */
function firstMessage(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('message' in error && typeof error.message === 'string') return error.message
  return Object.values(error).map(firstMessage).find(Boolean)
}
