import { notifyFailed } from '#components/feedback/notify.ts'
import { RequestError } from '#lib/queries/request-json.ts'

/** A toast for a mutation that failed: what, why, and the request id. */
export function notifyRequestError(title: string) {
  return (error: Error) => {
    const requestId = error instanceof RequestError ? (error.requestId ?? undefined) : undefined
    notifyFailed(title, { detail: error.message, requestId })
  }
}
