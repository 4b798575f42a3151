/** The receipt as a picture for the phone's album: drawn here, sent nowhere. */
export function savePicture(receipt: HTMLElement, file: string): void {
  const canvas = document.createElement('canvas')
  const brush = canvas.getContext('2d')
  if (!brush) return
  const lines = linesOf(receipt)
  const [width, edge] = [1080, 72]
  canvas.width = width
  canvas.height = edge * 2 + lines.reduce((sum, { size }) => sum + size * 1.7, 0)
  brush.fillStyle = '#ffffff'
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.textBaseline = 'top'
  const family = getComputedStyle(receipt).fontFamily
  let y = edge
  for (const { words, size, isStrong } of lines) {
    brush.fillStyle = isStrong ? '#14213d' : '#4a5469'
    brush.font = `${isStrong ? 700 : 400} ${size}px ${family}`
    brush.fillText(words, edge, y, width - 2 * edge)
    y += size * 1.7
  }
  canvas.toBlob((blob) => {
    if (!blob) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(blob)
    link.download = `${file}.png`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  })
}

interface Line {
  readonly words: string
  readonly size: number
  readonly isStrong: boolean
}

/** The heading, each answer under its name, in the order of the page. */
function linesOf(receipt: HTMLElement): readonly Line[] {
  const parts = receipt.querySelectorAll<HTMLElement>('h1, dt, dd:not(.record), [data-tracking]')
  return [...parts].map((part) => {
    const isCode = part.classList.contains('big-code')
    const size = isCode ? 76 : part.tagName === 'H1' ? 56 : 40
    return {
      words: (part.dataset['tracking'] ?? part.textContent).trim(),
      size,
      isStrong: isCode || part.tagName === 'H1',
    }
  })
}
