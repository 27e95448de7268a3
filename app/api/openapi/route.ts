import { refuseOthers } from '#lib/api/next.ts'
import { API_DOCUMENT } from './document.ts'

/** Describes the API to programs; `/docs/api` is the same for people. It tells nothing that the source does not. */
export function GET(): Response {
  return Response.json(API_DOCUMENT)
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET')
