'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useCan } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { formatCount } from '#lib/format.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'

const MetadataDialog = dynamic(() => import('./metadata-dialog.tsx').then((module) => module.MetadataDialog), {
  loading: () => null,
})

/** Your own id for the consumer, and free keys that only your programs read. */
export function MetadataPanel({ instanceId, consumer }: { instanceId: string; consumer: ConsumerItem }) {
  const [isEditing, setEditing] = useState(false)
  const mayWrite = useCan('consumer:write')
  const entries = Object.entries(consumer.metadata)
  return (
    <Panel
      title="Metadata"
      count={formatCount(entries.length, 'key')}
      actions={
        mayWrite && (
          <Button variant="quiet" onPress={() => setEditing(true)} aria-label="Edit metadata">
            Edit
          </Button>
        )
      }
    >
      <PropertyList
        isSlim
        items={[
          {
            label: 'uid',
            value: consumer.uid === null ? <span className="text-ink-3">none</span> : <Copied text={consumer.uid} />,
          },
          ...entries.map(([label, text]) => ({ label, value: <Copied text={text} /> })),
        ]}
      />
      {isEditing && <MetadataDialog instanceId={instanceId} consumer={consumer} onOpenChange={setEditing} />}
    </Panel>
  )
}

function Copied({ text }: { text: string }) {
  return (
    <>
      <span className="mono break-all">{text}</span>
      <CopyButton value={text} label="value" />
    </>
  )
}
