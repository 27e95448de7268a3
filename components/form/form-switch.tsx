'use client'
import { type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { Switch } from '#components/ui/switch.tsx'
import type { Bound } from './form-text-field.tsx'

type Props<V extends FieldValues, N extends FieldPath<V>> = Bound<V, N> &
  Omit<React.ComponentProps<typeof Switch>, 'name' | 'value' | 'onChange'>

/** `Switch` bound to a form. */
export function FormSwitch<V extends FieldValues, N extends FieldPath<V>>({ control, name, ...rest }: Props<V, N>) {
  const { field } = useController({ control, name })
  return (
    <Switch
      {...rest}
      name={field.name}
      isSelected={Boolean(field.value)}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
    />
  )
}
