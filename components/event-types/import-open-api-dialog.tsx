'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { notifyDone } from '#components/feedback/notify.tsx'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { formatCount } from '#lib/format.ts'
import { eventTypeQueries, importOpenApi } from '#lib/queries/event-types.ts'

/** Reads the `webhooks` section of an OpenAPI 3 description. */
export function ImportOpenApiDialog({
  instanceId,
  onOpenChange,
}: {
  instanceId: string
  onOpenChange: (isOpen: boolean) => void
}) {
  const [text, setText] = useState('')
  const queries = useQueryClient()
  const load = useMutation({
    mutationFn: () => importOpenApi(instanceId, text),
    onSuccess: async ({ data }) => {
      await queries.invalidateQueries({ queryKey: eventTypeQueries.key(instanceId) })
      notifyDone(`${formatCount(data.modified.length, 'event type')} imported`)
      onOpenChange(false)
    },
  })
  return (
    <Dialog
      isOpen
      onOpenChange={onOpenChange}
      title="Import OpenAPI"
      size="md"
      footer={
        <>
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button
            size="md"
            variant="primary"
            isDisabled={text.trim() === ''}
            isBusy={load.isPending}
            busyLabel="Importing…"
            onPress={() => load.mutate()}
          >
            Import
          </Button>
        </>
      }
    >
      <p className="text-ink-2">
        Each entry of the <span className="mono">webhooks</span> section becomes an event type with its schema and
        example.
      </p>
      <FileTrigger
        acceptedFileTypes={['.json', '.yaml', '.yml']}
        onSelect={async (files) => setText((await files?.[0]?.text()) ?? '')}
      >
        <Button>Choose a file…</Button>
      </FileTrigger>
      <TextArea label="Or paste it" mono rows={10} value={text} onChange={setText} />
      <FormError>{load.error?.message}</FormError>
    </Dialog>
  )
}
