// Blocking and tiny on purpose: the chosen theme stands before the first pixel.
(() => {
  try {
    const chosen = localStorage.getItem('dropcast.theme');
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is blocked: the system's theme stands.
  }
})();
