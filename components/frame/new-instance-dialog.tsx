'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { createInstance, instanceQueries } from '#lib/queries/instances.ts'

/** Names a new instance and goes there. */
export function NewInstanceDialog(props: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const [name, setName] = useState('')
  const router = useRouter()
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: () => createInstance({ name: name.trim() }),
    onSuccess: async (instance) => {
      await queries.invalidateQueries({ queryKey: instanceQueries.key })
      props.onOpenChange(false)
      setName('')
      notifyDone(`${instance.name} created`)
      router.push(`/${instance.id}/consumers`)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && !create.isPending) create.mutate()
  }
  return (
    <Dialog {...props} title="New instance">
      <form onSubmit={submit} className="grid gap-3">
        <p className="text-ink-2">An instance keeps its own consumers, messages and companies.</p>
        <TextField autoFocus label="Instance name" value={name} onChange={setName} autoComplete="off" maxLength={256} />
        <FormError>{create.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => props.onOpenChange(false)}>
            Cancel
          </Button>
          <Button
            size="md"
            type="submit"
            variant="primary"
            isDisabled={name.trim() === ''}
            isBusy={create.isPending}
            busyLabel="Creating…"
          >
            Create instance
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
