export type Snippet = {
  readonly id: string
  readonly label: string
  readonly install: string
  readonly code: (secret: string) => string
}

/** Code that verifies our signature; every library reads the `webhook-*` headers and the raw body. */
export const SNIPPETS: readonly Snippet[] = [
  {
    id: 'next',
    label: 'Next.js',
    install: 'npm install standardwebhooks',
    code: (secret) => `// app/hooks/route.ts: runs on Vercel as it is
import { Webhook } from 'standardwebhooks'

const webhook = new Webhook(process.env.WEBHOOK_SECRET ?? '${secret}')

export async function POST(request: Request) {
  const body = await request.text() // the raw text: parsed JSON does not verify
  try {
    const event = webhook.verify(body, Object.fromEntries(request.headers))
    console.log(request.headers.get('webhook-id'), event)
  } catch {
    return new Response('bad signature', { status: 401 })
  }
  return new Response(null, { status: 204 }) // answer first, work afterwards
}`,
  },
  {
    id: 'node',
    label: 'Node.js',
    install: 'npm install express standardwebhooks',
    code: (secret) => `import express from 'express'
import { Webhook } from 'standardwebhooks'

const webhook = new Webhook(process.env.WEBHOOK_SECRET ?? '${secret}')
const app = express()

app.post('/hooks', express.raw({ type: 'application/json' }), (request, response) => {
  try {
    const event = webhook.verify(request.body.toString('utf8'), request.headers)
    response.sendStatus(204)
    console.log(request.headers['webhook-id'], event)
  } catch {
    response.sendStatus(401)
  }
})

app.listen(3001)`,
  },
  {
    id: 'python',
    label: 'Python',
    install: 'pip install flask standardwebhooks',
    code: (secret) => `from flask import Flask, request
from standardwebhooks import Webhook

webhook = Webhook("${secret}")
app = Flask(__name__)

@app.post("/hooks")
def hooks():
    try:
        event = webhook.verify(request.get_data(), dict(request.headers))
    except Exception:
        return "bad signature", 401
    print(request.headers["webhook-id"], event)
    return "", 204`,
  },
  {
    id: 'go',
    label: 'Go',
    install: 'go get github.com/standard-webhooks/standard-webhooks/libraries/go',
    code: (secret) => `wh, err := standardwebhooks.NewWebhook("${secret}")
if err != nil {
	log.Fatal(err)
}
http.HandleFunc("/hooks", func(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := wh.Verify(body, r.Header); err != nil {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	w.WriteHeader(http.StatusNoContent)
})`,
  },
  {
    id: 'ruby',
    label: 'Ruby',
    install: 'gem install standardwebhooks',
    code: (secret) => `require "standardwebhooks"

webhook = StandardWebhooks::Webhook.new("${secret}")

post "/hooks" do
  request.body.rewind
  body = request.body.read
  headers = request.env.select { |name, _| name.start_with?("HTTP_WEBHOOK_") }
                       .transform_keys { |name| name.delete_prefix("HTTP_").downcase.tr("_", "-") }
  webhook.verify(body, headers)
  status 204
end`,
  },
  {
    id: 'php',
    label: 'PHP',
    install: 'composer require standard-webhooks/standard-webhooks',
    code: (secret) => `<?php
$webhook = new \\StandardWebhooks\\Webhook("${secret}");
$headers = array_change_key_case(getallheaders(), CASE_LOWER);
try {
    $event = $webhook->verify(file_get_contents("php://input"), $headers);
    http_response_code(204);
} catch (\\Exception $error) {
    http_response_code(401);
}`,
  },
  {
    id: 'shell',
    label: 'Command line',
    install: '',
    code: (secret) => `# ID, TIMESTAMP: the webhook-id and webhook-timestamp headers; body.json: the raw body
KEY=$(printf %s '${secret}' | sed 's/^whsec_//' | base64 -d | od -An -tx1 | tr -d ' \\n')
printf 'v1,'
{ printf '%s.%s.' "$ID" "$TIMESTAMP"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64`,
  },
]
