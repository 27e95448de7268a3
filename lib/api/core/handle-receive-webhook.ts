import type { Context } from '#lib/domain/context.ts'
import { formatId } from '#lib/domain/ids.ts'
import {
  type ReceiveDeps,
  type ReceiveInput,
  type ReceiveOutcome,
  receiveWebhook,
} from '#lib/domain/sources/receive-webhook.ts'
import type { RejectionReason } from '#lib/domain/sources/schemas.ts'
import { errorReply } from './error-response.ts'
import type { Reply } from './route.ts'

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

/** `POST /in/<token>` for any server: the worker's front door and the Next route answer through this. Never throws. */
export async function handleReceiveWebhook(
  deps: ReceiveDeps,
  input: ReceiveInput,
  ctx: Pick<Context, 'requestId' | 'log'>,
): Promise<Reply> {
  try {
    const { status, headers, body } = present(await receiveWebhook(deps, input))
    return { status, headers: { ...headers, 'x-request-id': ctx.requestId }, body }
  } catch (error) {
    return errorReply(error, ctx)
  }
}

function present(outcome: ReceiveOutcome): Reply {
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

function json(status: number, body: object): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
