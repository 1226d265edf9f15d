// Before anything is shown, so that the page does not flash in the other theme.
try {
  const chosen = localStorage.getItem('chainrule.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset['theme'] = chosen;
} catch {
  // Storage may be forbidden; then the system's theme it is.
}
