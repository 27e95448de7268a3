'use client'
import { type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { NumberField } from '#components/ui/number-field.tsx'
import type { Bound } from './form-text-field.tsx'

type Props<V extends FieldValues, N extends FieldPath<V>> = Bound<V, N> &
  Omit<React.ComponentProps<typeof NumberField>, 'name' | 'value' | 'onChange'>

/** `NumberField` bound to a form; the schema's message is the error. */
export function FormNumberField<V extends FieldValues, N extends FieldPath<V>>({
  control,
  name,
  ...rest
}: Props<V, N>) {
  const { field, fieldState } = useController({ control, name })
  return (
    <NumberField
      {...rest}
      name={field.name}
      value={field.value ?? Number.NaN}
      onChange={(value) => field.onChange(Number.isNaN(value) ? null : value)}
      onBlur={field.onBlur}
      inputRef={field.ref}
      isInvalid={fieldState.invalid}
      errorMessage={fieldState.error?.message}
      validationBehavior="aria"
    />
  )
}
