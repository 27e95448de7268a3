'use client'
import { Split } from '#components/layout/page.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { CustomHeaders } from './custom-headers.tsx'

/** Headers, metadata, and what else few consumers need. */
export function AdvancedTab({ instanceId, consumer }: { instanceId: string; consumer: ConsumerItem }) {
  return (
    <Split side="even">
      <CustomHeaders instanceId={instanceId} consumerId={consumer.id} />
      <Panel title="Metadata" count={`${Object.keys(consumer.metadata).length} keys`}>
        <PropertyList
          items={[
            {
              label: 'uid',
              value:
                consumer.uid === null ? <span className="text-ink-3">none</span> : <CopyText text={consumer.uid} />,
            },
            ...Object.entries(consumer.metadata).map(([label, value]) => ({ label, value: <CopyText text={value} /> })),
          ]}
        />
      </Panel>
    </Split>
  )
}

function CopyText({ text }: { text: string }) {
  return (
    <>
      <span className="mono break-all">{text}</span>
      <CopyButton value={text} label="value" />
    </>
  )
}
