import type { ErrorKind } from './types.ts'

/** What a final status code means: null for 200–299, which is the only success; redirects are never followed. */
export function classifyResponse(statusCode: number): ErrorKind | null {
  if (statusCode >= 200 && statusCode < 300) return null
  if (statusCode >= 300 && statusCode < 400) return 'redirect'
  if (statusCode >= 400 && statusCode < 500) return 'http_4xx'
  if (statusCode >= 500 && statusCode < 600) return 'http_5xx'
  return 'http_other'
}
