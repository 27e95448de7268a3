'use client'
import { type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import type { Bound } from './form-text-field.tsx'

type Props<V extends FieldValues, N extends FieldPath<V>> = Bound<V, N> &
  Omit<React.ComponentProps<typeof RadioGroup>, 'name' | 'value' | 'onChange'>

/** `RadioGroup` bound to a form; the schema's message is the error. */
export function FormRadioGroup<V extends FieldValues, N extends FieldPath<V>>({ control, name, ...rest }: Props<V, N>) {
  const { field, fieldState } = useController({ control, name })
  return (
    <RadioGroup
      {...rest}
      name={field.name}
      value={field.value ?? null}
      onChange={field.onChange}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      errorMessage={fieldState.error?.message}
      validationBehavior="aria"
    />
  )
}
