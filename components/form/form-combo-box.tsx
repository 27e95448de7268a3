'use client'
import { type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { ComboBox } from '#components/ui/combo-box.tsx'
import type { Bound } from './form-text-field.tsx'

type Props<V extends FieldValues, N extends FieldPath<V>> = Bound<V, N> &
  Omit<React.ComponentProps<typeof ComboBox>, 'name' | 'value' | 'onChange'>

/** `ComboBox` bound to a form; the schema's message is the error. */
export function FormComboBox<V extends FieldValues, N extends FieldPath<V>>({ control, name, ...rest }: Props<V, N>) {
  const { field, fieldState } = useController({ control, name })
  return (
    <ComboBox
      {...rest}
      value={field.value ?? null}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      isInvalid={fieldState.invalid}
      errorMessage={fieldState.error?.message}
    />
  )
}
