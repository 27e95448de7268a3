'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { type ConsumerChoice, countConsumers } from '#lib/queries/bulk-changes.ts'
import { type ConsumerFilters, filterOf } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'

/** What is chosen in the list: some of the loaded rows, or all that match its filters, loaded or not. */
export function useChosenConsumers(instanceId: string, filters: ConsumerFilters, rows: readonly ConsumerItem[]) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [counted, setCounted] = useState<{ of: string; count: number } | null>(null)
  const of = JSON.stringify(filterOf(filters))
  const all = counted?.of === of ? counted.count : null
  const ids = rows.filter(({ id }) => picked.has(id)).map(({ id }) => id)
  const choice: ConsumerChoice = all === null ? { ids } : { filter: filterOf(filters) }
  const chooseAll = useMutation({
    mutationFn: () => countConsumers(instanceId, filters),
    onSuccess: (count) => setCounted({ of, count }),
    onError: notifyRequestError('The consumers were not counted'),
  })
  const choose = (selection: ReadonlySet<string>) => {
    setCounted(null)
    setPicked(selection)
  }
  return {
    /** Ids of the rows that show as chosen. */
    selection: all === null ? picked : new Set(rows.map(({ id }) => id)),
    choose,
    clear: () => choose(new Set()),
    count: all ?? ids.length,
    choice,
    isAll: all !== null,
    /** Every loaded row is chosen. */
    isAllLoaded: rows.length > 0 && ids.length === rows.length,
    chooseAll: () => chooseAll.mutate(),
    isCounting: chooseAll.isPending,
  }
}

export type ChosenConsumers = ReturnType<typeof useChosenConsumers>
