'use client'
import { TextArea, type TextAreaProps } from '#components/ui/text-area.tsx'
import { bindField, readText, type Unbound } from './bind-field.tsx'

/** `TextArea` bound to a form. */
export const FormTextArea = bindField<Unbound<TextAreaProps, string>, string>(TextArea, readText)
