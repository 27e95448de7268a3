/** `GET /api/v1/app` of every request that succeeded. */
const succeeded = new Set<string>()

/** Sends a request and remembers that the operation works. */
export const recordedFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  const response = await fetch(request)
  if (response.ok) succeeded.add(`${request.method} ${new URL(request.url).pathname}`)
  return response
}

/** True when some request to this operation succeeded. */
export function wasCalled({ method, path }: { readonly method: string; readonly path: string }): boolean {
  const pattern = new RegExp(`^${method} ${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
  return [...succeeded].some((call) => pattern.test(call))
}
