'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { FileButton } from '#components/ui/file-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { readOpenApi } from '#lib/queries/event-types.ts'
import { TakeOverPreview } from './take-over-preview.tsx'

type ImportOpenApiDialogProps = { instanceId: string; onOpenChange: (isOpen: boolean) => void }

/** Reads the `webhooks` section of an OpenAPI 3 description, shows what it would change, and takes it over. */
export function ImportOpenApiDialog({ instanceId, onOpenChange }: ImportOpenApiDialogProps) {
  const [text, setText] = useState('')
  const read = useMutation({ mutationFn: () => readOpenApi(instanceId, text) })
  if (read.data)
    return (
      <Dialog isOpen onOpenChange={onOpenChange} title="Import OpenAPI" size="md">
        <TakeOverPreview
          instanceId={instanceId}
          types={read.data}
          onBack={read.reset}
          onDone={() => onOpenChange(false)}
        />
      </Dialog>
    )
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
            isBusy={read.isPending}
            busyLabel="Reading…"
            onPress={() => read.mutate()}
          >
            Show what changes
          </Button>
        </>
      }
    >
      <p className="text-ink-2">
        Each entry of the <span className="mono">webhooks</span> section becomes an event type with its schema. Nothing
        is written before you have seen what changes.
      </p>
      <FileButton accept=".json,application/json" onSelect={async (file) => setText(await file.text())}>
        Choose a file…
      </FileButton>
      <TextArea label="Or paste its JSON" mono rows={10} value={text} onChange={setText} />
      <FormError>{read.error?.message}</FormError>
    </Dialog>
  )
}
