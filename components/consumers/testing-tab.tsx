'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import Send from 'lucide-react/icons/send'
import { useState } from 'react'
import { DataTable } from '#components/data-table/data-table.tsx'
import { attemptColumns } from '#components/deliveries/attempt-columns.tsx'
import { useAttempts } from '#components/deliveries/use-attempts.ts'
import { attemptKey, type OpenAttempt } from '#components/deliveries/use-open-attempt.ts'
import { LazyCodeEditor } from '#components/editor/lazy-code-editor.tsx'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { FormError } from '#components/form/form-error.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { Split } from '#components/layout/page.tsx'
import { exampleOf, parseBody } from '#components/messages/example-body.ts'
import { SchemaCheck } from '#components/messages/schema-check.tsx'
import { Button } from '#components/ui/button.tsx'
import { ComboBox } from '#components/ui/combo-box.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { sendExample } from '#lib/queries/consumers.ts'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'

type Props = { instanceId: string; consumer: ConsumerItem; attempt: OpenAttempt }

const COLUMNS = attemptColumns()
const NO_FILTERS = { status: '', eventType: '' }

/** Sends the example of an event type to this consumer only and shows its attempt as it happens. */
export function TestingTab({ instanceId, consumer, attempt }: Props) {
  const types = useQuery(eventTypeQueries.all(instanceId))
  const known = types.data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const eventType = chosen ?? consumer.eventTypes[0] ?? known[0]?.name ?? null
  const [edited, setEdited] = useState<{ type: string | null; text: string } | null>(null)
  const type = known.find((candidate) => candidate.name === eventType)
  const body =
    edited?.type === eventType ? edited.text : eventType === null ? '' : exampleOf(type ?? { name: eventType })
  const parsed = parseBody(body)
  const maySend = useCan('delivery:write')
  const [sentAfter, setSentAfter] = useState<string | null>(null)
  const { rows } = useAttempts(instanceId, consumer.id, NO_FILTERS, sentAfter)
  const send = useMutation({
    mutationFn: ({ name, payload }: { name: string; payload: unknown }) =>
      sendExample(instanceId, consumer.id, name, payload),
    // From here on the list asks often; asking at once as well would throw away an answer that is on its way.
    onMutate: () => setSentAfter(rows[0]?.id ?? ''),
  })
  const seen = rows.findIndex((row) => row.id === sentAfter)
  const fresh = sentAfter === null ? [] : rows.slice(0, seen < 0 ? rows.length : seen)
  const names = [...new Set([...consumer.eventTypes, ...known.map(({ name }) => name)])]
  return (
    <Split side="even">
      <Panel title="Send a test" count="to this consumer only" isPadded>
        <div className="grid gap-4">
          <ComboBox
            label="Event type"
            options={names.map((name) => ({ value: name, label: name, mono: true }))}
            value={eventType}
            onChange={setChosen}
          />
          {eventType !== null && (
            <div className="grid gap-1.5">
              <span className="font-medium">Example</span>
              <LazyCodeEditor
                label="Example"
                language="json"
                value={body}
                onChange={(text) => setEdited({ type: eventType, text })}
                className="max-h-100 min-h-40 overflow-auto rounded-sm bg-surface inset-ring inset-ring-control"
              />
              {parsed.ok ? <SchemaCheck type={type} body={parsed.value} /> : <FormError>{parsed.problem}</FormError>}
            </div>
          )}
          {types.isPending && <SkeletonRows count={4} />}
          {types.data && names.length === 0 && (
            <p className="text-ink-2">Add an event type first: a test sends its example.</p>
          )}
          {!maySend && <p className="text-ink-2">Your role sends nothing. Ask an owner or admin to send it.</p>}
          <FormError>{send.error?.message}</FormError>
          <div>
            <Button
              variant="primary"
              size="md"
              icon={<Send />}
              isDisabled={eventType === null || !maySend || !parsed.ok}
              isBusy={send.isPending}
              busyLabel="Sending…"
              onPress={() => eventType !== null && parsed.ok && send.mutate({ name: eventType, payload: parsed.value })}
            >
              Send example
            </Button>
          </div>
        </div>
      </Panel>
      <Panel title="Result">
        <DataTable
          label="Test attempts"
          isFramed={false}
          columns={COLUMNS}
          rows={fresh}
          getRowId={attemptKey}
          activeId={attempt.open}
          onOpen={(row) => attempt.setOpen(attemptKey(row))}
          placeholder={
            fresh.length > 0 ? undefined : (
              <EmptyState
                title={sentAfter === null ? 'Nothing sent yet' : 'On its way'}
                icon={<Send aria-hidden="true" />}
              >
                {sentAfter === null
                  ? 'The attempt unfolds here as soon as the test is sent.'
                  : 'The attempt shows here as soon as the receiver answers or the time is up.'}
              </EmptyState>
            )
          }
        />
      </Panel>
    </Split>
  )
}
