// Forms that save themselves. Without this file, and without script at all, the Save button does the same.
(() => {
  const form = document.querySelector('form[data-autosave]')
  if (!form) return
  const unsaved = document.querySelector('[data-unsaved]')
  let dirty = false

  form.addEventListener('input', () => { dirty = true })
  form.addEventListener('submit', () => { dirty = false })

  const isKept = (event) => Boolean(event.detail.xhr?.getResponseHeader('X-Kept'))

  // What is no answer to a save (she has to sign in again) must not take the page with her words away.
  form.addEventListener('htmx:beforeOnLoad', (event) => { if (!isKept(event)) event.preventDefault() })

  // Say so where she looks, also when there was no answer at all.
  form.addEventListener('htmx:afterRequest', (event) => {
    const kept = isKept(event)
    if (kept) dirty = false
    unsaved.hidden = kept
  })

  // What was typed in the last two seconds before the page is left.
  window.addEventListener('pagehide', () => {
    if (dirty) navigator.sendBeacon(location.pathname, new FormData(form))
  })
})()
