import { CodeBlock } from '#components/ui/code-block.tsx'
import { Link } from '#components/ui/link.tsx'
import { Panel } from '#components/ui/panel.tsx'

/** What holds for every operation, once. */
export function ApiIntroduction({ origin }: { origin: string }) {
  return (
    <>
      <Panel title="Sending a token" isPadded>
        <Prose>
          <p>
            Send an API token from Settings as a bearer token, or as <Code>Basic</Code> with the token in base64. A
            token of one instance answers for that instance only. Operations without an instance in their path act on
            the token’s, or on the one that <Code>X-Instance-Id</Code> names.
          </p>
          <CodeBlock
            code={`curl ${origin}/api/v1/auth/whoami \\\n  -H "Authorization: Bearer $POSTHORN_TOKEN"`}
            label="first request"
            language="shell"
            isWrapped
          />
        </Prose>
      </Panel>
      <Panel title="Official SDKs" isPadded>
        <Prose>
          <p>
            The <Code>svix</Code> package works with this server as its <Code>serverUrl</Code>, and{' '}
            <Code>@codat/platform</Code> with <Code>/api/codat</Code> as its <Code>serverURL</Code>.
          </p>
          <CodeBlock code={`new Svix(token, { serverUrl: "${origin}" })`} label="client" language="code" isWrapped />
        </Prose>
      </Panel>
      <Panel title="Lists" isPadded>
        <Prose>
          <p>
            A list answers <Code>data</Code>, <Code>iterator</Code>, <Code>prevIterator</Code> and <Code>done</Code>.
            Pass one of the iterators back to go on or to go back. <Code>limit</Code> is 50 unless you say otherwise, at
            most 250. Several values are joined by commas.
          </p>
        </Prose>
      </Panel>
      <Panel title="Errors" isPadded>
        <Prose>
          <p>
            An error is JSON with <Code>code</Code> and <Code>detail</Code>; a 422 lists each wrong field with its
            place. Each carries <Code>x-request-id</Code>, which the log of the server has as well.
          </p>
        </Prose>
      </Panel>
      <Panel title="Repeating a request" isPadded>
        <Prose>
          <p>
            With the same <Code>Idempotency-Key</Code> a POST happens once: for 12 hours a repetition answers with what
            the first one made. The key with another body is a 409.
          </p>
        </Prose>
      </Panel>
      <p className="text-ink-2">
        The same as an OpenAPI 3.1 document:{' '}
        <Link href="/api/openapi" prefetch={false}>
          /api/openapi
        </Link>
      </p>
    </>
  )
}

function Prose({ children }: { children: React.ReactNode }) {
  return <div className="grid gap-3 text-ink-2 *:min-w-0">{children}</div>
}

function Code({ children }: { children: string }) {
  return <code className="mono text-ink">{children}</code>
}
