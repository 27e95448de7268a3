'use client'
import { ComboBox, type ComboBoxProps } from '#components/ui/combo-box.tsx'
import { bindField, readChoice, type Unbound } from './bind-field.tsx'

/** `ComboBox` bound to a form. */
export const FormComboBox = bindField<Unbound<ComboBoxProps, string | null>, string | null>(ComboBox, readChoice)
