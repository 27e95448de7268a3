'use client'
import { type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { PasswordField } from '#components/ui/password-field.tsx'
import type { Bound } from './form-text-field.tsx'

type Props<V extends FieldValues, N extends FieldPath<V>> = Bound<V, N> &
  Omit<React.ComponentProps<typeof PasswordField>, 'name' | 'value' | 'onChange'>

/** `PasswordField` bound to a form; the schema's message is the error. */
export function FormPasswordField<V extends FieldValues, N extends FieldPath<V>>({
  control,
  name,
  ...rest
}: Props<V, N>) {
  const { field, fieldState } = useController({ control, name })
  return (
    <PasswordField
      {...rest}
      name={field.name}
      value={field.value ?? ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      isInvalid={fieldState.invalid}
      errorMessage={fieldState.error?.message}
      validationBehavior="aria"
    />
  )
}
