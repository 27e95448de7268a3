'use client'
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { type ConsumerChange, consumerQueries, deleteConsumer, updateConsumer } from '#lib/queries/consumers.ts'
import type { ConsumerItem, ListPage } from '#lib/queries/schemas.ts'
import { consumerName } from './consumer-name.ts'

type Pages = InfiniteData<ListPage<ConsumerItem>>

/** Changes consumers at once on the screen, and back when the server refuses. */
export function useConsumerActions(instanceId: string) {
  const queries = useQueryClient()
  const router = useRouter()
  const key = consumerQueries.key(instanceId)

  const show = (id: string, change: ConsumerChange) => {
    const apply = (item: ConsumerItem): ConsumerItem => (item.id === id ? { ...item, ...plain(change) } : item)
    queries.setQueryData<ConsumerItem>([...key, id], (old) => old && apply(old))
    queries.setQueriesData<Pages>({ queryKey: [...key, 'list'] }, (old) => old && mapPages(old, apply))
  }
  const change = useMutation({
    mutationFn: ({ consumer, fields }: { consumer: ConsumerItem; fields: ConsumerChange }) =>
      updateConsumer(instanceId, consumer.id, fields),
    onMutate: async ({ consumer, fields }) => {
      await queries.cancelQueries({ queryKey: key })
      show(consumer.id, fields)
    },
    onError: (error, { consumer }) => {
      show(consumer.id, consumer)
      notifyRequestError(`${consumerName(consumer)} was not changed`)(error)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
  const flip = (consumer: ConsumerItem, field: 'disabled' | 'paused', value: boolean, title: string, detail?: string) =>
    change.mutate(
      { consumer, fields: { [field]: value } },
      {
        onSuccess: () =>
          notifyDone(title, {
            detail,
            onUndo: () => change.mutate({ consumer: { ...consumer, [field]: value }, fields: { [field]: !value } }),
          }),
      },
    )
  const remove = useMutation({
    // The page is left first: its lists would go on asking for a consumer that is no longer there.
    mutationFn: async (consumer: ConsumerItem) => {
      router.push(`/${instanceId}/consumers`)
      await untilAt(`/${instanceId}/consumers`)
      await deleteConsumer(instanceId, consumer.id)
    },
    onSuccess: async (_, consumer) => {
      notifyDone(`${consumerName(consumer)} deleted`)
      queries.removeQueries({ queryKey: [...key, consumer.id] })
      await queries.invalidateQueries({ queryKey: [...key, 'list'] })
    },
  })
  return {
    change,
    remove,
    setDisabled: (consumer: ConsumerItem, isDisabled: boolean) =>
      flip(
        consumer,
        'disabled',
        isDisabled,
        `${consumerName(consumer)} ${isDisabled ? 'disabled' : 'enabled'}`,
        isDisabled ? 'Its due attempts are skipped until you enable it.' : undefined,
      ),
    setPaused: (consumer: ConsumerItem, isPaused: boolean) =>
      flip(
        consumer,
        'paused',
        isPaused,
        `${consumerName(consumer)} ${isPaused ? 'paused' : 'resumed'}`,
        isPaused ? 'Its queue is held and no step of the schedule is used up.' : undefined,
      ),
  }
}

const NAVIGATION_TAKES_AT_MOST_MS = 5000

/** Resolves when the browser shows that path, or when that takes too long. */
function untilAt(path: string): Promise<void> {
  const end = performance.now() + NAVIGATION_TAKES_AT_MOST_MS
  return new Promise((resolve) => {
    const look = () => {
      if (window.location.pathname === path || performance.now() > end) resolve()
      else setTimeout(look, 20)
    }
    look()
  })
}

function mapPages(data: Pages, apply: (item: ConsumerItem) => ConsumerItem): Pages {
  return { ...data, pages: data.pages.map((page) => ({ ...page, data: page.data.map(apply) })) }
}

/** A change in the words of the view: cleared lists are empty. */
function plain({ eventTypes, channels, ...rest }: ConsumerChange): Partial<ConsumerItem> {
  return {
    ...rest,
    ...(eventTypes === undefined ? {} : { eventTypes: [...(eventTypes ?? [])] }),
    ...(channels === undefined ? {} : { channels: [...(channels ?? [])] }),
  }
}
