'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { FormError } from '#components/form/form-error.tsx'
import { FormRadioGroup } from '#components/form/form-radio-group.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { invitationInputSchema } from '#lib/domain/people/schemas.ts'
import { invitePerson, type Role, settingsQueries } from '#lib/queries/settings.ts'
import { ROLE_OPTIONS } from './role-options.ts'
import { ShownOnce } from './shown-once.tsx'

/** Makes a link for one person; it is shown once. */
export function InviteDialog({ onOpenChange }: { onOpenChange: (isOpen: boolean) => void }) {
  const queries = useQueryClient()
  const { control, handleSubmit } = useForm<{ email: string; role: Role }>({
    resolver: zodResolver(invitationInputSchema),
    defaultValues: { email: '', role: 'viewer' },
  })
  const invite = useMutation({
    mutationFn: invitePerson,
    onSuccess: () => queries.invalidateQueries(settingsQueries.people()),
  })
  if (invite.data)
    return (
      <Dialog isOpen onOpenChange={onOpenChange} title={`Link for ${invite.data.email}`} size="md">
        <ShownOnce
          label="Invitation link"
          value={`${location.origin}/invitation/${invite.data.token}`}
          onDone={() => onOpenChange(false)}
        >
          Send it to them. It works once, for 7 days, and is shown only now.
        </ShownOnce>
      </Dialog>
    )
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="Invite a person">
      <form onSubmit={handleSubmit((input) => invite.mutate(input))} noValidate className="grid gap-4">
        <FormTextField control={control} name="email" label="E-mail" type="email" autoFocus autoComplete="off" />
        <FormRadioGroup control={control} name="role" label="Role" options={ROLE_OPTIONS} />
        <FormError>{invite.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={invite.isPending} busyLabel="Making the link…">
            Make the link
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
