// Forms that save themselves. Without this file, and without script at all, the Save button does the same.
(() => {
  const form = document.querySelector('form[data-autosave]')
  if (!form) return
  const unsaved = document.querySelector('[data-unsaved]')
  let dirty = false

  form.addEventListener('input', () => { dirty = true })
  form.addEventListener('submit', () => { dirty = false })

  // A sign-in page that came instead of an answer, or no answer at all: say so where she looks.
  form.addEventListener('htmx:afterRequest', (event) => {
    const kept = Boolean(event.detail.xhr?.getResponseHeader('X-Kept'))
    if (kept) dirty = false
    unsaved.hidden = kept
  })

  // What was typed in the last two seconds before the page is left.
  window.addEventListener('pagehide', () => {
    if (dirty) navigator.sendBeacon(location.pathname, new FormData(form))
  })
})()
