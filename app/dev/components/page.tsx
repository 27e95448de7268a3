import { notFound } from 'next/navigation'
import { Gallery } from './gallery.tsx'

/** Every component on one page, for building and looking at them. Not part of a production build's pages. */
export default function ComponentsPage() {
  if (process.env.NODE_ENV === 'production') notFound()
  return <Gallery />
}
