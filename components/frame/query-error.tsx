'use client'
import SearchX from 'lucide-react/icons/search-x'
import { ErrorState } from '#components/feedback/error-state.tsx'
import { MessageState } from '#components/feedback/message-state.tsx'
import { PermissionState } from '#components/feedback/permission-state.tsx'
import { RequestError } from '#lib/queries/request-json.ts'

type QueryErrorProps = { error: Error; what: string; onRetry: () => void; isRetrying?: boolean }

/** Why a query shows nothing: not allowed, no such thing, or failed with what to do and the request id. `what`: "The consumers". */
export function QueryError({ error, what, onRetry, isRetrying }: QueryErrorProps) {
  if (error instanceof RequestError && error.status === 403)
    return <PermissionState title={`${what} are hidden from your role`}>{error.message}</PermissionState>
  if (error instanceof RequestError && error.status === 404)
    return (
      <MessageState glyph={<SearchX aria-hidden="true" />} title="Not found">
        {error.message}
      </MessageState>
    )
  const requestId = error instanceof RequestError ? (error.requestId ?? undefined) : undefined
  return (
    <ErrorState title={`${what} could not be loaded`} requestId={requestId} onRetry={onRetry} isRetrying={isRetrying}>
      {error.message} Deliveries go on: workers keep their own connection.
    </ErrorState>
  )
}
