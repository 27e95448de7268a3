'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Lock from 'lucide-react/icons/lock'
import Plus from 'lucide-react/icons/plus'
import Trash from 'lucide-react/icons/trash-2'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { consumerQueries, patchHeaders } from '#lib/queries/consumers.ts'

const AddHeaderDialog = dynamic(() => import('./add-header-dialog.tsx').then((module) => module.AddHeaderDialog), {
  loading: () => null,
})

/** Tells a receiver of several instances from which one an event comes. */
const CLIENT_ID = 'X-Codat-ClientId'

/** Headers that every request to this consumer carries besides ours. */
export function CustomHeaders({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const [isAdding, setAdding] = useState(false)
  const headers = useQuery(consumerQueries.headers(instanceId, consumerId))
  const mayWrite = useCan('consumer:write')
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: (name: string) => patchHeaders(instanceId, consumerId, { [name]: null }),
    onSuccess: (_, name) => notifyDone(`${name} removed`),
    onError: notifyRequestError('The header was not removed'),
    onSettled: () => queries.invalidateQueries(consumerQueries.headers(instanceId, consumerId)),
  })
  const setClientId = useMutation({
    mutationFn: () => patchHeaders(instanceId, consumerId, { [CLIENT_ID]: instanceId }),
    onSuccess: () => notifyDone(`${CLIENT_ID} set`, { detail: instanceId }),
    onError: notifyRequestError('The header was not set'),
    onSettled: () => queries.invalidateQueries(consumerQueries.headers(instanceId, consumerId)),
  })
  const rows = headers.data ? [...Object.keys(headers.data.headers), ...headers.data.sensitive] : []
  const names = [...new Set(rows)]
  const add = (
    <Button icon={<Plus />} onPress={() => setAdding(true)}>
      Add header
    </Button>
  )
  return (
    <Panel
      title="Custom headers"
      count={headers.data ? names.length : undefined}
      actions={
        mayWrite && (
          <>
            {headers.data && !names.some((name) => name.toLowerCase() === CLIENT_ID.toLowerCase()) && (
              <Button variant="quiet" isDisabled={setClientId.isPending} onPress={() => setClientId.mutate()}>
                Add {CLIENT_ID}
              </Button>
            )}
            {add}
          </>
        )
      }
      footer="Values are encrypted. Sensitive ones show only as set."
    >
      {headers.isPending && <SkeletonRows count={2} />}
      {headers.error && <QueryError error={headers.error} what="The headers" onRetry={headers.refetch} />}
      {headers.data && names.length === 0 && (
        <p className="px-4 py-3 text-ink-2">
          None. Add the Authorization header that the receiver asks for, for example.
        </p>
      )}
      <ul className="divide-y divide-line">
        {names.map((name) => (
          <li
            key={name}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_auto] items-center gap-2 py-1.5 pr-2 pl-4"
          >
            <span className="mono break-all">{name}</span>
            {headers.data?.sensitive.includes(name) ? (
              <span className="flex items-center gap-1.5 text-ink-3">
                <Lock aria-hidden="true" className="size-3.5" /> set
              </span>
            ) : (
              <span className="mono break-all">{headers.data?.headers[name]}</span>
            )}
            {mayWrite ? (
              <IconButton label={`Remove ${name}`} onPress={() => remove.mutate(name)}>
                <Trash />
              </IconButton>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
      {isAdding && <AddHeaderDialog instanceId={instanceId} consumerId={consumerId} onOpenChange={setAdding} />}
    </Panel>
  )
}
