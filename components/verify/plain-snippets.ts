import type { Snippet } from './snippet.ts'

const ruby: Snippet = {
  id: 'ruby',
  label: 'Ruby',
  fence: 'ruby',
  install: '',
  note: 'The standard library is enough. `headers` by lower-case name; in Rails and Rack, read `request.raw_post`.',
  code: `require 'openssl'

def verify(body, headers, secret = ENV.fetch('WEBHOOK_SECRET'))
  id, timestamp = headers.values_at('webhook-id', 'webhook-timestamp')
  return false if id.nil? || (Time.now.to_i - timestamp.to_i).abs > 300

  key = secret.delete_prefix('whsec_').unpack1('m')
  expected = [OpenSSL::HMAC.digest('SHA256', key, "#{id}.#{timestamp}.#{body}".b)].pack('m0')
  headers['webhook-signature'].to_s.split.any? do |entry|
    version, signature = entry.split(',', 2)
    version == 'v1' && OpenSSL.secure_compare(signature.to_s, expected)
  end
end
`,
}

const php: Snippet = {
  id: 'php',
  label: 'PHP',
  fence: 'php',
  install: '',
  note: 'PHP’s own functions are enough. Try it with `php -S 127.0.0.1:4000 receiver.php`.',
  code: `<?php

function verify(string $body, string $id, string $timestamp, string $signatures, string $secret): bool
{
    if ($id === '' || abs(time() - (int) $timestamp) > 300) {
        return false;
    }
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    foreach (explode(' ', $signatures) as $signature) {
        if (hash_equals($expected, $signature)) {
            return true;
        }
    }
    return false;
}

$genuine = verify(
    file_get_contents('php://input'),
    $_SERVER['HTTP_WEBHOOK_ID'] ?? '',
    $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '',
    $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '',
    getenv('WEBHOOK_SECRET'),
);
http_response_code($genuine ? 204 : 400);
`,
}

const csharp: Snippet = {
  id: 'csharp',
  label: 'C#',
  fence: 'csharp',
  install: '',
  note: '.NET’s own classes are enough. Read the body as bytes, before model binding.',
  code: `using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

public static class WebhookVerifier
{
    public static bool Verify(byte[] body, string id, string timestamp, string signatures, string secret)
    {
        long seconds;
        if (string.IsNullOrEmpty(id) || !long.TryParse(timestamp, out seconds)) return false;
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) > 300) return false;
        var key = Convert.FromBase64String(secret.StartsWith("whsec_") ? secret.Substring(6) : secret);
        using (var hmac = new HMACSHA256(key))
        {
            var signed = Encoding.UTF8.GetBytes(id + "." + timestamp + ".").Concat(body).ToArray();
            var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(hmac.ComputeHash(signed)));
            return (signatures ?? "").Split(' ')
                .Any(given => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), expected));
        }
    }
}
`,
}

const openssl: Snippet = {
  id: 'openssl',
  label: 'Shell (openssl)',
  fence: 'sh',
  install: '',
  note: '`$id`, `$timestamp` and the file `body.json` as received; prints what `webhook-signature` must contain.',
  code: `key=$(printf %s "\${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
{ printf %s. "$id" "$timestamp"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A | sed 's/^/v1,/'
`,
}

const svixCli: Snippet = {
  id: 'svix-cli',
  label: 'Shell (svix)',
  fence: 'sh',
  install: '',
  note: 'With the Svix command line: silent when the signature fits. It does not judge the time. The shell drops line ends at the end of the body: where it has some, use openssl.',
  code: `svix signature verify --secret "$WEBHOOK_SECRET" --msg-id "$id" --timestamp "$timestamp" --signature "$signature" "$(cat body.json)"
`,
}

/** Without a library: what the language brings along is enough. */
export const PLAIN_SNIPPETS: readonly Snippet[] = [ruby, php, csharp, openssl, svixCli]
