'use client'
import dynamic from 'next/dynamic'
import { whenOpened } from './when-opened.tsx'

/** Asks before something that cannot be undone; with `name` the button waits until it is typed. */
export const ConfirmDialog = whenOpened(
  dynamic(() => import('./confirm-dialog-body.tsx').then((module) => module.ConfirmDialogBody), {
    loading: () => null,
  }),
)
