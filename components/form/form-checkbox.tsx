'use client'
import { type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { Checkbox } from '#components/ui/checkbox.tsx'
import type { Bound } from './form-text-field.tsx'

type Props<V extends FieldValues, N extends FieldPath<V>> = Bound<V, N> &
  Omit<React.ComponentProps<typeof Checkbox>, 'name' | 'value' | 'onChange'>

/** `Checkbox` bound to a form. */
export function FormCheckbox<V extends FieldValues, N extends FieldPath<V>>({ control, name, ...rest }: Props<V, N>) {
  const { field } = useController({ control, name })
  return (
    <Checkbox
      {...rest}
      name={field.name}
      isSelected={Boolean(field.value)}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
    />
  )
}
