'use client'
import { type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { Select } from '#components/ui/select.tsx'
import type { Bound } from './form-text-field.tsx'

type Props<V extends FieldValues, N extends FieldPath<V>> = Bound<V, N> &
  Omit<React.ComponentProps<typeof Select>, 'name' | 'value' | 'onChange'>

/** `Select` bound to a form; the schema's message is the error. */
export function FormSelect<V extends FieldValues, N extends FieldPath<V>>({ control, name, ...rest }: Props<V, N>) {
  const { field, fieldState } = useController({ control, name })
  return (
    <Select
      {...rest}
      name={field.name}
      value={field.value ?? null}
      onChange={field.onChange}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      errorMessage={fieldState.error?.message}
    />
  )
}
