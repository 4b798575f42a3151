import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Link, useActionData, useFetcher, useLoaderData, useNavigate, type LinksFunction } from 'react-router'
import { isComposing } from '../../kit/composition.ts'
import { Empty } from '../../kit/empty.tsx'
import { KeyHint } from '../../kit/button.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/knowledge.css?url'
import { DeskPage } from '../desk-page.tsx'
import { ArticleCard } from './article-card.tsx'
import { KnowledgeLinks } from './knowledge-links.tsx'
import type { KnowledgeFound, KnowledgeHit, KnowledgeSearchData } from './search.server.ts'

export { action, loader } from './search.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

const askAfterMs = 150
const listId = 'kb-hits'
const optionId = (code: string): string => `kb-hit-${code}`

/** An answer while the caller waits: type, look, read aloud. */
export default function KnowledgeSearch(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<KnowledgeSearchData>()
  const { text, setText, found, noteGap } = useSearch()
  const hits = found?.hits ?? data.hits
  const [active, setActive] = useState('')
  const chosen = hits.find(({ code }) => code === active) ?? hits[0]
  const box = useRef<HTMLInputElement>(null)
  useKeys([{ keys: '/', words: say('kb.key.search'), run: () => box.current?.select() }])
  const keyDown = useListKeys(hits, chosen, setActive)
  return (
    <DeskPage title={say('kb.title')} head={<KnowledgeLinks mayKeep={data.mayKeep} mayWrite={data.mayWrite} />}>
      <form method="post" action="/staff/knowledge" className="kb-search">
        <label htmlFor="kb-q">{say('kb.search')}</label>
        <input
          id="kb-q"
          ref={box}
          type="search"
          name="q"
          value={text}
          maxLength={300}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is there to be typed into while a caller waits
          autoFocus
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-activedescendant={chosen ? optionId(chosen.code) : undefined}
          aria-autocomplete="list"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={keyDown}
        />
        <button className="primary">{say('kb.search.send')}</button>
        <span className="hint kb-keys">
          <KeyHint keys="/" /> <KeyHint keys="arrowup" /> <KeyHint keys="arrowdown" /> <KeyHint keys="enter" />{' '}
          {say('kb.search.hint')}
        </span>
      </form>
      <output className="kb-said">{statusWords()}</output>
      <div className="kb-columns">
        <div>
          {found === undefined && <Topics data={data} />}
          <Hits hits={hits} chosen={chosen} onChoose={setActive} label={say('kb.hits')} />
          {found && found.text !== '' && <Missing found={found} onGap={noteGap} />}
        </div>
        {chosen ? <ArticleCard hit={chosen} /> : <Empty words={say('kb.start')} />}
      </div>
    </DeskPage>
  )

  function statusWords(): string {
    if (!found || found.text === '') return ''
    if (found.isNoted) return say('kb.gap.noted')
    return found.isAnswered ? say('kb.found', { n: found.hits.length }) : say('kb.found.none')
  }
}

/** Asks while one types, a moment after the last letter; works by the button before the page is alive. */
function useSearch() {
  const posted = useActionData<KnowledgeFound>()
  const fetcher = useFetcher<KnowledgeFound>()
  const [text, setTyped] = useState(posted?.text ?? '')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const ask = (q: string, more: Readonly<Record<string, string>> = {}): void =>
    void fetcher.submit({ q, ...more }, { method: 'post', action: '/staff/knowledge' })
  const setText = (typed: string): void => {
    setTyped(typed)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => ask(typed), askAfterMs)
  }
  const answered = fetcher.data ?? posted
  // What was asked last and is wiped out again counts as nothing asked.
  const found = answered && (text.trim() !== '' || answered.text !== '') && text.trim() !== '' ? answered : undefined
  return { text, setText, found, noteGap: () => ask(text, { do: 'gap' }) }
}

function useListKeys(
  hits: readonly KnowledgeHit[],
  chosen: KnowledgeHit | undefined,
  onChoose: (code: string) => void,
): (event: KeyboardEvent) => void {
  const navigate = useNavigate()
  return (event) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const at = hits.findIndex(({ code }) => code === chosen?.code)
      const next = hits[Math.max(0, Math.min(hits.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]
      if (next) onChoose(next.code)
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      void navigate(`/staff/knowledge/${chosen.code}`)
    }
  }
}

interface HitsProps {
  readonly hits: readonly KnowledgeHit[]
  readonly chosen: KnowledgeHit | undefined
  readonly onChoose: (code: string) => void
  readonly label: string
}

function Hits({ hits, chosen, onChoose, label }: HitsProps): ReactNode {
  const { say } = usePage()
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list of a combobox: no element of HTML is one
    <div id={listId} role="listbox" aria-label={label} className="kb-hits">
      {hits.map(({ code, title, answer, isStale }) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keys and the focus belong to the search field
        <div
          key={code}
          id={optionId(code)}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the field keeps the focus
          role="option"
          aria-selected={code === chosen?.code}
          onClick={() => onChoose(code)}
        >
          <strong>{title}</strong> {isStale && <span className="badge">{say('kb.stale')}</span>}
          <span className="kb-first">{answer[0]}</span>
        </div>
      ))}
    </div>
  )
}

function Missing({ found, onGap }: { readonly found: KnowledgeFound; readonly onGap: () => void }): ReactNode {
  const { say } = usePage()
  if (found.isNoted) return null
  return (
    <form method="post" action="/staff/knowledge" className="kb-missing">
      <input type="hidden" name="q" value={found.text} />
      <button
        name="do"
        value="gap"
        className="quiet"
        onClick={(event) => {
          event.preventDefault()
          onGap()
        }}
      >
        {say('kb.gap.note')}
      </button>
    </form>
  )
}

function Topics({ data }: { readonly data: KnowledgeSearchData }): ReactNode {
  const { say, root } = usePage()
  return (
    <nav aria-label={say('kb.topics')} className="kb-topics">
      {data.topics.map(({ code, name, count }) => (
        <Link
          key={code}
          to={`/staff/knowledge?topic=${code}`}
          aria-current={code === data.topic ? 'page' : undefined}
          preventScrollReset
        >
          {name === '' ? say('answers.topic.hotline', { hotline: root.site.hotline }) : name}{' '}
          <span className="hint">{count}</span>
        </Link>
      ))}
    </nav>
  )
}
