'use client'
import { useState, useSyncExternalStore } from 'react'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Link } from '#components/ui/link.tsx'
import { enterPortal } from '#lib/queries/auth.ts'
import { RequestError } from '#lib/queries/request-json.ts'

const never = () => () => {}

/**
 * The door for somebody's customer: their link's key, which only the browser sees, becomes a session when they press
 * the button; programs that look through links in mail press none. `signedIn`: the person whose session that ends.
 */
export function PortalEntry({ signedIn }: { signedIn: string | null }) {
  const key = useSyncExternalStore(never, readKey, () => null)
  const [failure, setFailure] = useState('')
  const [isBusy, setBusy] = useState(false)
  const enter = async () => {
    setBusy(true)
    setFailure('')
    try {
      const { instanceId } = await enterPortal(key ?? '')
      location.replace(`/${instanceId}/consumers`)
    } catch (error) {
      setBusy(false)
      setFailure(error instanceof RequestError ? error.message : 'Posthorn did not answer. Try again.')
    }
  }
  if (key === '') return <NoKey />
  return (
    <div className="grid gap-4">
      <h1 className="font-semibold text-lg tracking-tight">Your webhooks</h1>
      <p className="text-ink-2">
        This link opens once, in this browser. Here you see what is sent to you, and change where it goes.
      </p>
      {signedIn !== null && (
        <p className="text-ink-2">
          You are signed in as {signedIn}. Opening the link signs you out; use a private window to keep both.
        </p>
      )}
      <FormError>{failure}</FormError>
      <Button
        variant="primary"
        size="md"
        block
        autoFocus
        onPress={enter}
        isDisabled={key === null}
        isBusy={isBusy}
        busyLabel="Opening…"
      >
        Open
      </Button>
    </div>
  )
}

function NoKey() {
  return (
    <div className="grid gap-4">
      <h1 className="font-semibold text-lg tracking-tight">Your access has ended</h1>
      <p className="text-ink-2">Ask for a new link: each opens once and ends at a set time, or when you sign out.</p>
      <p className="text-xs">
        <Link href="/sign-in" variant="quiet">
          Sign in with an account instead
        </Link>
      </p>
    </div>
  )
}

function readKey(): string {
  return new URLSearchParams(location.hash.slice(1)).get('key') ?? ''
}
