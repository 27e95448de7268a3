'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { FormError } from '#components/form/form-error.tsx'
import { FormRadioGroup } from '#components/form/form-radio-group.tsx'
import { FormSelect } from '#components/form/form-select.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { usePerson } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { createToken, ROLES, settingsQueries } from '#lib/queries/settings.ts'
import { ROLE_OPTIONS } from './role-options.ts'
import { ShownOnce } from './shown-once.tsx'

const EXPIRIES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: 'never', label: 'never' },
]

const formSchema = z.object({
  name: z.string().trim().min(1, 'Name it after the program that uses it').max(100),
  role: z.enum(ROLES),
  days: z.string(),
})

/** Name, role and expiry; then the token, once. */
export function CreateTokenDialog(props: { instanceId: string; onOpenChange: (isOpen: boolean) => void }) {
  const { instanceId, onOpenChange } = props
  const queries = useQueryClient()
  const person = usePerson()
  const { control, handleSubmit } = useForm<z.output<typeof formSchema>>({
    resolver: zodResolver(formSchema),
    defaultValues: { name: '', role: 'admin', days: '90' },
  })
  const create = useMutation({
    mutationFn: ({ name, role, days }: z.output<typeof formSchema>) => {
      const expiresAt = days === 'never' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString()
      return createToken(instanceId, { name, role, expiresAt })
    },
    onSuccess: () => queries.invalidateQueries(settingsQueries.tokens(instanceId)),
  })
  if (create.data)
    return (
      <Dialog isOpen onOpenChange={onOpenChange} title={`Token for ${create.data.name}`} size="md">
        <ShownOnce label="Token" value={create.data.token ?? ''} onDone={() => onOpenChange(false)}>
          Keep it where the program reads its secrets. It is shown only now and stored hashed.
        </ShownOnce>
      </Dialog>
    )
  const roles = ROLE_OPTIONS.filter(({ value }) => value !== 'owner' || person.role === 'owner')
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="Create a token">
      <form onSubmit={handleSubmit((input) => create.mutate(input))} noValidate className="grid gap-4">
        <FormTextField control={control} name="name" label="Name" autoFocus autoComplete="off" placeholder="billing" />
        <FormRadioGroup control={control} name="role" label="Role" options={roles} />
        <FormSelect control={control} name="days" label="Expires after" options={EXPIRIES} />
        <FormError>{create.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={create.isPending} busyLabel="Creating…">
            Create token
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
