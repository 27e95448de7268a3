'use client'
import { type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { TagField } from '#components/ui/tag-field.tsx'
import type { Bound } from './form-text-field.tsx'

type Props<V extends FieldValues, N extends FieldPath<V>> = Bound<V, N> &
  Omit<React.ComponentProps<typeof TagField>, 'name' | 'value' | 'onChange'>

/** `TagField` bound to a form; the schema's message is the error. */
export function FormTagField<V extends FieldValues, N extends FieldPath<V>>({ control, name, ...rest }: Props<V, N>) {
  const { field, fieldState } = useController({ control, name })
  return (
    <TagField
      {...rest}
      value={field.value ?? []}
      onChange={field.onChange}
      onBlur={field.onBlur}
      errorMessage={firstMessage(fieldState.error)}
    />
  )
}

/** A list's error is either its own or that of its first wrong entry. */
function firstMessage(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('message' in error && typeof error.message === 'string') return error.message
  return Object.values(error).map(firstMessage).find(Boolean)
}
