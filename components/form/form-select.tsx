'use client'
import { Select, type SelectProps } from '#components/ui/select.tsx'
import { bindField, readChoice, type Unbound } from './bind-field.tsx'

/** `Select` bound to a form. */
export const FormSelect = bindField<Unbound<SelectProps, string | null>, string | null>(Select, readChoice)
