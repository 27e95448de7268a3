'use client'
import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { JsonTree } from '#components/ui/json-tree.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { messageQueries, readRawBody } from '#lib/queries/messages.ts'
import type { MessageItem } from '#lib/queries/schemas.ts'
import { toJson } from './to-json.ts'

const VIEWS = ['tree', 'raw'] as const
const LABELS = { tree: 'Tree', raw: 'Raw' } as const

type Props = { instanceId: string; message: MessageItem; footer?: ReactNode }

/** The body as a tree that folds, or as text. */
export function MessageBody({ instanceId, message, footer }: Props) {
  const [view, setView] = useQueryState('body', parseAsStringLiteral(VIEWS).withDefault('tree'))
  const raw = useQuery({ ...messageQueries.raw(instanceId, message.id), enabled: view === 'raw' })
  return (
    <Panel
      title="Body"
      footer={footer}
      actions={
        <>
          <Segmented
            label="View"
            options={VIEWS.map((value) => ({ value, label: LABELS[value] }))}
            value={view}
            onChange={setView}
          />
          <CopyButton value={() => raw.data ?? readRawBody(instanceId, message.id)} label="body" />
        </>
      }
    >
      <div className="overflow-x-auto px-4 py-3">
        {view === 'tree' ? (
          <JsonTree value={toJson(message.payload)} label="fields of the body" />
        ) : (
          <CodeBlock code={raw.data ?? ''} label="body" language="json" isWrapped isBare hasCopy={false} />
        )}
      </div>
    </Panel>
  )
}
