import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ActivityRange, ActivityView } from '#lib/domain/activity/schemas.ts'
import type { OverviewView } from '#lib/domain/overview/schemas.ts'
import { requestJson } from './request-json.ts'
import * as z from './shape.ts'

export type { ActivityRange, ActivityView } from '#lib/domain/activity/schemas.ts'
export type { Attention, FailureGroup, OverviewRejection, OverviewView } from '#lib/domain/overview/schemas.ts'

export const activitySchema = z.trusted<ActivityView>()
export const overviewSchema = z.trusted<OverviewView>()

const HOURS: Readonly<Record<ActivityRange, number>> = { '6h': 6, '24h': 24, '7d': 168, '14d': 336 }
/** The ranges as they read. */
export const RANGE_WORDS: Readonly<Record<ActivityRange, string>> = {
  '6h': '6 h',
  '24h': '24 h',
  '7d': '7 d',
  '14d': '14 d',
}
export const ACTIVITY_RANGES = ['6h', '24h', '7d', '14d'] as const satisfies readonly ActivityRange[]

const FRESH_MS = 5000

export const overviewQueries = {
  key: (instanceId: string) => ['instance', instanceId, 'overview'] as const,
  activity: (instanceId: string, range: ActivityRange) =>
    queryOptions({
      queryKey: [...overviewQueries.key(instanceId), 'activity', range],
      queryFn: ({ signal }) =>
        requestJson(activitySchema, `/api/v1/app/${instanceId}/activity?range=${range}`, { signal }),
      placeholderData: keepPreviousData,
      refetchInterval: FRESH_MS,
    }),
  attention: (instanceId: string, range: ActivityRange) =>
    queryOptions({
      queryKey: [...overviewQueries.key(instanceId), 'attention', range],
      queryFn: ({ signal }) =>
        requestJson(overviewSchema, `/api/v1/app/${instanceId}/overview?hours=${HOURS[range]}`, { signal }),
      placeholderData: keepPreviousData,
      refetchInterval: FRESH_MS,
    }),
}

export function hoursOf(range: ActivityRange): number {
  return HOURS[range]
}
