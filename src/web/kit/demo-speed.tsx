import type { ReactNode } from 'react'
import { useFetcher, useLocation } from 'react-router'
import { demoSpeeds, type DemoSpeed as Speed } from './demo-speeds.ts'
import { usePage } from './use-page.ts'

/** How fast the demo's city lives: four buttons, with or without script. Give it the speed of `house.demo`. */
export function DemoSpeed({ speed }: { readonly speed: Speed }): ReactNode {
  const { say } = usePage()
  const { pathname, search } = useLocation()
  const fetcher = useFetcher()
  const asked = fetcher.formData?.get('speed')
  const current = demoSpeeds.find((each) => String(each) === asked) ?? speed
  return (
    <fetcher.Form method="post" action="/demo/speed" className="demo-speed">
      <fieldset>
        <legend>{say('demo.speed')}</legend>
        <input type="hidden" name="then" value={pathname + search} />
        {demoSpeeds.map((each) => (
          <button key={each} name="speed" value={each} aria-pressed={each === current} className="chip">
            {each === 0 ? say('demo.speed.paused') : say('demo.speed.times', { times: each })}
          </button>
        ))}
      </fieldset>
    </fetcher.Form>
  )
}
