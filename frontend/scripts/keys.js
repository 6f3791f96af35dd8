// Keys and small helps. Pages work without this file.
// "/" finds, "?" lists the keys, Escape closes; Shift+Alt+K turns keys off and on. The list is in the page.
(() => {
  const off = () => localStorage.getItem('keys') === 'off'
  const typing = (element) => element.closest('input, textarea, select, [contenteditable]')

  const box = () => document.getElementById('keys')
  let cameFrom

  function list() {
    if (!box()) return
    cameFrom = document.activeElement
    box().hidden = false
    box().focus()
  }

  function close() {
    if (!box() || box().hidden) return
    box().hidden = true
    cameFrom?.focus()
  }

  document.addEventListener('keydown', (event) => {
    if (event.shiftKey && event.altKey && event.code === 'KeyK') {
      localStorage.setItem('keys', off() ? 'on' : 'off')
      return
    }
    if (event.key === 'Escape') return close()
    if (off() || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
    if (target) {
      event.preventDefault()
      target.focus()
    } else if (event.key === '?') list()
  })

  // Text that somebody else typed on this device is cleared; drafts.js says whose it is.
  const worker = document.body.dataset.worker
  const writer = localStorage.getItem('writes-here')
  if (worker && writer && writer !== worker) {
    indexedDB.deleteDatabase('alongside-drafts')
    localStorage.removeItem('writes-here')
  }

  document.addEventListener('htmx:configRequest', (event) => {
    const token = document.querySelector('[name=csrfmiddlewaretoken]')
    if (token) event.detail.headers['X-CSRFToken'] = token.value
  })

  // After a step that swaps a region, its heading takes the focus, so that a reader hears where she is.
  document.addEventListener('htmx:afterSwap', (event) => {
    const heading = event.target.querySelector?.('[data-focus]')
    if (heading) heading.focus()
  })
})()
