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
  /** Empty: every company. */
  tags: readonly string[]
  rate: number | null
  /** Whose queue drains at that rate; none yet when left out. */
  consumerId?: string
}

/** What a rate limit would have meant for yesterday's traffic of these types and tags, and means for what waits now. */
export function RateHint({ instanceId, eventTypes, tags, rate, consumerId }: RateHintProps) {
  const types = useDeferredValue(eventTypes)
  const asked = useDeferredValue(tags)
  const limit = useDeferredValue(isRate(rate) ? rate : null)
  const preview = useQuery({
    ...consumerQueries.ratePreview(instanceId, { eventTypes: types ?? [], tags: asked, rate: limit }),
    enabled: types !== null,
    placeholderData: keepPreviousData,
  })
  const queue = useQuery({ ...consumerQueries.queue(instanceId, consumerId ?? ''), enabled: consumerId !== undefined })
  const due = queue.data?.due ?? 0
  return (
    <>
      {types !== null && preview.data ? describeTraffic(preview.data, limit, asked.length > 0) : 'Empty for no limit.'}
      {due > 0 &&
        limit !== null &&
        ` ${formatCount(due, 'message waits', 'messages wait')} now: sent in ${formatDuration(due / limit)} at this rate.`}
    </>
  )
}

function isRate(rate: number | null): rate is number {
  return rate !== null && Number.isInteger(rate) && rate >= 1 && rate <= MOST
}

function describeTraffic(
  { peakPerMinute, mostWaiting, longestSeconds }: RatePreview,
  rate: number | null,
  hasTags: boolean,
): string {
  const these = hasTags ? 'these types and tags' : 'these types'
  if (peakPerMinute === 0)
    return rate === null ? 'Empty for no limit.' : `Nothing of ${these} came in the last 24 h, so nothing would wait.`
  const peak = `Traffic of ${these} peaks at ${hasTags ? 'about ' : ''}${perTime(peakPerMinute)}`
  if (rate === null) return `${peak}. Empty for no limit.`
  if (mostWaiting === 0) return `${peak}, so nothing would wait.`
  return `${peak}: up to ${formatNumber(mostWaiting)} would have waited, the last for ${formatDuration(longestSeconds)}.`
}

function perTime(perMinute: number): string {
  return perMinute < 60 ? `${formatNumber(perMinute)} a minute` : `${formatNumber(perMinute / 60)}/s`
}
