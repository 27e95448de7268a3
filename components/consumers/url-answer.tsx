'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import { formatLatency } from '#lib/format.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'

/** Nobody means what is typed until the typing has stopped for this long. */
const PAUSE_MS = 600

/** Beside a URL that is typed: whether it takes connections, or why not. It can be saved either way. */
export function UrlAnswer({ instanceId, url }: { instanceId: string; url: string }) {
  const settled = useSettled(url)
  const isUrl = /^https?:\/\/[^/?#]+/.test(settled) && URL.canParse(settled)
  const check = useQuery({ ...consumerQueries.urlCheck(instanceId, settled), enabled: isUrl })
  if (!isUrl || settled !== url || check.isError) return null
  if (!check.data) return <span className="text-xs">checking…</span>
  const { answers, ms, detail } = check.data
  return (
    <span
      role="status"
      title={detail || undefined}
      className={`flex max-w-60 items-center gap-1.5 text-xs ${answers ? 'text-success' : 'text-warning'}`}
    >
      <StatusGlyph kind={answers ? 'success' : 'warning'} size="xs" />
      <span className="truncate">{answers ? `answers in ${formatLatency(ms ?? 0)}` : detail}</span>
    </span>
  )
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
