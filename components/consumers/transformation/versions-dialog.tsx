'use client'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormError } from '#components/form/form-error.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Diff } from '#components/ui/diff.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { rollBackTransformation, transformationQueries } from '#lib/queries/transformations.ts'

type Props = {
  instanceId: string
  consumerId: string
  /** The code in the editor, which every version is compared with. */
  code: string
  onRolledBack: () => void
  onOpenChange: (isOpen: boolean) => void
}

/** Every version that was saved, compared with the editor; an earlier one can be made the current one again. */
export function VersionsDialog({ instanceId, consumerId, code, onRolledBack, onOpenChange }: Props) {
  const list = useInfiniteQuery(transformationQueries.versions(instanceId, consumerId))
  const versions = list.data?.pages.flatMap((page) => page.data) ?? []
  const [chosen, setChosen] = useState<number | null>(null)
  const shown =
    versions.find(({ version }) => version === chosen) ?? versions.find(({ isCurrent }) => !isCurrent) ?? versions[0]
  const mayWrite = useCan('transformation:write')
  const queries = useQueryClient()
  const rollBack = useMutation({
    mutationFn: (version: number) => rollBackTransformation(instanceId, consumerId, version),
    onSuccess: async (_, version) => {
      await queries.invalidateQueries({ queryKey: consumerQueries.key(instanceId) })
      onRolledBack()
      notifyDone(`Version ${version} is the current one`)
      onOpenChange(false)
    },
  })
  return (
    <Dialog
      isOpen
      onOpenChange={onOpenChange}
      title="Versions"
      size="lg"
      footer={
        <>
          <Button size="md" onPress={() => onOpenChange(false)}>
            Close
          </Button>
          {mayWrite && shown && !shown.isCurrent && (
            <Button
              size="md"
              variant="primary"
              isBusy={rollBack.isPending}
              busyLabel="Rolling back…"
              onPress={() => rollBack.mutate(shown.version)}
            >
              Roll back to version {shown.version}
            </Button>
          )}
        </>
      }
    >
      {list.isPending && <SkeletonRows count={4} />}
      {list.error && <QueryError error={list.error} what="The versions" onRetry={list.refetch} />}
      {list.data && versions.length === 0 && <p className="text-ink-2">Nothing saved yet.</p>}
      {shown && (
        <div className="grid gap-4 sm:grid-cols-[208px_minmax(0,1fr)]">
          <ol aria-label="Versions" className="grid max-h-100 content-start gap-px overflow-y-auto">
            {versions.map(({ version, createdAt, createdBy, isCurrent }) => (
              <li key={version}>
                <button
                  type="button"
                  aria-pressed={version === shown.version}
                  onClick={() => setChosen(version)}
                  className="-outline-offset-2! grid w-full gap-0.5 rounded-sm px-2.5 py-1.5 text-left hover:bg-hover aria-pressed:bg-accent-soft"
                >
                  <span className="flex items-center gap-2 font-medium">
                    Version {version} {isCurrent && <NotePill tone="accent">current</NotePill>}
                  </span>
                  <span className="truncate text-ink-3 text-xs">
                    <RelativeTime at={createdAt} />
                    {createdBy && `, ${createdBy}`}
                  </span>
                </button>
              </li>
            ))}
            {list.hasNextPage && (
              <li>
                <Button variant="quiet" onPress={() => void list.fetchNextPage()}>
                  Load older
                </Button>
              </li>
            )}
          </ol>
          <div className="grid min-w-0 content-start gap-2">
            <p className="text-ink-2">
              {shown.code === code
                ? 'The same as the editor.'
                : `From the editor to version ${shown.version}: what rolling back would change.`}
            </p>
            <Diff
              before={code}
              after={shown.code}
              label={`Version ${shown.version} against the editor`}
              language="code"
            />
          </div>
        </div>
      )}
      <FormError>{rollBack.error?.message}</FormError>
    </Dialog>
  )
}
