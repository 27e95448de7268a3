'use client'
import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'
import { noticeWish } from './notify.ts'

const ToasterList = dynamic(() => import('./toaster-list.tsx').then((module) => module.ToasterList), {
  loading: () => null,
})

/** Where toasts appear, once there is one; once in the root layout. On phones they stay above the bottom bar. */
export function Toaster() {
  const isWanted = useSyncExternalStore(noticeWish.subscribe, noticeWish.isWanted, () => false)
  return isWanted && <ToasterList onShown={noticeWish.markShown} />
}
