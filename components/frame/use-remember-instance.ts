'use client'
import { useEffect } from 'react'

const YEAR_SECONDS = 31_536_000

/** Keeps in a cookie which instance one was in last: "/" goes there. */
export function useRememberInstance(instanceId: string) {
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
    document.cookie = `posthorn.instance=${instanceId}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  }, [instanceId])
}
