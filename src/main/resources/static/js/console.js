// A run under way tells its progress; the page shows it and loads itself again when the run has ended.
const live = document.querySelector('[data-run-events]');
if (live) {
  const events = new EventSource(live.dataset.runEvents);
  const show = (name, text) => {
    document.querySelectorAll(`[data-live="${name}"]`).forEach((place) => { place.textContent = text; });
  };
  const told = (event) => {
    const run = JSON.parse(event.data);
    if (run.state !== live.dataset.state) {
      events.close();
      window.location.reload();
      return;
    }
    Object.entries(run.counts || {}).forEach(([outcome, n]) => show(`counts.${outcome}`, n));
    Object.entries(run.api || {}).forEach(([name, n]) => show(`api.${name}`, Math.round(n)));
    show('itemsPerSecond', run.itemsPerSecond);
    show('eta', run.eta ? `${run.eta.slice(0, 19).replace('T', ' ')} UTC` : '');
    const bar = live.querySelector('progress');
    if (bar && run.counts) {
      bar.max = Math.max(run.counts.total, 1);
      bar.value = run.counts.done;
    }
  };
  events.onmessage = told;
  ['run', 'progress', 'state'].forEach((name) => events.addEventListener(name, told));
}
