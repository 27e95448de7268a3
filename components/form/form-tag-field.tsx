'use client'
import { TagField, type TagFieldProps } from '#components/ui/tag-field.tsx'
import { bindField, type Unbound } from './bind-field.tsx'

const read = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

/** `TagField` bound to a form. */
export const FormTagField = bindField<Unbound<TagFieldProps, string[]>, string[]>(TagField, read)
