import { useEffect } from 'react'

/** Says that the page has come alive, so that nobody types into what would be replaced. */
export function useAliveMark(): void {
  useEffect(() => {
    document.documentElement.dataset['alive'] = 'true'
  }, [])
}
