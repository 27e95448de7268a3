'use client'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { FormError } from '#components/form/form-error.tsx'
import { FormRadioGroup } from '#components/form/form-radio-group.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import { loadPreset } from '#lib/queries/event-types.ts'
import { createInstance } from '#lib/queries/instances.ts'
import { RequestError } from '#lib/queries/request-json.ts'

const PRESETS = [
  { value: 'none', label: 'None', detail: 'types are found as events arrive' },
  { value: 'openapi', label: 'OpenAPI file', detail: 'import it in the next step' },
  { value: 'codat', label: 'Codat', detail: 'its event types, with schemas and examples' },
]

/** Names the first instance and says where its event types come from; `onTypes` is called when these are loaded next. */
export function FirstInstanceForm({ onTypes }: { onTypes: () => void }) {
  const [failure, setFailure] = useState('')
  const [loaded, setLoaded] = useState<{ done: number; total: number } | null>(null)
  const { control, handleSubmit, formState } = useForm({ defaultValues: { name: '', preset: 'none' } })
  const submit = handleSubmit(async ({ name, preset }) => {
    setFailure('')
    try {
      const { id } = await createInstance({ name: name.trim() })
      onTypes()
      if (preset === 'codat') await loadPreset(id, preset, (done, total) => setLoaded({ done, total }))
      location.assign(preset === 'openapi' ? `/${id}/event-types?import=openapi` : `/${id}/overview`)
    } catch (error) {
      setFailure(error instanceof RequestError ? error.message : 'Posthorn did not answer. Try again.')
    }
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <div className="grid gap-1">
        <h1 className="font-semibold text-lg tracking-tight">Name your first instance</h1>
        <p className="text-ink-2">
          An instance keeps its own consumers, messages and companies. Most teams make one for production and one for
          testing.
        </p>
      </div>
      <FormTextField control={control} name="name" label="Instance name" autoComplete="off" autoFocus isRequired />
      <FormRadioGroup control={control} name="preset" label="Event types to start with" options={PRESETS} />
      {loaded && (
        <div className="grid gap-1">
          <ProgressBar label="Loading event types" value={loaded.done / loaded.total} />
          <p role="status" className="text-ink-2 text-xs">
            Loading event types: {loaded.done} of {loaded.total}
          </p>
        </div>
      )}
      <FormError>{failure}</FormError>
      <div>
        <Button
          type="submit"
          variant="primary"
          size="md"
          isBusy={formState.isSubmitting || (formState.isSubmitSuccessful && failure === '')}
          busyLabel="Creating…"
        >
          Create instance
        </Button>
      </div>
    </form>
  )
}
