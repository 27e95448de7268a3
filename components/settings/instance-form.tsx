'use client'
import { useForm } from 'react-hook-form'
import { FormNumberField } from '#components/form/form-number-field.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { lazyResolver } from '#components/form/lazy-resolver.ts'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { InstanceView } from '#lib/queries/settings.ts'
import { useUpdateInstance } from './use-update-instance.ts'

const check = lazyResolver(async () => (await import('./instance-form-schema.ts')).instanceFormSchema)

/** Name, own id and the rate over all consumers. */
export function InstanceForm({ instance, mayWrite }: { instance: InstanceView; mayWrite: boolean }) {
  const { control, handleSubmit, formState } = useForm({
    resolver: check,
    defaultValues: { name: instance.name, uid: instance.uid ?? '', rate: instance.rate },
  })
  const update = useUpdateInstance(instance.id, 'Settings saved')
  const submit = handleSubmit(({ name, uid, rate }) => update.mutate({ name, uid: uid === '' ? null : uid, rate }))
  return (
    <Panel title="Instance" isPadded>
      <form onSubmit={submit} noValidate className="grid max-w-110 gap-4">
        <FormTextField control={control} name="name" label="Name" isDisabled={!mayWrite} autoComplete="off" />
        <FormTextField
          control={control}
          name="uid"
          label="uid"
          mono
          isDisabled={!mayWrite}
          autoComplete="off"
          description="Your own name for it in API paths, besides its client ID."
        />
        <FormNumberField
          control={control}
          name="rate"
          label="Rate limit"
          unit="messages/s"
          minValue={1}
          isDisabled={!mayWrite}
          description="Over all consumers together. Empty: no limit."
        />
        {mayWrite && (
          <Button
            type="submit"
            size="md"
            className="justify-self-start"
            isDisabled={!formState.isDirty}
            isBusy={update.isPending}
            busyLabel="Saving…"
          >
            Save
          </Button>
        )}
      </form>
    </Panel>
  )
}
