'use client'
import { Panel } from '#components/ui/panel.tsx'
import { Select } from '#components/ui/select.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { InstanceView } from '#lib/queries/settings.ts'
import { useUpdateInstance } from './use-update-instance.ts'

const OVERLAPS = [0, 1, 24, 72, 168]

/** Which signature headers are sent, and how long an old secret goes on signing. */
export function SignatureSettings({ instance, mayWrite }: { instance: InstanceView; mayWrite: boolean }) {
  const update = useUpdateInstance(instance.id, 'Signatures saved')
  const shown = { ...instance, ...(update.isPending ? update.variables : {}) }
  const hours = [...new Set([...OVERLAPS, shown.secretOverlapHours])].sort((left, right) => left - right)
  return (
    <Panel title="Signatures" isPadded>
      <div className="grid max-w-110 gap-4">
        <Switch
          isSelected={shown.svixHeaders}
          isDisabled={!mayWrite}
          onChange={(svixHeaders) => update.mutate({ svixHeaders })}
        >
          Also send svix-id, svix-timestamp and svix-signature
        </Switch>
        <p className="text-ink-3 text-xs">
          The same values as webhook-id, webhook-timestamp and webhook-signature, for receivers that look for the older
          names.
        </p>
        <Select
          label="After a rotation the old secret signs for"
          options={hours.map((value) => ({
            value: String(value),
            label: value === 0 ? 'no time' : value % 24 === 0 && value > 24 ? `${value / 24} days` : `${value} h`,
          }))}
          value={String(shown.secretOverlapHours)}
          isDisabled={!mayWrite}
          onChange={(value) => update.mutate({ secretOverlapHours: Number(value) })}
        />
      </div>
    </Panel>
  )
}
