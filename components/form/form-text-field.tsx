'use client'
import { TextField, type TextFieldProps } from '#components/ui/text-field.tsx'
import { bindField, readText, type Unbound } from './bind-field.tsx'

/** `TextField` bound to a form. */
export const FormTextField = bindField<Unbound<TextFieldProps, string>, string>(TextField, readText)
