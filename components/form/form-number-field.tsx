'use client'
import { NumberField, type NumberFieldProps } from '#components/ui/number-field.tsx'
import { bindField, type Unbound } from './bind-field.tsx'

const read = (value: unknown) => (typeof value === 'number' ? value : Number.NaN)
const write = (value: number) => (Number.isNaN(value) ? null : value)

/** `NumberField` bound to a form; an empty one is null there. */
export const FormNumberField = bindField<Unbound<NumberFieldProps, number>, number>(NumberField, read, write)
