'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryError } from '#components/frame/query-error.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import { TakeOverPreview } from './take-over-preview.tsx'

type LoadPresetDialogProps = { instanceId: string; onOpenChange: (isOpen: boolean) => void }

/** Loads the Codat event types, after showing what that adds and changes. */
export function LoadPresetDialog({ instanceId, onOpenChange }: LoadPresetDialogProps) {
  const preset = useQuery(eventTypeQueries.preset('codat'))
  const close = () => onOpenChange(false)
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="Load the Codat event types" size="md">
      {preset.data ? (
        <TakeOverPreview instanceId={instanceId} types={preset.data} onBack={close} onDone={close} />
      ) : preset.error ? (
        <QueryError error={preset.error} what="The preset" onRetry={preset.refetch} />
      ) : (
        <SkeletonRows count={4} />
      )}
    </Dialog>
  )
}
