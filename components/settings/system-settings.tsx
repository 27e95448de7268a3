'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryError } from '#components/frame/query-error.tsx'
import { Split, Stack } from '#components/layout/page.tsx'
import { Diagnosis } from '#components/ui/diagnosis.tsx'
import { Meter } from '#components/ui/meter.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { StatBand } from '#components/ui/stat-band.tsx'
import { Status } from '#components/ui/status.tsx'
import { formatBytes, formatCount, formatDuration, formatLatency, formatNumber } from '#lib/format.ts'
import { type SystemView, settingsQueries } from '#lib/queries/settings.ts'
import { SettingsShell } from './settings-shell.tsx'

/** Version, database, disk, workers with their lag, and the queue. */
export function SystemSettings({ instanceId }: { instanceId: string }) {
  const system = useQuery(settingsQueries.system())
  return (
    <SettingsShell instanceId={instanceId}>
      {system.data ? (
        <SystemReport system={system.data} />
      ) : (
        <Panel title="System">
          {system.isError ? (
            <QueryError error={system.error} what="The system figures" onRetry={system.refetch} />
          ) : (
            <SkeletonRows count={5} />
          )}
        </Panel>
      )}
    </SettingsShell>
  )
}

function SystemReport({ system }: { system: SystemView }) {
  const { queue, database } = system
  const alive = system.workers.filter(({ isAlive }) => isAlive)
  const lag = Math.max(0, ...alive.map(({ lagMs }) => lagMs))
  return (
    <>
      {alive.length === 0 && (
        <Diagnosis kind="failure" title="No worker runs.">
          Events are accepted and stored, and nothing is sent. Start one with{' '}
          <span className="mono">npm run worker</span>.
        </Diagnosis>
      )}
      <StatBand
        stats={[
          { label: 'Workers', value: formatNumber(alive.length), tone: alive.length === 0 ? 'failure' : undefined },
          { label: 'Lag', value: alive.length === 0 ? '–' : formatLatency(lag), context: 'of the slowest worker' },
          {
            label: 'Queue',
            value: `${formatNumber(queue.waiting)}${queue.isMore ? '+' : ''}`,
            context: [
              `${formatNumber(queue.due)} due now`,
              queue.held > 0 && `${formatNumber(queue.held)} held by a pause`,
            ]
              .filter(Boolean)
              .join(', '),
          },
          {
            label: 'Oldest due',
            value: queue.oldestDueSeconds === null ? '–' : formatDuration(Math.max(0, queue.oldestDueSeconds)),
          },
          {
            label: 'Database',
            value: formatBytes(database.bytes),
            context: `PostgreSQL ${database.version.split(' ')[0]}`,
          },
        ]}
      />
      <Split>
        <Workers workers={system.workers} />
        <Stack>
          <Installation system={system} />
        </Stack>
      </Split>
    </>
  )
}

function Workers({ workers }: { workers: SystemView['workers'] }) {
  return (
    <Panel title="Workers" count={formatCount(workers.length, 'process', 'processes')}>
      {workers.length === 0 && <p className="p-4 text-ink-2">None has been seen.</p>}
      <ul className="divide-y divide-line">
        {workers.map((worker) => (
          <li key={worker.id} className="grid gap-1 px-4 py-2.5">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Status kind={worker.isAlive ? 'success' : 'disabled'}>{worker.isAlive ? 'Running' : 'Gone'}</Status>
              <span className="font-medium">{worker.hostname}</span>
              <span className="text-ink-3 text-xs">process {worker.pid}</span>
              <span className="ml-auto text-ink-3 text-xs">
                seen <RelativeTime at={worker.seenAt} />
              </span>
            </span>
            <span className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
              <span>version {worker.version}</span>
              <span>lag {formatLatency(worker.lagMs)}</span>
              <span>{formatNumber(worker.inFlight)} in flight</span>
              <span>{formatNumber(worker.held)} held</span>
              <span className={Math.abs(worker.skewMs) > 5000 ? 'text-failure' : ''}>
                clock {formatLatency(Math.abs(worker.skewMs))} off
              </span>
              <span>
                started <RelativeTime at={worker.startedAt} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Installation({ system }: { system: SystemView }) {
  const { database, disk, version, retentionDays, staleSecrets } = system
  return (
    <Panel title="Installation">
      <PropertyList
        items={[
          { label: 'Version', value: `Posthorn ${version}` },
          { label: 'Database', value: `PostgreSQL ${database.version}${database.isEmbedded ? ', embedded' : ''}` },
          { label: 'Size', value: formatBytes(database.bytes) },
          { label: 'Retention', value: formatCount(retentionDays, 'day') },
          ...(staleSecrets > 0
            ? [{ label: 'Secrets', value: `${formatNumber(staleSecrets)} still under an older key` }]
            : []),
          ...(disk ? [{ label: 'Disk', value: <Disk disk={disk} /> }] : []),
        ]}
      />
    </Panel>
  )
}

function Disk({ disk: { freeBytes, totalBytes } }: { disk: NonNullable<SystemView['disk']> }) {
  const used = totalBytes - freeBytes
  const isTight = freeBytes < totalBytes * 0.1
  const text = `${formatBytes(freeBytes)} free of ${formatBytes(totalBytes)}`
  return (
    <span className="grid w-full gap-1.5">
      <span className={isTight ? 'text-failure' : undefined}>{text}</span>
      <Meter
        label={`Disk: ${text}`}
        isThin
        parts={[
          { label: 'used', value: used, tone: isTight ? 'accent' : 'strong' },
          { label: 'free', value: freeBytes, tone: 'faint' },
        ]}
      />
    </span>
  )
}
