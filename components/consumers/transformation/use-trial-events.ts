'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { exampleOf, parseBody } from '#components/messages/example-body.ts'
import type { Option } from '#components/ui/option.ts'
import { formatClock, shortenId } from '#lib/format.ts'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import { recentMessagesQuery } from '#lib/queries/messages.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import type { TrialEvent } from '#lib/queries/transformations.ts'

const EXAMPLE = 'example:'

/** What code can be tried on: the last messages, any message by its id, and the examples of the event types. */
export function useTrialEvents(instanceId: string, consumer: ConsumerItem) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const types = useQuery(eventTypeQueries.all(instanceId))
  const recent = useQuery(recentMessagesQuery(instanceId))
  const known = types.data ?? []
  const wanted =
    consumer.eventTypes.length === 0 ? known : known.filter(({ name }) => consumer.eventTypes.includes(name))
  const search = typed.trim().toLowerCase()
  const messages: Option[] = (recent.data?.data ?? []).map(({ id, eventType, timestamp }) => ({
    value: id,
    label: `${shortenId(id)} ${eventType}`,
    detail: formatClock(timestamp, 'local'),
    mono: true,
  }))
  const examples: Option[] = wanted.map(({ name }) => ({
    value: EXAMPLE + name,
    label: name,
    detail: 'example',
    mono: true,
  }))
  const options = [...messages, ...examples]
  const isId = /^msg_\w{10,}$/.test(typed.trim()) && !options.some(({ value }) => value === typed.trim())
  const matching = options.filter(({ value, label }) => `${value} ${label}`.toLowerCase().includes(search))
  const fallback = options[0]?.value ?? null
  const value = chosen ?? fallback
  const isShown = options.some((option) => option.label === typed.trim())
  return {
    options: [
      ...(isId ? [{ value: typed.trim(), label: typed.trim(), detail: 'by id', mono: true }] : []),
      ...(search === '' || isShown ? options : matching),
      ...(value !== null && !options.some((option) => option.value === value)
        ? [{ value, label: value, detail: 'by id', mono: true }]
        : []),
    ],
    value,
    isReady: types.isSuccess && recent.isSuccess,
    onSearch: setTyped,
    choose: setChosen,
    /** The event behind a choice. */
    eventOf: (choice: string): TrialEvent => {
      if (!choice.startsWith(EXAMPLE)) return { messageId: choice }
      const name = choice.slice(EXAMPLE.length)
      const body = parseBody(exampleOf(known.find((type) => type.name === name) ?? { name }))
      return { eventType: name, payload: body.ok ? body.value : {}, tags: consumer.channels }
    },
  }
}
