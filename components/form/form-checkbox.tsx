'use client'
import { Checkbox, type CheckboxProps } from '#components/ui/checkbox.tsx'
import { type Binding, bindField, type Unbound } from './bind-field.tsx'

type Rest = Unbound<CheckboxProps, boolean>

const Ticked = ({ value, errorMessage: _, ...rest }: Rest & Binding<boolean>) => (
  <Checkbox {...rest} isSelected={value} />
)

/** `Checkbox` bound to a form. */
export const FormCheckbox = bindField<Rest, boolean>(Ticked, Boolean)
