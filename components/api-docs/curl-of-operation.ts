interface Operation {
  readonly method: string
  readonly path: string
  readonly permission: string | null
  readonly body: { readonly example: unknown } | null
}

/** A request to copy: the token comes from the environment, the parts of the path in braces are to be filled in. */
export function curlOfOperation({ method, path, permission, body }: Operation, origin: string): string {
  const isCodat = path.startsWith('/api/codat/')
  const scheme = isCodat ? 'Basic $(printf %s "$POSTHORN_TOKEN" | base64 -w0)' : 'Bearer $POSTHORN_TOKEN'
  const example = JSON.stringify(body?.example, null, 2)?.replaceAll("'", "'\\''")
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}'${origin}${path}'`,
    ...(permission === 'everybody' ? [] : [`  -H "Authorization: ${scheme}"`]),
    ...(example === undefined ? [] : ["  -H 'Content-Type: application/json'", `  -d '${example}'`]),
  ].join(' \\\n')
}
