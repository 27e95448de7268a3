'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { instanceQueries } from '#lib/queries/instances.ts'
import { deleteInstance, type InstanceView } from '#lib/queries/settings.ts'

/** Deletes an instance with everything in it, after its name was typed. */
export function DeleteInstance({ instance }: { instance: InstanceView }) {
  const [isOpen, setOpen] = useState(false)
  const queries = useQueryClient()
  const router = useRouter()
  const remove = useMutation({
    mutationFn: () => deleteInstance(instance.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: instanceQueries.key })
      notifyDone(`${instance.name} deleted`)
      router.push('/')
    },
  })
  return (
    <Panel title="Delete this instance" isPadded>
      <p className="mb-3 max-w-[72ch] text-ink-2">
        Its consumers, messages, companies, sources and tokens go with it. What is queued is not sent.
      </p>
      <Button variant="danger" onPress={() => setOpen(true)}>
        Delete instance…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Delete ${instance.name}?`}
        name={instance.name}
        confirmLabel="Delete instance"
        isBusy={remove.isPending}
        busyLabel="Deleting…"
        errorMessage={remove.error?.message}
        onConfirm={() => remove.mutate()}
      >
        Everything in it is deleted. This cannot be undone.
      </ConfirmDialog>
    </Panel>
  )
}
