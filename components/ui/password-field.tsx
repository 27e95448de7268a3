'use client'
import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import { useState } from 'react'
import { PlainButton } from './plain-button.tsx'
import { TextField, type TextFieldProps } from './text-field.tsx'

export type PasswordFieldProps = Omit<TextFieldProps, 'type' | 'suffix'>

/** Password or secret with a button that shows it. */
export function PasswordField(props: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  const reveal = (
    <PlainButton
      aria-label={shown ? 'Hide' : 'Show'}
      onPress={() => setShown(!shown)}
      className="-mr-1 grid size-6 place-items-center rounded-xs hover:text-ink [&_svg]:size-3.5"
    >
      {shown ? <EyeOff /> : <Eye />}
    </PlainButton>
  )
  return <TextField autoComplete="current-password" {...props} type={shown ? 'text' : 'password'} suffix={reveal} />
}
