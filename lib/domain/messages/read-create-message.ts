import type { z } from 'zod'
import { DomainError } from '../errors.ts'
import { extractRawPayload } from './extract-raw-payload.ts'
import { type CreateMessageInput, createMessageSchema } from './schemas.ts'

/**
 * A create-message request's text → checked input with the payload's bytes untouched.
 * @throws DomainError `bad_request` when it is not JSON, `validation` with every field that is wrong
 */
export function readCreateMessage(text: string): CreateMessageInput {
  const result = createMessageSchema.safeParse(parseJson(text))
  if (!result.success) {
    throw new DomainError('validation', 'The message is not valid.', { problems: result.error.issues.map(problemOf) })
  }
  const rawPayload = extractRawPayload(text)
  if (rawPayload === null) throw new DomainError('bad_request', 'The request body has no payload.')
  return Object.assign(result.data, { rawPayload })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DomainError('bad_request', 'The request body is not valid JSON.', { cause })
  }
}

function problemOf(issue: z.core.$ZodIssue) {
  return { loc: ['body', ...issue.path.map(locPart)], msg: issue.message, type: issue.code ?? 'value_error' }
}

function locPart(part: PropertyKey): string | number {
  return typeof part === 'number' ? part : String(part)
}
