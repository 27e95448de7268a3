import type { Snippet } from './snippet.ts'

const python: Snippet = {
  id: 'python',
  label: 'Python',
  fence: 'python',
  install: 'pip install flask svix',
  note: 'Run with `flask --app receiver run --port 4000`.',
  code: `import os

from flask import Flask, request
from svix.webhooks import Webhook, WebhookVerificationError

app = Flask(__name__)
webhook = Webhook(os.environ["WEBHOOK_SECRET"])


@app.post("/webhooks")
def receive():
    try:
        event = webhook.verify(request.get_data(), dict(request.headers))
    except WebhookVerificationError:
        return "bad signature", 400
    print("received", request.headers["webhook-id"], event)
    return "", 204
`,
}

const go: Snippet = {
  id: 'go',
  label: 'Go',
  fence: 'go',
  install: 'go get github.com/svix/svix-webhooks/go',
  note: 'A complete program.',
  code: `package main

import (
	"io"
	"log"
	"net/http"
	"os"

	svix "github.com/svix/svix-webhooks/go"
)

func main() {
	webhook, err := svix.NewWebhook(os.Getenv("WEBHOOK_SECRET"))
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("POST /webhooks", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 2<<20))
		if err != nil || webhook.Verify(body, r.Header) != nil {
			http.Error(w, "bad signature", http.StatusBadRequest)
			return
		}
		log.Println("received", r.Header.Get("webhook-id"))
		w.WriteHeader(http.StatusNoContent)
	})
	log.Fatal(http.ListenAndServe(":4000", nil))
}
`,
}

const rust: Snippet = {
  id: 'rust',
  label: 'Rust',
  fence: 'rust',
  install: 'cargo add standardwebhooks http',
  note: 'For any server whose headers are an `http::HeaderMap` (axum, actix-web, hyper).',
  code: `use standardwebhooks::Webhook;

pub fn verify(body: &[u8], headers: &http::HeaderMap) -> bool {
    let secret = std::env::var("WEBHOOK_SECRET").expect("WEBHOOK_SECRET");
    Webhook::new(&secret).is_ok_and(|webhook| webhook.verify(body, headers).is_ok())
}
`,
}

const java: Snippet = {
  id: 'java',
  label: 'Java',
  fence: 'java',
  install: '',
  note: 'A complete program on the JDK’s own server; add `com.svix:svix` to your build.',
  code: `import com.sun.net.httpserver.HttpServer;
import com.svix.Webhook;
import com.svix.exceptions.WebhookVerificationException;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

public class Receiver {
  public static void main(String[] args) throws Exception {
    Webhook webhook = new Webhook(System.getenv("WEBHOOK_SECRET"));
    HttpServer server = HttpServer.create(new InetSocketAddress(4000), 0);
    server.createContext("/webhooks", exchange -> {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int status = 204;
      try {
        webhook.verify(body, HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true));
      } catch (WebhookVerificationException e) {
        status = 400;
      }
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    });
    server.start();
  }
}
`,
}

const kotlin: Snippet = {
  id: 'kotlin',
  label: 'Kotlin',
  fence: 'kotlin',
  install: '',
  note: 'Add `com.svix.kotlin:svix-kotlin` to your build.',
  code: `import com.svix.kotlin.Webhook
import com.svix.kotlin.exceptions.WebhookVerificationException
import java.net.http.HttpHeaders

private val webhook = Webhook(System.getenv("WEBHOOK_SECRET"))

fun verify(body: String, headers: HttpHeaders): Boolean =
    try {
        webhook.verify(body, headers)
        true
    } catch (e: WebhookVerificationException) {
        false
    }
`,
}

/** With the libraries that their registries have. */
export const LIBRARY_SNIPPETS: readonly Snippet[] = [python, go, rust, java, kotlin]
