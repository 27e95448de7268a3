'use client'
import { useQuery } from '@tanstack/react-query'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Split, Stack } from '#components/layout/page.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { formatCount, formatDuration } from '#lib/format.ts'
import { type InstanceView, type SystemView, settingsQueries } from '#lib/queries/settings.ts'
import { DeleteInstance } from './delete-instance.tsx'
import { InstanceForm } from './instance-form.tsx'
import { RetryScheduleForm } from './retry-schedule-form.tsx'
import { SettingsShell } from './settings-shell.tsx'
import { SignatureSettings } from './signature-settings.tsx'

/** Name, uid, rate, retry schedule, signature headers and sending addresses of an instance. */
export function InstanceSettings({ instanceId }: { instanceId: string }) {
  const instance = useQuery(settingsQueries.instance(instanceId))
  const system = useQuery({ ...settingsQueries.system(), enabled: useCan('system:read') })
  const mayWrite = useCan('instance:write')
  return (
    <SettingsShell instanceId={instanceId}>
      {!instance.data ? (
        <Panel title="Instance">
          {instance.isError ? (
            <QueryError error={instance.error} what="The settings" onRetry={instance.refetch} />
          ) : (
            <SkeletonRows count={5} />
          )}
        </Panel>
      ) : (
        <Split>
          <Stack>
            <InstanceForm key={instance.data.updatedAt} instance={instance.data} mayWrite={mayWrite} />
            <RetryScheduleForm
              key={`schedule ${instance.data.updatedAt}`}
              instance={instance.data}
              fallback={system.data?.retrySchedule ?? []}
              mayWrite={mayWrite}
            />
            <SignatureSettings instance={instance.data} mayWrite={mayWrite} />
            {mayWrite && <DeleteInstance instance={instance.data} />}
          </Stack>
          <Stack>
            <Facts instance={instance.data} system={system.data} />
          </Stack>
        </Split>
      )}
    </SettingsShell>
  )
}

function Facts({ instance, system }: { instance: InstanceView; system: SystemView | undefined }) {
  return (
    <>
      <Panel title="About">
        <PropertyList
          items={[
            {
              label: 'Client ID',
              value: <span className="mono break-all">{instance.id}</span>,
              action: <CopyButton value={instance.id} label="client ID" />,
            },
            { label: 'Created', value: <RelativeTime at={instance.createdAt} /> },
            { label: 'Retention', value: system ? formatCount(system.retentionDays, 'day') : '–' },
            { label: 'Time-out', value: system ? `${system.requestTimeoutMs / 1000} s for each attempt` : '–' },
            {
              label: 'Auto-disable',
              value: system ? `after ${formatDuration(system.disableAfterHours * 3600)} without a success` : '–',
            },
          ]}
        />
      </Panel>
      <EgressIps ips={system?.egressIps} />
    </>
  )
}

function EgressIps({ ips }: { ips: readonly string[] | undefined }) {
  return (
    <Panel
      title="Sending addresses"
      actions={ips && ips.length > 0 && <CopyButton value={ips.join('\n')} label="sending addresses" />}
      isPadded
    >
      {ips && ips.length > 0 ? (
        <ul className="mono grid gap-1">
          {ips.map((ip) => (
            <li key={ip}>{ip}</li>
          ))}
        </ul>
      ) : (
        <p className="text-ink-2">
          Receivers that allow-list senders need these. Set <span className="mono">POSTHORN_EGRESS_IPS</span> to show
          the addresses of your network here and on every consumer.
        </p>
      )}
    </Panel>
  )
}
