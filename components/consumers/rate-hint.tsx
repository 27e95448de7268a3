'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { formatCount, formatDuration, formatNumber } from '#lib/format.ts'
import { consumerQueries, type RatePreview } from '#lib/queries/consumers.ts'

/** The highest limit there is. */
const MOST = 65_535

type RateHintProps = {
  instanceId: string
  /** Empty: every event type. Null while none is chosen. */
  eventTypes: readonly string[] | null
  rate: number | null
  /** Whose queue drains at that rate; none yet when left out. */
  consumerId?: string
}

/** What a rate limit would have meant for yesterday's traffic of these types, and means for what waits now. */
export function RateHint({ instanceId, eventTypes, rate, consumerId }: RateHintProps) {
  const types = useDeferredValue(eventTypes)
  const limit = useDeferredValue(isRate(rate) ? rate : null)
  const preview = useQuery({
    ...consumerQueries.ratePreview(instanceId, { eventTypes: types ?? [], rate: limit }),
    enabled: types !== null,
    placeholderData: keepPreviousData,
  })
  const queue = useQuery({ ...consumerQueries.queue(instanceId, consumerId ?? ''), enabled: consumerId !== undefined })
  const due = queue.data?.due ?? 0
  return (
    <>
      {types !== null && preview.data ? describeTraffic(preview.data, limit) : 'Empty for no limit.'}
      {due > 0 &&
        limit !== null &&
        ` ${formatCount(due, 'message waits', 'messages wait')} now: sent in ${formatDuration(due / limit)} at this rate.`}
    </>
  )
}

function isRate(rate: number | null): rate is number {
  return rate !== null && Number.isInteger(rate) && rate >= 1 && rate <= MOST
}

function describeTraffic({ peakPerMinute, mostWaiting, longestSeconds }: RatePreview, rate: number | null): string {
  if (peakPerMinute === 0)
    return rate === null
      ? 'Empty for no limit.'
      : 'Nothing of these types came in the last 24 h, so nothing would wait.'
  const peak = `Traffic of these types peaks at ${perTime(peakPerMinute)}`
  if (rate === null) return `${peak}. Empty for no limit.`
  if (mostWaiting === 0) return `${peak}, so nothing would wait.`
  return `${peak}: up to ${formatNumber(mostWaiting)} would have waited, the last for ${formatDuration(longestSeconds)}.`
}

function perTime(perMinute: number): string {
  return perMinute < 60 ? `${formatNumber(perMinute)} a minute` : `${formatNumber(perMinute / 60)}/s`
}
