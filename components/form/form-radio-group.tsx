'use client'
import { RadioGroup, type RadioGroupProps } from '#components/ui/radio-group.tsx'
import { bindField, readChoice, type Unbound } from './bind-field.tsx'

/** `RadioGroup` bound to a form. */
export const FormRadioGroup = bindField<Unbound<RadioGroupProps, string | null>, string | null>(RadioGroup, readChoice)
