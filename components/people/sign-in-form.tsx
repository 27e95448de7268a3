'use client'
import KeyRound from 'lucide-react/icons/key-round'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { FormError } from '#components/form/form-error.tsx'
import { FormPasswordField } from '#components/form/form-password-field.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { lazyResolver } from '#components/form/lazy-resolver.ts'
import { Button } from '#components/ui/button.tsx'
import { formatDuration } from '#lib/format.ts'
import { type SignInAnswer, signIn, startIssuerSignIn } from '#lib/queries/auth.ts'

const check = lazyResolver(async () => (await import('#lib/domain/people/schemas.ts')).signInSchema)

const UNREACHABLE = 'Posthorn did not answer. Check that it runs and that you are online.'

type SignInFormProps = {
  /** Host name of the OpenID Connect issuer, when one is configured. */
  issuer: string | null
  wasRefused: boolean
  /** Where to go afterwards: a path of ours. */
  next: string
}

export function SignInForm({ issuer, wasRefused, next }: SignInFormProps) {
  const [refusal, setRefusal] = useState<SignInAnswer | null>(null)
  const [failure, setFailure] = useState(
    wasRefused ? 'That account may not sign in here. Ask an owner to invite you.' : '',
  )
  const { control, handleSubmit, formState, setFocus } = useForm({
    resolver: check,
    defaultValues: { email: '', password: '' },
  })
  const submit = handleSubmit(async ({ email, password }) => {
    setFailure('')
    try {
      const answer = await signIn(email, password)
      if (answer.kind === 'signed-in') return location.assign(isOwnPath(next) ? next : '/')
      setRefusal(answer)
      setFocus('password')
    } catch {
      setFailure(UNREACHABLE)
    }
  })
  const toIssuer = () => {
    setFailure('')
    startIssuerSignIn().then(
      (url) => location.assign(url),
      () => setFailure(UNREACHABLE),
    )
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <h1 className="font-semibold text-lg tracking-tight">Sign in to Posthorn</h1>
      <FormTextField control={control} name="email" label="E-mail" type="email" autoComplete="username" autoFocus />
      <FormPasswordField control={control} name="password" label="Password" />
      <Refusal answer={refusal} />
      <FormError>{failure}</FormError>
      <Button type="submit" variant="primary" size="md" block isBusy={formState.isSubmitting} busyLabel="Signing in…">
        Sign in
      </Button>
      {issuer && (
        <Button size="md" block icon={<KeyRound />} onPress={toIssuer}>
          Continue with {issuer}
        </Button>
      )}
    </form>
  )
}

function Refusal({ answer }: { answer: SignInAnswer | null }) {
  const left = useSecondsUntil(answer?.kind === 'locked' ? answer.until : null)
  if (answer?.kind === 'wrong')
    return <FormError>Wrong e-mail or password. After 5 wrong tries the account waits 1 min.</FormError>
  if (answer?.kind !== 'locked') return null
  if (left === 0) return <FormError>The wait is over. Try again.</FormError>
  return <FormError>Too many wrong tries. Wait {formatDuration(left)}, then try again.</FormError>
}

function useSecondsUntil(until: string | null): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (until === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [until])
  return until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
}

function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path)
}
