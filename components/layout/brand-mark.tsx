/** The posthorn. Takes its colour from the text. */
export function BrandMark({ className = 'size-5.5' }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={`shrink-0 text-accent-edge dark:text-accent ${className}`}
    >
      <path d="M2 7.2h9.4M2 5.5v3.4" />
      <circle cx="9.4" cy="13.4" r="6.2" />
      <path d="M11.4 7.2c4 0 7.2-1.5 10.1-4.7v9.4c-2.9-3.2-6.1-4.7-10.1-4.7" fill="currentColor" />
    </svg>
  )
}
