'use client'
import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { StatusGlyph } from './status-glyph.tsx'

/** Label above, control, error sentence, help below: the frame of every labelled control. */
export type FieldProps = {
  label: ReactNode
  /** Beside the label, in grey: "3 of 10". */
  hint?: ReactNode
  description?: ReactNode
  /** What is wrong and how to write it right. Shown when the control `isInvalid`. */
  errorMessage?: ReactNode
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean
}

export const fieldFrame = 'grid min-w-0 content-start gap-1.5'

export const inputFrame =
  'flex min-w-0 items-center gap-2 rounded-sm bg-surface px-2.5 inset-ring inset-ring-control has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-1 has-[:focus-visible]:outline-focus data-invalid:inset-ring-failure-solid has-[[data-invalid]]:inset-ring-failure-solid has-[:disabled]:bg-sunken has-[:disabled]:text-ink-3 has-[:disabled]:inset-ring-line [&_svg]:shrink-0'

export const inputText = 'min-w-0 flex-1 bg-transparent outline-none disabled:cursor-not-allowed'

export function FieldLabel({ label, hint, hideLabel }: Pick<FieldProps, 'label' | 'hint' | 'hideLabel'>) {
  return (
    <Label className={hideLabel ? 'sr-only' : 'justify-self-start font-medium'}>
      {label}
      {hint && <span className="ml-2 font-normal text-ink-3">{hint}</span>}
    </Label>
  )
}

export function FieldNotes({ description, errorMessage }: Pick<FieldProps, 'description' | 'errorMessage'>) {
  return (
    <>
      <FieldError className="flex items-start gap-1.5 text-failure text-xs">
        {({ validationErrors }) => (
          <>
            <StatusGlyph kind="failure" size="xs" className="mt-0.5" />
            <span>{errorMessage ?? validationErrors.join(' ')}</span>
          </>
        )}
      </FieldError>
      {description && (
        <Text slot="description" className="text-ink-3 text-xs">
          {description}
        </Text>
      )}
    </>
  )
}
