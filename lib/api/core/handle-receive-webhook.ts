import { formatId } from '#lib/domain/ids.ts'
import {
  type ReceiveDeps,
  type ReceiveInput,
  type ReceiveOutcome,
  receiveWebhook,
} from '#lib/domain/sources/receive-webhook.ts'
import type { RejectionReason } from '#lib/domain/sources/schemas.ts'

export interface PlainResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The HTTP status that each reason was answered with. */
export const REJECTION_STATUS: Readonly<Record<RejectionReason, number>> = {
  missing_header: 401,
  malformed_header: 401,
  stale_time: 401,
  wrong_version: 401,
  bad_signature: 401,
  bad_credentials: 401,
  misconfigured: 401,
  disabled: 404,
  too_large: 413,
  unsupported_encoding: 415,
  broken_encoding: 400,
  not_json: 400,
  loop: 508,
}

/** `POST /in/<token>` for any server: the worker's front door and the Next route answer through this. */
export async function handleReceiveWebhook(deps: ReceiveDeps, input: ReceiveInput): Promise<PlainResponse> {
  return present(await receiveWebhook(deps, input))
}

function present(outcome: ReceiveOutcome): PlainResponse {
  switch (outcome.kind) {
    case 'accepted': {
      const id = formatId('message', outcome.messageId)
      return json(202, outcome.duplicate ? { id, duplicate: true } : { id })
    }
    case 'challenge':
      return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: outcome.answer }
    case 'unknown_source':
      return json(404, { code: 'not_found', detail: 'There is no source at this address.' })
    case 'rejected':
      return json(REJECTION_STATUS[outcome.reason], { code: outcome.reason, detail: outcome.detail })
  }
}

function json(status: number, body: object): PlainResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
