import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/fields.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { usePage } from '../../kit/use-page.ts'

interface SavedView {
  readonly name: string
  readonly to: string
}

const viewsMost = 12

/** Views that an account has given a name: an address each, kept in this browser. */
function useSavedViews(account: string) {
  const key = `open12345.views.${account}`
  const [views, setViews] = useState<readonly SavedView[]>([])
  useEffect(() => {
    const timer = setTimeout(() => setViews(readViews(localStorage.getItem(key))), 0)
    return () => clearTimeout(timer)
  }, [key])
  const keep = useCallback(
    (next: readonly SavedView[]): void => {
      localStorage.setItem(key, JSON.stringify(next))
      setViews(next)
    },
    [key],
  )
  return { views, keep }
}

function readViews(text: string | null): readonly SavedView[] {
  try {
    const found = JSON.parse(text ?? '[]') as readonly Partial<SavedView>[]
    return found.flatMap(({ name, to }) =>
      typeof name === 'string' && to?.startsWith('/staff/') ? [{ name, to }] : [],
    )
  } catch {
    return []
  }
}

/** The named views of a list, and a name for the one that is shown. */
export function SavedViews({ account }: { readonly account: string }): ReactNode {
  const { say } = usePage()
  const { pathname, search } = useLocation()
  const { views, keep } = useSavedViews(account)
  const [isNaming, setNaming] = useState(false)
  const here = pathname + search
  const isKept = views.some(({ to }) => to === here)
  useKeys([{ keys: 'v', words: say('views.keep'), run: () => setNaming(true), isOff: isKept }])
  return (
    <span className="saved-views">
      {views.map(({ name, to }) => (
        <Link key={to} to={to} className="chip" aria-current={to === here ? 'page' : undefined}>
          {name}
        </Link>
      ))}
      {isKept ? (
        <Button look="quiet" onPress={() => keep(views.filter(({ to }) => to !== here))}>
          {say('views.drop')}
        </Button>
      ) : (
        <Button look="quiet" keys="v" onPress={() => setNaming(true)}>
          {say('views.keep')}
        </Button>
      )}
      <Dialog title={say('views.keep')} isOpen={isNaming} onClose={() => setNaming(false)}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const typed = new FormData(event.currentTarget).get('name')
            const name = typeof typed === 'string' ? typed.trim() : ''
            if (name === '') return
            keep([...views.filter(({ to }) => to !== here), { name: name.slice(0, 30), to: here }].slice(-viewsMost))
            setNaming(false)
          }}
        >
          <TextField form="view" name="name" label={say('views.name')} />
          <div className="buttons">
            <button className="primary">{say('views.keep.send')}</button>
          </div>
        </form>
      </Dialog>
    </span>
  )
}
