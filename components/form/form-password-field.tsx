'use client'
import { PasswordField, type PasswordFieldProps } from '#components/ui/password-field.tsx'
import { bindField, readText, type Unbound } from './bind-field.tsx'

/** `PasswordField` bound to a form. */
export const FormPasswordField = bindField<Unbound<PasswordFieldProps, string>, string>(PasswordField, readText)
