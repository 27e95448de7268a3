import { type Control, useWatch } from 'react-hook-form'
import { FormPasswordField } from '#components/form/form-password-field.tsx'
import { FormSelect } from '#components/form/form-select.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import type { SourceForm } from './source-form.ts'
import { SCHEME_FIELDS, type SourcePreset } from './source-preset.ts'

type SchemeFieldsProps = {
  control: Control<SourceForm>
  presets: readonly SourcePreset[]
  /** Secrets may stay empty: the ones there are kept. */
  isEdit?: boolean
}

const KEPT = 'Empty: it stays. The old one goes on counting for the overlap of this instance.'

/** What the chosen provider needs, and where the event type is. */
export function SchemeFields({ control, presets, isEdit = false }: SchemeFieldsProps) {
  const type = useWatch({ control, name: 'type' })
  const preset = presets.find((each) => each.type === type)
  const has = (field: string) => (SCHEME_FIELDS[preset?.scheme ?? 'none'] ?? []).some((name) => name === field)
  const shown = preset?.scheme === 'svix' ? 'Starts with whsec_; the provider shows it.' : 'As the provider shows it.'
  return (
    <>
      {has('secret') && (
        <FormPasswordField
          control={control}
          name="secret"
          label={isEdit ? 'New secret' : 'Secret'}
          autoComplete="off"
          description={isEdit ? KEPT : shown}
        />
      )}
      {has('username') && <FormTextField control={control} name="username" label="User name" autoComplete="off" />}
      {has('password') && (
        <FormPasswordField
          control={control}
          name="password"
          label={isEdit ? 'New password' : 'Password'}
          autoComplete="off"
          description={isEdit ? KEPT : undefined}
        />
      )}
      {has('header') && (
        <FormTextField
          control={control}
          name="header"
          label="Header"
          mono
          autoComplete="off"
          placeholder="x-signature"
        />
      )}
      {has('algorithm') && (
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
      {has('prefix') && (
        <FormTextField control={control} name="prefix" label="Prefix" mono autoComplete="off" placeholder="sha256=" />
      )}
      {has('idHeader') && (
        <FormTextField
          control={control}
          name="idHeader"
          label="Header with the id of the delivery"
          hint="optional"
          mono
          autoComplete="off"
          placeholder="x-delivery-id"
          description="Tells repeats apart: the same id makes no second message."
        />
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
