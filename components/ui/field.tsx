'use client'
import { type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'
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
  isInvalid?: boolean
  className?: string
}

export const inputFrame =
  'flex min-w-0 items-center gap-2 rounded-sm bg-surface px-2.5 inset-ring inset-ring-control has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-1 has-[:focus-visible]:outline-focus has-[[aria-invalid=true]]:inset-ring-failure-solid has-[:disabled]:bg-sunken has-[:disabled]:text-ink-3 has-[:disabled]:inset-ring-line [&_svg]:shrink-0'

export const inputText = 'min-w-0 flex-1 bg-transparent outline-none disabled:cursor-not-allowed'

/** Ids of a field's parts, and the attributes that tie its control to them. */
export function useField({ isInvalid, description, errorMessage }: FieldProps, id?: string) {
  const made = useId()
  const control = id ?? made
  const hasNotes = description !== undefined || (isInvalid === true && errorMessage !== undefined)
  const attributes = {
    'aria-invalid': isInvalid || undefined,
    'aria-describedby': hasNotes ? `${control}-notes` : undefined,
  }
  return { control, label: `${control}-label`, notes: `${control}-notes`, attributes }
}

type FieldFrameProps = FieldProps & { field: ReturnType<typeof useField>; children: ReactNode }

/** Puts the label above and the notes below a control. */
export function Field(props: FieldFrameProps) {
  const { field, label, hint, hideLabel, isInvalid, description, errorMessage, className, children } = props
  return (
    <div className={cx('grid min-w-0 content-start gap-1.5', className)}>
      <label
        id={field.label}
        htmlFor={field.control}
        className={hideLabel ? 'sr-only' : 'justify-self-start font-medium'}
      >
        {label}
        {hint && <span className="ml-2 font-normal text-ink-3">{hint}</span>}
      </label>
      {children}
      <FieldNotes id={field.notes} error={isInvalid && errorMessage} description={description} />
    </div>
  )
}

/** Error sentence and help under a control. */
export function FieldNotes({ id, error, description }: { id: string; error: ReactNode; description: ReactNode }) {
  if (!error && description === undefined) return null
  return (
    <div id={id} className="grid gap-1.5 text-xs">
      {error && (
        <p className="flex items-start gap-1.5 text-failure">
          <StatusGlyph kind="failure" size="xs" className="mt-0.5" />
          <span>{error}</span>
        </p>
      )}
      {description && <p className="text-ink-3">{description}</p>}
    </div>
  )
}
