'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type DescribedEventType, eventTypeQueries, putEventType } from '#lib/queries/event-types.ts'

/** Writes event types one after the other; `done` counts them, `stop` leaves the rest as it is. */
export function useTakeOver(instanceId: string, onDone: (count: number) => void) {
  const queries = useQueryClient()
  const [done, setDone] = useState(0)
  const isStopped = useRef(false)
  const mutation = useMutation({
    mutationFn: async (types: readonly DescribedEventType[]) => {
      isStopped.current = false
      let count = 0
      for (const type of types) {
        if (isStopped.current) break
        await putEventType(instanceId, type)
        count += 1
        setDone(count)
      }
      return count
    },
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: eventTypeQueries.key(instanceId) }),
  })
  const stop = () => {
    isStopped.current = true
  }
  return { ...mutation, done, stop }
}
