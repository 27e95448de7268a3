'use client'
import { useQuery } from '@tanstack/react-query'
import BellRing from 'lucide-react/icons/bell-ring'
import Plus from 'lucide-react/icons/plus'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { type AlertEndpoint, alertQueries } from '#lib/queries/alerts.ts'
import { AlertEndpointRow } from './alert-endpoint-row.tsx'
import { SettingsShell } from './settings-shell.tsx'

const AlertEndpointDialog = dynamic(
  () => import('./alert-endpoint-dialog.tsx').then((module) => module.AlertEndpointDialog),
  { loading: () => null },
)

/** Endpoints of the operators that Posthorn tells about itself: consumers that fail, changes. */
export function AlertSettings({ instanceId }: { instanceId: string }) {
  const list = useQuery(alertQueries.list(instanceId))
  const [open, setOpen] = useState<'add' | AlertEndpoint | null>(null)
  const mayWrite = useCan('instance:write')
  const add = mayWrite && (
    <Button variant="primary" icon={<Plus />} onPress={() => setOpen('add')}>
      Add endpoint…
    </Button>
  )
  const endpoints = list.data?.data ?? []
  return (
    <SettingsShell instanceId={instanceId}>
      <Panel title="Alert endpoints" count={list.data && endpoints.length} actions={endpoints.length > 0 && add}>
        {!list.data ? (
          list.isError ? (
            <QueryError error={list.error} what="The alert endpoints" onRetry={list.refetch} />
          ) : (
            <SkeletonRows count={3} />
          )
        ) : endpoints.length === 0 ? (
          <FirstAlert instanceId={instanceId} action={add} />
        ) : (
          <ul className="divide-y divide-line">
            {endpoints.map((endpoint) => (
              <AlertEndpointRow
                key={endpoint.id}
                instanceId={instanceId}
                endpoint={endpoint}
                mayWrite={mayWrite}
                onEdit={() => setOpen(endpoint)}
              />
            ))}
          </ul>
        )}
      </Panel>
      {open !== null && (
        <AlertEndpointDialog
          instanceId={instanceId}
          endpoint={open === 'add' ? undefined : open}
          onClose={() => setOpen(null)}
        />
      )}
    </SettingsShell>
  )
}

function FirstAlert({ instanceId, action }: { instanceId: string; action: React.ReactNode }) {
  const curl = `curl "$POSTHORN/api/v1/operational-webhook/endpoint" \\
  -H "authorization: Bearer $TOKEN" \\
  -H "x-instance-id: ${instanceId}" \\
  -H "content-type: application/json" \\
  -d '{"url": "https://example.com/alerts",
       "eventTypes": ["endpoint.disabled"]}'`
  return (
    <EmptyState icon={<BellRing aria-hidden="true" />} title="Nobody is alerted" action={action} curl={curl}>
      An alert endpoint is told by a signed webhook when a consumer is disabled or a delivery has failed for good, so
      that you need not watch this page.
    </EmptyState>
  )
}
