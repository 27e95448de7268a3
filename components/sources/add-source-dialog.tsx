'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type Control, useForm, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { notifyDone } from '#components/feedback/notify.tsx'
import { FormCheckbox } from '#components/form/form-checkbox.tsx'
import { FormComboBox } from '#components/form/form-combo-box.tsx'
import { FormError } from '#components/form/form-error.tsx'
import { FormPasswordField } from '#components/form/form-password-field.tsx'
import { FormSelect } from '#components/form/form-select.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { createSource, sourceQueries } from '#lib/queries/sources.ts'
import { SCHEME_FIELDS, type SourcePreset } from './source-preset.ts'

const formSchema = z.object({
  name: z.string().trim().min(2, 'Use at least 2 characters').max(256),
  type: z.string().min(1),
  secret: z.string(),
  header: z.string(),
  algorithm: z.string(),
  encoding: z.string(),
  prefix: z.string(),
  username: z.string(),
  password: z.string(),
  eventTypePath: z.string(),
  inbox: z.boolean(),
})
type Form = z.output<typeof formSchema>

const EMPTY: Form = {
  name: '',
  type: 'svix',
  secret: '',
  header: '',
  algorithm: 'sha256',
  encoding: 'hex',
  prefix: '',
  username: '',
  password: '',
  eventTypePath: '',
  inbox: false,
}

type AddSourceDialogProps = {
  instanceId: string
  presets: readonly SourcePreset[]
  onOpenChange: (isOpen: boolean) => void
}

/** Provider, its secret, and where the event type is; then the URL to give the provider. */
export function AddSourceDialog({ instanceId, presets, onOpenChange }: AddSourceDialogProps) {
  const queries = useQueryClient()
  const router = useRouter()
  const { control, handleSubmit } = useForm<Form>({ resolver: zodResolver(formSchema), defaultValues: EMPTY })
  const create = useMutation({
    mutationFn: (form: Form) => createSource(instanceId, toFields(form, presets)),
    onSuccess: async (source) => {
      onOpenChange(false)
      notifyDone(`${source.name} added`, { detail: 'Give its URL to the provider.' })
      await queries.invalidateQueries({ queryKey: sourceQueries.key(instanceId) })
      router.push(`/${instanceId}/sources/${source.id}`)
    },
  })
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="Add source" size="md">
      <form onSubmit={handleSubmit((form) => create.mutate(form))} noValidate className="grid gap-4">
        <FormTextField
          control={control}
          name="name"
          label="Name"
          autoFocus
          autoComplete="off"
          placeholder="codat-prod"
        />
        <FormComboBox
          control={control}
          name="type"
          label="Provider"
          options={presets.map(({ type, label }) => ({ value: type, label }))}
        />
        <SchemeFields control={control} presets={presets} />
        <FormCheckbox control={control} name="inbox">
          Inbox: store and show what comes in, send it to nobody
        </FormCheckbox>
        <FormError>{create.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={create.isPending} busyLabel="Adding…">
            Add source
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function SchemeFields({ control, presets }: { control: Control<Form>; presets: readonly SourcePreset[] }) {
  const type = useWatch({ control, name: 'type' })
  const preset = presets.find((each) => each.type === type)
  const fields = SCHEME_FIELDS[preset?.scheme ?? 'none'] ?? []
  return (
    <>
      {fields.includes('secret') && (
        <FormPasswordField
          control={control}
          name="secret"
          label="Secret"
          description={
            preset?.scheme === 'svix' ? 'Starts with whsec_; the provider shows it.' : 'As the provider shows it.'
          }
        />
      )}
      {fields.includes('username') && (
        <FormTextField control={control} name="username" label="User name" autoComplete="off" />
      )}
      {fields.includes('password') && <FormPasswordField control={control} name="password" label="Password" />}
      {fields.includes('header') && (
        <FormTextField
          control={control}
          name="header"
          label="Header"
          mono
          autoComplete="off"
          placeholder="x-signature"
        />
      )}
      {fields.includes('algorithm') && (
        <div className="grid gap-4 sm:grid-cols-2">
          <FormSelect
            control={control}
            name="algorithm"
            label="Algorithm"
            options={options('sha256', 'sha512', 'sha1')}
          />
          <FormSelect control={control} name="encoding" label="Encoding" options={options('hex', 'base64')} />
        </div>
      )}
      {fields.includes('prefix') && (
        <FormTextField control={control} name="prefix" label="Prefix" mono autoComplete="off" placeholder="sha256=" />
      )}
      <FormTextField
        control={control}
        name="eventTypePath"
        label="Where the event type is"
        mono
        autoComplete="off"
        placeholder={preset?.eventTypePath}
        description="body:path or header:name, several with commas: the first found counts."
      />
    </>
  )
}

function options(...values: string[]) {
  return values.map((value) => ({ value, label: value }))
}

function toFields(form: Form, presets: readonly SourcePreset[]) {
  const scheme = presets.find((preset) => preset.type === form.type)?.scheme ?? 'none'
  const given = (SCHEME_FIELDS[scheme] ?? []).map((name) => [name, form[name]] as const)
  return {
    name: form.name,
    type: form.type,
    config: Object.fromEntries(given.filter(([, value]) => value !== '')),
    inbox: form.inbox,
    ...(form.eventTypePath === '' ? {} : { eventTypePath: form.eventTypePath }),
  }
}
